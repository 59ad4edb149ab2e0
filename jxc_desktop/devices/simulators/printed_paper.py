"""What stands on paper when a receipt printer has done its work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """Characters of one style in a line; a size counts how wide and high its letters are."""

    text: str
    bold: bool
    size: int

    @property
    def cells(self) -> int:
        """Its width in cells of size 1; a Chinese character takes two."""
        return sum(2 if ord(letter) > 0x7F else 1 for letter in self.text) * self.size


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text; `pitch_dots` is how far the paper moved for it."""

    runs: tuple[PrintedRun, ...]
    pitch_dots: int
    align: str = "left"

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.runs) and all(run.bold for run in self.runs)

    @property
    def size(self) -> int:
        """The size of its largest letters."""
        return max((run.size for run in self.runs), default=1)

    @property
    def cells(self) -> int:
        """Its width in cells of size 1."""
        return sum(run.cells for run in self.runs)


@dataclass(frozen=True, slots=True)
class PrintedBarcode:
    """Bars: the code's text, and the bytes that the printer was given for it."""

    kind: str
    text: str
    data: bytes
    module_dots: int
    height_dots: int
    align: str


@dataclass(frozen=True, slots=True)
class PrintedQr:
    """A QR code; `level` as the command spells it, 48 to 51 for L, M, Q, H."""

    data: bytes
    module_dots: int
    level: int
    align: str


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """Dots, eight to a byte, 1 for ink."""

    width_dots: int
    height_dots: int
    dots: bytes
    align: str


@dataclass(frozen=True, slots=True)
class PaperMoved:
    """Paper without ink: `dots` of it."""

    dots: int


@dataclass(frozen=True, slots=True)
class PaperCut:
    """The knife."""


Part: TypeAlias = PrintedLine | PrintedBarcode | PrintedQr | PrintedPicture | PaperMoved | PaperCut


@dataclass(slots=True)
class PrintedPaper:
    """Everything that came out, in order, and what happened beside it."""

    parts: list[Part] = field(default_factory=list)
    drawer_kicks: int = 0
    asked: int = 0
    """How often the paper status was asked for (GS r 1)."""

    @property
    def printed_lines(self) -> list[PrintedLine]:
        """The lines of text, with their styles."""
        return [part for part in self.parts if isinstance(part, PrintedLine)]

    @property
    def lines(self) -> list[str]:
        """The text alone."""
        return [line.text for line in self.printed_lines]

    @property
    def barcodes(self) -> list[str]:
        """What the barcodes say."""
        return [part.text for part in self.parts if isinstance(part, PrintedBarcode)]

    @property
    def qr_codes(self) -> list[str]:
        """What the QR codes say."""
        return [part.data.decode() for part in self.parts if isinstance(part, PrintedQr)]

    @property
    def pictures(self) -> list[tuple[int, int]]:
        """Width and height of each picture."""
        return [
            (part.width_dots, part.height_dots)
            for part in self.parts
            if isinstance(part, PrintedPicture)
        ]

    @property
    def cuts(self) -> int:
        """How often the knife came down."""
        return sum(isinstance(part, PaperCut) for part in self.parts)
