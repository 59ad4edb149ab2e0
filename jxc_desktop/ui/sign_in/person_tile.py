"""One person of the shop as a large key: a round with the family name, the name and the role."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from jxc_desktop.ui.sign_in.presenter import Face
from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.painting import draw_elided, paint_focus_ring, paint_ground

TILE_HEIGHT = 84
_ROUND = 48
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter)


class PersonTile(QAbstractButton):
    """Reports `clicked`; the one who is asked at the moment is checked."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self.setCheckable(True)
        self.setAccessibleName(" ".join((face.name, face.role_name, face.number)))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def number(self) -> str:
        """The staff number of the person on the tile."""
        return self._face.number

    def sizeHint(self) -> QSize:
        return QSize(200, TILE_HEIGHT)

    def nextCheckState(self) -> None:
        """A press only reports: the presenter says who is asked."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, edge = self._colours()
        paint_ground(painter, self.rect(), Radius.CARD, colour(ground), colour(edge))
        disc = QRect(Space.LARGE, (self.height() - _ROUND) // 2, _ROUND, _ROUND)
        self._paint_disc(painter, disc)
        words = self.rect().adjusted(disc.right() + Space.MEDIUM, 0, -Space.MEDIUM, 0)
        middle = words.center().y()
        self._paint_line(
            painter, words.adjusted(0, Space.MEDIUM, 0, middle - words.bottom() + 2), large=True
        )
        self._paint_line(painter, words.adjusted(0, middle + 4, 0, -Space.LARGE), large=False)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), Radius.CARD)

    def _colours(self) -> tuple[str, str]:
        if self.isChecked():
            return "accent_soft", "accent"
        if self.isDown() or self.underMouse():
            return "hover", "line_strong"
        return "surface", "line"

    def _paint_disc(self, painter: QPainter, disc: QRect) -> None:
        on = self.isChecked()
        paint_ground(painter, disc, _ROUND // 2, colour("accent" if on else "accent_soft"))
        painter.setFont(text_font(FontSize.TITLE, bold=True))
        painter.setPen(colour("on_accent" if on else "accent_ink"))
        painter.drawText(disc, _CENTRED, self._face.name[:1])

    def _paint_line(self, painter: QPainter, box: QRect, *, large: bool) -> None:
        text = self._face.name if large else f"{self._face.role_name}  {self._face.number}".strip()
        painter.setFont(text_font(FontSize.LARGE if large else FontSize.SMALL, bold=large))
        painter.setPen(colour("ink" if large else "ink_muted"))
        draw_elided(painter, box, text, _LEFT)
