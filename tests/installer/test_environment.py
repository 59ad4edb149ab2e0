"""The environment is made once and renewed only when its lock file changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from installer import environment, system_libraries
from installer.environment import child_environment, ensure_environment
from installer.system_libraries import ensure_qt_libraries, install_packages
from installer.trouble import SetupTrouble

LOCK_NAMES = {
    "shop": "requirements.lock",
    "server": "requirements-server.lock",
    "dev": "requirements-dev.lock",
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with lock files that ask for nothing."""
    locks = {kind: tmp_path / name for kind, name in LOCK_NAMES.items()}
    for kind, lock in locks.items():
        lock.write_text(f"# {kind}\n", encoding="ascii")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "LOCKS", locks)
    monkeypatch.setattr(environment, "_STAMP", venv / ".installed")
    monkeypatch.setattr(environment, "_PYTHON", venv / "bin" / "python")
    return tmp_path


def stamp_of(kind: str, checkout: Path) -> str:
    lock = checkout / LOCK_NAMES[kind]
    return f"{kind} {hashlib.sha256(lock.read_bytes()).hexdigest()}\n"


@pytest.mark.slow
def test_a_fresh_checkout_gets_its_own_python_and_keeps_it(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    python = ensure_environment("shop")
    stamp = checkout / ".venv" / ".installed"
    assert python.exists()
    assert stamp.read_text(encoding="ascii") == stamp_of("shop", checkout)
    assert "making the environment" in capfd.readouterr().out

    ensure_environment("shop")
    assert capfd.readouterr().out == ""

    (checkout / "requirements.lock").write_text("# another day\n", encoding="ascii")
    ensure_environment("shop")
    assert "installing what requirements.lock names" in capfd.readouterr().out
    assert stamp.read_text(encoding="ascii") == stamp_of("shop", checkout)


@pytest.mark.parametrize(
    ("made_for", "asked_for"), [("dev", "shop"), ("dev", "server"), ("server", "shop")]
)
def test_an_environment_with_more_serves_who_needs_less(
    checkout: Path, capfd: pytest.CaptureFixture[str], made_for: str, asked_for: str
) -> None:
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    stamp = checkout / ".venv" / ".installed"
    stamp.write_text(stamp_of(made_for, checkout), encoding="ascii")
    assert ensure_environment(asked_for) == python
    assert capfd.readouterr().out == ""


@pytest.mark.slow
def test_a_package_that_is_not_as_the_lock_says_is_refused(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = checkout / "shelf-1.0-py3-none-any.whl"
    wheel.write_bytes(b"not what was promised")
    (checkout / "requirements.lock").write_text(
        f"shelf @ {wheel.as_uri()} --hash=sha256:{'0' * 64}\n", encoding="ascii"
    )
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SetupTrouble, match="could not be installed"):
        ensure_environment("shop")
    assert not (checkout / ".venv" / ".installed").exists()


def test_a_started_program_finds_the_rooms_from_any_folder() -> None:
    variables = child_environment()
    assert variables["PYTHONPATH"] == str(environment.ROOT)
    assert variables["PYTHONSAFEPATH"] == "1"


def test_a_missing_library_is_named_with_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qt = tmp_path / "PySide6" / "Qt"
    library = qt / "lib" / "libQt6Gui.so.6"
    library.parent.mkdir(parents=True)
    library.touch()
    tools = tmp_path / "tools"
    tools.mkdir()
    write_tool(tools / "ldd", "echo '\tlibEGL.so.1 => not found'; echo '\tlibc.so.6 => /lib/c'")
    write_tool(tools / "apt-get", "exit 1")
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    monkeypatch.setattr(system_libraries, "may_install", lambda: None)
    with pytest.raises(SetupTrouble) as told:
        ensure_qt_libraries(tmp_path, window=True)
    assert "Qt needs libEGL.so.1" in str(told.value)
    assert "sudo apt-get install -y libegl1" in str(told.value)


def test_libraries_that_were_found_are_not_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "PySide6").mkdir()
    ensure_qt_libraries(tmp_path, window=True)
    tools = tmp_path / "tools"
    tools.mkdir()
    write_tool(tools / "ldd", f"touch {tmp_path}/asked")
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    (tmp_path / "PySide6" / "Qt" / "lib").mkdir(parents=True)
    (tmp_path / "PySide6" / "Qt" / "lib" / "libQt6Gui.so.6").touch()
    ensure_qt_libraries(tmp_path, window=False)
    assert not (tmp_path / "asked").exists()


def test_a_system_without_debians_tool_is_told_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupTrouble, match="your system's package tool"):
        install_packages(["libegl1"], why="Qt needs libEGL.so.1")


def write_tool(path: Path, line: str) -> None:
    """A stand-in for a command of the system."""
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="ascii")
    path.chmod(0o755)
