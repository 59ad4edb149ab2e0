"""One thing that the owner should know, in two lines; a press leads to where it is put right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.today.leading_button import LeadingButton
from jxc_desktop.ui.widgets.labels import TONE_GROUNDS, TONE_INKS, Tone
from jxc_desktop.ui.widgets.painting import draw_elided, paint_focus_ring, paint_ground

_HEIGHT = 40
_PLATE = 30
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class NoticeRow(LeadingButton):
    """Shows a title, a second line and how bad it is; reports `clicked` where it leads anywhere."""

    def __init__(self, icon: str, *, shortcut: str = "") -> None:
        super().__init__(icon, shortcut)
        self._title = ""
        self._detail = ""
        self._tone = Tone.PLAIN
        self.show_leads(on=False)

    def show_notice(self, title: str, detail: str = "", tone: Tone = Tone.PLAIN) -> None:
        """Say it; what is too long for the row stands in the tip."""
        self._title, self._detail, self._tone = title, detail, tone
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setToolTip(f"{title}\n{detail}".strip())
        self.setVisible(True)
        self.update()

    def show_leads(self, *, on: bool) -> None:
        """Whether a press leads anywhere; the keyboard stops only where it does."""
        super().show_leads(on=on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isEnabled() and self.underMouse():
            paint_ground(painter, self.rect(), Radius.CONTROL, colour("hover"))
        box = self.rect().adjusted(Space.HAIR, 0, -Space.SMALL, 0)
        self._paint_icon(painter, box)
        box = box.adjusted(_PLATE + Space.MEDIUM, 1, 0, -1)
        if self.isEnabled():
            painter.setFont(text_font(FontSize.CAPTION))
            painter.setPen(colour("ink_muted"))
            painter.drawText(box, _RIGHT, self._badge)
            width = QFontMetrics(painter.font()).horizontalAdvance(self._badge)
            box = box.adjusted(0, 0, -width - Space.SMALL, 0)
        self._paint_words(painter, box)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), Radius.CONTROL)

    def _paint_icon(self, painter: QPainter, box: QRect) -> None:
        plate = QRect(box.left(), box.top() + (box.height() - _PLATE) // 2, _PLATE, _PLATE)
        paint_ground(painter, plate, Radius.CONTROL, colour(TONE_GROUNDS[self._tone]))
        inner = plate.adjusted(6, 6, -6, -6)
        ink = "ink_muted" if self._tone is Tone.PLAIN else TONE_INKS[self._tone]
        paint_icon(painter, self._icon, colour(ink), inner)

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        first, second = QRect(box), QRect(box)
        if self._detail:
            first.setHeight(box.height() // 2 + 1)
            second.setTop(first.bottom())
        loud = self._tone in {Tone.WARNING, Tone.DANGER}
        painter.setPen(colour(TONE_INKS[self._tone] if loud else "ink"))
        painter.setFont(text_font(FontSize.BODY, bold=loud))
        draw_elided(painter, first, self._title, _LEFT)
        if self._detail:
            painter.setPen(colour("ink_muted"))
            painter.setFont(text_font(FontSize.SMALL))
            draw_elided(painter, second, self._detail, _LEFT)
