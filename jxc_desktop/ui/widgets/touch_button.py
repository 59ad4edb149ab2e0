"""The button of the till: icon, title and shortcut, large enough for a finger."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour, measures_of
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.painting import looks_enabled, paint_focus_ring, paint_ground

_LARGE_HEIGHT = 64
_TILE_HEIGHT = 76
_BADGE_PADDING = 5
_BADGE_DROP = 10


class Variant(Enum):
    """How loud a button is; a screen has one PRIMARY."""

    PRIMARY = "primary"
    QUIET = "quiet"
    PLAIN = "plain"
    DANGER = "danger"


class Shape(Enum):
    """ROW: icon beside title. LARGE: for the one action. KEY: of a pad. TILE: a second line."""

    ROW = "row"
    KEY = "key"
    LARGE = "large"
    TILE = "tile"


@dataclass(frozen=True, slots=True)
class _Colours:
    ground: str
    hover: str
    pressed: str
    ink: str
    edge: str | None


_COLOURS = {
    Variant.PRIMARY: _Colours("accent", "accent_hover", "accent_pressed", "on_accent", None),
    Variant.QUIET: _Colours("surface", "hover", "line", "ink", "line"),
    Variant.PLAIN: _Colours("", "hover", "line", "ink", None),
    Variant.DANGER: _Colours("surface", "danger_soft", "danger_soft", "danger", "danger"),
}
_OFF = _Colours("sunken", "sunken", "sunken", "line_strong", "line")
_CHOSEN = _Colours("accent_soft", "accent_soft", "accent_soft", "accent_ink", "accent")


class TouchButton(QAbstractButton):
    """Shows a title and reports `clicked`; Enter never presses it, so no scan can."""

    def __init__(
        self,
        title: str,
        *,
        icon: str = "",
        variant: Variant = Variant.QUIET,
        shape: Shape = Shape.ROW,
        shortcut: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._detail = ""
        self._icon = icon
        self._variant = variant
        self._shape = shape
        self._badge = ""
        self._shortcut = QShortcut(self)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self.click)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_shortcut(shortcut)
        self._name()

    def show_title(self, title: str) -> None:
        """Put other words on the button."""
        self._title = title
        self._name()
        self.updateGeometry()
        self.update()

    def show_detail(self, detail: str) -> None:
        """Put a small second line under the title, such as a price."""
        self._detail = detail
        self._name()
        self.update()

    def show_icon(self, icon: str) -> None:
        """Put another drawing on the button."""
        self._icon = icon
        self.update()

    def show_variant(self, variant: Variant) -> None:
        """Make the button louder or quieter."""
        self._variant = variant
        self.update()

    def show_shortcut(self, shortcut: str) -> None:
        """Press the button by `shortcut` (such as `F9`) from now on, and show that on it."""
        keys = QKeySequence(shortcut)
        self._shortcut.setKey(keys)
        self._badge = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.updateGeometry()
        self.update()

    def keep_focus_elsewhere(self) -> None:
        """A press leaves the keyboard where it is: for keys that type into a field."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        title = QFontMetrics(self._title_font()).horizontalAdvance(self._title)
        width = title + 2 * Space.LARGE
        if self._shape is not Shape.TILE:
            width += self._icon_width() + self._badge_width()
        if not self._title:
            width = 0
        return QSize(max(width, self._height()), self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = self._colours()
        ground = self._ground(colours)
        if ground:
            edge = colour(colours.edge) if colours.edge else None
            paint_ground(painter, self.rect(), Radius.CONTROL, colour(ground), edge)
        painter.setPen(colour(colours.ink))
        if self._shape is Shape.TILE:
            self._paint_tile(painter, colours)
        else:
            self._paint_row(painter, colours)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), Radius.CONTROL)

    def _name(self) -> None:
        self.setAccessibleName(f"{self._title} {self._detail}".strip())

    def _height(self) -> int:
        if self._shape is Shape.TILE:
            return _TILE_HEIGHT
        return _LARGE_HEIGHT if self._shape is Shape.LARGE else measures_of(self).control

    def _title_font_size(self) -> int:
        if self._shape is Shape.KEY:
            return min(max(FontSize.TITLE, self.height() // 4), FontSize.FIGURE)
        return FontSize.TITLE if self._shape is Shape.LARGE else measures_of(self).body

    def _title_font(self) -> QFont:
        bold = self._shape is Shape.LARGE or self._variant is Variant.PRIMARY
        return text_font(self._title_font_size(), bold=bold)

    def _icon_width(self) -> int:
        gap = Space.SMALL if self._title else 0
        return measures_of(self).icon + gap if self._icon else 0

    def _badge_width(self) -> int:
        if not self._badge:
            return 0
        font = QFontMetrics(text_font(FontSize.CAPTION))
        return font.horizontalAdvance(self._badge) + 2 * _BADGE_PADDING + Space.SMALL

    def _colours(self) -> _Colours:
        if not looks_enabled(self):
            return _OFF
        return _CHOSEN if self.isChecked() else _COLOURS[self._variant]

    def _ground(self, colours: _Colours) -> str:
        if not self.isEnabled():
            return colours.ground
        if self.isDown():
            return colours.pressed
        return colours.hover if self.underMouse() else colours.ground

    def _paint_row(self, painter: QPainter, colours: _Colours) -> None:
        box = self.rect().adjusted(Space.MEDIUM, 0, -Space.MEDIUM, 0)
        self._paint_badge(painter, colours, box)
        box.setRight(box.right() - self._badge_width())
        font = self._title_font()
        metrics = QFontMetrics(font)
        title = metrics.elidedText(
            self._title, Qt.TextElideMode.ElideRight, box.width() - self._icon_width()
        )
        width = self._icon_width() + metrics.horizontalAdvance(title)
        left = box.left() + max(0, (box.width() - width) // 2)
        if self._icon:
            size = measures_of(self).icon
            place = QRect(left, box.top(), size, box.height())
            paint_icon(painter, self._icon, colour(colours.ink), place)
        words = QRect(left + self._icon_width(), box.top(), box.width(), box.height())
        painter.setPen(colour(colours.ink))
        painter.setFont(font)
        painter.drawText(words, _LEFT, title)

    def _paint_tile(self, painter: QPainter, colours: _Colours) -> None:
        box = self.rect().adjusted(Space.SMALL, Space.SMALL, -Space.SMALL, -Space.SMALL)
        second = self._detail
        top = box.top() + (_BADGE_DROP if self._badge else 0)
        if self._icon:
            size = measures_of(self).icon
            paint_icon(
                painter, self._icon, colour(colours.ink), QRect(box.x(), top, box.width(), size)
            )
            top += size + Space.HAIR
        font = self._title_font()
        painter.setFont(font)
        words = QRect(box.left(), top, box.width(), box.bottom() - top + 1)
        if second:
            words.setBottom(words.bottom() - QFontMetrics(text_font(FontSize.SMALL)).height())
        painter.drawText(words, _CENTRED, self._title)
        if second:
            painter.setFont(text_font(FontSize.SMALL))
            painter.setPen(colour("ink_muted" if looks_enabled(self) else "line_strong"))
            painter.drawText(box, _BOTTOM, second)
        self._paint_badge(painter, colours, self.rect().adjusted(6, 4, -6, -4), top=True)

    def _paint_badge(
        self, painter: QPainter, colours: _Colours, box: QRect, *, top: bool = False
    ) -> None:
        if not self._badge:
            return
        font = text_font(FontSize.CAPTION)
        width = self._badge_width() - Space.SMALL
        height = QFontMetrics(font).height() + 2
        y = box.top() if top else box.top() + (box.height() - height) // 2
        badge = QRect(box.right() + 1 - width, y, width, height)
        ink = colour(colours.ink)
        painter.setFont(font)
        ground = colour(colours.ink)
        ground.setAlpha(26)
        paint_ground(painter, badge, Radius.BADGE, ground)
        painter.setPen(ink)
        painter.drawText(badge, _CENTRED, self._badge)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_BOTTOM = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
