"""Every room has its tests and its place in the architecture."""

from __future__ import annotations

import pytest

from tests.tidy.house import ROOT, rooms


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_tests(room: str) -> None:
    assert list((ROOT / "tests").glob(f"{room}*/**/test_*.py"))


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_explained_in_the_architecture(room: str) -> None:
    assert f"{room}/" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
