"""The very first question of a new computer: a new shop, or one more terminal of a company."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.painting import paint_focus_ring, paint_ground
from jxc_desktop.ui.widgets.panels import Card

_WIDTH, _HEIGHT = 860, 480
_ICON = 56
_TEXT_HEIGHT = 74
_WORDS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter)


class _Choice(QAbstractButton):
    """One of the two ways, with a drawing, its name, and when it is the right one."""

    def __init__(self, icon: str, title: str, text: str, shortcut: str) -> None:
        super().__init__()
        self._icon, self._title, self._text = icon, title, text
        self._key = QKeySequence(shortcut)
        keys = QShortcut(self._key, self)
        keys.setAutoRepeat(False)
        keys.activated.connect(self.click)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.underMouse() or self.hasFocus()
        edge = colour("accent" if lit else "line")
        ground = colour("accent_soft" if lit else "surface")
        paint_ground(painter, self.rect(), Radius.CARD, ground, edge)
        top = (self.height() - _ICON - _TEXT_HEIGHT - 40) // 2
        paint_icon(painter, self._icon, colour("accent_ink"), QRect(0, top, self.width(), _ICON))
        painter.setPen(colour("ink"))
        painter.setFont(text_font(FontSize.TITLE, bold=True))
        painter.drawText(
            QRect(0, top + _ICON + Space.SMALL, self.width(), 34), _CENTRED, self._title
        )
        painter.setPen(colour("ink_muted"))
        painter.setFont(text_font(FontSize.BODY))
        words = QRect(Space.WIDE, top + _ICON + 50, self.width() - 2 * Space.WIDE, _TEXT_HEIGHT)
        painter.drawText(words, _WORDS, self._text)
        painter.setFont(text_font(FontSize.CAPTION))
        key = self._key.toString(QKeySequence.SequenceFormat.NativeText)
        painter.drawText(
            self.rect().adjusted(0, Space.MEDIUM, -Space.LARGE, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop),
            key,
        )
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), Radius.CARD)


class WelcomeView(QWidget):
    """Reports `new_pressed` or `join_pressed`."""

    new_pressed = Signal()
    join_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("欢迎"))
        new = _Choice(
            "store",
            _("新开一家店"),
            _("第一次用，或者只有一台电脑收银。以后也可以再联网。"),
            "F1",
        )
        join = _Choice(
            "cloud",
            _("加入已有店铺"),
            _("老板那里已经在用，给了您地址和邀请码。商品和价格会自己下来。"),
            "F2",
        )
        new.clicked.connect(lambda _on: self.new_pressed.emit())
        join.clicked.connect(lambda _on: self.join_pressed.emit())
        card = Card(padding=Space.VAST)
        card.setFixedSize(_WIDTH, _HEIGHT)
        card.body.addWidget(TextLabel(_("欢迎"), TextRole.FIGURE))
        card.body.addWidget(TextLabel(_("这台电脑怎么用？"), TextRole.BODY, Tone.MUTED))
        row = QHBoxLayout()
        row.setSpacing(Space.LARGE)
        row.addWidget(new, 1)
        row.addWidget(join, 1)
        card.body.addLayout(row, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(new)
