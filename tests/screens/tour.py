"""Takes a picture of every screen: `python -m tests.screens.tour --out DIR [--only name]`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jxc_desktop.ui.language import LANGUAGES, use_language
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode
from tests.screens.registry import STOPS, Context, Stop

SIZES = ((1366, 768), (1920, 1080))
_SETTLE_MS = 60


def visit_all(out: Path, only: str = "") -> list[Path]:
    """Take every picture of every screen whose name begins with `only`; answers the files."""
    app = QApplication.instance() or QApplication(["tour"])
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    _find_screens()
    taken = []
    for name, stop in sorted(STOPS.items()):
        if name.startswith(only):
            taken += [_take(app, stop, context, out) for context in _contexts(stop)]
    return taken


def _find_screens() -> None:
    """Every module beside this one may register screens."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in {"__init__", "tour", "registry"} and not path.stem.startswith("test_"):
            importlib.import_module(f"tests.screens.{path.stem}")


def _contexts(stop: Stop) -> Iterator[Context]:
    for language in LANGUAGES:
        for width, height in SIZES:
            yield Context(language, Mode.LIGHT, width, height)
    if stop.dark:
        yield Context("zh_CN", Mode.DARK, *SIZES[0])


def _take(app: QApplication, stop: Stop, context: Context, out: Path) -> Path:
    use_language(context.language)
    apply_theme(app, context.mode)
    widget = stop.factory(context)
    widget.resize(context.width, context.height)
    widget.show()
    QTest.qWait(_SETTLE_MS)
    if stop.after_show is not None:
        stop.after_show(widget)
        QTest.qWait(_SETTLE_MS)
    size = f"{context.width}x{context.height}"
    path = out / f"{stop.name}-{context.language}-{context.mode}-{size}.png"
    if not widget.grab().save(str(path)):
        message = f"cannot write {path}"
        raise OSError(message)
    widget.close()
    widget.deleteLater()
    QTest.qWait(0)
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures and print where they are."""
    parser = argparse.ArgumentParser(prog="tests.screens.tour", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="", help="names that begin with this")
    options = parser.parse_args(arguments)
    taken = visit_all(options.out, options.only)
    sys.stdout.write("".join(f"{path}\n" for path in taken))
    return 0 if taken else 1


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
