"""The files of the house as its rules see them: listed, read and parsed."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "jxc_desktop"
CODE_FOLDERS = ("jxc_desktop", "tests", "installer", "benchmarks")


def rooms() -> list[str]:
    """The rooms of the program."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def python_files(*folders: str) -> list[Path]:
    """Every Python file in `folders`, in a steady order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def shown(path: Path) -> str:
    """How a file is named in a complaint."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Every module that the file imports, by its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


@cache
def tracked_files() -> tuple[Path, ...]:
    """The files that belong to the project: git's word, or every file of an unpacked archive."""
    asked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ) if (ROOT / ".git").exists() else None  # fmt: skip
    if asked is not None and asked.returncode == 0:
        named = (ROOT / name for name in asked.stdout.split("\0") if name)
        return tuple(path for path in named if path.is_file())
    made = {".venv", "build", "dist", "var", "__pycache__"}
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not made.intersection(part for part in path.relative_to(ROOT).parts)
    )


def pyproject() -> dict[str, Any]:
    """The project file."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
