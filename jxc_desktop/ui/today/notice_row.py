"""One thing that the owner should know, in two lines; a press leads to where it is put right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.labels import TONE_GROUNDS, TONE_INKS, Tone
from jxc_desktop.ui.widgets.painting import paint_focus_ring, paint_ground

_HEIGHT = 40
_PLATE = 30
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class NoticeRow(QAbstractButton):
    """Shows a title, a second line and how bad it is; reports `clicked` where it leads anywhere."""

    def __init__(self, icon: str, *, shortcut: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._title = ""
        self._detail = ""
        self._tone = Tone.PLAIN
        keys = QKeySequence(shortcut)
        self._badge = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self._shortcut = QShortcut(keys, self)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self.click)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        """Whether a press leads anywhere for the person who looks."""
        self.setEnabled(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

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
            key = f"{self._badge} ›".strip()
            painter.drawText(box, _RIGHT, key)
            width = QFontMetrics(painter.font()).horizontalAdvance(key)
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
        _draw(painter, first, self._title)
        if self._detail:
            painter.setPen(colour("ink_muted"))
            painter.setFont(text_font(FontSize.SMALL))
            _draw(painter, second, self._detail)


def _draw(painter: QPainter, box: QRect, text: str) -> None:
    elide = Qt.TextElideMode.ElideRight
    shown = QFontMetrics(painter.font()).elidedText(text, elide, box.width())
    painter.drawText(box, _LEFT, shown)
