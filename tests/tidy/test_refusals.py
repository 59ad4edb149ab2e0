"""Every refusal has its sentence, and the sentence asks only for facts that are given."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.tidy.house import python_files, tree_of
from tests.tidy.refusal_sites import CODE, refusal_sites

PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")


def sentences() -> dict[str, str]:
    """Code and Chinese sentence of every entry in the tables of `ui/`."""
    return {
        key.value: text
        for path in python_files("jxc_desktop/ui")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
        if (text := marked_text(value)) is not None
    }


def marked_text(node: ast.expr) -> str | None:
    """The words of `mark("…")`."""
    match node:
        case ast.Call(func=ast.Name(id="mark"), args=[ast.Constant(value=str(text))]):
            return text
        case _:
            return None


def test_every_refusal_has_its_sentence() -> None:
    spoken = sentences()
    assert {
        site.code: site.place for site in refusal_sites("jxc_desktop") if site.code not in spoken
    } == {}


def test_a_sentence_asks_only_for_facts_that_every_refusal_gives() -> None:
    spoken = sentences()
    assert [
        f"{site.place} refuses {site.code} without {', '.join(sorted(missing))}"
        for site in refusal_sites("jxc_desktop")
        if site.all_facts_known
        if (missing := set(PLACEHOLDER.findall(spoken.get(site.code, ""))) - site.facts)
    ] == []


def test_a_refusal_code_is_made_of_plain_words() -> None:
    assert [
        f"{site.place} {site.code}"
        for site in refusal_sites("jxc_desktop")
        if not CODE.fullmatch(site.code)
    ] == []


def test_a_new_refusal_is_noticed_wherever_it_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.tidy.house.ROOT", tmp_path)
    (tmp_path / "shelf.py").write_text(
        "class ShelfTrouble(Refusal): ...\n"
        "class DeepTrouble(ShelfTrouble): ...\n"
        "SIGNS = {'full': 'disk_full'}\n"
        "def a(): raise Refusal('shelf_bare', left=1)\n"
        "def b(): raise DeepTrouble('shelf_broken' if x else 'shelf_gone', **facts)\n"
        "def c(code): raise ShelfTrouble(code)\n",
        encoding="utf-8",
    )
    found = {site.code: site for site in refusal_sites(".")}
    assert set(found) == {"shelf_bare", "shelf_broken", "shelf_gone", "disk_full"}
    assert found["shelf_bare"].facts == {"left"}
    assert not found["shelf_gone"].all_facts_known
