"""Where the code refuses: every code that a rule of the shop may say no with, and its facts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.tidy.house import python_files, shown, tree_of

CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class RefusalSite:
    """One place that refuses: the code, and the names of the facts that come with it."""

    code: str
    facts: frozenset[str]
    all_facts_known: bool
    """Not where the code or the facts are handed about under a name."""
    place: str


def refusal_sites(*folders: str) -> list[RefusalSite]:
    """Every place in `folders` that refuses."""
    paths = python_files(*folders)
    kinds = refusal_kinds(paths)
    return [site for path in paths for site in _sites_in(path, kinds)]


def refusal_kinds(paths: list[Path]) -> set[str]:
    """The names of `Refusal` and of every class that descends from it."""
    kinds = {"Refusal"}
    grown = True
    while grown:
        found = {
            node.name
            for path in paths
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ClassDef)
            and any(isinstance(base, ast.Name) and base.id in kinds for base in node.bases)
        }
        grown = not found <= kinds
        kinds |= found
    return kinds


def _sites_in(path: Path, kinds: set[str]) -> Iterator[RefusalSite]:
    tree = tree_of(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
            spelled = [code for argument in node.args[:1] for code in _strings(argument)]
            facts = frozenset(word.arg for word in node.keywords if word.arg)
            known = bool(spelled) and all(word.arg for word in node.keywords)
            # Where a name stands for the code: all that the file may mean by it.
            for code in spelled or _codes_handed_about(tree):
                yield RefusalSite(code, facts, known, f"{shown(path)}:{node.lineno}")


def _strings(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _strings(node.body) + _strings(node.orelse)
    return []


def _codes_handed_about(tree: ast.Module) -> Iterator[str]:
    """Codes in the tables and answers (`SignInRefused("code")`) of a file that refuses by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            values = [value for value in node.values if isinstance(value, ast.Constant)]
        elif isinstance(node, ast.Call) and _is_refused_answer(node):
            values = [arg for arg in node.args[:1] if isinstance(arg, ast.Constant)]
        else:
            continue
        for value in values:
            if isinstance(value.value, str) and CODE.fullmatch(value.value):
                yield value.value


def _is_refused_answer(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id.endswith("Refused")
