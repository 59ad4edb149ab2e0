"""Every icon is one of the free set, drawn in the colour that the theme chooses."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.tidy.house import PACKAGE, ROOT, tree_of

ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))
ICON_CALL = re.compile(r"""icon(?:_name)?\s*[=(]\s*["']([a-z0-9-]+)["']""")


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_colour_of_the_theme(path: Path) -> None:
    drawing = ElementTree.parse(path).getroot()
    assert drawing.get("viewBox") == "0 0 24 24"
    assert drawing.get("stroke") == "currentColor"
    assert "lucide" in path.read_text(encoding="utf-8")


def test_the_icons_licence_lies_beside_them() -> None:
    assert "ISC License" in (ROOT / "resources/icons/LICENSE").read_text(encoding="utf-8")


def test_no_screen_asks_for_an_icon_that_is_not_there() -> None:
    known = {path.stem for path in ICONS}
    asked = {
        (path.name, name)
        for path in (PACKAGE / "ui").rglob("*.py")
        if tree_of(path)
        for name in ICON_CALL.findall(path.read_text(encoding="utf-8"))
    }
    assert {(place, name) for place, name in asked if name not in known} == set()
