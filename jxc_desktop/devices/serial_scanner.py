"""A scanner on a serial line: codes arrive in pieces, and end with a line end."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

import serial

from jxc_desktop.devices.serial_trouble import LINE_TROUBLE

CODE_BYTES_MAX = 512
"""More bytes than this without a line end are noise, and are dropped."""
_RETRY_SECONDS = 2.0
_SILENCE_SECONDS = 0.3
_AIM = re.compile(r"^\][A-Za-z]\w")


@dataclass(slots=True)
class CodeReader:
    """Puts pieces together until a code is whole; a code ends with CR, LF or Tab."""

    _held: bytearray = field(default_factory=bytearray)

    def feed(self, piece: bytes) -> list[str]:
        """The codes that became whole with this piece."""
        whole: list[str] = []
        for byte in piece:
            if byte in b"\r\n\t":
                whole.append(bytes(self._held).decode("utf-8", "replace"))
                self._held.clear()
            elif len(self._held) < CODE_BYTES_MAX:
                self._held.append(byte)
        return [code for code in map(cleaned, whole) if code]


def cleaned(code: str) -> str:
    """Half-width, without control characters and without the AIM identifier (]E0) in front."""
    plain = "".join(filter(str.isprintable, unicodedata.normalize("NFKC", code)))
    return _AIM.sub("", plain).strip()


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
                    self._read(line, heard)
            except LINE_TROUBLE as error:
                trouble(str(error))
                self._stopped.wait(_RETRY_SECONDS)

    def _open(self) -> serial.SerialBase:
        return serial.serial_for_url(self.port, baudrate=self.baud, timeout=_SILENCE_SECONDS)

    def _read(self, line: serial.SerialBase, heard: Callable[[str], None]) -> None:
        reader = CodeReader()
        while not self._stopped.is_set():
            for code in reader.feed(line.read(1) + line.read_all()):
                heard(code)

    def stop(self) -> None:
        """End `run` within a second."""
        self._stopped.set()
