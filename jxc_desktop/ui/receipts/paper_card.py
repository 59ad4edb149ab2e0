"""One receipt as its paper looks, and the buttons for what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.receipts.preview import Preview
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card, EmptyState
from jxc_desktop.ui.widgets.paper_strip import PaperStrip
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_WIDTH_MIN = 424
_WIDTH_MAX = 688


class PaperCard(QWidget):
    """Reports what shall be done with the receipt that is shown."""

    reprint_pressed = Signal()
    return_pressed = Signal()
    void_pressed = Signal()
    pdf_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._paper = PaperStrip(_("小票"))
        self._pages = QStackedWidget()
        self._pages.addWidget(
            EmptyState("receipt-text", _("没有选小票"), _("在左边选一张，这里显示它打印的样子。"))
        )
        self._pages.addWidget(self._paper)
        self._why_not = TextLabel("", TextRole.SMALL, Tone.MUTED).wrapped()
        self._return = TouchButton(_("退货"), icon="undo-2", shortcut="F8")
        self._void = TouchButton(_("作废"), icon="ban", variant=Variant.DANGER, shortcut="F9")
        self._reprint = TouchButton(
            _("补打"), icon="printer", variant=Variant.PRIMARY, shortcut="F10"
        )
        self._pdf = TouchButton(_("存 PDF"), icon="download", shortcut="F11")
        self.setMinimumWidth(_WIDTH_MIN)
        self.setMaximumWidth(_WIDTH_MAX)
        self._lay_out()
        self._connect()
        self.show_preview(None)

    def show_preview(self, preview: Preview | None) -> None:
        """The paper, what can be done about it, and why something cannot."""
        self._pages.setCurrentIndex(0 if preview is None else 1)
        for button in (self._reprint, self._pdf):
            button.setEnabled(preview is not None)
        if preview is None:
            self._show_why(None, None)
            self._return.setEnabled(False)
            self._void.setEnabled(False)
            return
        name = _("小票 {number}").format(number=preview.facts.number)
        self._paper.show_png(preview.picture, name)
        self._return.setEnabled(preview.no_return is None)
        self._void.setEnabled(preview.no_void is None)
        self._show_why(preview.no_return, preview.no_void)

    def _show_why(self, no_return: Refusal | None, no_void: Refusal | None) -> None:
        reasons = [refusal_text(why) for why in (no_return, no_void) if why is not None]
        self._why_not.show_text("\n".join(dict.fromkeys(reasons)))
        self._why_not.setVisible(bool(reasons))

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(Space.SMALL)
        for place, button in enumerate((self._return, self._void, self._reprint, self._pdf)):
            button.keep_focus_elsewhere()
            buttons.addWidget(button, place // 2, place % 2)
        card = Card()
        card.body.addWidget(self._pages, 1)
        card.body.addWidget(self._why_not)
        card.body.addLayout(buttons)
        self._why_not.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _connect(self) -> None:
        self._return.clicked.connect(lambda _on: self.return_pressed.emit())
        self._void.clicked.connect(lambda _on: self.void_pressed.emit())
        self._reprint.clicked.connect(lambda _on: self.reprint_pressed.emit())
        self._pdf.clicked.connect(lambda _on: self.pdf_pressed.emit())
