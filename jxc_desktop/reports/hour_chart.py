"""Bars of what was sold in each hour of the business date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String

from jxc_desktop.domain.day_facts import NO_TALLY, HourTally, every_hour
from jxc_desktop.domain.numbers import divide_half_away
from jxc_desktop.reports.pdf_page import ACCENT, ALARM, GREY, HAIRLINE, INK
from jxc_desktop.reports.ticket_pdf import REGULAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jxc_desktop.domain.numbers import Money

_HOURS_SHOWN_MIN = 8
_QUIET_DAY = (HourTally(9, NO_TALLY),)
"""What a day without sales begins with."""
_LABEL_ROOM, _VALUE_ROOM = 11, 11
_LETTERS = 6.5


def hour_chart(hours: Sequence[HourTally], width: float, height: float) -> Any:
    """A bar for every hour from the first with trade to the last; below the line: given back."""
    rows = every_hour(hours or _QUIET_DAY, shown_min=_HOURS_SHOWN_MIN)
    amounts = [(row.hour, row.tally.amount) for row in rows]
    drawing = Drawing(width, height)
    floor, scale = _scale([amount.minor for _, amount in amounts], height)
    step = width / len(amounts)
    for place, (hour, amount) in enumerate(amounts):
        middle = step * (place + 0.5)
        tall = amount.minor * scale
        _add_bar(drawing, middle, floor, (step * 0.62, tall))
        if amount:
            _add_value(drawing, middle, floor, tall, _yuan(amount))
        drawing.add(_letters(f"{hour:02}", middle, 2, GREY))
    drawing.add(Line(0, floor, width, floor, strokeColor=HAIRLINE, strokeWidth=0.8))
    return drawing


def _scale(minors: Sequence[int], height: float) -> tuple[float, float]:
    """Where the base line stands, and how tall a fen is, so that every bar has its room."""
    up, down = max(0, *minors), -min(0, *minors)
    free = height - _LABEL_ROOM - _VALUE_ROOM - (_VALUE_ROOM if down else 0)
    scale = free / ((up + down) or 1)
    floor = _LABEL_ROOM + (_VALUE_ROOM + down * scale if down else 0)
    return floor, scale


def _yuan(amount: Money) -> str:
    """Whole yuan: a day of 24 hours has no room for more."""
    return f"{divide_half_away(amount.minor, 100):,}"


def _add_bar(drawing: Any, middle: float, floor: float, size: tuple[float, float]) -> None:
    wide, tall = size
    bottom = floor if tall >= 0 else floor + tall
    color = ACCENT if tall >= 0 else ALARM
    drawing.add(Rect(middle - wide / 2, bottom, wide, abs(tall), fillColor=color, strokeColor=None))


def _add_value(drawing: Any, middle: float, floor: float, tall: float, text: str) -> None:
    at = floor + tall + 3 if tall >= 0 else floor + tall - 8
    drawing.add(_letters(text, middle, at, INK))


def _letters(text: str, middle: float, bottom: float, color: Any) -> Any:
    return String(
        middle,
        bottom,
        text,
        fontName=REGULAR,
        fontSize=_LETTERS,
        fillColor=color,
        textAnchor="middle",
    )
