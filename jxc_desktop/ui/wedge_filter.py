"""Hears a keyboard scanner wherever the keyboard is, and undoes what it typed on its way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from jxc_desktop.ui.scan_detector import END_KEYS, Heard, ScanDetector, ScanRule
from jxc_desktop.ui.typed_state import remember_field
from jxc_desktop.ui.widgets.code_field import CodeField

_END_KEYS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_OTHER_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class WedgeFilter(QObject):
    """Emits `scanned` with each code that a scanner typed, the field as it was before.

    It filters the window that has the keyboard, which sees each key once (a widget's key is seen
    again by every widget around it), and judges by the time of the event, not of its handling:
    a screen that was busy makes a hand look like a scanner.

    `wanted` says whether the open screen takes scans wherever the keyboard is. If it does not, a
    scan into a `CodeField` is typing like any other, and a scan anywhere else is taken back and
    reported as `unwanted`: it must not become an amount, a PIN or a pressed button.
    """

    scanned = Signal(str)
    unwanted = Signal(str)

    def __init__(
        self, rule: ScanRule | None = None, *, wanted: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__()
        self._detector = ScanDetector(rule or ScanRule())
        self._wanted = wanted
        self._listening = True
        self._window: QWindow | None = None
        self._restore: Callable[[], None] = _nothing
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._on_silence)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self._app = app
        self._app.focusWindowChanged.connect(self.watch)
        self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Listen at `window` from now on; it follows the keyboard by itself."""
        self._detector.forget()
        if window is self._window:
            return
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._on_window_gone)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._on_window_gone)

    def stop(self) -> None:
        """Hear nothing more; the program is closing."""
        self._app.focusWindowChanged.disconnect(self.watch)
        self._silence.stop()
        self.watch(None)

    def use_rule(self, rule: ScanRule) -> None:
        """The scanner of this till types like that."""
        self._detector = ScanDetector(rule)

    def listen(self, *, on: bool) -> None:
        """Switch off for a screen that wants every key as it comes, such as the scanner wizard."""
        self._listening = on
        self._detector.forget()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not self._listening or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # An Enter that ends a scan must not reach a shortcut: claim it as a plain key.
            ends = self._would_end(event)
            if ends:
                event.accept()
            return ends
        if event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return False

    def _would_end(self, event: QKeyEvent) -> bool:
        sign = _sign(event)
        return sign in END_KEYS and self._detector.would_end(sign, event.timestamp())

    def _on_key(self, event: QKeyEvent) -> bool:
        sign = _sign(event)
        if event.isAutoRepeat() or event.modifiers() & _OTHER_MODIFIERS:
            self._detector.forget()
            return False
        if not sign:  # Shift on its way to a capital letter, arrows, function keys
            return False
        heard = self._detector.hear(sign, event.timestamp())
        if heard is Heard.LATE_END:
            return True
        if heard is Heard.SCANNED:
            self._silence.stop()
            return self._deliver()
        if heard is Heard.FIRST:
            self._restore = remember_field()
        self._silence.start(self._detector.rule.silence_ms)
        return False

    def _on_silence(self) -> None:
        # The screen may have been busy: keys that wait to be handled come first.
        QTimer.singleShot(0, self, self._on_silent)

    def _on_silent(self) -> None:
        if not self._silence.isActive() and self._detector.fall_silent():
            self._deliver()

    def _deliver(self) -> bool:
        """Hand the code over; whether the key that ended it is swallowed."""
        restore, self._restore = self._restore, _nothing
        code = self._detector.code
        wanted = self._wanted()
        if not wanted and isinstance(QApplication.focusWidget(), CodeField):
            return False
        restore()
        if code:
            (self.scanned if wanted else self.unwanted).emit(code)
        return True

    def _on_window_gone(self) -> None:
        self._window = None


def _sign(event: QKeyEvent) -> str:
    return _END_KEYS.get(Qt.Key(event.key()), event.text())


def _nothing() -> None:
    """Nothing was typed into."""
