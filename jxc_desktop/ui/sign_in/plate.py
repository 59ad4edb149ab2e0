"""The dark plate beside the sign-in: whose till this is, the time, and a quiet note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.painting import paint_ground

_WIDTH = 372
_CLOCK = 84
_MARGIN = 40
_BADGE = 56
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_BOTTOM = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class ShopPlate:
    """What the plate says about the shop; `note` is for the demo, which tells its PINs."""

    shop: str
    terminal: str = ""
    note: str = ""


class Plate(QWidget):
    """Painted light; `show_moment` moves its clock."""

    def __init__(self, plate: ShopPlate) -> None:
        super().__init__()
        self._plate = plate
        self._clock = ""
        self._day = ""
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{plate.shop} {plate.terminal}".strip())
        self.setAccessibleDescription(plate.note)

    def show_moment(self, now: datetime) -> None:
        """The hour and the day by the shop's clock."""
        clock = f"{now:%H:%M}"
        if clock != self._clock:
            self._clock = clock
            self._day = _("{year}年{month}月{day}日 {weekday}").format(
                year=now.year, month=now.month, day=now.day, weekday=_weekday(now)
            )
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("rail"))
        box = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        self._paint_shop(painter, box)
        self._paint_clock(painter, box)
        if self._plate.note:
            self._paint_note(painter, box)

    def _paint_shop(self, painter: QPainter, box: QRect) -> None:
        badge = QRect(box.left(), box.top(), _BADGE, _BADGE)
        paint_ground(painter, badge, Radius.CARD, colour("rail_chosen"))
        inner = badge.adjusted(Space.MEDIUM, Space.MEDIUM, -Space.MEDIUM, -Space.MEDIUM)
        paint_icon(painter, "store", colour("on_rail_chosen"), inner)
        painter.setPen(colour("on_rail_chosen"))
        painter.setFont(text_font(FontSize.FIGURE, bold=True))
        words = box.adjusted(0, _BADGE + Space.WIDE, 0, 0)
        taken = painter.boundingRect(words, _WRAPPED, self._plate.shop)
        painter.drawText(words, _WRAPPED, self._plate.shop)
        painter.setPen(colour("on_rail"))
        painter.setFont(text_font(FontSize.BODY))
        below = words.adjusted(0, taken.height() + Space.SMALL, 0, 0)
        painter.drawText(below, _WRAPPED, self._plate.terminal)

    def _paint_clock(self, painter: QPainter, box: QRect) -> None:
        middle = box.center().y()
        painter.setPen(colour("on_rail_chosen"))
        painter.setFont(text_font(_CLOCK, bold=True))
        painter.drawText(
            QRect(box.left() - 3, middle - 20, box.width() + 6, 96), _LEFT, self._clock
        )
        painter.setPen(colour("on_rail"))
        painter.setFont(text_font(FontSize.LARGE))
        painter.drawText(QRect(box.left(), middle + 84, box.width(), 28), _LEFT, self._day)

    def _paint_note(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(colour("on_rail"))
        painter.setFont(text_font(FontSize.SMALL))
        painter.drawText(box, _BOTTOM, self._plate.note)


def _weekday(now: datetime) -> str:
    names = (
        _("星期一"),
        _("星期二"),
        _("星期三"),
        _("星期四"),
        _("星期五"),
        _("星期六"),
        _("星期日"),
    )
    return names[now.weekday()]
