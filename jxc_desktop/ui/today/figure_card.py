"""One large figure of the date with what it is held against; a press leads to where it is made."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.today.leading_button import LeadingButton
from jxc_desktop.ui.widgets.labels import TONE_INKS, Tone
from jxc_desktop.ui.widgets.painting import draw_elided, paint_focus_ring, paint_ground

_HEIGHT = 104
_ICON = 18
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FigureCard(LeadingButton):
    """Shows a figure; where it is made is one press away."""

    def __init__(self, title: str, icon: str, *, shortcut: str = "") -> None:
        super().__init__(icon, shortcut)
        self._title = title
        self._figure = ""
        self._change = ""
        self._tone = Tone.MUTED
        self._beside = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)

    def show_figure(
        self, figure: str, change: str = "", beside: str = "", tone: Tone = Tone.MUTED
    ) -> None:
        """The figure, by how much it changed (in `tone`), and what it is held against."""
        self._figure, self._change, self._beside, self._tone = figure, change, beside, tone
        self.setAccessibleName(f"{self._title} {figure}")
        self.setAccessibleDescription(f"{change} {beside}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.isEnabled() and self.underMouse()
        paint_ground(
            painter,
            self.rect(),
            Radius.CARD,
            colour("hover" if lit else "surface"),
            colour("line_strong" if lit else "line"),
        )
        box = self.rect().adjusted(Space.LARGE, Space.MEDIUM, -Space.LARGE, -Space.MEDIUM)
        self._paint_head(painter, QRect(box.left(), box.top(), box.width(), 20))
        self._paint_figure(painter, QRect(box.left(), box.top() + 22, box.width(), 36))
        self._paint_change(painter, QRect(box.left(), box.bottom() - 19, box.width(), 20))
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), Radius.CARD)

    def _paint_head(self, painter: QPainter, box: QRect) -> None:
        muted = colour("ink_muted")
        paint_icon(painter, self._icon, muted, QRect(box.left(), box.top() + 1, _ICON, _ICON))
        painter.setPen(muted)
        painter.setFont(text_font(FontSize.SMALL))
        painter.drawText(box.adjusted(_ICON + Space.SMALL, 0, 0, 0), _LEFT, self._title)
        if self.isEnabled():
            painter.setFont(text_font(FontSize.CAPTION))
            painter.drawText(box, _RIGHT, self._badge)

    def _paint_figure(self, painter: QPainter, box: QRect) -> None:
        size = int(FontSize.FIGURE)
        wanted = QFontMetrics(text_font(size, bold=True)).horizontalAdvance(self._figure)
        if wanted > box.width():
            size = max(FontSize.BODY, size * box.width() // wanted)
        painter.setFont(text_font(size, bold=True))
        painter.setPen(colour("ink"))
        painter.drawText(box, _LEFT, self._figure)

    def _paint_change(self, painter: QPainter, box: QRect) -> None:
        font = text_font(FontSize.SMALL, bold=True)
        painter.setFont(font)
        painter.setPen(colour(TONE_INKS[self._tone]))
        painter.drawText(box, _LEFT, self._change)
        width = QFontMetrics(font).horizontalAdvance(self._change)
        rest = box.adjusted(width + Space.SMALL if width else 0, 0, 0, 0)
        painter.setFont(text_font(FontSize.SMALL))
        painter.setPen(colour("ink_muted"))
        draw_elided(painter, rest, self._beside, _LEFT)
