"""A receipt printer on a loopback port that can jam, run out of paper, hang up or be off."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from dataclasses import dataclass, field
from enum import StrEnum


class Mood(StrEnum):
    """How the printer behaves for the next connections."""

    FINE = "fine"
    JAMMED = "jammed"
    """Takes the connection and never reads."""
    OUT_OF_PAPER = "out_of_paper"
    """Takes the bytes, says so when asked, and does not confirm."""
    COVER_OPEN = "cover_open"
    DROPS = "drops"
    """Resets the connection after the first bytes."""
    SILENT = "silent"
    """Prints, and answers no question."""
    OFF = "off"
    """Does not listen."""


_ANSWERS = {
    Mood.OUT_OF_PAPER: {1: 0x12, 2: 0x32, 4: 0x72},
    Mood.COVER_OPEN: {1: 0x1A, 2: 0x16, 4: 0x12},
}
_PAPER_QUESTION = b"\x1dr\x01"


@dataclass
class TcpPrinterSimulator:
    """Start it with `start`, stop it with `stop`; `jobs` is what came out, payload by payload."""

    port: int = 0
    mood: Mood = Mood.FINE
    jobs: list[bytes] = field(default_factory=list)
    _socket: socket.socket | None = None
    _threads: list[threading.Thread] = field(default_factory=list)
    _open: set[socket.socket] = field(default_factory=set)

    def start(self) -> TcpPrinterSimulator:
        """Listen on the loopback; port 0 takes a free one."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(8)
        self.port = listener.getsockname()[1]
        self._socket = listener
        self._run(self._accept, listener)
        return self

    def stop(self) -> None:
        """Switch it off: nobody listens any more, open connections end."""
        listener, self._socket = self._socket, None
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for line in tuple(self._open):
            _close(line)
        for thread in self._threads:
            thread.join(2)
        self._threads.clear()

    def switch(self, mood: Mood) -> None:
        """Change how it behaves; `OFF` stops listening, anything else listens on the same port."""
        self.mood = mood
        if mood is Mood.OFF:
            self.stop()
        elif self._socket is None:
            self.start()

    def _run(self, work: object, line: socket.socket) -> None:
        thread = threading.Thread(target=work, args=(line,), daemon=True)  # type: ignore[arg-type]  # bound methods
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while self._socket is listener:
            try:
                line, _peer = listener.accept()
            except OSError:
                return
            self._open.add(line)
            self._run(self._serve, line)

    def _serve(self, line: socket.socket) -> None:
        job = bytearray()
        with contextlib.suppress(OSError):  # the peer or `stop` ended it; what came is kept
            self._talk(line, job)
        self._open.discard(line)
        _close(line)
        if job and self.mood is not Mood.JAMMED:
            self.jobs.append(bytes(job))

    def _talk(self, line: socket.socket, job: bytearray) -> None:
        line.settimeout(30)
        while self.mood is not Mood.JAMMED:
            piece = line.recv(4096)
            if not piece:
                return
            if self.mood is Mood.DROPS:
                job += piece[:1]
                _reset(line)
                return
            rest = self._answer_status(line, piece)
            job += rest
            if bytes(job).endswith(_PAPER_QUESTION) and self.mood is Mood.FINE:
                line.sendall(b"\x00")
        line_is_held = threading.Event()
        while self.mood is Mood.JAMMED and line in self._open and self._socket is not None:
            line_is_held.wait(0.05)

    def _answer_status(self, line: socket.socket, piece: bytes) -> bytes:
        """Answer DLE EOT at once, as a printer does, and give the rest to the paper."""
        while (at := piece.find(b"\x10\x04")) >= 0 and len(piece) >= at + 3:
            number = piece[at + 2]
            if self.mood is not Mood.SILENT:
                answers = _ANSWERS.get(self.mood, {})
                line.sendall(bytes([answers.get(number, 0x12)]))
            piece = piece[:at] + piece[at + 3 :]
        return piece


def _reset(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def _close(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the peer may have closed it already
        line.shutdown(socket.SHUT_RDWR)
    line.close()
