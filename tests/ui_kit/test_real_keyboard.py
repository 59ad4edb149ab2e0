"""A scan through a real X server: as a scanner's keys really arrive, time stamps and all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

EAN = "6901234567892"
_XVFB, _XDOTOOL = shutil.which("Xvfb"), shutil.which("xdotool")
_ROOT = Path(__file__).parents[2]


@contextmanager
def x_server() -> Iterator[str]:
    """A display of our own that nobody sees, ended by the process that was started."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [str(_XVFB), "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def scanned_window(display: str) -> Iterator[tuple[IO[str], dict[str, str]]]:
    """The window under test in a process of its own, and what it says."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("QT_IM_MODULE", None)
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.ui_kit.scanned_window"],
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout is not None
    try:
        yield window.stdout, environment
    finally:
        window.terminate()
        window.wait(10)
        window.stdout.close()


def type_keys(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([str(_XDOTOOL), *arguments], env=environment, check=True, timeout=20)


def scan(environment: dict[str, str], code: str) -> None:
    keys = [key for sign in code for key in ("key", "--delay", "8", sign)]
    type_keys(environment, *keys, "key", "Return")


# Where there is no X server (Windows, a bare machine) the same is proved without one, by
# test_wedge_filter; the launcher installs xvfb and xdotool for `./jxc test`.
if _XVFB and _XDOTOOL:

    def test_a_real_scan_is_heard_and_leaves_the_field_as_it_was() -> None:
        with x_server() as display, scanned_window(display) as (said, environment):
            window = said.readline().split()[1]
            type_keys(environment, "windowfocus", "--sync", window)
            scan(environment, EAN)
            assert said.readline() == f"scanned {EAN} |\n"

    def test_a_real_hand_is_a_hand() -> None:
        with x_server() as display, scanned_window(display) as (said, environment):
            window = said.readline().split()[1]
            type_keys(environment, "windowfocus", "--sync", window)
            type_keys(environment, "type", "--delay", "90", "69012")
            type_keys(environment, "key", "Return")
            assert said.readline() == "name 69012\n"

    def test_a_real_scan_presses_no_button() -> None:
        with x_server() as display, scanned_window(display) as (said, environment):
            window = said.readline().split()[1]
            type_keys(environment, "windowfocus", "--sync", window)
            type_keys(environment, "key", "Tab")
            scan(environment, EAN)
            assert said.readline() == f"scanned {EAN} |\n"
            type_keys(environment, "sleep", "0.4", "key", "space")
            assert said.readline() == "pressed\n", "and the button still works by hand"
