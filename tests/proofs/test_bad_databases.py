"""A database that is damaged, from a newer program, or somebody else's: refused, and untouched."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.opening import SQLITE_NEEDED, Store, connect_raw, refuse_unsafe_sqlite
from jxc_desktop.store.soundness import check_file
from tests.proofs.telling import book_of, refused_plainly
from tests.shop import COLA_CODE, KEY, make_shop, open_again

PAGE = 4096


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The file of a shop that sold something and was switched off."""
    shop = make_shop(tmp_path)
    shop.open_shift()
    for _ in range(5):
        shop.sell(shop.basket(COLA_CODE))
    shop.store.close()
    return shop.store.path


def code_of(deed: Callable[[], object]) -> str:
    """The code with which the deed was refused; nothing when it was not."""
    try:
        deed()
    except Refusal as refusal:
        return refusal.code
    return ""


def test_a_database_from_a_newer_program_is_refused_and_left_alone(database: Path) -> None:
    raw = connect_raw(database, KEY)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = database.read_bytes()

    with refused_plainly("database_newer"):
        Store(database, KEY)

    assert database.read_bytes() == before


def test_another_shops_key_opens_nothing_and_changes_nothing(database: Path) -> None:
    before = database.read_bytes()

    with refused_plainly("database_unreadable"):
        Store(database, bytes(32))

    assert database.read_bytes() == before
    shop = open_again(database.parent)
    book_of(shop)
    shop.store.close()


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 an invoice", bytes(PAGE), b"SQLite format 3\0" + bytes(PAGE)]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(content)

    with refused_plainly("database_unreadable", "database_damaged"):
        Store(path, KEY)

    assert path.read_bytes() == content


def test_a_damaged_first_page_is_refused_at_the_start(database: Path) -> None:
    damaged = bytearray(database.read_bytes())
    damaged[100:140] = bytes(40)
    database.write_bytes(damaged)

    with refused_plainly("database_unreadable", "database_damaged"):
        Store(database, KEY)

    assert database.read_bytes() == bytes(damaged)


def test_every_damaged_byte_is_found_wherever_it_lies(database: Path) -> None:
    whole = database.read_bytes()
    chance = random.Random(7)
    for _ in range(40):
        place = chance.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        database.write_bytes(damaged)

        code = code_of(lambda: check_file(database, KEY))

        assert code in {"backup_damaged", "backup_unreadable"}, place
        assert database.read_bytes() == bytes(damaged)


def test_a_truncated_database_is_found(database: Path) -> None:
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2 // PAGE * PAGE])

    with refused_plainly("backup_damaged"):
        check_file(database, KEY)


def test_a_sqlite_that_can_lose_commits_is_refused() -> None:
    with refused_plainly("sqlite_too_old"):
        refuse_unsafe_sqlite((3, 45, 1))
    with refused_plainly("sqlite_too_old"):
        refuse_unsafe_sqlite((3, 51, 2))
    refuse_unsafe_sqlite(SQLITE_NEEDED)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with refused_plainly("database_cannot_open"):
        Store(tmp_path / "nowhere" / "shop.db", KEY)
