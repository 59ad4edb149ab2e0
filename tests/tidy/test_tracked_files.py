"""The project speaks of the project alone: no machine, no person's folder, no registry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tidy.house import ROOT, shown, tracked_files

# Spelled in halves, so that this file does not accuse itself.
MACHINE_PATHS = re.compile(
    "|".join(
        (
            r"(?<![\w.$}])/" + r"(?:work|farm|root)/",
            r"(?<![\w.$}])/" + r"home/\w",
            r"(?<![\w.$}])/" + r"Users/\w",
            r"[A-Z]:\\\\?" + r"Users\\",
            "pypi" + r"\.org",
            "pythonhosted" + r"\.org",
            "registry" + r"\.npmjs",
            "deb" + r"\.debian\.org",
        )
    )
)
BINARY = {".ttf", ".png", ".pdf", ".jxcdb", ".wav", ".gz", ".ico"}
READ_BYTES_MAX = 8_000_000


def leaks(path: Path) -> list[str]:
    """The places in a file that speak of one machine."""
    text = path.read_text(encoding="utf-8")
    return [
        f"{shown(path)}:{number} {found.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := MACHINE_PATHS.search(line))
    ]


def test_no_file_names_a_machines_path_or_a_registry() -> None:
    texts = [path for path in tracked_files() if path.suffix not in BINARY]
    assert [leak for path in texts for leak in leaks(path)] == []


def test_no_file_is_too_heavy_for_a_clone() -> None:
    fonts = ROOT / "resources" / "fonts"
    heavy = [path for path in tracked_files() if path.stat().st_size > READ_BYTES_MAX]
    assert [shown(path) for path in heavy if path.parent != fonts] == []


@pytest.mark.parametrize(
    "line", ["see /" + "home/li/shop", "from /" + "work/shop", "C:\\" + "Users\\li"]
)
def test_a_machines_path_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr("tests.tidy.house.ROOT", tmp_path)
    path = tmp_path / "note.md"
    path.write_text(f"{line}\n", encoding="utf-8")
    assert len(leaks(path)) == 1
