"""A disk that is full, failing, read-only or busy: told plainly, and nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from jxc_desktop.models.sales import SaleRow
from jxc_desktop.store.opening import connect_raw
from jxc_desktop.store.questions import driver_of
from jxc_desktop.ui.messages import SENTENCES
from tests.proofs.telling import book_of, refused_plainly
from tests.shop import COLA_CODE, KEY, Shop, make_shop, open_again

HOUSE = Path(__file__).parents[2]


def on_the_writer(shop: Shop, statement: str) -> Any:
    """Say something to the one connection that writes."""
    with shop.store.transaction() as session:
        return driver_of(session.connection()).execute(statement).fetchone()


def receipts(shop: Shop) -> int:
    count: int = shop.ask(
        lambda s: s.execute(select(func.count()).select_from(SaleRow)).scalar_one()
    )
    return count


def hampered_day(folder: Path, how: str) -> dict[str, Any]:
    """What a till in another process could do on a disk that will not have it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.proofs.hampered_till", str(folder), how],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_full_disk_refuses_the_sale_and_the_next_one_goes_on_where_it_was(shop: Shop) -> None:
    pages = on_the_writer(shop, "PRAGMA page_count")[0]
    on_the_writer(shop, f"PRAGMA max_page_count = {pages}")
    with refused_plainly("disk_full"):
        for _ in range(500):
            shop.sell(shop.basket(COLA_CODE))
    sold, book = receipts(shop), book_of(shop)
    with refused_plainly("disk_full"):
        shop.sell(shop.basket(COLA_CODE))
    assert book_of(shop) == book

    on_the_writer(shop, "PRAGMA max_page_count = 1000000")
    taken = shop.sell(shop.basket(COLA_CODE))

    assert taken.serial == sold + 1
    assert book_of(shop)[0] == book[0] + 1


def test_a_disk_that_fails_while_writing_loses_no_confirmed_sale(tmp_path: Path) -> None:
    shop = make_shop(tmp_path)
    shop.open_shift()
    shop.store.close()

    told = hampered_day(tmp_path, "failing")

    assert told["code"] == "disk_failing"
    assert told["code"] in SENTENCES
    assert told["confirmed"] > 0
    shop = open_again(tmp_path)
    assert receipts(shop) == told["confirmed"]
    assert shop.sell(shop.basket(COLA_CODE)).serial == told["confirmed"] + 1
    book_of(shop)
    shop.store.close()


def test_a_disk_that_ends_while_the_shop_is_made_leaves_nothing_half_made(tmp_path: Path) -> None:
    told = hampered_day(tmp_path, "newborn")

    assert told == {"confirmed": 0, "code": "disk_failing"}
    shop = make_shop(tmp_path)
    shop.open_shift()
    assert shop.sell(shop.basket(COLA_CODE)).serial == 1
    book_of(shop)
    shop.store.close()


def test_a_database_that_may_only_be_read_is_refused_and_stays_as_it_is() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = make_shop(folder)
        shop.open_shift()
        book = book_of(shop)
        shop.store.close()
        folder.chmod(0o755)
        database = folder / "shop.db"
        database.chmod(0o444)
        before = database.read_bytes()

        told = hampered_day(folder, "read_only")

        assert told == {"confirmed": 0, "code": told["code"]}
        assert told["code"] in {"database_read_only", "database_cannot_open"}
        assert told["code"] in SENTENCES
        assert database.read_bytes() == before
        database.chmod(0o644)
        shop = open_again(folder)
        assert book_of(shop) == book
        shop.store.close()


def test_another_program_that_is_writing_is_waited_for_and_then_named(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    book = book_of(shop)
    on_the_writer(shop, "PRAGMA busy_timeout = 60")
    other = connect_raw(shop.store.path, KEY)
    other.execute("BEGIN IMMEDIATE")

    with refused_plainly("database_busy"):
        shop.sell(shop.basket(COLA_CODE))

    assert book_of(shop) == book
    other.execute("ROLLBACK")
    other.close()
    assert shop.sell(shop.basket(COLA_CODE)).serial == 2


def test_two_programs_on_one_till_share_one_chain_without_a_gap(shop: Shop, tmp_path: Path) -> None:
    second = open_again(tmp_path, clock=shop.clock)
    second.requests = 100

    serials = [
        program.sell(program.basket(COLA_CODE)).serial
        for program in (shop, second, second, shop, second)
    ]

    assert serials == [1, 2, 3, 4, 5]
    book_of(shop)
    second.store.close()


def test_the_same_basket_paid_in_two_windows_is_sold_once(shop: Shop, tmp_path: Path) -> None:
    second = open_again(tmp_path, clock=shop.clock)
    first_time = shop.sell(shop.basket(COLA_CODE))
    second_time = second.sell(second.basket(COLA_CODE))

    assert second_time.sale == first_time.sale
    assert receipts(shop) == 1
    second.store.close()
