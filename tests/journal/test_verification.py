"""`jxc verify` bites: each kind of tampering with the book is found and called by its name."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, insert

from jxc_desktop.documents.document import chain_hash
from jxc_desktop.documents.shift import DrawerOpened
from jxc_desktop.journal.digest import book_digest
from jxc_desktop.journal.post import post
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.store.session import Till
from tests.shop import COLA_CODE, NOODLES_CODE, OWNER_ID, Shop

_RULES_IN_THE_WAY = (
    "journal_never_deleted", "journal_never_updated", "money_entry_never_updated",
    "stock_move_never_updated", "money_entry_sealed_insert", "money_entry_sealed_delete",
    "stock_move_sealed_insert", "stock_move_sealed_delete", "applied_document_balances",
    "applied_document_exists",
)  # fmt: skip


@pytest.fixture
def shop(shop: Shop) -> Shop:
    for _ in range(3):
        shop.sell(shop.basket(COLA_CODE, NOODLES_CODE))
    return shop


def tamper(shop: Shop, *statements: str) -> None:
    """Change the database as somebody with the key and a bad conscience would."""
    with shop.store.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for rule in _RULES_IN_THE_WAY:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {rule}")
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount > 0


def faults(shop: Shop) -> list[str]:
    return shop.ask(lambda session: verify(session.connection()).faults)


LAST = "(SELECT max(key) FROM journal)"
MIDDLE = "(SELECT max(key) - 1 FROM journal)"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE money_entry SET amount = amount + 1 WHERE line = 1", "debits and credits differ"),
        (
            "UPDATE account_balance SET amount = amount + 1 WHERE account = 1405",
            "account balances that are not the sum",
        ),
        (
            "DELETE FROM account_balance WHERE account = 1405",
            "accounts with entries and no balance",
        ),
        (
            "UPDATE stock_balance SET quantity = quantity + 1 WHERE location = 1",
            "stock over all locations is not zero",
        ),
        ("UPDATE stock_move SET quantity = quantity + 1", "not the sum of their moves"),
        (
            "UPDATE stock_balance SET value = value + 1 WHERE location > 0",
            "inventory on the books that is not the value",
        ),
        (
            f"DELETE FROM applied_document WHERE document = {LAST}",
            "neither projected nor parked",
        ),
        (f"UPDATE sale SET serial = 9 WHERE document = {LAST}", "receipts missing from a day's"),
        (f"UPDATE journal SET hash = zeroblob(32) WHERE key = {MIDDLE}", "hash does not fit"),
        (
            f"UPDATE journal SET signature = zeroblob(64) WHERE key = {MIDDLE}",
            "signature is not this terminal's",
        ),
        (
            f"UPDATE journal SET key = key + 5 WHERE key = {LAST}",
            "5 documents before it are",
        ),
        (f"UPDATE journal SET key = key + 5 WHERE key = {LAST}", "it calls itself"),
    ],
)
def test_tampering_with_the_book_is_found(shop: Shop, statement: str, found: str) -> None:
    assert faults(shop) == []

    tamper(shop, statement)

    assert any(found in fault for fault in faults(shop))


def test_a_chain_without_its_terminals_key_is_found(shop: Shop) -> None:
    tamper(shop, "UPDATE journal SET key = key + 8589934592 * 3 WHERE key & 8589934591 > 1")

    assert any("does not begin with the terminal's public key" in fault for fault in faults(shop))


def _add_foreign_words(connection: Connection, till: Till, spelled: bytes) -> int:
    """A document of some other program at the end of the chain, well linked and signed."""
    key, last = connection.exec_driver_sql(
        "SELECT key, hash FROM journal ORDER BY key DESC LIMIT 1"
    ).one()
    linked = chain_hash(last, spelled)
    row = {"key": key + 1, "spelled": spelled, "hash": linked, "signature": till.sign(linked)}
    connection.execute(insert(JournalEntry), row | {"stream": till.store})
    return int(key) + 1


def _stranger(body: str) -> bytes:
    """A document as a program of a far year would spell it."""
    head = (
        '{"terminal":1,"incarnation":0,"sequence":8,"store":1,"at":"2031-01-01T00:00:00Z",'
        '"day":"2031-01-01","hour":9,"actor":1}'
    )
    return f'{{"head":{head},"body":{body}}}'.encode()


@pytest.mark.parametrize(
    "spelled",
    [
        b"not a document at all",
        _stranger('{"kind":"robot_hired","name":"R2"}'),
        _stranger('{"kind":"records_changed","clock":1,"changes":[["planet",1,{},true]]}'),
        _stranger('{"kind":"records_changed","clock":1,"changes":[["product",1,{"aura":1},true]]}'),
    ],
)
def test_a_document_that_nobody_understands_waits_and_blocks_nobody(
    shop: Shop, spelled: bytes
) -> None:
    before = shop.ask(lambda session: book_digest(session.connection()))
    till = shop.store.till
    assert till is not None
    with shop.store.transaction() as session:
        key = _add_foreign_words(session.connection(), till, spelled)
        rebuild(session.connection())

    parked = shop.ask(
        lambda session: (
            session.connection()
            .exec_driver_sql("SELECT document FROM parked_document")
            .scalars()
            .all()
        )
    )
    assert parked == [key]
    assert shop.ask(lambda session: book_digest(session.connection())) == before
    assert shop.sell(shop.basket(COLA_CODE)).serial == 4


def test_a_book_of_many_documents_is_read_in_batches_and_none_is_left_out(shop: Shop) -> None:
    with shop.store.transaction() as session:
        for number in range(1_990):
            post(session, DrawerOpened(reason=f"{number}"), actor=OWNER_ID)
    before = shop.ask(lambda session: book_digest(session.connection()))
    told: list[int] = []
    with shop.store.transaction() as session:
        documents = rebuild(session.connection(), told.append)

    found = shop.ask(lambda session: verify(session.connection()))
    assert found.documents == documents == told[-1] == 1_990 + 7
    assert told[0] == 1_000
    assert found.faults == []
    assert shop.ask(lambda session: book_digest(session.connection())) == before


def test_a_chain_that_is_held_in_part_is_sound_and_a_false_link_is_found(shop: Shop) -> None:
    left_out = "(SELECT max(key) - 1 FROM journal)"
    before = f"(SELECT hash FROM journal WHERE key = {left_out})"
    tamper(
        shop,
        f"UPDATE journal SET previous = {before} WHERE key = {LAST}",
        f"DELETE FROM applied_document WHERE document = {left_out}",
        f"DELETE FROM journal WHERE key = {left_out}",
    )
    assert not any("missing" in fault or "hash" in fault for fault in chain_faults(shop))

    tamper(shop, f"UPDATE journal SET previous = zeroblob(32) WHERE key = {LAST}")
    assert any("hash does not fit" in fault for fault in chain_faults(shop))

    tamper(
        shop,
        "UPDATE journal SET previous = zeroblob(32) WHERE key = (SELECT min(key) + 1 FROM journal)",
    )
    assert any("is not that of the document before" in fault for fault in chain_faults(shop))


def chain_faults(shop: Shop) -> list[str]:
    """What is wrong with single documents, whatever the sums say."""
    return [fault for fault in faults(shop) if fault.startswith("document ")]
