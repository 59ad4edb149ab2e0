"""A file opens with its sentence, is short, and carries a name of the trade."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.tidy.house import CODE_FOLDERS, PACKAGE, python_files, shown, tree_of

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 50
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "core", "base_"}
GENERATED = PACKAGE / "store" / "migrations" / "versions"

FILES = python_files(*CODE_FOLDERS)
WRITTEN_FILES = [path for path in FILES if GENERATED not in path.parents]


def sentence_complaint(path: Path) -> str | None:
    """What is wrong with the sentence that opens the file."""
    text = ast.get_docstring(tree_of(path))
    if not text:
        return f"{shown(path)} says nothing about what lives in it"
    first = text.split("\n\n")[0]
    if not first.endswith(".") or not re.match(r"[\w`“]", first) or len(first.split()) < 3:
        return f"{shown(path)} opens with {first!r}, which is no sentence"
    return None


def long_functions(path: Path) -> list[str]:
    """The functions of the file that do not fit on a screen."""
    return [
        f"{shown(path)}:{node.lineno} {node.name} has {lines} lines"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES_MAX
    ]


def test_every_file_opens_with_a_sentence_about_what_lives_in_it() -> None:
    assert [complaint for path in FILES if (complaint := sentence_complaint(path))] == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {shown(path): len(path.read_bytes().splitlines()) for path in WRITTEN_FILES}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES_MAX} == {}


def test_every_function_fits_on_a_screen() -> None:
    assert [complaint for path in WRITTEN_FILES for complaint in long_functions(path)] == []


def test_no_module_is_named_after_nothing() -> None:
    def words_of(path: Path) -> set[str]:
        return set(re.split(r"[_.]", path.stem)) | {path.parent.name}

    assert [shown(path) for path in FILES if words_of(path) & EMPTY_NAMES] == []


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ('"""What a shelf holds."""\n', True),
        ("x = 1\n", False),
        ('"""Shelf"""\n', False),
        ("", False),
    ],
)
def test_a_file_without_a_sentence_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, fine: bool
) -> None:
    monkeypatch.setattr("tests.tidy.house.ROOT", tmp_path)
    path = tmp_path / "shelf.py"
    path.write_text(text, encoding="utf-8")
    assert (sentence_complaint(path) is None) is fine


def test_a_long_function_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.tidy.house.ROOT", tmp_path)
    path = tmp_path / "shelf.py"
    path.write_text("def tidy_up():\n" + "    pass\n" * FUNCTION_LINES_MAX, encoding="utf-8")
    assert long_functions(path) == [f"shelf.py:1 tidy_up has {FUNCTION_LINES_MAX + 1} lines"]
