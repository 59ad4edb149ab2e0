"""A process that shows a window and tells when it was painted: `shop FOLDER`, or `bare`.

The clock runs in the parent, from before this process began: the interpreter and every import
count. `bare` is the least that any such program does: Qt, SQLAlchemy with a database, one label.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel


class PaintWatch(QObject):
    """Tells of the first paint of a widget of the class `kind`, then ends the program."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._told = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        painted = event.type() is QEvent.Type.Paint and type(watched).__name__ == self._kind
        if painted and not self._told:
            self._told = True
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        sys.stdout.write("painted\n")
        sys.stdout.flush()
        QApplication.quit()


def show_shop(folder: Path) -> int:
    """The program itself, up to the sign-in."""
    from jxc_desktop.__main__ import main  # noqa: PLC0415 (counts as start-up)

    app = QApplication(sys.argv[:1])
    watch = PaintWatch("SignIn")
    app.installEventFilter(watch)
    return main(["--data", str(folder), "run"])


def show_bare() -> int:
    """A label and an open database."""
    from sqlalchemy import create_engine, text  # noqa: PLC0415 (counts as start-up)

    app = QApplication(sys.argv[:1])
    with create_engine("sqlite://").connect() as connection:
        said = connection.execute(text("SELECT 'hello'")).scalar_one()
    watch = PaintWatch("QLabel")
    app.installEventFilter(watch)
    label = QLabel(said)
    label.showMaximized()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(show_bare() if sys.argv[1] == "bare" else show_shop(Path(sys.argv[2])))
