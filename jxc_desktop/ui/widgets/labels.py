"""Words on the screen: plain text in one of the theme's roles, a badge, and the big total."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import Money
from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.in_use import colour, show_as
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.painting import paint_ground


class TextRole(StrEnum):
    """What a text is for; the style sheet knows its size."""

    CAPTION = "caption"
    SMALL = "small"
    BODY = "body"
    LARGE = "large"
    HEADING = "heading"
    TITLE = "title"
    FIGURE = "figure"


class Tone(StrEnum):
    """What a text or a figure means for the shop."""

    PLAIN = "plain"
    MUTED = "muted"
    ACCENT = "accent"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


TONE_INKS = {
    Tone.PLAIN: "ink",
    Tone.MUTED: "ink_muted",
    Tone.ACCENT: "accent_ink",
    Tone.SUCCESS: "success",
    Tone.WARNING: "warning",
    Tone.DANGER: "danger",
}
TONE_GROUNDS = {
    Tone.PLAIN: "hover",
    Tone.MUTED: "sunken",
    Tone.ACCENT: "accent_soft",
    Tone.SUCCESS: "success_soft",
    Tone.WARNING: "warning_soft",
    Tone.DANGER: "danger_soft",
}


class TextLabel(QLabel):
    """Plain words; never rich text, so that a product called `<b>` is shown as it is."""

    def __init__(
        self, text: str = "", role: TextRole = TextRole.BODY, tone: Tone = Tone.PLAIN
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role.value)
        self.setProperty("tone", tone.value)

    def show_text(self, text: str, tone: Tone | None = None) -> None:
        """Show other words, in another tone if one is given."""
        self.setText(text)
        if tone is not None:
            show_as(self, "tone", tone.value)

    def wrapped(self) -> TextLabel:
        """Let long words go on in the next line."""
        self.setWordWrap(True)
        return self


class Badge(QWidget):
    """One or two words on a coloured ground: `退货`, `会员`, `低于成本`."""

    def __init__(self, text: str = "", tone: Tone = Tone.ACCENT) -> None:
        super().__init__()
        self._text = text
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_badge(self, text: str, tone: Tone | None = None) -> None:
        """Show other words; an empty text hides the badge."""
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(text_font(FontSize.SMALL))
        return QSize(metrics.horizontalAdvance(self._text) + 2 * Space.SMALL, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, self.rect(), Radius.BADGE, colour(TONE_GROUNDS[self._tone]))
        painter.setFont(text_font(FontSize.SMALL))
        painter.setPen(colour(TONE_INKS[self._tone]))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class MoneyLabel(QWidget):
    """An amount that is read from two metres away; it shrinks rather than lose a digit."""

    def __init__(
        self,
        name: str,
        *,
        size: int = FontSize.TOTAL,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight,
    ) -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._align = align | Qt.AlignmentFlag.AlignVCenter
        self._text = money_text(Money(0))
        self._tone = Tone.PLAIN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name} {self._text}")

    def show_amount(self, amount: Money, tone: Tone = Tone.PLAIN) -> None:
        """Show `amount`; the tone says whether it is owed, missing or given back."""
        self._text = money_text(amount)
        self._tone = tone
        self.setAccessibleName(f"{self._name} {self._text}")
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(text_font(self._size, bold=True))
        return QSize(metrics.horizontalAdvance(self._text), round(self._size * 1.25))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._size * 3, round(self._size * 1.25))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(text_font(self._fitting_size(), bold=True))
        painter.setPen(colour(TONE_INKS[self._tone]))
        painter.drawText(self.rect(), int(self._align), self._text)

    def _fitting_size(self) -> int:
        wanted = QFontMetrics(text_font(self._size, bold=True)).horizontalAdvance(self._text)
        if wanted <= self.width():
            return self._size
        return max(FontSize.BODY, self._size * self.width() // wanted)
