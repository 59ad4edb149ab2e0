"""What holds other things: a card, a form row, an empty place that says what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import Radius, Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.painting import paint_ground

_EMPTY_ICON = 44


class Card(QWidget):
    """A quiet ground for things that belong together; put them into `body`."""

    def __init__(self, title: str = "", *, padding: int = Space.LARGE) -> None:
        super().__init__()
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.MEDIUM)
        self.header = QHBoxLayout()
        self.header.setSpacing(Space.SMALL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(padding, padding, padding, padding)
        layout.setSpacing(Space.MEDIUM)
        if title:
            self.setAccessibleName(title)
            name = TextLabel(title, TextRole.HEADING)
            name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.header.addWidget(name, 1)
            layout.addLayout(self.header)
        layout.addLayout(self.body, 1)
        layout.addStretch(0)  # takes what is left when nothing in the body wants to grow

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, self.rect(), Radius.CARD, colour("surface"), colour("line"))


class _Drawing(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._drawing = name
        self.setFixedSize(_EMPTY_ICON, _EMPTY_ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._drawing, colour("line_strong"), self.rect())


class EmptyState(QWidget):
    """Nothing is here yet, and this is how something comes to be."""

    def __init__(self, icon: str, title: str, text: str = "") -> None:
        super().__init__()
        self.setAccessibleName(f"{title} {text}".strip())
        layout = QVBoxLayout(self)
        layout.setSpacing(Space.SMALL)
        layout.addStretch(2)
        layout.addWidget(_Drawing(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        words = [TextLabel(title, TextRole.HEADING, Tone.MUTED)]
        if text:
            words.append(TextLabel(text, TextRole.BODY, Tone.MUTED).wrapped())
        for label in words:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addStretch(3)


class FormRow(QWidget):
    """A field with its name above it, a hint below, and room to say what is wrong."""

    def __init__(self, title: str, field: QWidget, *, hint: str = "") -> None:
        super().__init__()
        name = QLabel(title)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setProperty("role", "small")
        name.setProperty("tone", "muted")
        name.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(title)
        self._hint = hint
        self._field = field
        self._below = TextLabel(hint, TextRole.SMALL, Tone.MUTED).wrapped()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HAIR)
        layout.addWidget(name)
        layout.addWidget(field)
        layout.addWidget(self._below)
        # Only now: a label without a parent would show as a window and take the keyboard away.
        self._below.setVisible(bool(hint))

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the field in place of the hint; empty brings the hint back."""
        shown = sentence or self._hint
        self._below.show_text(shown, Tone.DANGER if sentence else Tone.MUTED)
        self._below.setVisible(bool(shown))
        self._field.setAccessibleDescription(sentence)


def empty(layout: QLayout) -> None:
    """Take away every widget that `layout` holds."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
