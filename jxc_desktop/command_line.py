"""What each job of the command line does."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jxc_desktop.app.places import Places, demo_places, shop_places
from jxc_desktop.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NO_SCREEN = 3


def run(asked: argparse.Namespace) -> int:
    """Do the job; a refusal is said in words, and is exit code 2."""
    try:
        return _JOBS[asked.job or "run"](asked)
    except Refusal as refusal:
        from jxc_desktop.ui.messages import refusal_text  # noqa: PLC0415 (only when it is needed)

        sys.stderr.write(f"{refusal_text(refusal)}\n")
        return 2


def _places(asked: argparse.Namespace) -> Places:
    return demo_places(asked.data) if asked.demo else shop_places(asked.data)


def _window(asked: argparse.Namespace) -> int:
    if not has_screen():
        return _no_screen()
    with _loading():
        from jxc_desktop.app.window import run_window  # noqa: PLC0415 (Qt loads only for a window)

    return run_window(_places(asked))


def _demo(asked: argparse.Namespace) -> int:
    if asked.headless:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from jxc_desktop.demo.headless_day import run_demo_day  # noqa: PLC0415 (Qt loads only here)

        return run_demo_day(asked.data, asked.out, days=asked.days)
    if not has_screen():
        return _no_screen()
    with _loading():
        from jxc_desktop.demo.window import run_demo  # noqa: PLC0415 (Qt loads only for a window)

    return run_demo(demo_places(asked.data), fresh=asked.fresh, days=asked.days)


@contextmanager
def _loading() -> Iterator[None]:
    """Spare the collector the program's own code, which stays: 0.1 s of every start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in screens)


def _no_screen() -> int:
    sys.stderr.write(
        "这里没有屏幕，窗口打不开 / there is no screen here to open a window on.\n"
        "可以改用 / try instead: ./jxc demo --headless\n"
    )
    return NO_SCREEN


def _verify(asked: argparse.Namespace) -> int:
    from jxc_desktop.app import scripts  # noqa: PLC0415 (each job loads what it needs)

    return scripts.run_verify(_places(asked))


def _rebuild(asked: argparse.Namespace) -> int:
    from jxc_desktop.app import scripts  # noqa: PLC0415 (each job loads what it needs)

    return scripts.run_rebuild(_places(asked))


def _digest(asked: argparse.Namespace) -> int:
    from jxc_desktop.app import scripts  # noqa: PLC0415 (each job loads what it needs)

    return scripts.run_digest(_places(asked), tables=asked.tables)


def _backup(asked: argparse.Namespace) -> int:
    from jxc_desktop.app import scripts  # noqa: PLC0415 (each job loads what it needs)

    return scripts.run_backup(_places(asked), asked.file)


def _restore(asked: argparse.Namespace) -> int:
    from jxc_desktop.app import scripts  # noqa: PLC0415 (each job loads what it needs)

    return scripts.run_restore(_places(asked), asked.file)


def _export(asked: argparse.Namespace) -> int:
    from jxc_desktop.app import scripts  # noqa: PLC0415 (each job loads what it needs)

    return scripts.run_export_journal(_places(asked), asked.file)


def _report(asked: argparse.Namespace) -> int:
    from jxc_desktop.app.report_job import run_report  # noqa: PLC0415 (loads reportlab)

    return run_report(_places(asked), asked)


def _server(asked: argparse.Namespace) -> int:
    from jxc_desktop.server.jobs import run_server_job  # noqa: PLC0415 (needs the server's extra)

    return run_server_job(asked)


_JOBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _window,
    "demo": _demo,
    "verify": _verify,
    "rebuild": _rebuild,
    "digest": _digest,
    "backup": _backup,
    "restore": _restore,
    "export-journal": _export,
    "report": _report,
    "server": _server,
}
