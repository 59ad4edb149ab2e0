"""The demo shop is made anew only where a demo shop was: a real book is never cleared away."""

from __future__ import annotations

from pathlib import Path

import pytest

from jxc_desktop.app.places import Places
from jxc_desktop.demo.ready import demo_is_ready, make_demo
from jxc_desktop.domain.errors import Refusal


def _nothing(_stage: str, _done: int, _of: int) -> None: ...


def test_a_folder_that_is_no_demo_is_left_as_it_is(tmp_path: Path) -> None:
    book = tmp_path / "shop.db"
    book.write_bytes(b"the only book of a shop")
    with pytest.raises(Refusal) as refused:
        make_demo(Places(tmp_path), _nothing, 1)
    assert refused.value.code == "not_a_demo_folder"
    assert book.read_bytes() == b"the only book of a shop"


@pytest.mark.slow
def test_a_demo_is_made_anew_over_the_one_before(tmp_path: Path) -> None:
    places = Places(tmp_path / "demo")
    make_demo(places, _nothing, 1).store.close()
    stray = places.folder / "stray"
    stray.touch()
    make_demo(places, _nothing, 1).store.close()
    assert demo_is_ready(places)
    assert not stray.exists()
