"""The door by which devices reach the screen: what their threads report arrives on its thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

T = TypeVar("T")


class DeviceBridge(QObject):
    """Lives on the screen's thread; what devices and workers say crosses over by its signal."""

    _reported = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._reported.connect(self._on_reported)

    def bring(self, hear: Callable[[T], object]) -> Callable[[T], None]:
        """A way to tell `hear`, on the screen's thread: any thread may call it, and never waits."""
        return lambda told: self._reported.emit(partial(hear, told))

    @Slot(object)
    def _on_reported(self, tell: Callable[[], object]) -> None:
        assert QThread.currentThread() is self.thread()
        tell()
