"""What a newcomer types first, and what the entry answers when something is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tidy.house import ROOT

BARE = {
    "PATH": os.pathsep.join((str(Path(sys.executable).parent), "/usr/bin", "/bin")),
    "HOME": os.environ["HOME"],
}


def type_in(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Type `./jxc words` in a shell without a screen."""
    return subprocess.run(
        [str(ROOT / "jxc"), *words],
        env={**BARE, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_newcomer_is_told_the_two_commands() -> None:
    said = type_in()
    assert said.returncode == 0
    assert "./jxc demo" in said.stdout
    assert "./jxc test" in said.stdout


@pytest.mark.parametrize("job", ["demo", "run"])
def test_without_a_screen_the_window_says_so_and_offers_the_day_without_one(job: str) -> None:
    said = type_in(job)
    assert said.returncode == 2
    assert "no screen here" in said.stderr
    assert "./jxc demo --headless" in said.stderr


def test_without_a_python_the_entry_names_the_one_command(tmp_path: Path) -> None:
    for tool in ("sh", "dirname", "id"):
        (tmp_path / tool).symlink_to(Path("/bin") / tool)
    said = type_in("demo", PATH=str(tmp_path))
    assert said.returncode == 2
    assert "sudo apt-get install -y python3 python3-venv" in said.stderr


def test_a_stand_in_for_a_python_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho 'no such version' >&2\nexit 127\n", encoding="ascii")
    shim.chmod(0o755)
    said = type_in("help", PATH=f"{tmp_path}{os.pathsep}{BARE['PATH']}")
    assert said.returncode == 0
    assert "./jxc demo" in said.stdout


def test_the_windows_twin_starts_the_same_entry() -> None:
    twin = (ROOT / "jxc.cmd").read_bytes().decode("ascii")
    assert "-m installer %*" in twin
    assert "jxc.cmd" in (ROOT / "jxc.ps1").read_text(encoding="ascii")
