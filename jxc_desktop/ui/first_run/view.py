"""The wizard as a new owner sees it: where they are, one page, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.first_run.code_page import CodePage
from jxc_desktop.ui.first_run.presenter import FirstRunDraft, Step
from jxc_desktop.ui.first_run.step_pages import (
    OwnerPage,
    PaperPage,
    ShopPage,
    StepPage,
    TillPage,
)
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.toast import Level, show_notice
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_WIDTH, _HEIGHT = 860, 560
_STEPS_WIDTH = 180


class FirstRunView(QWidget):
    """Enter goes on from any field; the buttons and Alt with an arrow do the same."""

    edited = Signal(str, object)
    next_pressed = Signal()
    back_pressed = Signal()
    print_pressed = Signal()
    finish_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("开店"))
        self._pages: dict[Step, StepPage] = {
            Step.SHOP: ShopPage(),
            Step.TILL: TillPage(),
            Step.OWNER: OwnerPage(),
            Step.PAPER: PaperPage(),
        }
        self.code = CodePage(_("店开好了"))
        self._stack = QStackedWidget()
        for page in (*self._pages.values(), self.code):
            self._stack.addWidget(page)
        self._names = [TextLabel(name) for name in self._step_names()]
        card = Card(padding=Space.VAST)
        card.setFixedSize(_WIDTH, _HEIGHT)
        row = QHBoxLayout()
        row.setSpacing(Space.VAST)
        row.addLayout(self._steps())
        row.addWidget(self._stack, 1)
        card.body.addLayout(row, 1)
        card.body.addLayout(self._buttons())
        layout = QVBoxLayout(self)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self._connect()

    def keep(self, presenter: object) -> None:
        """Hold the presenter for as long as the wizard is open."""
        self._kept = presenter

    def show_step(self, step: Step, draft: FirstRunDraft) -> None:
        """Show one page, what was typed before included."""
        for at, name in enumerate(self._names):
            tone = Tone.ACCENT if at == step else Tone.MUTED
            name.show_text(_step_text(at, step, self._step_names()[at]), tone)
        self._back.setVisible(Step.SHOP < step < Step.CODE)
        self._next.setVisible(step is not Step.CODE)
        self._next.show_title(_("开店") if step is Step.PAPER else _("下一步"))
        page = self._pages.get(step)
        if page is None:
            self._stack.setCurrentWidget(self.code)
            return
        page.show_draft(draft)
        self._stack.setCurrentWidget(page)
        page.begin()

    def show_problem(self, name: str, refusal: Refusal | None) -> None:
        """Say beside the field what is wrong with it."""
        sentence = "" if refusal is None else refusal_text(refusal)
        for page in self._pages.values():
            if page.has(name):
                page.show_problem(name, sentence)

    def show_easily_guessed(self, *, guessed: bool) -> None:
        """Warn of the PIN."""
        page = self._pages[Step.OWNER]
        assert isinstance(page, OwnerPage)
        page.show_easily_guessed(guessed=guessed)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why the shop is not made."""
        show_notice(self, Level.ERROR, refusal_text(refusal))

    def show_busy(self, *, busy: bool) -> None:
        """The shop is being made."""
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy)

    def show_recovery_code(self, code: str) -> None:
        """The shop stands; this code is to be written down."""
        self.code.show_code(code)

    def _step_names(self) -> list[str]:
        return [_("店铺"), _("收银台"), _("老板账号"), _("打印机"), _("恢复码")]

    def _steps(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.LARGE)
        column.addWidget(TextLabel(_("开店"), TextRole.FIGURE))
        for name in self._names:
            name.setFixedWidth(_STEPS_WIDTH)
            column.addWidget(name)
        column.addStretch(1)
        return column

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self._back = TouchButton(_("上一步"), icon="arrow-left", shortcut="Alt+Left")
        self._next = TouchButton(
            _("下一步"), icon="arrow-right", variant=Variant.PRIMARY, shortcut="Alt+Right"
        )
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._next)
        return row

    def _connect(self) -> None:
        for page in self._pages.values():
            page.edited.connect(self.edited)
            page.entered.connect(self.next_pressed)
        self._back.clicked.connect(lambda _checked: self.back_pressed.emit())
        self._next.clicked.connect(lambda _checked: self.next_pressed.emit())
        self.code.print_pressed.connect(self.print_pressed)
        self.code.finish_pressed.connect(self.finish_pressed)


def _step_text(at: int, step: Step, name: str) -> str:
    return f"✓ {name}" if at < step else f"{at + 1}  {name}"
