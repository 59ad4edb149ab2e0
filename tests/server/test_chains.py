"""Chains that went on apart, terminals that were revoked, documents that nobody understands."""

from __future__ import annotations

import pytest

from jxc_desktop.documents.document import canonical_bytes, read_document
from jxc_desktop.documents.shift import DrawerOpened
from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.service import TenantService
from jxc_desktop.sync import wire
from jxc_desktop.sync.wire import Advice, Outcome
from tests.server.foreign_till import ForeignTill
from tests.server.tills import Setting, push

pytestmark = pytest.mark.postgres


@pytest.fixture
def till(setting: Setting) -> ForeignTill:
    """Till 7 of store 2, which joined and pushed three documents."""
    till = ForeignTill(TerminalNo(7), StoreId(2))
    till.join(setting.service)
    for reason in ("a", "b", "c"):
        till.post(DrawerOpened(reason=reason))
    till.push(setting.service)
    return till


def kinds(service: TenantService, caller: int = 7) -> list[str]:
    return [each.kind for each in service.exceptions(TerminalNo(caller), 0).raised]


def test_two_copies_of_a_disk_are_both_kept_and_told(setting: Setting, till: ForeignTill) -> None:
    clone = till.copy()
    till.post(DrawerOpened(reason="mine"))
    clone.post(DrawerOpened(reason="its"))
    clone.post(DrawerOpened(reason="its second"))
    assert [each.outcome for each in till.push(setting.service)][-1] is Outcome.STORED
    forked = clone.push(setting.service)
    assert [each.outcome for each in forked] == [Outcome.KNOWN] * 3 + [Outcome.FORK] * 2
    again = clone.push(setting.service)
    assert again == forked
    assert setting.service.figures().forks == 2
    assert kinds(setting.service) == ["fork", "fork"]
    answer = setting.service.hello(TerminalNo(7), clone.hello())
    assert answer.advice is Advice.BEHIND or answer.advice is Advice.GO_ON
    asked = wire.ChainHashesAsked(0, (3, 4, 9))
    hashes = setting.service.chain_hashes(TerminalNo(7), asked).hashes
    assert hashes == (clone.hashes[3], till.hashes[4], b"")


def test_a_fork_at_the_same_height_is_advised_in_hello(setting: Setting, till: ForeignTill) -> None:
    clone = till.copy()
    till.post(DrawerOpened(reason="mine"))
    clone.post(DrawerOpened(reason="its"))
    till.push(setting.service)
    assert setting.service.hello(TerminalNo(7), clone.hello()).advice is Advice.FORK
    assert setting.service.hello(TerminalNo(7), till.hello()).advice is Advice.GO_ON


def test_a_restored_till_is_behind(setting: Setting, till: ForeignTill) -> None:
    old = ForeignTill(till.terminal, till.store, 0, till.packets[:2], till.hashes[:3])
    answer = setting.service.hello(TerminalNo(7), old.hello())
    assert (answer.advice, answer.chain_sequence) == (Advice.BEHIND, 3)


def test_a_revoked_till_is_let_in_no_more_and_what_it_did_is_held_until_a_person_decides(
    setting: Setting, till: ForeignTill
) -> None:
    setting.service.revoke_from_server(wire.RevokeAsked(7, 1))
    till.post(DrawerOpened(reason="stolen?"))
    with pytest.raises(ServerRefusal) as refused:
        setting.service.hello(TerminalNo(7), till.hello())
    assert refused.value.code is RefusalCode.REVOKED
    (verdict,) = till.push(setting.service, 4)
    assert verdict.outcome is Outcome.HELD
    assert setting.service.figures().held == 1
    assert till.push(setting.service, 4) == (verdict,)
    assert setting.service.release_held(TerminalNo(7)) == 1
    assert setting.service.figures().held == 0
    assert till.push(setting.service, 4)[0].outcome is Outcome.KNOWN


def test_an_unknown_kind_is_stored_parked_and_blocks_nobody(
    setting: Setting, till: ForeignTill
) -> None:
    key = till.post(DrawerOpened(reason="d"))
    del till.packets[-1], till.hashes[-1]
    document = read_document(till.packets[0].spelled)
    spelled = canonical_bytes(document).replace(b'"drawer_opened"', b'"from_the_future"')
    till.append(spelled.replace(b'"sequence":1', b'"sequence":4'))
    till.post(DrawerOpened(reason="e"))
    future, behind = till.push(setting.service, 4)
    assert (future.outcome, future.parked) == (Outcome.STORED, True)
    assert (behind.outcome, behind.parked) == (Outcome.STORED, False)
    (raised,) = setting.service.exceptions(TerminalNo(7), 0).raised
    assert (raised.kind, raised.document, raised.subject) == ("parked", key, 7)
    assert setting.service.start() != ""
    assert setting.service.figures().parked == 1
    assert till.push(setting.service, 4)[0].parked


def test_who_relays_others_documents_is_believed_the_signatures(
    setting: Setting, till: ForeignTill
) -> None:
    till.post(DrawerOpened(reason="by a neighbour"))
    push(setting.service, setting.shop)
    asked = wire.PushAsked((till.piece(4),))
    answer = setting.service.push(TerminalNo(1), asked)
    assert answer.verdicts[0][0].outcome is Outcome.STORED
    stranger = ForeignTill(TerminalNo(9), StoreId(2))
    stranger.post(DrawerOpened(reason="who?"))
    answer = setting.service.push(TerminalNo(1), wire.PushAsked((stranger.piece(),)))
    assert answer.verdicts[0][0].outcome is Outcome.REFUSED


def test_a_till_gets_its_own_streams_only(setting: Setting, till: ForeignTill) -> None:
    push(setting.service, setting.shop)
    with pytest.raises(ServerRefusal) as refused:
        setting.service.pull(till.terminal, wire.PullAsked({0: 0, 1: 0}))
    assert refused.value.code is RefusalCode.OUT_OF_SCOPE
    assert setting.service.hello(till.terminal, till.hello()).streams == (0, 2)


def test_a_server_that_lost_documents_begins_a_new_epoch(
    setting: Setting, till: ForeignTill
) -> None:
    first = setting.service.hello(till.terminal, till.hello()).epoch
    own = wire.PositionMark(3, till.hashes[3][:8])
    lost = wire.PositionMark(99, b"lost for")
    good = setting.service.hello(till.terminal, till.hello(first, marks=(own,)))
    assert (good.epoch, good.rebase_to) == (first, None)
    asked = till.hello(first, marks=(lost, own))
    answer = setting.service.hello(till.terminal, asked)
    assert answer.epoch != first
    assert answer.rebase_to == 3
    again = setting.service.hello(till.terminal, asked)
    assert (again.epoch, again.rebase_to) == (answer.epoch, 3)


def test_a_document_that_stands_at_its_old_position_by_chance_proves_nothing_below_it(
    setting: Setting, till: ForeignTill
) -> None:
    first = setting.service.hello(till.terminal, till.hello()).epoch
    kept, by_chance = (wire.PositionMark(place, till.hashes[place][:8]) for place in (1, 3))
    marks = (wire.PositionMark(99, b"lost for"), by_chance, wire.PositionMark(2, b"another."), kept)
    answer = setting.service.hello(till.terminal, till.hello(first, marks=marks))
    assert answer.epoch != first
    assert answer.rebase_to == 1


def test_another_database_begins_a_new_epoch(setting: Setting, till: ForeignTill) -> None:
    first = setting.service.start(engine="engine/1")
    assert setting.service.start(engine="engine/1") == first
    second = setting.service.start(engine="engine/2")
    assert second != first
    answer = setting.service.hello(till.terminal, till.hello(first))
    assert (answer.epoch, answer.rebase_to) == (second, 0)


def test_a_wrong_clock_is_told_once_a_day_and_blocks_nothing(
    setting: Setting, till: ForeignTill
) -> None:
    ahead = till.hello(at=till.hello().at + 3_600_000)
    for _ in range(3):
        setting.service.hello(till.terminal, ahead)
    (raised,) = setting.service.exceptions(till.terminal, 0).raised
    assert (raised.kind, raised.subject) == ("clock_wrong", 7)
    assert raised.detail == {"ahead_seconds": 3600}
    setting.clock.pass_by(days=1)
    setting.service.hello(till.terminal, ahead)
    assert kinds(setting.service) == ["clock_wrong"] * 2
