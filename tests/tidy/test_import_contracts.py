"""Every import contract holds, and each can turn red: proved on a copy with one wrong import."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tidy.house import PACKAGE, ROOT, pyproject

CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in pyproject()["tool"]["importlinter"]["contracts"]
}


@dataclass(frozen=True, slots=True)
class Plant:
    """One wrong import, and the contract that must notice it."""

    contract: str
    files: dict[str, str]


PLANTS = [
    Plant("rooms", {"ui/planted.py": "import jxc_desktop.workers\n"}),
    Plant("rooms", {"attic/__init__.py": ""}),
    Plant(
        "siblings",
        {
            "domain/planted_left.py": "import jxc_desktop.domain.planted_right\n",
            "domain/planted_right.py": "import jxc_desktop.domain.planted_left\n",
        },
    ),
    Plant("domain_stdlib", {"domain/planted.py": "import json\n"}),
    Plant("domain_stdlib", {"domain/planted.py": "import threading\n"}),
    Plant("documents_msgspec", {"documents/planted.py": "import sqlite3\n"}),
    Plant("qt_only_in_ui", {"reports/planted.py": "import PySide6.QtGui\n"}),
    Plant(
        "presenters_no_qt",
        {"ui/planted/__init__.py": "", "ui/planted/presenter.py": "import PySide6.QtWidgets\n"},
    ),
    Plant(
        "presenters_no_qt",
        {
            "ui/planted/__init__.py": "",
            "ui/planted/colours.py": "import PySide6.QtGui\n",
            "ui/planted/presenter.py": "from jxc_desktop.ui.planted import colours\n",
        },
    ),
    Plant("server_faceless", {"server/planted.py": "import serial\n"}),
    Plant("http_doors", {"journal/planted.py": "import httpx\n"}),
    Plant("screens_no_sql", {"reports/planted.py": "import sqlalchemy\n"}),
    Plant("tables_touched_by", {"reports/planted.py": "import jxc_desktop.models.till\n"}),
    Plant("hardware_in_drivers", {"workers/planted.py": "import serial\n"}),
    Plant(
        "drivers_chosen_in_app",
        {"devices/planted.py": "", "commands/planted.py": "import jxc_desktop.devices.planted\n"},
    ),
]


def test_every_contract_holds_in_the_house_as_it_is(tmp_path: Path) -> None:
    assert broken_contracts(copy_of_the_house(tmp_path)) == set()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.contract}-{len(plant.files)}")
def test_a_wrong_import_breaks_its_contract_and_no_other(tmp_path: Path, plant: Plant) -> None:
    house = copy_of_the_house(tmp_path)
    for name, text in plant.files.items():
        file = house / "jxc_desktop" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'"""Planted by a test."""\n{text}', encoding="utf-8")
    assert broken_contracts(house) == {plant.contract}


def test_no_contract_is_without_its_proof() -> None:
    assert {plant.contract for plant in PLANTS} == set(CONTRACTS)


def copy_of_the_house(folder: Path) -> Path:
    """The package and its contracts, to be spoiled."""
    shutil.copytree(
        PACKAGE, folder / "jxc_desktop", ignore=shutil.ignore_patterns("__pycache__", "*.mo")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def broken_contracts(house: Path) -> set[str]:
    """What import-linter says about the copy; it runs outside, where the copy is the package."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as ask; ask()",
            "--no-cache",
            "--no-logo",
        ],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+?) (KEPT|BROKEN)(?: \(.*\))?$", said.stdout, re.MULTILINE))
    assert set(verdicts) == set(CONTRACTS.values()), said.stdout + said.stderr
    return {name for name, title in CONTRACTS.items() if verdicts[title] == "BROKEN"}
