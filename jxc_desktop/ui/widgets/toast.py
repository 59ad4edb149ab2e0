"""Notices that need no answer: they come, are announced, and go by themselves."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.painting import paint_ground

_SHOWN_MAX = 3
_WAITING_MAX = 20
_WIDTH_MAX = 560
_TOP = 4
_HEIGHT_MIN = 44
_ICON = 20
_TEXT_LENGTH_MAX = 300


class Level(Enum):
    """How serious a notice is; the more serious, the longer it stays."""

    SUCCESS = "success"
    WARN = "warn"
    ERROR = "error"


_LOOKS = {
    Level.SUCCESS: ("circle-check", "success", "success_soft", 3000),
    Level.WARN: ("triangle-alert", "warning", "warning_soft", 6000),
    Level.ERROR: ("circle-x", "danger", "danger_soft", 9000),
}
_WORDS = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere
)


class Toast(QWidget):
    """One notice on the window; a click sends it away early."""

    gone = Signal()

    def __init__(self, window: QWidget, level: Level, text: str) -> None:
        super().__init__(window)
        self.level = level
        self.text = text if len(text) <= _TEXT_LENGTH_MAX else text[: _TEXT_LENGTH_MAX - 1] + "…"
        self._drawing, self._ink, self._ground, stay_ms = _LOOKS[level]
        self.setAccessibleName(self.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.gone)
        self._timer.start(stay_ms)

    def stay_on(self) -> None:
        """The same notice came again: count its time anew instead of showing it twice."""
        self._timer.start()

    def height_for(self, width: int) -> int:
        """How tall the notice is at this width."""
        words = QRect(0, 0, width - _ICON - 3 * Space.LARGE, 1000)
        needed = QFontMetrics(text_font(FontSize.BODY)).boundingRect(words, _WORDS, self.text)
        return max(_HEIGHT_MIN, needed.height() + 2 * Space.MEDIUM)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.gone.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, self.rect(), Radius.CONTROL, colour(self._ground), colour(self._ink))
        drawing = QRect(Space.LARGE, 0, _ICON, self.height())
        paint_icon(painter, self._drawing, colour(self._ink), drawing)
        painter.setFont(text_font(FontSize.BODY))
        painter.setPen(colour("ink"))
        words = self.rect().adjusted(_ICON + 2 * Space.LARGE, 0, -Space.LARGE, 0)
        painter.drawText(words, _WORDS, self.text)


class Toaster(QObject):
    """Stacks the notices of one window from its top bar down, where nothing is worked at."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: list[Toast] = []
        self._waiting: list[tuple[Level, str]] = []
        window.installEventFilter(self)

    def show_notice(self, level: Level, text: str) -> None:
        """Show `text`, or let it wait while enough others are on; never twice at once."""
        for toast in self._shown:
            if (toast.level, toast.text) == (level, text):
                toast.stay_on()
                return
        if len(self._shown) < _SHOWN_MAX:
            self._put(level, text)
        elif len(self._waiting) < _WAITING_MAX and (level, text) not in self._waiting:
            self._waiting.append((level, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._arrange()
        return False

    def _put(self, level: Level, text: str) -> None:
        toast = Toast(self._window, level, text)
        toast.gone.connect(lambda: self._drop(toast))
        self._shown.append(toast)
        self._arrange()
        toast.show()
        _announce(toast)

    def _drop(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            toast.hide()
            toast.deleteLater()
            if self._waiting:
                self._put(*self._waiting.pop(0))
            self._arrange()

    def _arrange(self) -> None:
        top = _TOP
        for toast in self._shown:
            width = min(_WIDTH_MAX, self._window.width() - 2 * Space.LARGE)
            height = toast.height_for(width)
            toast.setGeometry((self._window.width() - width) // 2, top, width, height)
            toast.raise_()
            top += height + Space.SMALL


def _announce(toast: Toast) -> None:
    event = QAccessibleAnnouncementEvent(toast, toast.text)
    if toast.level in {Level.WARN, Level.ERROR}:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def show_notice(anywhere: QWidget, level: Level, text: str) -> None:
    """Show `text` on the window that `anywhere` belongs to."""
    window = anywhere.window()
    toaster = window.findChild(Toaster, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if toaster is None:
        toaster = Toaster(window)
    toaster.show_notice(level, text)
