"""The rail at the left edge: one large key per workplace."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from jxc_desktop.ui.shell.workplace import Workplace
from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import TOUCH_TARGET_MIN, FontSize, Radius, Space
from jxc_desktop.ui.widgets.painting import draw_elided, paint_focus_ring, paint_ground

RAIL_WIDTH = 88
_KEY_HEIGHT = 68
_ICON = 24
_CENTRED = int(Qt.AlignmentFlag.AlignCenter)


class RailKey(QAbstractButton):
    """Icon over title; the chosen one stands on a lighter ground."""

    def __init__(self, title: str, icon: str, shortcut: str = "") -> None:
        super().__init__()
        self._title = title
        self._icon = icon
        self._shortcut = QShortcut(QKeySequence(shortcut), self)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self.click)
        keys = self._shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{title}  {keys}".strip())
        self.setAccessibleName(title)
        self.setAccessibleDescription(keys)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH - 2 * Space.SMALL, _KEY_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH - 2 * Space.SMALL, TOUCH_TARGET_MIN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked() or self.isDown()
        if on or self.underMouse():
            ground = colour("rail_chosen")
            if not on:
                ground.setAlphaF(0.5)
            paint_ground(painter, self.rect(), Radius.CONTROL, ground)
        ink = colour("on_rail_chosen" if on or self.underMouse() else "on_rail")
        block = _ICON + Space.HAIR + 18
        top = (self.height() - block) // 2
        paint_icon(painter, self._icon, ink, QRect(0, top, self.width(), _ICON))
        painter.setPen(ink)
        painter.setFont(text_font(FontSize.SMALL, bold=self.isChecked()))
        words = QRect(2, top + _ICON + Space.HAIR, self.width() - 4, 18)
        draw_elided(painter, words, self._title, _CENTRED)
        if self.hasFocus():
            paint_focus_ring(
                painter, self.rect(), Radius.CONTROL, ring="on_rail_chosen", gap="rail"
            )


class Rail(QWidget):
    """Reports `workplace_pressed` with its id."""

    workplace_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(RAIL_WIDTH)
        self._keys: dict[str, RailKey] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.SMALL, Space.SMALL)
        self._column.setSpacing(Space.HAIR)
        self._column.addStretch(1)

    def show_workplaces(self, workplaces: Sequence[Workplace]) -> None:
        """Put one key per workplace on the rail."""
        for key in self._keys.values():
            self._column.removeWidget(key)
            key.hide()
            key.deleteLater()
        self._keys.clear()
        for at, workplace in enumerate(workplaces):
            key = RailKey(workplace.title, workplace.icon, workplace.shortcut)
            key.setCheckable(True)
            key.clicked.connect(lambda _=False, id_=workplace.id: self._on_pressed(id_))
            self._keys[workplace.id] = key
            self._column.insertWidget(at, key)

    def show_chosen(self, workplace_id: str) -> None:
        """Light the key of the workplace that is open."""
        for known, key in self._keys.items():
            key.setChecked(known == workplace_id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("rail"))

    def _on_pressed(self, workplace_id: str) -> None:
        self.show_chosen(workplace_id)
        self.workplace_pressed.emit(workplace_id)
