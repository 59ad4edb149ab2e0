"""The private Python environment of a checkout: made once, renewed when its lock file changes."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

from installer.system_libraries import install_packages
from installer.trouble import SetupTrouble

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
LOCKS = {
    "shop": ROOT / "requirements.lock",
    "server": ROOT / "requirements-server.lock",
    "dev": ROOT / "requirements-dev.lock",
}
"""What each kind of environment is made from; each holds all that the ones before it hold."""

_STAMP = VENV / ".installed"
_ON_WINDOWS = sys.platform == "win32"
_PYTHON = VENV / ("Scripts/python.exe" if _ON_WINDOWS else "bin/python")


def ensure_environment(kind: str) -> Path:
    """The Python that has everything `kind` (of `LOCKS`) needs, made first if need be.

    A developer's environment serves shop and server too, so that a demo does not take it apart.
    """
    kinds = list(LOCKS)
    wanted = {f"{good} {_checksum(LOCKS[good])}" for good in kinds[kinds.index(kind) :]}
    if (
        _STAMP.exists()
        and _STAMP.read_text(encoding="ascii").strip() in wanted
        and _PYTHON.exists()
    ):
        return _PYTHON
    if not _runs():
        _make()
    _install(kind)
    _STAMP.write_text(f"{kind} {_checksum(LOCKS[kind])}\n", encoding="ascii")
    return _PYTHON


def site_packages() -> Path:
    """Where the environment keeps its packages."""
    if _ON_WINDOWS:
        return VENV / "Lib" / "site-packages"
    return next((VENV / "lib").glob("python3.*/site-packages"))


def child_environment() -> dict[str, str]:
    """What every program of the checkout starts with: it finds the rooms, and speaks UTF-8.

    A variable rather than a .pth file, which Python before 3.13 reads in the local code page
    and so cannot find a checkout in a folder with a Chinese name.
    """
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
    }


def _checksum(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _runs() -> bool:
    """Whether there is an environment whose Python starts and has its installer."""
    if not _PYTHON.exists():
        return False
    tried = subprocess.run(
        [str(_PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


def _make() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        install_packages(
            [f"python{version}-venv"], why="Python needs its venv part to make an environment"
        )
    print("jxc: making the environment in .venv", flush=True)
    venv.create(VENV, clear=True, with_pip=True)


def _install(kind: str) -> None:
    lock = LOCKS[kind]
    print(f"jxc: installing what {lock.name} names (once; a minute or two)", flush=True)
    done = subprocess.run(
        [
            str(_PYTHON), "-m", "pip", "install", "--quiet", "--no-input",
            "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:",
            "--requirement", str(lock),
        ],
        stdin=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise SetupTrouble(
            "The packages could not be installed; the lines above say why.\n"
            "Is the network up? jxc needs Windows, macOS 13, or Linux with glibc 2.34"
            " (on ARM 2.39), and Python 3.11 to 3.13."
        )
