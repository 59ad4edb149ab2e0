"""What a room may reach for, where threads may cross, and who may write facts."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tidy.house import CODE_FOLDERS, PACKAGE, imported_names, python_files, shown, tree_of

ALLOWED_OUTSIDE = {"domain": set[str](), "documents": {"msgspec"}}
THREAD_DOORS = {PACKAGE / "ui" / "desk.py", PACKAGE / "ui" / "device_bridge.py"}
THREAD_WORDS = {
    *("QThread", "QThreadPool", "QMutex", "moveToThread"),
    *("Thread", "ThreadPoolExecutor", "Lock", "RLock", "Condition"),
}
FACT_TABLES = ("sales", "money", "stock", "figures", "journal", "shifts", "records")
WRITING = {"insert", "update", "delete"}


@pytest.mark.parametrize("room", ALLOWED_OUTSIDE)
def test_the_lowest_rooms_know_the_standard_library_and_little_else(room: str) -> None:
    known = sys.stdlib_module_names | {"jxc_desktop"} | ALLOWED_OUTSIDE[room]
    strangers = [
        f"{shown(path)} imports {name}"
        for path in python_files(f"jxc_desktop/{room}")
        for name in imported_names(tree_of(path))
        if name.split(".")[0] not in known
    ]
    assert strangers == []


def test_no_import_is_relative() -> None:
    assert [
        f"{shown(path)}:{node.lineno}"
        for path in python_files(*CODE_FOLDERS)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ] == []


def test_threads_meet_the_screens_at_two_doors_only() -> None:
    assert [
        f"{shown(path)} speaks of {word}"
        for path in python_files("jxc_desktop/ui")
        if path not in THREAD_DOORS
        for word in sorted(names_in(tree_of(path)) & THREAD_WORDS)
    ] == []


def test_facts_are_written_by_the_journal_alone() -> None:
    assert [
        complaint
        for room in ("commands", "queries", "workers", "reports", "ui")
        for path in python_files(f"jxc_desktop/{room}")
        for complaint in fact_writes(path)
    ] == []


def test_the_houses_own_classes_are_never_mocked() -> None:
    assert [
        shown(path)
        for path in python_files("tests")
        if any(name.startswith("unittest") for name in imported_names(tree_of(path)))
    ] == []


def test_no_test_is_switched_off() -> None:
    off = {"skip", "skipif", "xfail", "importorskip"}
    assert [
        f"{shown(path)}:{node.lineno}"
        for path in python_files("tests")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr in off
    ] == []


def test_a_command_that_writes_a_fact_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.tidy.house.ROOT", tmp_path)
    path = tmp_path / "cheat.py"
    path.write_text(
        "from jxc_desktop.models.stock import StockBalance\n"
        "def cheat(session): session.execute(update(StockBalance).values(quantity=0))\n",
        encoding="utf-8",
    )
    assert list(fact_writes(path)) == ["cheat.py:2 writes StockBalance"]


def names_in(tree: ast.AST) -> set[str]:
    """Every name and attribute that the file speaks of, and the modules that it imports."""
    spoken = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    spoken |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return spoken | set(imported_names(tree))


def fact_writes(path: Path) -> Iterator[str]:
    """Each insert, update or delete of a table that only the journal writes."""
    tree = tree_of(path)
    facts = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").removeprefix("jxc_desktop.models.") in FACT_TABLES
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            written = {arg.id for arg in node.args[:1] if isinstance(arg, ast.Name)} & facts
            if node.func.id in WRITING and written:
                yield f"{shown(path)}:{node.lineno} writes {written.pop()}"
