"""Restoring: the books come back, the replaced ones are kept, the till begins a new life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.events import EventRecorded, TerminalEnrolled
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import incarnation_of
from jxc_desktop.journal.continuity import BreakKind
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.verify import verify
from jxc_desktop.store.backup import back_up
from jxc_desktop.store.opening import Store, connect_raw
from jxc_desktop.store.restore import Restoring, restore
from jxc_desktop.store.soundness import Stopped, check_file
from tests.shop import KEY, Shop, ShopClock
from tests.store.restarts import open_new_shop, sell_and_note, sentinel_of, switch_on

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A till with two receipts in its backup and three more since, switched off."""
    shop = open_new_shop(tmp_path)
    sell_and_note(shop, tmp_path, 2)
    back_up(shop.store.path, KEY, tmp_path / "one.jxcbackup")
    sell_and_note(shop, tmp_path, 3)
    shop.store.close()
    yield shop
    shop.store.close()


def order(folder: Path) -> Restoring:
    return Restoring(folder / "one.jxcbackup", folder / "shop.db", KEY, NOW)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(request: Restoring) -> str:
    with pytest.raises(Refusal) as refusal:
        restore(request)
    return refusal.value.code


def test_the_backup_takes_the_place_and_what_was_there_is_kept(shop: Shop, tmp_path: Path) -> None:
    before = check_file(tmp_path / "shop.db", KEY)

    restored = restore(order(tmp_path))

    assert restored.book == check_file(tmp_path / "one.jxcbackup", KEY)
    assert restored.kept_aside == tmp_path / "shop-replaced-20261124T093000Z.db"
    assert check_file(restored.kept_aside, KEY) == before
    assert names_in(tmp_path) == [
        "beside.last-seen",
        "one.jxcbackup",
        "shop-replaced-20261124T093000Z.db",
        "shop.db",
        "state",
    ]


def test_a_restored_till_begins_a_new_life_and_gives_no_number_twice(
    shop: Shop, tmp_path: Path
) -> None:
    restore(order(tmp_path))

    till, found = switch_on(tmp_path, shop)

    assert found is not None
    assert (found.kind, found.incarnation, found.documents_lost) == (BreakKind.RESTORED, 1, 3)
    assert found.backup == "one.jxcbackup"
    assert sell_and_note(till, tmp_path, 2) == [6, 7]
    with till.store.reading() as session:
        assert verify(session.connection()).faults == []
        documents = [read_document(row.spelled) for row in stored_documents(session.connection())]
    new = [each for each in documents if incarnation_of(each.key) == 1]
    assert isinstance(new[0].body, TerminalEnrolled)
    assert isinstance(new[1].body, EventRecorded)
    assert (new[1].body.event, new[1].body.reason) == ("restored", "restored")
    assert (new[1].body.name, new[1].body.quantity.milli) == ("one.jxcbackup", 3000)
    till.store.close()

    till, found = switch_on(tmp_path, till)
    assert found is None, "the mark is gone with the first start"
    till.store.close()


def test_without_a_sentinel_what_the_replaced_books_held_is_handed_on(
    shop: Shop, tmp_path: Path
) -> None:
    seen = sentinel_of(tmp_path).read()
    (tmp_path / "beside.last-seen").unlink()
    (tmp_path / "state" / "own.last-seen").unlink()

    restore(replace(order(tmp_path), replaced=seen))

    till, found = switch_on(tmp_path, shop)
    assert found is not None
    assert found.documents_lost == 3
    assert sell_and_note(till, tmp_path, 1) == [6]
    till.store.close()


def test_a_new_computer_gets_the_books_where_none_were(shop: Shop, tmp_path: Path) -> None:
    fresh = tmp_path / "new" / "computer"
    restored = restore(replace(order(tmp_path), into=fresh / "shop.db"))

    assert restored.kept_aside is None
    till, found = switch_on(fresh, shop, ShopClock())
    assert found is not None
    assert (found.incarnation, found.documents_lost) == (1, 0), "nobody remembers what was lost"
    till.store.close()


def test_a_restore_can_be_taken_back(shop: Shop, tmp_path: Path) -> None:
    before = check_file(tmp_path / "shop.db", KEY)
    kept_aside = restore(order(tmp_path)).kept_aside
    assert kept_aside is not None

    again = restore(replace(order(tmp_path), backup=kept_aside))

    assert again.book == before
    assert again.kept_aside == tmp_path / "shop-replaced-20261124T093000Z-1.db"


def test_a_damaged_database_does_not_stand_in_the_way_and_is_kept_too(
    shop: Shop, tmp_path: Path
) -> None:
    damaged = b"a bad disk" * 1000
    (tmp_path / "shop.db").write_bytes(damaged)
    (tmp_path / "shop.db-wal").write_bytes(b"its log")

    kept_aside = restore(order(tmp_path)).kept_aside

    assert kept_aside is not None
    assert kept_aside.read_bytes() == damaged
    assert kept_aside.with_name(kept_aside.name + "-wal").read_bytes() == b"its log"
    assert not (tmp_path / "shop.db-wal").exists(), "a foreign log would damage the restored books"
    Store(tmp_path / "shop.db", KEY).close()


def test_a_bad_backup_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    backup = tmp_path / "one.jxcbackup"
    whole, before = backup.read_bytes(), (tmp_path / "shop.db").read_bytes()
    names = names_in(tmp_path)
    for content, code in (
        (b"", "backup_empty"),
        (b"junk" * 2048, "backup_unreadable"),
        (whole[: len(whole) // 2], "backup_damaged"),
        (whole[:60_000] + bytes(4096) + whole[64_096:], "backup_damaged"),
    ):
        backup.write_bytes(content)
        assert refused(order(tmp_path)) == code
        assert (tmp_path / "shop.db").read_bytes() == before
        assert names_in(tmp_path) == names


def test_another_shops_backup_and_a_missing_one_are_told(shop: Shop, tmp_path: Path) -> None:
    assert refused(replace(order(tmp_path), key=bytes(32))) == "backup_unreadable"
    assert refused(replace(order(tmp_path), backup=tmp_path / "gone")) == "backup_missing"


def test_a_backup_of_a_newer_program_is_refused_before_anything_moves(
    shop: Shop, tmp_path: Path
) -> None:
    connection = connect_raw(tmp_path / "one.jxcbackup", KEY)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert refused(order(tmp_path)) == "database_newer"
    assert not list(tmp_path.glob("shop-replaced*"))


def test_a_till_that_is_still_running_is_not_restored_under_its_feet(tmp_path: Path) -> None:
    running = open_new_shop(tmp_path)
    sell_and_note(running, tmp_path, 1)
    back_up(running.store.path, KEY, tmp_path / "one.jxcbackup")

    assert refused(order(tmp_path)) == "database_in_use"

    assert sell_and_note(running, tmp_path, 1) == [2]
    assert not list(tmp_path.glob("shop-replaced*"))
    running.store.close()


def test_a_restore_that_is_called_off_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    names = names_in(tmp_path)
    with pytest.raises(Stopped):
        restore(order(tmp_path), stop=lambda: True)
    assert names_in(tmp_path) == names


def test_a_folder_in_the_databases_place_is_told(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert refused(replace(order(tmp_path), into=tmp_path / "one.jxcbackup" / "x")) == (
        "restore_failed"
    )
