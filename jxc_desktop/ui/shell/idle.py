"""Notices that nobody has touched the window for some minutes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
_MINUTE_MS = 60_000


class IdleWatch(QObject):
    """Emits `idled` once, some minutes after the last key, touch or movement in a window.

    It filters the QWindow, which sees each of them once, instead of every event of the program.
    """

    idled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idled)

    def watch(self, window: QObject) -> None:
        """Also watch `window`; watching it twice does no harm."""
        window.installEventFilter(self)

    def expect_touch_within(self, minutes: float) -> None:
        """Start counting; 0 minutes stops it."""
        self._timer.stop()
        if minutes > 0:
            self._timer.start(round(minutes * _MINUTE_MS))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
