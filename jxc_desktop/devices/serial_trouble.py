"""What a serial line can throw: more than the library says."""

from __future__ import annotations

import sys

import serial

if sys.platform == "win32":
    LINE_TROUBLE: tuple[type[Exception], ...] = (serial.SerialException, OSError, ValueError)
else:
    import termios

    # A bare pty refuses 7E1 with termios.error, which is neither OSError nor SerialException.
    LINE_TROUBLE = (serial.SerialException, OSError, ValueError, termios.error)
