"""A window on a real display that prints what its scanner filter hears; a test types into it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jxc_desktop.ui.wedge_filter import WedgeFilter

_LIFE_MS = 30_000
"""The window goes by itself if the test that opened it is gone."""


def say(line: str) -> None:
    """One line to the test that reads this process."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Show a name field and a button, and report scans, presses and the name after each Enter."""
    app = QApplication(["scanned"])
    window = QWidget()
    layout = QVBoxLayout(window)
    name, button = QLineEdit(), QPushButton("删除")
    button.setAutoDefault(True)
    layout.addWidget(name)
    layout.addWidget(button)
    button.clicked.connect(lambda: say("pressed"))
    name.returnPressed.connect(lambda: say(f"name {name.text()}"))
    wedge = WedgeFilter()
    wedge.scanned.connect(lambda code: say(f"scanned {code} {name.text()}|"))
    window.show()
    name.setFocus()
    QTimer.singleShot(_LIFE_MS, app.quit)
    QTimer.singleShot(200, lambda: say(f"window {int(window.winId())}"))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
