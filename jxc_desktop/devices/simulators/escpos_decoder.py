"""What a receipt printer puts on paper for given bytes; it shares no code with the encoder.

Written from the command descriptions of Epson's ESC/POS reference. A command that it does not know
is an error, never skipped.
"""

from __future__ import annotations

from jxc_desktop.devices.simulators.printed_paper import (
    PaperCut,
    PaperMoved,
    PrintedBarcode,
    PrintedLine,
    PrintedPaper,
    PrintedPicture,
    PrintedQr,
    PrintedRun,
)

_BARCODE_KINDS = {67: "ean13", 73: "code128"}
_ALIGNS = ("left", "center", "right")
_PITCH_DOTS = 30


class UnknownCommand(ValueError):
    """The bytes hold a command that this printer does not know."""


def decode(payload: bytes) -> PrintedPaper:
    """Print the payload; raises `UnknownCommand` with the place of what is not understood."""
    printer = _Printer(payload)
    while printer.at < len(payload):
        printer.step()
    if printer.letters:
        raise UnknownCommand("the last line has no end: it stays inside the printer")
    return printer.paper


class _Printer:
    def __init__(self, payload: bytes) -> None:
        self.payload, self.at = payload, 0
        self.paper = PrintedPaper()
        self.letters: list[tuple[bytes, bool, int]] = []
        self.qr, self.qr_module, self.qr_level = b"", 3, 48
        self.chinese = False
        self._reset()

    def _reset(self) -> None:
        self.bold, self.latin_size, self.hanzi_size, self.align = False, 1, 1, "left"
        self.pitch, self.bar_height, self.bar_module = _PITCH_DOTS, 162, 3

    def step(self) -> None:
        byte = self.payload[self.at]
        match byte:
            case 0x1B:
                self._escape()
            case 0x1C:
                self._chinese_command()
            case 0x1D:
                self._group()
            case 0x10:
                self._real_time()
            case 0x0A:
                self.at += 1
                self._end_line()
            case _:
                self._letter(byte)

    def _end_line(self) -> None:
        runs: list[PrintedRun] = []
        for letter, bold, size in self.letters:
            text = letter.decode("gbk")
            if runs and (runs[-1].bold, runs[-1].size) == (bold, size):
                runs[-1] = PrintedRun(runs[-1].text + text, bold, size)
            else:
                runs.append(PrintedRun(text, bold, size))
        tallest = max((24 * run.size for run in runs), default=0)
        line = PrintedLine(tuple(runs), max(self.pitch, tallest), self.align)
        self.paper.parts.append(line)
        self.letters.clear()

    def _letter(self, byte: int) -> None:
        is_hanzi = self.chinese and 0x81 <= byte <= 0xFE
        if not is_hanzi and not 0x20 <= byte <= 0x7E:
            raise self._unknown()
        size = self.hanzi_size if is_hanzi else self.latin_size
        self.letters.append((self._take(2 if is_hanzi else 1), self.bold, size))

    def _take(self, count: int) -> bytes:
        taken = self.payload[self.at : self.at + count]
        if len(taken) < count:
            raise self._unknown()
        self.at += count
        return taken

    def _unknown(self) -> UnknownCommand:
        found = self.payload[self.at : self.at + 4].hex(" ")
        return UnknownCommand(f"at byte {self.at}: {found}")

    def _argument(self) -> int:
        """The last byte of a command of three."""
        return self._take(3)[2]

    def _escape(self) -> None:
        match self.payload[self.at + 1 : self.at + 2]:
            case b"@":
                self._take(2)
                self._reset()
            case b"E":
                self.bold = bool(self._argument() & 1)
            case b"a":
                self._set_align()
            case b"3" | b"J" | b"d":
                self._move_paper()
            case b"!":
                self.latin_size = self._double(self._argument(), wide=0x20, high=0x10)
            case b"p":
                self._take(5)
                self.paper.drawer_kicks += 1
            case _:
                raise self._unknown()

    def _move_paper(self) -> None:
        command = self._take(3)
        if command[1:2] == b"3":
            self.pitch = command[2]
        else:
            dots = command[2] if command[1:2] == b"J" else command[2] * self.pitch
            self.paper.parts.append(PaperMoved(dots))

    def _set_align(self) -> None:
        if self.letters:
            raise self._unknown()  # it would count from the next line on: surely not meant
        self.align = _ALIGNS[self._argument() % 48]

    def _double(self, flags: int, *, wide: int, high: int) -> int:
        """Wide alone or high alone is nothing that a ticket asks for."""
        if flags not in {0, wide | high}:
            raise self._unknown()
        return 2 if flags else 1

    def _chinese_command(self) -> None:
        match self.payload[self.at + 1 : self.at + 2]:
            case b"&":
                self._take(2)
                self.chinese = True
            case b".":
                self._take(2)
                self.chinese = False
            case b"!":
                self.hanzi_size = self._double(self._argument(), wide=0x04, high=0x08)
            case _:
                raise self._unknown()

    def _real_time(self) -> None:
        if self.payload[self.at : self.at + 3] == b"\x10\x14\x01":
            self._take(5)
            self.paper.drawer_kicks += 1
        elif self.payload[self.at : self.at + 2] == b"\x10\x04":
            self._take(3)
        else:
            raise self._unknown()

    def _group(self) -> None:
        match self.payload[self.at + 1 : self.at + 2]:
            case b"!":
                self.latin_size = self._double(self._argument(), wide=0x10, high=0x01)
                self.hanzi_size = self.latin_size
            case b"h" | b"w" | b"H":
                self._barcode_style()
            case b"k":
                self._barcode()
            case b"(":
                self._two_dimensional()
            case b"V":
                self._take(4 if self.payload[self.at + 2] in {65, 66} else 3)
                self.paper.parts.append(PaperCut())
            case b"v":
                self._picture()
            case b"r":
                self._take(3)
                self.paper.asked += 1
            case _:
                raise self._unknown()

    def _barcode_style(self) -> None:
        command = self._take(3)
        if command[1:2] == b"h":
            self.bar_height = command[2]
        elif command[1:2] == b"w":
            self.bar_module = command[2]
        elif command[2]:
            self.at -= 3
            raise self._unknown()  # characters in the printer's own way: not asked for

    def _barcode(self) -> None:
        kind = _BARCODE_KINDS.get(self.payload[self.at + 2])
        if kind is None:
            raise self._unknown()
        data = self._take(self._take(4)[3])
        text = _code128(data) if kind == "code128" else data.decode("ascii")
        self.paper.parts.append(
            PrintedBarcode(kind, text, data, self.bar_module, self.bar_height, self.align)
        )

    def _two_dimensional(self) -> None:
        if self.payload[self.at + 2 : self.at + 3] != b"k":
            raise self._unknown()
        head = self._take(5)
        values = self._take(head[3] + 256 * head[4])
        match values[1]:
            case 65:
                pass  # the model: all codes are of model 2
            case 67:
                self.qr_module = values[2]
            case 69:
                self.qr_level = values[2]
            case 80:
                self.qr = values[3:]
            case 81:
                code = PrintedQr(self.qr, self.qr_module, self.qr_level, self.align)
                self.paper.parts.append(code)
            case _:
                raise self._unknown()

    def _picture(self) -> None:
        head = self._take(8)
        width, height = head[4] + 256 * head[5], head[6] + 256 * head[7]
        dots = self._take(width * height)
        self.paper.parts.append(PrintedPicture(width * 8, height, dots, self.align))


def _code128(data: bytes) -> str:
    """The text of a Code 128 whose code sets are named in the data."""
    if data[:2] not in {b"{A", b"{B", b"{C"}:
        raise UnknownCommand("a Code 128 begins with its code set")
    text, place, pairs = "", 0, False
    while place < len(data):
        if data[place : place + 1] == b"{" and data[place + 1 : place + 2] in {b"A", b"B", b"C"}:
            pairs = data[place + 1 : place + 2] == b"C"
            place += 2
        elif pairs:
            text += f"{data[place]:02}"
            place += 1
        else:
            step = 2 if data[place : place + 2] == b"{{" else 1
            text += chr(data[place])
            place += step
    return text
