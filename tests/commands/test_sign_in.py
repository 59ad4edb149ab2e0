"""Signing in: who gets in, who waits, and what the journal says about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from jxc_desktop.commands.secret_check import _HASHER, _NOBODYS, SignInRefused, hash_secret
from jxc_desktop.commands.sign_in import SignedIn, SignIn, sign_in
from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.permissions import CASHIER
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.records import Person
from jxc_desktop.models.till import SignInAttempt
from tests.shop import CASHIER_ID, OWNER_ID, Shop


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    closed_shop.edit("person", CASHIER_ID, secret=hash_secret("2580"))
    return closed_shop


def events(shop: Shop) -> list[tuple[str, PersonId]]:
    with shop.store.reading() as session:
        documents = [read_document(row.spelled) for row in stored_documents(session.connection())]
    return [
        (document.body.event, document.head.actor)
        for document in documents
        if isinstance(document.body, EventRecorded)
    ]


def fail(shop: Shop, times: int, number: str = "1001") -> SignedIn | SignInRefused:
    for _ in range(times):
        answer = shop.do(sign_in, SignIn(number, "0001"))
    return answer


def test_a_cashier_signs_in_with_her_pin_and_gets_her_roles_permissions(shop: Shop) -> None:
    answer = shop.do(sign_in, SignIn("1001", "2580"))

    assert isinstance(answer, SignedIn)
    assert (answer.person, answer.name, answer.role_name) == (CASHIER_ID, "李小红", "cashier")
    assert answer.permissions == CASHIER.permissions
    assert answer.discount_limit == CASHIER.discount_limit
    assert events(shop) == [("signed_in", CASHIER_ID)]


def test_a_pin_typed_with_the_chinese_input_method_on_is_understood(shop: Shop) -> None:
    assert isinstance(shop.do(sign_in, SignIn(" １００１", "２５８０")), SignedIn)


@pytest.mark.parametrize(
    ("number", "secret"),
    [
        ("1001", "2581"),
        ("1001", ""),
        ("1001", "2580 "),
        ("9999", "2580"),
        ("", ""),
        ("1000", ""),
        ("1' OR '1'='1", "x" * 10_000),
        ("1001", "😀" * 200),
    ],
)
def test_nothing_is_said_about_which_part_was_wrong(shop: Shop, number: str, secret: str) -> None:
    assert shop.do(sign_in, SignIn(number, secret)) == SignInRefused("sign_in_wrong")


def test_a_failure_is_counted_and_recorded_though_nobody_got_in(shop: Shop) -> None:
    fail(shop, 2)
    shop.do(sign_in, SignIn("4711", "0001"))

    failures = shop.ask(
        lambda s: s.scalar(select(SignInAttempt.failures).where(SignInAttempt.person == CASHIER_ID))
    )
    assert failures == 2
    assert events(shop) == [("sign_in_failed", CASHIER_ID)] * 2 + [("sign_in_failed", 0)]
    assert shop.ask(lambda s: verify(s.connection()).faults) == []


def test_a_pin_typed_into_the_number_field_never_gets_into_the_journal(shop: Shop) -> None:
    shop.do(sign_in, SignIn("2580", "1001"))

    with shop.store.reading() as session:
        spelled = b"".join(row.spelled for row in stored_documents(session.connection()))
    assert b"2580" not in spelled


def test_three_slips_are_free_and_then_the_waits_grow(shop: Shop) -> None:
    assert fail(shop, 3) == SignInRefused("sign_in_wrong")
    waits = []
    for _ in range(6):
        assert fail(shop, 1) == SignInRefused("sign_in_wrong")
        answer = shop.do(sign_in, SignIn("1001", "2580"))
        assert isinstance(answer, SignInRefused)
        assert answer.code == "sign_in_wait"
        assert answer.refusal.facts == {"seconds": answer.seconds}
        waits.append(answer.seconds)
        shop.clock.pass_by(seconds=answer.seconds)
    assert waits == [5, 15, 60, 300, 900, 900]

    assert isinstance(shop.do(sign_in, SignIn("1001", "2580")), SignedIn)
    assert fail(shop, 3) == SignInRefused("sign_in_wrong"), "getting in makes good for all before"


def test_guessing_while_waiting_is_not_even_checked(shop: Shop) -> None:
    fail(shop, 4)
    recorded = len(events(shop))

    shop.clock.pass_by(seconds=3)
    assert fail(shop, 20) == SignInRefused("sign_in_wait", 2)

    assert len(events(shop)) == recorded


def test_a_number_that_nobody_has_waits_as_a_real_one_does(shop: Shop) -> None:
    fail(shop, 4, number="4711")

    assert fail(shop, 1, number="4711") == SignInRefused("sign_in_wait", 5)
    assert fail(shop, 1, number="4712") == SignInRefused("sign_in_wrong")


def test_a_clock_that_was_set_back_locks_nobody_out_for_years(shop: Shop) -> None:
    fail(shop, 4)
    shop.clock.now -= timedelta(days=3650)

    assert fail(shop, 1) == SignInRefused("sign_in_wait", 5)


def test_yesterdays_slips_are_forgotten(shop: Shop) -> None:
    fail(shop, 3)
    shop.clock.pass_by(days=2)

    fail(shop, 1)

    assert isinstance(shop.do(sign_in, SignIn("1001", "2580")), SignedIn)


def test_who_left_or_has_no_role_any_more_does_not_get_in(shop: Shop) -> None:
    shop.edit("person", OWNER_ID, secret=hash_secret("1470"), archived=True)
    assert fail_with(shop, "1000", "1470") == SignInRefused("sign_in_wrong")
    shop.edit("role", 2, archived=True)
    assert fail_with(shop, "1001", "2580") == SignInRefused("sign_in_wrong")


def fail_with(shop: Shop, number: str, secret: str) -> SignedIn | SignInRefused:
    return shop.do(sign_in, SignIn(number, secret))


def test_two_people_with_one_number_are_told_apart_by_their_secrets(shop: Shop) -> None:
    shop.edit("person", OWNER_ID, number="1001", secret=hash_secret("1470"))

    cashier, owner = fail_with(shop, "1001", "2580"), fail_with(shop, "1001", "1470")

    assert isinstance(cashier, SignedIn)
    assert isinstance(owner, SignedIn)
    assert (cashier.person, owner.person) == (CASHIER_ID, OWNER_ID)


def test_an_old_hash_is_renewed_when_its_owner_signs_in(shop: Shop) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("2580")
    shop.edit("person", CASHIER_ID, secret=old)

    assert isinstance(fail_with(shop, "1001", "2580"), SignedIn)

    kept = shop.ask(lambda s: s.scalar(select(Person.secret).where(Person.id == CASHIER_ID)))
    assert kept is not None
    assert kept != old
    assert not _HASHER.check_needs_rehash(kept)
    assert isinstance(fail_with(shop, "1001", "2580"), SignedIn)


def test_a_damaged_hash_lets_nobody_in(shop: Shop) -> None:
    for damaged in ("", "2580", "$argon2id$v=19$m=32768,t=2,p=1$broken"):
        shop.edit("person", CASHIER_ID, secret=damaged)
        assert fail_with(shop, "1001", "2580") == SignInRefused("sign_in_wrong")
        shop.clock.pass_by(days=2)


def test_an_unknown_number_costs_as_much_work_as_a_known_one() -> None:
    assert not _HASHER.check_needs_rehash(_NOBODYS)


def test_a_secret_shows_in_no_log(shop: Shop) -> None:
    assert "2580" not in repr(SignIn("1001", "2580"))
