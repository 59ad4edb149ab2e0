"""The sentinel: an older copy of the books is noticed, and nothing is sold under an old number."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.journal.continuity import BreakKind, find_break
from jxc_desktop.journal.digest import digests
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.journal.verify import verify
from jxc_desktop.store.sentinel import LastSeen, Sentinel, sentinel_files
from tests.shop import Shop
from tests.store.restarts import MARK, open_new_shop, sell_and_note, sentinel_of, switch_on

SEEN = LastSeen(terminal=1, incarnation=0, sequence=7, hash="ab" * 32, numbers={"z": 3})


def copy_books(folder: Path, name: str) -> Path:
    """As somebody copies a file in a file manager, while the till is off."""
    return Path(shutil.copy(folder / "shop.db", folder / name))


def sound(shop: Shop) -> int:
    """The chains of a sound book that computes to itself."""
    with shop.store.reading() as session:
        found, before = verify(session.connection()), digests(session.connection())
    assert found.faults == []
    with shop.store.transaction() as session:
        rebuild(session.connection())
        assert digests(session.connection()) == before
    return found.chains


def test_a_normal_restart_goes_on_in_the_same_life(tmp_path: Path) -> None:
    shop = open_new_shop(tmp_path)
    assert sell_and_note(shop, tmp_path, 3) == [1, 2, 3]
    shop.store.close()

    shop, found = switch_on(tmp_path, shop)

    assert found is None
    assert sell_and_note(shop, tmp_path) == [4]
    assert sound(shop) == 1
    shop.store.close()


def test_a_first_start_without_any_note_is_normal(tmp_path: Path) -> None:
    shop = open_new_shop(tmp_path)
    shop.store.close()
    shop, found = switch_on(tmp_path, shop)
    assert found is None
    shop.store.close()


def test_books_newer_than_the_note_are_normal(tmp_path: Path) -> None:
    shop = open_new_shop(tmp_path)
    sell_and_note(shop, tmp_path, 2)
    shop.sell(shop.basket("6901234567892"))
    shop.store.close()
    shop, found = switch_on(tmp_path, shop)
    assert found is None
    shop.store.close()


def test_an_old_copy_is_noticed_and_no_receipt_number_is_given_twice(tmp_path: Path) -> None:
    shop = open_new_shop(tmp_path)
    sell_and_note(shop, tmp_path, 2)
    shop.store.close()
    old = copy_books(tmp_path, "old.db")
    shop, _ = switch_on(tmp_path, shop)
    assert sell_and_note(shop, tmp_path, 3) == [3, 4, 5]
    shop.store.close()
    old.replace(tmp_path / "shop.db")

    shop, found = switch_on(tmp_path, shop)

    assert found is not None
    assert (found.kind, found.incarnation, found.documents_lost) == (BreakKind.ROLLED_BACK, 1, 3)
    assert sell_and_note(shop, tmp_path, 2) == [6, 7]
    assert sound(shop) == 2
    shop.store.close()
    shop, found = switch_on(tmp_path, shop)
    assert found is None, "the new life is normal from now on"
    shop.store.close()


def test_the_same_old_copy_put_back_twice_begins_two_different_lives(tmp_path: Path) -> None:
    shop = open_new_shop(tmp_path)
    sell_and_note(shop, tmp_path, 1)
    shop.store.close()
    copy_books(tmp_path, "old.db")
    lives = []
    for _ in range(2):
        shop, _ = switch_on(tmp_path, shop)
        sell_and_note(shop, tmp_path, 1)
        shop.store.close()
        shutil.copy(tmp_path / "old.db", tmp_path / "shop.db")
        shop, found = switch_on(tmp_path, shop)
        assert found is not None
        lives.append(found.incarnation)
        sell_and_note(shop, tmp_path, 1)
        shop.store.close()
        shutil.copy(tmp_path / "old.db", tmp_path / "shop.db")
    assert lives == [1, 3]


def test_two_copies_that_went_on_apart_are_noticed(tmp_path: Path) -> None:
    shop = open_new_shop(tmp_path)
    sell_and_note(shop, tmp_path, 1)
    shop.store.close()
    copy_books(tmp_path, "clone.db")
    shop, _ = switch_on(tmp_path, shop)
    sell_and_note(shop, tmp_path, 1)
    shop.store.close()
    # The clone sold something else meanwhile, and more, on a machine without these notes.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "clone.db").replace(elsewhere / "shop.db")
    clone, _ = switch_on(elsewhere, shop)
    clone.clock.pass_by(minutes=1)
    sell_and_note(clone, elsewhere, 3)
    clone.store.close()
    (elsewhere / "shop.db").replace(tmp_path / "shop.db")

    shop, found = switch_on(tmp_path, shop)

    assert found is not None
    assert (found.kind, found.incarnation) == (BreakKind.FORKED, 1)
    shop.store.close()


def test_the_latest_note_counts_and_one_place_is_enough(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "deep" / "b"
    Sentinel((one,), MARK).write(LastSeen(terminal=1, incarnation=0, sequence=5, hash="aa" * 32))
    assert Sentinel((one, other), MARK).read() is not None
    Sentinel((other,), MARK).write(SEEN)
    assert Sentinel((one, other), MARK).read() == SEEN
    Sentinel((one,), MARK).write(LastSeen(terminal=1, incarnation=1, sequence=1, hash="aa" * 32))
    latest = Sentinel((one, other), MARK).read()
    assert latest is not None
    assert latest.incarnation == 1


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b"[1]", b'{"format":2,"till":"till-one"}', b"x" * 100_000]
)
def test_a_damaged_or_newer_note_counts_for_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert Sentinel((tmp_path / "a", tmp_path), MARK).read() is None


def test_another_tills_note_counts_for_nothing(tmp_path: Path) -> None:
    sentinel_of(tmp_path).write(SEEN)
    assert sentinel_of(tmp_path).read() == SEEN
    assert Sentinel((tmp_path / "beside.last-seen",), "till-two").read() is None
    shop = open_new_shop(tmp_path)
    till = shop.store.till
    assert till is not None
    foreign = LastSeen(terminal=2, incarnation=9, sequence=99, hash="ab" * 32)
    assert shop.ask(lambda s: find_break(s.connection(), till, foreign)) is None
    shop.store.close()


def test_a_note_that_cannot_be_written_holds_no_sale_up(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert not Sentinel((in_the_way / "note",), MARK).write(SEEN)
    assert Sentinel((in_the_way / "note", tmp_path / "note"), MARK).write(SEEN)


def test_what_is_noted_everywhere_is_not_written_again(tmp_path: Path) -> None:
    sentinel = Sentinel((tmp_path / "a", tmp_path / "b"), MARK)
    assert sentinel.write(SEEN)
    (tmp_path / "a").unlink()
    assert sentinel.write(SEEN)
    assert not (tmp_path / "a").exists(), "a basket that is kept posts nothing"
    assert sentinel.write(replace(SEEN, sequence=8))
    assert sentinel_at(tmp_path / "a") == sentinel_at(tmp_path / "b") == replace(SEEN, sequence=8)


def test_what_could_not_be_noted_everywhere_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "deep").write_text("in the way")
    sentinel = Sentinel((tmp_path / "a", tmp_path / "deep" / "b"), MARK)
    assert sentinel.write(SEEN)
    (tmp_path / "deep").unlink()
    assert sentinel.write(SEEN)
    assert sentinel_at(tmp_path / "deep" / "b") == SEEN


def sentinel_at(file: Path) -> LastSeen | None:
    return Sentinel((file,), MARK).read()


def test_the_notes_lie_beside_the_books_and_in_the_persons_own_folder(tmp_path: Path) -> None:
    beside, own = sentinel_files(tmp_path / "shop.db", "c0ffee")
    assert beside == tmp_path / "shop.db.last-seen"
    assert own.name == "c0ffee.last-seen"
    assert tmp_path not in own.parents


def test_after_the_last_life_the_till_says_so(tmp_path: Path) -> None:
    shop = open_new_shop(tmp_path)
    till = shop.store.till
    assert till is not None
    last = LastSeen(terminal=1, incarnation=1023, sequence=1, hash="ab" * 32)
    with pytest.raises(Refusal, match="incarnations_used_up"):
        shop.ask(lambda s: find_break(s.connection(), till, last))
    shop.store.close()
