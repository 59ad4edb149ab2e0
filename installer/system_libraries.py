"""The libraries of the system that Qt needs: which are missing, and how to get them on Debian."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from installer.trouble import SetupTrouble, may_install

_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

_ALWAYS = tuple(
    f"lib/libQt6{part}.so.6"
    for part in ("Core", "Gui", "Widgets", "Svg", "Network", "PrintSupport", "DBus")
)
_WINDOW = ("plugins/platforms/libqxcb.so", "plugins/xcbglintegrations/libqxcb-glx-integration.so")
_MISSING = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)


def ensure_qt_libraries(site_packages: Path, *, window: bool) -> None:
    """Install what Qt misses on this Linux, or say the one command that does; else do nothing.

    A real `window` needs the X11 libraries as well; drawing into memory does without them.
    """
    stamp = site_packages / "PySide6" / ".libraries-found"
    wanted = "window" if window else "memory"
    if not sys.platform.startswith("linux") or (
        stamp.exists() and stamp.read_text(encoding="ascii") in (wanted, "window")
    ):
        return
    qt = site_packages / "PySide6" / "Qt"
    parts = _ALWAYS + _WINDOW if window else _ALWAYS
    if missing := _missing_libraries(qt / part for part in parts):
        install_packages(
            sorted({_PACKAGES[name] for name in missing if name in _PACKAGES}),
            why=f"Qt needs {', '.join(missing)}",
        )
    if still := _missing_libraries(qt / part for part in parts):
        raise SetupTrouble(f"Qt still misses {', '.join(still)}; please install them by hand.")
    stamp.write_text(wanted, encoding="ascii")


def ensure_postgres() -> None:
    """Install PostgreSQL for the tests that start a scratch one, or say the one command.

    Elsewhere than on Linux nothing is done: the tests that need it say what is missing.
    """
    installed = shutil.which("postgres") or any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if sys.platform.startswith("linux") and not installed:
        install_packages(["postgresql"], why="the tests of the server start a PostgreSQL")


def install_packages(packages: Sequence[str], *, why: str) -> None:
    """Install Debian packages without a question, or name the one command that does."""
    by_hand = f"sudo apt-get install -y {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise SetupTrouble(f"{why}. Please install it with your system's package tool.")
    rights = may_install()
    if rights is None:
        raise SetupTrouble(f"{why}. Please run this once, then try again:\n\n    {by_hand}\n")
    print(f"jxc: {why}; installing {' '.join(packages)}", flush=True)
    install = [*rights, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if _quietly(install) == 0:
        return
    _quietly([*rights, "apt-get", "update", "-q"])
    if _quietly(install, show=True) != 0:
        raise SetupTrouble(f"The packages could not be installed. By hand:\n\n    {by_hand}\n")


def _missing_libraries(files: Iterable[Path]) -> list[str]:
    missing: set[str] = set()
    for file in files:
        if file.exists():
            listing = subprocess.run(
                ["ldd", str(file)], capture_output=True, text=True, check=False
            )
            missing.update(_MISSING.findall(listing.stdout))
    return sorted(name for name in missing if not name.startswith(("libQt6", "libpyside6")))


def _quietly(command: Sequence[str], *, show: bool = False) -> int:
    silent = None if show else subprocess.DEVNULL
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=silent, stderr=silent, check=False
    ).returncode
