"""The sheet of paper of the back office: a title, what can be done, and one quiet column."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.theme.in_use import set_density
from jxc_desktop.ui.theme.tokens import Density, Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.toast import Level, show_notice

COLUMN_WIDTH = 720


class OfficePage(QWidget):
    """Put the screen's own things into `body`, its actions into `tools`."""

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        set_density(self, Density.DESK)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(Space.SMALL)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.LARGE)
        words = QVBoxLayout()
        words.setSpacing(Space.HAIR)
        words.addWidget(TextLabel(title, TextRole.TITLE))
        if text:
            words.addWidget(TextLabel(text, TextRole.SMALL, Tone.MUTED).wrapped())
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addLayout(self.tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        layout.setSpacing(Space.LARGE)
        layout.addLayout(head)
        layout.addLayout(self.body, 1)

    def keep(self, *workers: object) -> None:
        """Hold the presenters of this page for as long as it lives."""
        self._kept = workers

    def show_done(self, text: str) -> None:
        """Say that it is done; it goes by itself."""
        show_notice(self, Level.SUCCESS, text)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why it is not done."""
        show_notice(self, Level.WARN, refusal_text(refusal))


class Column(QScrollArea):
    """A column of cards that scrolls, as wide as a sentence is read with ease."""

    def __init__(self, *, width_max: int = COLUMN_WIDTH) -> None:
        super().__init__()
        inner = QWidget()
        inner.setObjectName("column")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, Space.MEDIUM, 0)
        self.body.setSpacing(Space.LARGE)
        set_density(self, Density.DESK)
        self.setMaximumWidth(width_max)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(inner)
        # A scroll area makes both opaque; the ground is that of whatever the column stands on.
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab goes on as ever, and what it reaches is scrolled into sight."""
        moved = super().focusNextPrevChild(next)
        field = self.focusWidget()
        if field is not None:
            self.ensureWidgetVisible(field)
        return moved


def side_by_side(*fields: QWidget) -> QHBoxLayout:
    """Fields that belong on one line."""
    row = QHBoxLayout()
    row.setSpacing(Space.LARGE)
    for field in fields:
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return row
