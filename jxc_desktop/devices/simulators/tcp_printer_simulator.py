"""A receipt printer on a loopback port that can jam, run out of paper, hang up or be off."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Mood(StrEnum):
    """How the printer behaves from now on."""

    FINE = "fine"
    SLOW = "slow"
    """Prints, a few bytes at a time."""
    JAMMED = "jammed"
    """Takes the connection, and never reads nor answers."""
    OUT_OF_PAPER = "out_of_paper"
    """Says so when asked; takes bytes, and does not confirm."""
    COVER_OPEN = "cover_open"
    """Says so when asked; takes bytes, and does not confirm."""
    RUNS_OUT = "runs_out"
    """Says that all is well, and stops in the middle of the next job."""
    DROPS = "drops"
    """Resets the connection after the first bytes of a job."""
    HANGS_UP = "hangs_up"
    """Ends the connection in peace after the first bytes of a job."""
    SILENT = "silent"
    """Prints, and answers no question."""
    OFF = "off"
    """Does not listen."""


_ANSWERS = {
    Mood.OUT_OF_PAPER: {1: 0x1A, 2: 0x32, 4: 0x72},
    Mood.COVER_OPEN: {1: 0x1A, 2: 0x16, 4: 0x12},
}
_ALL_WELL = 0x12
_STATUS_QUESTION = b"\x10\x04"
_PAPER_QUESTION = b"\x1dr\x01"
_CONFIRMING = {Mood.FINE, Mood.SLOW}
_HOLDING = {Mood.OUT_OF_PAPER, Mood.COVER_OPEN, Mood.RUNS_OUT}
_SLOW_BYTES, _SLOW_SECONDS = 64, 0.02


@dataclass
class TcpPrinterSimulator:
    """Start it with `start`, stop it with `stop`; `jobs` is what came out, payload by payload."""

    port: int = 0
    mood: Mood = Mood.FINE
    jobs: list[bytes] = field(default_factory=list)
    held: list[bytes] = field(default_factory=list)
    """What it took without paper; it comes out when there is some again."""
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
        if mood in _CONFIRMING:
            self.jobs += self.held
            self.held.clear()
        if mood is Mood.OFF:
            self.stop()
        elif self._socket is None:
            self.start()

    def _run(self, work: Callable[[socket.socket], None], line: socket.socket) -> None:
        thread = threading.Thread(target=work, args=(line,), daemon=True)
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
            (self.held if self.mood in _HOLDING else self.jobs).append(bytes(job))

    def _talk(self, line: socket.socket, job: bytearray) -> None:
        line.settimeout(30)
        pause = threading.Event()
        while self.mood is Mood.JAMMED and line in self._open and self._socket is not None:
            pause.wait(0.05)
        while piece := line.recv(_SLOW_BYTES if self.mood is Mood.SLOW else 4096):
            job += piece if job else self._answer_status(line, piece)
            if job and self._breaks_off(line):
                return
            if self.mood is Mood.SLOW:
                pause.wait(_SLOW_SECONDS)
            if job.endswith(_PAPER_QUESTION) and self.mood in _CONFIRMING:
                line.sendall(b"\x00")

    def _breaks_off(self, line: socket.socket) -> bool:
        if self.mood is Mood.DROPS:
            _reset(line)
        return self.mood in {Mood.DROPS, Mood.HANGS_UP}

    def _answer_status(self, line: socket.socket, piece: bytes) -> bytes:
        """Answer DLE EOT at once, as a printer does, and give the rest to the paper."""
        while piece.startswith(_STATUS_QUESTION) and len(piece) >= 3:
            if self.mood is not Mood.SILENT:
                answers = _ANSWERS.get(self.mood, {})
                line.sendall(bytes([answers.get(piece[2], _ALL_WELL)]))
            piece = piece[3:]
        return piece


def _reset(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def _close(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the peer may have closed it already
        line.shutdown(socket.SHUT_RDWR)
    line.close()
