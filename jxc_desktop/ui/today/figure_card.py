"""One large figure of the date with what it is held against; a press leads to where it is made."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.labels import TONE_INKS, Tone
from jxc_desktop.ui.widgets.painting import paint_focus_ring, paint_ground

_HEIGHT = 104
_ICON = 18
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FigureCard(QAbstractButton):
    """Shows a figure and reports `clicked`; like every button here, Enter never presses it."""

    def __init__(self, title: str, icon: str, *, shortcut: str = "") -> None:
        super().__init__()
        self._title = title
        self._icon = icon
        self._figure = ""
        self._change = ""
        self._tone = Tone.MUTED
        self._beside = ""
        keys = QKeySequence(shortcut)
        self._shortcut = QShortcut(keys, self)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self.click)
        self._badge = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def show_figure(
        self, figure: str, change: str = "", beside: str = "", tone: Tone = Tone.MUTED
    ) -> None:
        """The figure, by how much it changed (in `tone`), and what it is held against."""
        self._figure, self._change, self._beside, self._tone = figure, change, beside, tone
        self.setAccessibleName(f"{self._title} {figure}")
        self.setAccessibleDescription(f"{change} {beside}".strip())
        self.update()

    def show_leads(self, *, on: bool) -> None:
        """Whether a press leads anywhere for the person who looks."""
        self.setEnabled(on)
        shape = Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

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
            painter.drawText(box, _RIGHT, f"{self._badge} ›".strip())

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
        elide = Qt.TextElideMode.ElideRight
        beside = QFontMetrics(painter.font()).elidedText(self._beside, elide, rest.width())
        painter.drawText(rest, _LEFT, beside)
