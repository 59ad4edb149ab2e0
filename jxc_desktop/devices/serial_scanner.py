"""A scanner on a serial line: codes arrive in pieces, and end with a line end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

import serial

from jxc_desktop.devices.serial_trouble import LINE_TROUBLE
from jxc_desktop.domain.typed_text import scanned_code

CODE_BYTES_MAX = 512
"""More bytes than this without a line end are noise, and are dropped with what follows them."""
CUT_SHORT = "cut_short"
"""The trouble of a code whose end never came."""
_RETRY_SECONDS = 2.0
_SILENCE_SECONDS = 0.3
_SILENCES_TO_FORGET = 4
_ENDS = b"\r\n\t"


@dataclass(slots=True)
class CodeReader:
    """Puts pieces together until a code is whole; a code ends with CR, LF or Tab."""

    _held: bytearray = field(default_factory=bytearray)

    def feed(self, piece: bytes) -> list[str]:
        """The codes that became whole with this piece."""
        whole: list[str] = []
        for byte in piece:
            if byte not in _ENDS:
                self._held.append(byte)
                del self._held[CODE_BYTES_MAX + 1 :]
                continue
            if len(self._held) <= CODE_BYTES_MAX:
                whole.append(self._held.decode("utf-8", "replace"))
            self._held.clear()
        return [code for code in map(scanned_code, whole) if code]

    def forget(self) -> bool:
        """Drop a beginning without an end, lest it stand before the next code; whether it did."""
        held = bool(self._held)
        self._held.clear()
        return held


@dataclass(slots=True)
class SerialScanner:
    """Reads in the thread that calls `run`; connects again by itself when the cable comes back."""

    port: str
    baud: int = 9600
    _stopped: threading.Event = field(default_factory=threading.Event)

    def run(self, heard: Callable[[str], None], trouble: Callable[[str], None]) -> None:
        """Read until `stop`; see `ScannerPort.run`."""
        while not self._stopped.is_set():
            try:
                with closing(self._open()) as line:
                    trouble("")
                    self._read(line, heard, trouble)
            except LINE_TROUBLE as error:
                trouble(str(error))
                self._stopped.wait(_RETRY_SECONDS)

    def _open(self) -> serial.SerialBase:
        return serial.serial_for_url(self.port, baudrate=self.baud, timeout=_SILENCE_SECONDS)

    def _read(
        self,
        line: serial.SerialBase,
        heard: Callable[[str], None],
        trouble: Callable[[str], None],
    ) -> None:
        reader, silent = CodeReader(), 0
        while not self._stopped.is_set():
            piece = line.read(1) + line.read_all()
            silent = 0 if piece else silent + 1
            if silent == _SILENCES_TO_FORGET and reader.forget():
                trouble(CUT_SHORT)
            for code in reader.feed(piece):
                trouble("")
                heard(code)

    def stop(self) -> None:
        """End `run` within a second."""
        self._stopped.set()
