"""Every icon is one of the free set, drawn in the colour that the theme chooses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.tidy.house import ROOT, python_files, shown, tree_of

ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))


def texts(node: ast.expr) -> list[str]:
    """The texts that stand for themselves, or on either side of an `if`."""
    match node:
        case ast.Constant(value=str(text)) if "_" not in text:  # with one, it names an ink
            return [text]
        case ast.IfExp(body=body, orelse=other):
            return texts(body) + texts(other)
        case _:
            return []


def icons_asked_for(tree: ast.Module) -> Iterator[str]:
    """Names given as `icon=…`, or as the first text of a call with icon in its name."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        for word in node.keywords:
            if word.arg == "icon":
                yield from texts(word.value)
        if "icon" in ast.unparse(node.func).lower().split(".")[-1]:
            yield from next((found for arg in node.args if (found := texts(arg))), [])


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_colour_of_the_theme(path: Path) -> None:
    drawing = ElementTree.parse(path).getroot()
    assert drawing.get("viewBox") == "0 0 24 24"
    assert drawing.get("stroke") == "currentColor"
    assert "lucide" in path.read_text(encoding="utf-8")


def test_the_icons_licence_lies_beside_them() -> None:
    assert "ISC License" in (ROOT / "resources/icons/LICENSE").read_text(encoding="utf-8")


def test_no_screen_asks_for_an_icon_that_is_not_there() -> None:
    known = {path.stem for path in ICONS} | {""}
    assert [
        f"{shown(path)}: {name}"
        for path in python_files("jxc_desktop/ui")
        for name in icons_asked_for(tree_of(path))
        if name not in known
    ] == []


def test_an_icon_is_found_however_a_screen_asks_for_it() -> None:
    asked = """TouchButton("x", icon="user"); b.show_icon("sun" if dark else "moon", "ink_muted")
paint_icon(painter, "store", colour("on_rail"), box)"""
    assert list(icons_asked_for(ast.parse(asked))) == ["user", "sun", "moon", "store"]
