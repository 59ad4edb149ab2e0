"""The sound of what did not work. A till without a loudspeaker is silent, never slower."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import wave
from array import array
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication

_RATE = 22_050
_LOUDNESS = 9_000
_FADE_SECONDS = 0.006
_PLAYERS = ("paplay", "pw-play", "aplay")
_AT_ONCE_MAX = 2
"""A loudspeaker that hangs must not gather processes."""


def tone_wave(tones: tuple[tuple[float, float], ...]) -> bytes:
    """16-bit mono samples of `(hertz, seconds)` one after the other, faded against clicks."""
    samples = array("h")
    for hertz, seconds in tones:
        count = round(seconds * _RATE)
        fade = _FADE_SECONDS * _RATE
        for at in range(count):
            edge = min(1.0, at / fade, (count - at) / fade)
            samples.append(round(_LOUDNESS * edge * math.sin(2 * math.pi * hertz * at / _RATE)))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


FAILED = ((220.0, 0.14), (0.0, 0.05), (220.0, 0.18))


class Player(Protocol):
    """Starts a sound and returns at once."""

    def play(self, path: Path) -> bool:
        """Whether the sound was started."""
        ...


class CommandPlayer:
    """The player that the desktop brings along, as a process of its own."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._running: list[subprocess.Popen[bytes]] = []

    def play(self, path: Path) -> bool:
        """Start the player, unless two of them are still busy."""
        self._running = [process for process in self._running if process.poll() is None]
        if len(self._running) >= _AT_ONCE_MAX:
            return True
        try:
            process = subprocess.Popen(  # noqa: S603 - a program of the system, a file of our own
                [self._program, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return False
        self._running.append(process)
        return True


class Sounds:
    """Plays from a file that it writes into `folder` when it is first needed."""

    def __init__(self, folder: Path, player: Player | None = None) -> None:
        self._folder = folder
        self._player = player or system_player()

    def play_failed(self) -> None:
        """It did not work: twice and low, heard without looking."""
        path = self._folder / "failed.wav"
        if not ((path.exists() or _write(path, FAILED)) and self._player.play(path)):
            QApplication.beep()


def _write(path: Path, tones: tuple[tuple[float, float], ...]) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_RATE)
            file.writeframes(tone_wave(tones))
    except OSError:
        return False
    return True


class _NoPlayer:
    def play(self, _path: Path) -> bool:
        return False


if sys.platform == "win32":
    import winsound

    class _WindowsPlayer:
        """Windows plays a file by itself, beside everything else."""

        def play(self, path: Path) -> bool:
            try:
                winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
            except RuntimeError:
                return False
            return True

    def system_player() -> Player:
        """The player of Windows."""
        return _WindowsPlayer()

else:

    def system_player() -> Player:
        """What can play a file here; without any, the display's own beep has to do."""
        found = next((path for name in _PLAYERS if (path := shutil.which(name))), None)
        return CommandPlayer(found) if found else _NoPlayer()
