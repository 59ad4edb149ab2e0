"""Backups: taken while the till sells, read back before they count, kept for a month."""

from __future__ import annotations

import os
import shutil
import stat
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.journal.verify import verify
from jxc_desktop.store.backup import back_up
from jxc_desktop.store.backup_shelf import (
    backup_name,
    clear_shelf,
    kept_backups,
    no_longer_needed,
)
from jxc_desktop.store.opening import Store, connect_raw
from jxc_desktop.store.soundness import Stopped, check_file
from tests.shop import COLA_CODE, KEY, Shop
from tests.store.restarts import open_new_shop

OTHER_KEY = bytes(32)
NOW = datetime(2026, 11, 24, 2, 15, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = open_new_shop(tmp_path)
    shop.sell(shop.basket(COLA_CODE))
    yield shop
    shop.store.close()


def refused(path: Path, key: bytes = KEY) -> str:
    with pytest.raises(Refusal) as refusal:
        check_file(path, key)
    return refusal.value.code


def take(shop: Shop, folder: Path, name: str = "one.jxcbackup") -> Path:
    return back_up(shop.store.path, KEY, folder / "backups" / name).path


def documents_in(shop: Shop) -> int:
    return shop.ask(lambda s: verify(s.connection()).documents)


def test_a_backup_holds_the_whole_sound_book_in_one_encrypted_file(
    shop: Shop, tmp_path: Path
) -> None:
    path = take(shop, tmp_path)

    assert [each.name for each in path.parent.iterdir()] == ["one.jxcbackup"]
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    assert b"SQLite format" not in content
    assert b"CREATE TABLE" not in content
    copy = Store(Path(shutil.copy(path, tmp_path / "copy.db")), KEY)
    with copy.reading() as session:
        found = verify(session.connection())
    copy.close()
    assert (found.faults, found.documents) == ([], documents_in(shop))


def test_the_till_sells_on_while_a_backup_is_taken(shop: Shop, tmp_path: Path) -> None:
    sold: list[int] = []
    enough = threading.Event()

    def sell_on() -> None:
        while not enough.is_set():
            sold.append(shop.sell(shop.basket(COLA_CODE)).serial)

    cashier = threading.Thread(target=sell_on)
    cashier.start()
    try:
        taken = [
            back_up(shop.store.path, KEY, tmp_path / f"{number}.jxcbackup") for number in range(5)
        ]
    finally:
        enough.set()
        cashier.join()

    counts = [each.book.documents for each in taken]
    assert counts == sorted(counts)
    assert sold == list(range(2, len(sold) + 2)), "no sale waited in vain or was lost"
    for each in taken:
        assert check_file(each.path, KEY) == each.book


def test_a_name_that_is_taken_is_never_written_over(shop: Shop, tmp_path: Path) -> None:
    path = take(shop, tmp_path)
    before = path.read_bytes()
    with pytest.raises(Refusal, match="backup_exists"):
        take(shop, tmp_path)
    assert path.read_bytes() == before


def test_a_stopped_backup_leaves_nothing(shop: Shop, tmp_path: Path) -> None:
    # The first question comes while pages are copied, the second when they are read back.
    for patience in range(2):
        answers = iter([False] * patience)
        with pytest.raises(Stopped):
            back_up(
                shop.store.path,
                KEY,
                tmp_path / "backups" / "x.jxcbackup",
                stop=partial(next, answers, True),
            )
        assert list((tmp_path / "backups").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file in the way")
    with pytest.raises(Refusal) as refusal:
        take(shop, tmp_path)
    assert refusal.value.code == "backup_failed"
    assert refusal.value.facts["path"] == "one.jxcbackup"


def test_a_full_disk_is_told_as_such(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "one.jxcbackup.partial").symlink_to("/dev/full")
    with pytest.raises(Refusal) as refusal:
        take(shop, tmp_path)
    assert refusal.value.code == "disk_full", refusal.value.facts
    assert list((tmp_path / "backups").iterdir()) == []


def test_every_kind_of_bad_file_has_its_own_word(shop: Shop, tmp_path: Path) -> None:
    path = take(shop, tmp_path)
    assert refused(tmp_path / "none.jxcbackup") == "backup_missing"
    assert refused(tmp_path) == "backup_missing"
    assert refused(path, OTHER_KEY) == "backup_unreadable"
    for name, content in (("empty", b""), ("junk", b"junk" * 4096), ("half", None)):
        bad = tmp_path / name
        bad.write_bytes(
            path.read_bytes()[: path.stat().st_size // 2] if content is None else content
        )
        assert refused(bad) in {"backup_unreadable", "backup_damaged", "backup_empty"}, name


def test_one_flipped_bit_anywhere_is_found(shop: Shop, tmp_path: Path) -> None:
    path = take(shop, tmp_path)
    whole = path.read_bytes()
    for place in range(0, len(whole), len(whole) // 23):
        bad = bytearray(whole)
        bad[place] ^= 0x10
        path.write_bytes(bad)
        assert refused(path) in {"backup_unreadable", "backup_damaged"}, place
    path.write_bytes(whole)
    assert check_file(path, KEY).documents == documents_in(shop)


def test_a_backup_of_a_newer_program_is_told(shop: Shop, tmp_path: Path) -> None:
    path = take(shop, tmp_path)
    connection = connect_raw(path, KEY)
    connection.execute("PRAGMA user_version = 99")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    assert refused(path) == "database_newer"


def test_a_database_without_a_shop_is_no_backup(tmp_path: Path) -> None:
    Store(tmp_path / "empty.db", KEY).close()
    assert refused(tmp_path / "empty.db") == "backup_empty"


def test_what_a_power_cut_left_half_written_goes_after_some_hours(
    shop: Shop, tmp_path: Path
) -> None:
    shelf = tmp_path / "backups"
    shelf.mkdir()
    old, fresh = shelf / "old.jxcbackup.partial", shelf / "fresh.jxcbackup.partial"
    for path in (old, fresh, shelf / "old.jxcbackup.partial-journal"):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 86_400,) * 2)

    take(shop, tmp_path)

    assert sorted(each.name for each in shelf.iterdir()) == [fresh.name, "one.jxcbackup"]


def test_seven_days_and_four_weeks_are_kept(tmp_path: Path) -> None:
    for days_ago in range(60):
        for hours in (0, 5):
            moment = NOW - timedelta(days=days_ago, hours=hours)
            (tmp_path / backup_name(moment)).write_bytes(b"")
    foreign = tmp_path / "before the big sale.jxcbackup"
    foreign.write_bytes(b"")

    clear_shelf(tmp_path)

    # 24 November 2026 is a Tuesday: Sundays end the weeks before. 02:15 is the later of each day,
    # but the fifth hour before belongs to the day before, as 21:15.
    kept = [backup.taken_at.strftime("%m-%d %H") for backup in kept_backups(tmp_path)]
    assert kept == [
        "11-24 02",
        "11-23 21",
        "11-22 21",
        "11-21 21",
        "11-20 21",
        "11-19 21",
        "11-18 21",
        "11-15 21",
        "11-08 21",
    ]
    assert foreign.exists()


def test_a_backup_in_use_by_nobody_is_still_the_newest_after_a_year_off(tmp_path: Path) -> None:
    (tmp_path / backup_name(NOW - timedelta(days=400))).write_bytes(b"")
    assert clear_shelf(tmp_path) == 0
    assert no_longer_needed(kept_backups(tmp_path / "gone")) == ()


def test_names_tell_the_moment_and_strangers_are_passed_over(tmp_path: Path) -> None:
    assert backup_name(NOW) == "jxc-20261124T021500Z.jxcbackup"
    for name in ("jxc-20261399T021500Z.jxcbackup", "jxc-20261124T021500Z.jxcbackup.partial", "x"):
        (tmp_path / name).write_bytes(b"")
    assert kept_backups(tmp_path) == ()
