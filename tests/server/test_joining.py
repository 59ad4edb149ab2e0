"""Codes that let a terminal in once, and what a poison document costs the ones around it."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from msgspec.structs import replace

from jxc_desktop.documents.sale import Sale, SalePayment
from jxc_desktop.documents.shift import DrawerOpened
from jxc_desktop.domain.ids import DocumentKey, MethodId, StoreId, TerminalNo, WarehouseId
from jxc_desktop.domain.numbers import Money
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.sync import wire
from jxc_desktop.sync.wire import Outcome
from tests.server.foreign_till import ForeignTill
from tests.server.tills import Setting, push, token_hash
from tests.shop import SIGNER

pytestmark = pytest.mark.postgres
KEY = SIGNER.public_key().public_bytes_raw()


def asked(code: str, number: int = 5) -> wire.EnrolAsked:
    return wire.EnrolAsked(code, KEY, token_hash(number), "till", "machine", "1")


def refusal_of(setting: Setting, enrolling: wire.EnrolAsked) -> RefusalCode:
    with pytest.raises(ServerRefusal) as refused:
        setting.service.enrol(enrolling)
    return refused.value.code


def test_a_code_is_good_for_one_terminal_that_may_ask_twice(setting: Setting) -> None:
    code = setting.service.invite_from_server(wire.InviteAsked(1, "收银台2", 1)).code
    welcome = setting.service.enrol(asked(code))
    assert (welcome.terminal, welcome.store, welcome.shop) == (2, 1, "小店")
    assert setting.service.enrol(asked(code)) == welcome
    assert refusal_of(setting, asked(code, 6)) is RefusalCode.CODE_UNKNOWN
    assert setting.service.authenticate(token_hash(5)) == 2
    with pytest.raises(ServerRefusal):
        setting.service.authenticate(token_hash(6))


def test_a_code_may_come_with_the_certificates_fingerprint(setting: Setting) -> None:
    code = setting.service.invite_from_server(wire.InviteAsked(0, "", 1, "二店")).code
    whole = base64.b32encode(b"f" * 16 + base64.b32decode(code)).decode().rstrip("=")
    typed = "jxc1." + "-".join(whole[at : at + 6] for at in range(0, len(whole), 6)).lower()
    welcome = setting.service.enrol(asked(typed))
    assert (welcome.terminal, welcome.store) == (2, 2)


def test_codes_that_are_wrong_or_too_old(setting: Setting) -> None:
    code = setting.service.invite_from_server(wire.InviteAsked(1, "", 1)).code
    setting.clock.pass_by(hours=25)
    assert refusal_of(setting, asked(code)) is RefusalCode.CODE_UNKNOWN
    assert refusal_of(setting, asked("nonsense!")) is RefusalCode.CODE_UNKNOWN
    assert refusal_of(setting, asked("A" * 16)) is RefusalCode.CODE_UNKNOWN


def test_another_machine_does_not_take_a_terminals_number(setting: Setting) -> None:
    invited = wire.InviteAsked(1, "", 1, existing=True)
    code = setting.service.invite_from_server(invited).code
    other = replace(asked(code), public_key=bytes(32), terminal=1)
    assert refusal_of(setting, other) is RefusalCode.TERMINAL_TAKEN


def test_only_who_may_manage_invites_and_revokes(setting: Setting) -> None:
    with pytest.raises(ServerRefusal) as refused:
        setting.service.invite(TerminalNo(1), wire.InviteAsked(1, "", 1))
    assert refused.value.code is RefusalCode.NOT_ALLOWED
    owner = ForeignTill(TerminalNo(8), StoreId(1))
    owner.join(setting.service, manage=True)
    assert setting.service.invite(owner.terminal, wire.InviteAsked(1, "", 1)).code
    setting.service.revoke(owner.terminal, wire.RevokeAsked(1, 1))
    seen = setting.service.terminals(owner.terminal).terminals
    assert [(each.terminal, each.revoked) for each in seen] == [(1, True), (8, False)]


def test_one_poison_document_parks_itself_alone(setting: Setting) -> None:
    push(setting.service, setting.shop)
    till = ForeignTill(TerminalNo(7), StoreId(2))
    till.join(setting.service)
    payment = SalePayment(method=MethodId(1), name="?", kind="barter", amount=Money(5))
    poison = Sale(
        serial=1,
        shift=DocumentKey(1),
        warehouse=WarehouseId(2),
        payments=(payment,),
        total=Money(5),
    )
    unbalanced = replace(poison, payments=(replace(payment, kind="cash"),))
    for body in (poison, unbalanced, poison):
        till.post(DrawerOpened(reason="good"))
        till.post(body)
    till.post(DrawerOpened(reason="good"))
    verdicts = till.push(setting.service)
    assert {each.outcome for each in verdicts} == {Outcome.STORED}
    assert [each.parked for each in verdicts] == [False, True] * 3 + [False]
    found = setting.service.exceptions(till.terminal, 0).raised
    assert [each.kind for each in found] == ["parked"] * 3
    assert setting.service.figures().parked == 3
    for _ in range(40):
        till.post(DrawerOpened(reason="behind it"))
    later = till.push(setting.service, 8)
    assert not any(each.parked for each in later)


def test_how_far_everybody_is(setting: Setting) -> None:
    till = ForeignTill(TerminalNo(7), StoreId(2))
    till.join(setting.service)
    till.post(DrawerOpened(reason="a"))
    setting.clock.pass_by(seconds=timedelta(minutes=1).total_seconds())
    setting.service.push(till.terminal, wire.PushAsked((till.piece(),), backlog=4))
    seen = {each.terminal: each for each in setting.service.terminals(TerminalNo(1)).terminals}
    assert seen[7].backlog == 4
    assert seen[7].last_seen == int(setting.clock.now.timestamp() * 1000)
    assert setting.service.heads(TerminalNo(1)).heads == ((7, 0, 1),)
    assert setting.service.figures().backlog == 4
