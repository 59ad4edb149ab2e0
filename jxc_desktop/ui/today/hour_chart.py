"""The date hour by hour as a calm bar chart, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from jxc_desktop.domain.day_facts import HourTally, every_hour
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Space

_AXIS = 20
_RADIUS = 3
_SLOT_MAX = 56
_CENTRED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


class HourChart(QWidget):
    """Paints one bar for each hour from the first that sold to the last."""

    def __init__(self) -> None:
        super().__init__()
        self._hours: tuple[HourTally, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("按小时"))

    def show_hours(self, hours: Sequence[HourTally]) -> None:
        """The hours in the order of the business date."""
        self._hours = every_hour(hours)
        spoken = [hour_text(row) for row in self._hours if row.tally.count]
        self.setAccessibleDescription("\n".join(spoken) or _("还没有销售"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(0, Space.HAIR, 0, -_AXIS)
        if not self._hours:
            painter.setPen(colour("ink_muted"))
            painter.setFont(text_font(FontSize.BODY))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _("还没有销售"))
            return
        self._paint_ground(painter, room)
        slot = min(_SLOT_MAX, room.width() / len(self._hours))
        tallest = max(*(row.tally.amount.minor for row in self._hours), 1)
        every = 1 if slot >= 22 else 2
        for at, row in enumerate(self._hours):
            left = room.left() + at * slot
            self._paint_bar(painter, room, (left, slot), row.tally.amount.minor / tallest)
            if at % every == 0:
                self._paint_hour(painter, QRect(int(left), room.bottom(), int(slot), _AXIS), row)

    def _paint_ground(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(QPen(colour("line"), 1))
        for part in range(4):
            y = room.bottom() - room.height() * part // 4
            painter.drawLine(room.left(), y, room.right(), y)

    def _paint_bar(
        self, painter: QPainter, room: QRect, place: tuple[float, float], part: float
    ) -> None:
        if part <= 0:
            return
        left, slot = place
        height = max(2.0, room.height() * part)
        bar = QRectF(left + slot * 0.16, room.bottom() + 1 - height, slot * 0.68, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_hover" if part == 1 else "accent"))
        painter.drawRoundedRect(bar, _RADIUS, _RADIUS)

    def _paint_hour(self, painter: QPainter, box: QRect, row: HourTally) -> None:
        painter.setPen(colour("ink_muted"))
        painter.setFont(text_font(FontSize.CAPTION))
        painter.drawText(box, _CENTRED, str(row.hour))


def hour_text(row: HourTally) -> str:
    """`18 点 ￥612.00，23 笔`."""
    count = ngettext_("{count} 笔", "{count} 笔", row.tally.count).format(count=row.tally.count)
    text = _("{hour} 点 {amount}，{count}")
    return text.format(hour=row.hour, amount=money_text(row.tally.amount), count=count)


def busiest(hours: Sequence[HourTally]) -> HourTally | None:
    """The hour that brought in the most; None where none brought in anything."""
    best = max(hours, key=lambda row: row.tally.amount, default=None)
    return best if best is not None and best.tally.amount > ZERO else None
