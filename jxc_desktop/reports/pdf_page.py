"""How our A4 pages look: letters, tables, margins, and the foot with its page numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from jxc_desktop.reports.ticket_pdf import BOLD, REGULAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 17 * mm
TOP, BOTTOM = 15 * mm, 18 * mm
CONTENT_WIDTH = PAGE_WIDTH - 2 * SIDE
GAP = 8 * mm
"""Between columns of short content."""
HALF = (CONTENT_WIDTH - GAP) / 2

INK = HexColor("#1a2230")
GREY = HexColor("#5f6b7a")
HAIRLINE = HexColor("#d5dae1")
PANEL = HexColor("#f3f5f8")
ACCENT = HexColor("#1f5f8b")
ALARM = HexColor("#a8321f")

BODY_SIZE, SMALL_SIZE = 9, 7.5

FLUSH: list[tuple[Any, ...]] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]
"""Cells without a margin of their own."""


def style(
    size: float = BODY_SIZE,
    *,
    bold: bool = False,
    color: Any = INK,
    right: bool = False,
) -> ParagraphStyle:
    """A paragraph style; Chinese may break anywhere."""
    options = {"alignment": TA_RIGHT} if right else {}
    return ParagraphStyle(
        f"{size}-{bold}-{right}",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.4,
        textColor=color,
        wordWrap="CJK",
        **options,
    )


def paragraph(text: str, look: ParagraphStyle) -> Any:
    """People's text as it stands: nothing in it is markup."""
    return Paragraph(escape(text), look)


def titled(title: str, content: Any) -> list[Any]:
    """A part of a page or column, with its title above it."""
    heading = paragraph(title, style(10.5, bold=True, color=ACCENT))
    return [Spacer(1, 4 * mm), heading, Spacer(1, 1.2 * mm), content]


def section(title: str, content: Any) -> Any:
    """A titled part of the page that stays together as far as a page is long enough."""
    return KeepTogether(titled(title, content))


def figure_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    total: Sequence[str] | None = None,
) -> Any:
    """A table whose first column is words and whose others are figures; it repeats its head."""
    body = [_cells(row) for row in rows]
    foot = [] if total is None else [_cells(total, bold=True)]
    table = Table(
        [_head_cells(head), *body, *foot],
        colWidths=list(widths),
        repeatRows=1,
        hAlign="LEFT",
    )
    table.setStyle(TableStyle(_TABLE_LOOK + (_TOTAL_LOOK if foot else [])))
    return table


def pair_table(rows: Sequence[Sequence[str]], *, strong: Sequence[int] = ()) -> Any:
    """Words on the left, figures on the right; the rows in `strong` are the ones to look at.

    Half a page wide: it is a part of what stands `side_by_side`.
    """
    figures = max((len(row) - 1 for row in rows), default=1)
    each = HALF * (0.36 if figures == 1 else 0.26)
    first = HALF - each * figures
    cells = [_cells(row, bold=number in strong) for number, row in enumerate(rows)]
    table = Table(cells, colWidths=[first, *([each] * figures)], hAlign="LEFT")
    table.setStyle(TableStyle(_PAIR_LOOK))
    return table


def side_by_side(left: Sequence[Any], right: Sequence[Any]) -> Any:
    """Two columns of short content."""
    table = Table([[list(left), "", list(right)]], colWidths=[HALF, GAP, HALF])
    table.setStyle(TableStyle([*FLUSH, ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def build_pdf(
    story: Callable[[], list[Any]], *, title: str, foot: Callable[[int, int], tuple[str, str]]
) -> bytes:
    """The story on A4 pages; `foot` is given page and pages. Equal stories give equal bytes.

    It is set twice: how many pages there are is known after the first time only.
    """
    pages = _set(story(), title, lambda page: foot(page, 0))[1]
    return _set(story(), title, lambda page: foot(page, pages))[0]


def _set(story: list[Any], title: str, foot: Callable[[int], tuple[str, str]]) -> tuple[bytes, int]:
    def draw_foot(canvas: Any, document: Any) -> None:
        left, right = foot(document.page)
        canvas.saveState()
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(SIDE, BOTTOM - 4 * mm, PAGE_WIDTH - SIDE, BOTTOM - 4 * mm)
        canvas.setFont(REGULAR, SMALL_SIZE)
        canvas.setFillColor(GREY)
        canvas.drawString(SIDE, BOTTOM - 8 * mm, left)
        canvas.drawRightString(PAGE_WIDTH - SIDE, BOTTOM - 8 * mm, right)
        canvas.restoreState()

    paper = BytesIO()
    document = BaseDocTemplate(paper, pagesize=A4, title=title, invariant=1)
    frame = Frame(
        SIDE,
        BOTTOM,
        CONTENT_WIDTH,
        PAGE_HEIGHT - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=draw_foot))
    document.build(story)
    return paper.getvalue(), document.page


def _head_cells(texts: Sequence[str]) -> list[Any]:
    first, *rest = texts
    left = paragraph(first, style(SMALL_SIZE, color=GREY))
    return [left, *(paragraph(text, style(SMALL_SIZE, color=GREY, right=True)) for text in rest)]


def _cells(texts: Sequence[str], *, bold: bool = False) -> list[Any]:
    first, *rest = texts
    look = style(bold=bold, right=True)
    return [paragraph(first, style(bold=bold)), *(paragraph(text, look) for text in rest)]


_ROW_LOOK: list[tuple[Any, ...]] = [
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 2),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ("TOPPADDING", (0, 0), (-1, -1), 1.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
]
_TABLE_LOOK: list[tuple[Any, ...]] = [
    *_ROW_LOOK,
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, GREY),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, HAIRLINE),
]
_TOTAL_LOOK: list[tuple[Any, ...]] = [
    ("LINEABOVE", (0, -1), (-1, -1), 0.8, GREY),
    ("LINEBELOW", (0, -1), (-1, -1), 0, HAIRLINE),
    ("NOSPLIT", (0, -3), (-1, -1)),
]
_PAIR_LOOK: list[tuple[Any, ...]] = [*_ROW_LOOK, ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE)]
