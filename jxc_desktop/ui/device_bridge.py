"""The door by which devices reach the screen: what their threads report arrives on its thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThread, Signal, Slot

from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.ui.widgets.lamp import LampState
from jxc_desktop.ui.widgets.typed_text import cleaned_code, without_aim_identifier


class DeviceBridge(QObject):
    """Lives on the screen's thread. `report_…` may be called by any thread, and never waits."""

    scanned = Signal(str)
    weighed = Signal(object)
    """A stable weight, as a Quantity."""
    lamp_changed = Signal(str, object, str, str)
    """Lamp id, LampState, a short word, the whole story."""

    _reported = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._reported.connect(self._on_reported)

    def report_scan(self, code: str) -> None:
        """A serial scanner read `code`."""
        bare = without_aim_identifier(cleaned_code(code)).strip()
        if bare:
            self._reported.emit(partial(self.scanned.emit, bare))

    def report_weight(self, weight: Quantity) -> None:
        """A scale came to rest."""
        self._reported.emit(partial(self.weighed.emit, weight))

    def report_lamp(self, lamp: str, state: LampState, text: str = "", tip: str = "") -> None:
        """A device or worker is well, or is not."""
        self._reported.emit(partial(self.lamp_changed.emit, lamp, state, text, tip))

    @Slot(object)
    def _on_reported(self, tell: Callable[[], None]) -> None:
        assert QThread.currentThread() is self.thread()
        tell()
