"""What a receipt printer puts on paper for given bytes; it shares no code with the encoder.

Written from the command descriptions of Epson's ESC/POS reference. A command that it does not know
is an error, never skipped.
"""

from __future__ import annotations

from dataclasses import dataclass, field


class UnknownCommand(ValueError):
    """The bytes hold a command that this printer does not know."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text as it stands on paper."""

    text: str
    bold: bool = False
    size: int = 1
    centered: bool = False

    @property
    def cells(self) -> int:
        """Its width in cells of size 1; a Chinese character takes two."""
        return sum(2 if ord(letter) > 0x7F else 1 for letter in self.text) * self.size


@dataclass(slots=True)
class PrintedPaper:
    """Everything that came out, in order, and what happened beside it."""

    parts: list[PrintedLine | tuple[str, str]] = field(default_factory=list)
    """Lines, and ("barcode" | "qr" | "picture" | "cut" | "feed", what) for the rest."""
    drawer_kicks: int = 0
    asked: int = 0
    """How often the paper status was asked for (GS r 1)."""

    @property
    def lines(self) -> list[str]:
        """The text alone."""
        return [part.text for part in self.parts if isinstance(part, PrintedLine)]

    def found(self, kind: str) -> list[str]:
        """What was printed of one kind: barcodes, codes, cuts."""
        return [part[1] for part in self.parts if isinstance(part, tuple) and part[0] == kind]


def decode(payload: bytes) -> PrintedPaper:
    """Print the payload; raises `UnknownCommand` with the place of what is not understood."""
    printer = _Printer(payload)
    while printer.at < len(payload):
        printer.step()
    if printer.text:
        printer.end_line()
    return printer.paper


class _Printer:
    def __init__(self, payload: bytes) -> None:
        self.payload, self.at = payload, 0
        self.paper = PrintedPaper()
        self.text = bytearray()
        self.bold, self.size, self.chinese, self.centered = False, 1, False, False
        self.qr = ""
        self.pitch = 30

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
                self.end_line()
            case _:
                self._character(byte)

    def end_line(self) -> None:
        text = self.text.decode("gbk")
        self.paper.parts.append(PrintedLine(text, self.bold, self.size, self.centered))
        self.text.clear()

    def _character(self, byte: int) -> None:
        length = 2 if self.chinese and 0x81 <= byte <= 0xFE else 1
        if length == 1 and not 0x20 <= byte <= 0x7E:
            raise self._unknown(1)
        self.text += self._take(length)

    def _take(self, count: int) -> bytes:
        taken = self.payload[self.at : self.at + count]
        if len(taken) < count:
            raise self._unknown(count)
        self.at += count
        return taken

    def _unknown(self, length: int) -> UnknownCommand:
        found = self.payload[self.at : self.at + max(3, length)].hex(" ")
        return UnknownCommand(f"at byte {self.at}: {found}")

    def _escape(self) -> None:
        command = self.payload[self.at + 1 : self.at + 2]
        match command:
            case b"@":
                self._take(2)
                self.bold, self.size, self.chinese, self.centered = False, 1, False, False
            case b"3":
                self.pitch = self._take(3)[2]
            case b"E":
                self.bold = bool(self._take(3)[2] & 1)
            case b"a":
                self.centered = self._take(3)[2] == 1
            case b"d":
                self.paper.parts.append(("feed", str(self._take(3)[2])))
            case b"!":
                self.size = 2 if self._take(3)[2] & 0x30 else 1
            case b"p":
                self._take(5)
                self.paper.drawer_kicks += 1
            case _:
                raise self._unknown(2)

    def _chinese_command(self) -> None:
        command = self.payload[self.at + 1 : self.at + 2]
        match command:
            case b"&":
                self._take(2)
                self.chinese = True
            case b".":
                self._take(2)
                self.chinese = False
            case b"!":
                self.size = 2 if self._take(3)[2] & 0x0C else 1
            case _:
                raise self._unknown(2)

    def _real_time(self) -> None:
        command = self._take(3)
        if command == b"\x10\x14\x01":
            self._take(2)
            self.paper.drawer_kicks += 1
        elif command[1] != 0x04:
            self.at -= 3
            raise self._unknown(3)

    def _group(self) -> None:
        command = self.payload[self.at + 1 : self.at + 2]
        match command:
            case b"!":
                self.size = 2 if self._take(3)[2] else 1
            case b"h" | b"w" | b"H":
                self._take(3)
            case b"k":
                self._barcode()
            case b"(":
                self._two_dimensional()
            case b"V":
                self._take(4 if self.payload[self.at + 2] in {65, 66} else 3)
                self.paper.parts.append(("cut", ""))
            case b"v":
                self._picture()
            case b"r":
                self._take(3)
                self.paper.asked += 1
            case _:
                raise self._unknown(2)

    def _barcode(self) -> None:
        _gs, _k, system, length = self._take(4)
        data = self._take(length)
        if system == 67:
            self.paper.parts.append(("barcode", data.decode("ascii")))
        elif system == 73:
            self.paper.parts.append(("barcode", _code128(data)))
        else:
            self.at -= 4 + length
            raise self._unknown(4)

    def _two_dimensional(self) -> None:
        head = self._take(5)
        if head[2:3] != b"k":
            self.at -= 5
            raise self._unknown(3)
        values = self._take(head[3] + 256 * head[4])
        if values[1] == 80:
            self.qr = values[3:].decode()
        elif values[1] == 81:
            self.paper.parts.append(("qr", self.qr))

    def _picture(self) -> None:
        head = self._take(8)
        width, height = head[4] + 256 * head[5], head[6] + 256 * head[7]
        self._take(width * height)
        self.paper.parts.append(("picture", f"{width * 8}x{height}"))


def _code128(data: bytes) -> str:
    """The text of a Code 128 whose code sets are named in the data."""
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
