"""The backup keeper: one backup a day, a lamp that says how it went, and a quick end."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from jxc_desktop.store.backup_shelf import backup_name, kept_backups
from jxc_desktop.store.opening import connect_raw
from jxc_desktop.store.soundness import check_file
from jxc_desktop.workers.backup_keeper import BackupKeeper, BackupNews, BackupPlan, BackupState
from tests.shop import COLA_CODE, KEY, Shop
from tests.store.restarts import open_new_shop

PATIENCE = 20.0

Start = Callable[[], BackupKeeper]


class Lamp:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.news: queue.Queue[BackupNews] = queue.Queue()

    def shows(self, *states: BackupState) -> BackupNews:
        """Wait for exactly these states, one after another; answers with the last news."""
        for state in states:
            news = self.news.get(timeout=PATIENCE)
            assert news.state is state, news
        return news


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = open_new_shop(tmp_path)
    shop.sell(shop.basket(COLA_CODE))
    yield shop
    shop.store.close()


@pytest.fixture
def lamp() -> Lamp:
    return Lamp()


@pytest.fixture
def start(shop: Shop, lamp: Lamp, tmp_path: Path) -> Iterator[Start]:
    started: list[BackupKeeper] = []

    def begin() -> BackupKeeper:
        plan = BackupPlan(
            tmp_path / "shop.db", KEY, tmp_path / "shelf", shop.clock, first_after_seconds=0
        )
        keeper = BackupKeeper(plan, lamp.news.put)
        keeper.start()
        started.append(keeper)
        return keeper

    yield begin
    for keeper in started:
        assert keeper.stop(PATIENCE)


def taken(folder: Path) -> list[str]:
    return [backup.path.name for backup in kept_backups(folder / "shelf")]


def test_a_shop_without_a_backup_gets_one_at_its_start(
    shop: Shop, lamp: Lamp, start: Start, tmp_path: Path
) -> None:
    start()
    news = lamp.shows(BackupState.WORKING, BackupState.GOOD)

    assert news.last == shop.clock.now
    assert taken(tmp_path) == [backup_name(shop.clock.now)]
    check_file(tmp_path / "shelf" / backup_name(shop.clock.now), KEY)


def test_a_backup_of_this_morning_is_enough_and_the_pages_are_checked_instead(
    shop: Shop, lamp: Lamp, start: Start, tmp_path: Path
) -> None:
    start()
    lamp.shows(BackupState.WORKING, BackupState.GOOD)
    morning = shop.clock.now
    shop.clock.pass_by(hours=23)

    start()

    news = lamp.shows(BackupState.WORKING, BackupState.GOOD)
    assert news.last == morning
    assert len(taken(tmp_path)) == 1


def test_the_next_day_brings_the_next_backup_and_old_ones_go(
    shop: Shop, lamp: Lamp, start: Start, tmp_path: Path
) -> None:
    for _ in range(10):
        keeper = start()
        lamp.shows(BackupState.WORKING, BackupState.GOOD)
        assert keeper.stop()
        shop.clock.pass_by(days=1)
    assert len(taken(tmp_path)) == 7, "the Sundays of both weeks are among the seven days"


def test_a_backup_from_the_future_is_not_believed(
    shop: Shop, lamp: Lamp, start: Start, tmp_path: Path
) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / backup_name(shop.clock.now + timedelta(days=400))).write_bytes(b"")
    start()
    lamp.shows(BackupState.WORKING, BackupState.GOOD)
    assert backup_name(shop.clock.now) in taken(tmp_path)


def test_a_pulled_disk_is_told_and_a_press_of_the_button_tries_again(
    shop: Shop, lamp: Lamp, start: Start, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.write_text("nothing is mounted here")
    keeper = start()
    news = lamp.shows(BackupState.WORKING, BackupState.FAILED)
    assert news.last is None
    assert news.trouble is not None
    assert news.trouble.code == "backup_failed"

    shelf.unlink()
    keeper.back_up_now()

    assert lamp.shows(BackupState.WORKING, BackupState.GOOD).last == shop.clock.now


def test_damaged_pages_are_told_and_no_backup_is_made_of_them(
    shop: Shop, lamp: Lamp, start: Start, tmp_path: Path
) -> None:
    start()
    lamp.shows(BackupState.WORKING, BackupState.GOOD)
    shop.store.close()
    database = tmp_path / "shop.db"
    spoil(database)

    keeper = start()

    news = lamp.shows(BackupState.WORKING, BackupState.DAMAGED)
    assert news.trouble is not None
    assert news.trouble.code == "database_damaged"
    shop.clock.pass_by(hours=1)
    keeper.back_up_now()
    lamp.shows(BackupState.WORKING, BackupState.FAILED)
    assert len(taken(tmp_path)) == 1, "the good one of before is kept"


def spoil(database: Path) -> None:
    """Overwrite pages in the middle of the file, as a dying disk does."""
    connection = connect_raw(database, KEY)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    content = bytearray(database.read_bytes())
    for page in range(20, len(content) // 4096, 3):
        content[page * 4096 + 100 : page * 4096 + 110] = bytes(10)
    database.write_bytes(content)


def test_the_program_ends_within_two_seconds_in_the_middle_of_a_big_backup(
    shop: Shop, lamp: Lamp, start: Start, tmp_path: Path
) -> None:
    connection = connect_raw(tmp_path / "shop.db", KEY)
    connection.execute("CREATE TABLE ballast (bytes BLOB)")
    connection.execute("BEGIN")
    rows = ((bytes(1_000_000),) for _ in range(100))
    connection.executemany("INSERT INTO ballast VALUES (?)", rows)
    connection.execute("COMMIT")
    connection.close()
    keeper = start()
    lamp.shows(BackupState.WORKING)
    time.sleep(0.05)

    started = time.monotonic()
    assert keeper.stop()

    assert time.monotonic() - started < 2
    assert list((tmp_path / "shelf").iterdir()) == [], "what was under way leaves nothing"
    assert lamp.news.empty()


def test_a_keeper_that_was_just_started_ends_at_once(shop: Shop, tmp_path: Path) -> None:
    plan = BackupPlan(tmp_path / "shop.db", KEY, tmp_path / "shelf", shop.clock)
    keeper = BackupKeeper(plan, lambda _news: None)
    keeper.start()
    assert keeper.stop()
    assert KEY.hex() not in repr(plan)
    assert str(KEY) not in repr(plan)
