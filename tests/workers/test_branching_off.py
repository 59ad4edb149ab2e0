"""Two copies of a disk went on apart: every fact counts once, references lead where they should."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from jxc_desktop.commands.begin_incarnation import NOBODY
from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.documents.document import chain_hash, read_document, read_head
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.documents.sale import Sale
from jxc_desktop.documents.shift import DayClosed, ShiftClosed
from jxc_desktop.domain.ids import DocumentKey, document_key, incarnation_of
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.streams import Stream
from jxc_desktop.journal.mapped_keys import with_keys_mapped
from jxc_desktop.journal.post import chain_head
from jxc_desktop.journal.receive import Received, receive
from jxc_desktop.models.journal import JournalEntry, ParkedDocument
from jxc_desktop.models.sync import ForkedDocument
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.find_shift import find_open_shift
from jxc_desktop.store.session import ShopSession, Till
from tests.shop import COLA_CODE, NOODLES_CODE, OWNER_ID
from tests.workers.small_server import SmallServer
from tests.workers.tied_shop import TiedShop, second_till, tied_shop


@pytest.fixture
def server() -> SmallServer:
    return SmallServer()


@pytest.fixture
def till(tmp_path: Path, server: SmallServer) -> TiedShop:
    folder = tmp_path / "one"
    folder.mkdir()
    made = tied_shop(folder, server)
    made.sell(COLA_CODE)
    made.exchange()
    return made


def _bodies(till: TiedShop, incarnation: int) -> dict[DocumentKey, Any]:
    with till.shop.store.reading() as session:
        rows = session.execute(select(JournalEntry.key, JournalEntry.spelled)).all()
    return {
        row.key: read_document(row.spelled).body
        for row in rows
        if incarnation_of(row.key) == incarnation
    }


def _same_everywhere(*tills: TiedShop) -> None:
    for _again in range(2):
        for till in tills:
            till.exchange()
    for stream in (0, 1):
        assert len({till.digest(stream) for till in tills}) == 1
        assert tills[0].digest(stream) == tills[0].rebuilt_digest(stream)
    for till in tills:
        assert till.faults() == []
        assert till.unsent() == 0


def test_references_follow_to_where_the_facts_went(
    tmp_path: Path, server: SmallServer, till: TiedShop
) -> None:
    clone = till.copy_disk(tmp_path / "clone")
    till.sell(NOODLES_CODE)
    till.exchange()
    sale = clone.sell(COLA_CODE, COLA_CODE)
    clone.shop.do(void_sale, VoidSale(DocumentKey(sale), OWNER_ID, "错了"))
    clone.shop.do(close_shift, CloseShift(OWNER_ID, Money(20_350)))
    clone.shop.do(close_day, CloseDay(OWNER_ID, date(2026, 11, 24)))
    with clone.shop.store.reading() as session:
        assert session.execute(select(PrintJob).where(PrintJob.subject == sale)).first()
    clone.exchange()
    bodies = _bodies(clone, 1)
    sales = {key: body for key, body in bodies.items() if isinstance(body, Sale)}
    (void,) = [body for body in sales.values() if body.voids is not None]
    assert void.voids in sales
    remark = void.returns[0].remark
    assert remark is not None
    assert remark.takes_back_sale == void.voids
    (closed,) = [body for body in bodies.values() if isinstance(body, ShiftClosed)]
    assert incarnation_of(closed.shift) == 0  # opened before the disks parted
    (day,) = [body for body in bodies.values() if isinstance(body, DayClosed)]
    assert incarnation_of(day.sealed_key) == 1
    with clone.shop.store.reading() as session:
        sealed = session.execute(
            select(JournalEntry.hash).where(JournalEntry.key == day.sealed_key)
        ).scalar_one()
        assert day.sealed_hash == sealed.hex()
        owed = set(session.execute(select(PrintJob.subject)).scalars())
        assert void.voids in owed
        kept = session.execute(select(ForkedDocument.reposted)).scalars().all()
    assert len(kept) == 4
    assert all(kept)
    _same_everywhere(till, clone)


def test_a_person_is_told_and_the_till_goes_on(
    tmp_path: Path, server: SmallServer, till: TiedShop
) -> None:
    clone = till.copy_disk(tmp_path / "clone")
    till.sell(NOODLES_CODE)
    till.exchange()
    clone.sell(COLA_CODE)
    clone.exchange()
    (event,) = [body for body in _bodies(clone, 1).values() if isinstance(body, EventRecorded)]
    assert (event.event, event.reason) == ("restored", "forked")
    assert NOBODY == 0
    assert clone.shop.store.till is not None
    assert clone.shop.store.till.incarnation == 1
    with clone.shop.store.reading() as session:
        assert find_open_shift(session) is not None
    clone.sell(NOODLES_CODE)
    _same_everywhere(till, clone)


def test_both_go_on_and_part_again(tmp_path: Path, server: SmallServer, till: TiedShop) -> None:
    """Somebody really runs the same disk twice: each life parts from the other, nothing is lost."""
    clone = till.copy_disk(tmp_path / "clone")
    for _day in range(3):
        for each in (till, clone):
            each.sell(COLA_CODE)
            each.sell(NOODLES_CODE)
        till.exchange()
        clone.exchange()
    _same_everywhere(till, clone)
    with till.shop.store.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT count(*), count(DISTINCT request) FROM sale"
        )
        assert tuple(rows.one()) == (13, 13)


def test_a_break_in_the_repair_changes_nothing(
    tmp_path: Path, server: SmallServer, till: TiedShop
) -> None:
    clone = till.copy_disk(tmp_path / "clone")
    till.sell(NOODLES_CODE)
    till.exchange()
    clone.sell(COLA_CODE)
    before = clone.digest(1)
    transaction_as = clone.shop.store.transaction_as

    class Killed(BaseException):
        pass

    @contextmanager
    def killed(new: Till) -> Iterator[ShopSession]:
        with transaction_as(new) as session:
            yield session
            raise Killed

    clone.shop.store.transaction_as = killed  # type: ignore[method-assign,assignment]
    with pytest.raises(Killed):
        clone.exchange()
    clone.shop.store.transaction_as = transaction_as  # type: ignore[method-assign]
    assert clone.digest(1) == before
    assert clone.shop.store.till is not None
    assert clone.shop.store.till.incarnation == 0
    clone.sell(COLA_CODE)
    _same_everywhere(till, clone)


def test_a_fork_in_a_chain_that_others_hold_too_is_put_right_there(
    tmp_path: Path, server: SmallServer, till: TiedShop
) -> None:
    """A server that was restored took the clone's branch: whoever held the other one follows."""
    clone = till.copy_disk(tmp_path / "clone")
    backup = max(each.position for each in server.kept.values())
    other = second_till(tmp_path / "other", server)
    other.exchange()
    till.sell(NOODLES_CODE)
    till.exchange()
    other.exchange()
    server.lose_after(backup, "two")
    clone.sell(COLA_CODE)
    clone.exchange()
    _same_everywhere(other, till, clone)


def test_keys_are_mapped_however_deep_they_stand(till: TiedShop) -> None:
    sale = next(body for body in _bodies(till, 0).values() if isinstance(body, Sale))
    mapped = with_keys_mapped(sale, {sale.shift: DocumentKey(77)}, {})
    assert isinstance(mapped, Sale)
    assert mapped.shift == 77
    assert mapped.lines == sale.lines
    assert with_keys_mapped(sale, {}, {}) is sale


def test_a_fact_of_a_kind_that_is_not_known_yet_goes_along_unread(
    tmp_path: Path, server: SmallServer, till: TiedShop
) -> None:
    clone = till.copy_disk(tmp_path / "clone")
    till.sell(NOODLES_CODE)
    till.exchange()
    with clone.shop.store.transaction() as session:
        _post_unknown(session)
    clone.sell(COLA_CODE)
    clone.exchange()
    with clone.shop.store.reading() as session:
        rows = session.execute(select(JournalEntry.key, JournalEntry.spelled)).all()
        parked = session.execute(select(ParkedDocument.document)).scalars().all()
    (told,) = [row for row in rows if b"moon_landing" in row.spelled]
    assert incarnation_of(told.key) == 1
    assert list(parked) == [told.key]
    assert b'"crater":7' in told.spelled
    assert clone.faults() == []
    assert clone.unsent() == 0


def _post_unknown(session: ShopSession) -> None:
    """A newer version of the program ran on this disk for a while."""
    connection, till = session.connection(), session.till
    before = chain_head(connection, till.terminal, till.incarnation)
    key = till.terminal, till.incarnation, before.sequence
    row = session.execute(
        select(JournalEntry.spelled).where(JournalEntry.key == document_key(*key))
    ).scalar_one()
    head = read_head(row)
    place = msgspec.structs.replace(head, sequence=before.sequence + 1)
    spelled = (
        b'{"head":' + msgspec.json.encode(place) + b',"body":{"kind":"moon_landing","crater":7}}'
    )
    signature = till.sign(chain_hash(before.hash, spelled))
    receive(connection, [Received(spelled, signature, before.hash, Stream(1))])
