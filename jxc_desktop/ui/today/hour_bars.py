"""The day's money by the hour as bars; the numbers are read out, not only painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jxc_desktop.domain.day_facts import HourTally
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.painting import paint_ground

_FIRST, _LAST = 7, 23
_LABEL_HEIGHT = 20
_EVERY = 2
"""Every second hour is named, so that the names never touch."""


class HourBars(QWidget):
    """Shows the hours in which a shop is usually open, and any other that sold something."""

    def __init__(self) -> None:
        super().__init__()
        self._amounts: dict[int, Money] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_hours(self, hours: Sequence[HourTally]) -> None:
        """Show these hours."""
        self._amounts = {row.hour: row.tally.amount for row in hours}
        told = (
            _("{hour} 点 {amount}").format(hour=hour, amount=money_text(amount))
            for hour, amount in sorted(self._amounts.items())
        )
        self.setAccessibleName("，".join((_("每小时净额"), *told)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 140)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hours = self._shown_hours()
        most = max((amount.minor for amount in self._amounts.values()), default=0) or 1
        slot = self.width() / len(hours)
        room = self.height() - _LABEL_HEIGHT
        painter.setFont(text_font(FontSize.CAPTION))
        for at, hour in enumerate(hours):
            left = round(at * slot)
            amount = max(self._amounts.get(hour, ZERO), ZERO)
            tall = round((room - Space.SMALL) * amount.minor / most)
            width = max(4, round(slot) - Space.HAIR)
            bar = QRect(left, room - max(tall, 2), width, max(tall, 2))
            role = "accent" if amount > ZERO else "line"
            paint_ground(painter, bar, min(Radius.BADGE, width // 2), colour(role))
            if at % _EVERY == 0:
                painter.setPen(colour("ink_muted"))
                name = QRect(left - Space.SMALL, room, width + 2 * Space.SMALL, _LABEL_HEIGHT)
                painter.drawText(name, Qt.AlignmentFlag.AlignCenter, str(hour))

    def _shown_hours(self) -> list[int]:
        first = min((_FIRST, *self._amounts))
        last = max((_LAST, *self._amounts))
        return list(range(first, last + 1))
