"""Asking for words: the reason of something that stays on record, or a note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from jxc_desktop.ui.counter.screen import Noted, NoteQuestion, ReasonQuestion
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

REASON_MAX = 60
_COLUMNS = 2


class ReasonSheet(Sheet):
    """The usual reasons as keys, one press each, and a field for another one."""

    def __init__(self, question: ReasonQuestion, answer: Callable[[str], object]) -> None:
        super().__init__(question.title, width=560)
        self._answer = answer
        self.add_text(question.text)
        keys = QGridLayout()
        keys.setSpacing(Space.SMALL)
        variant = Variant.DANGER if question.dangerous else Variant.QUIET
        for at, reason in enumerate(question.reasons):
            key = TouchButton(reason, shortcut=f"F{at + 1}", variant=variant)
            key.clicked.connect(lambda _on=False, reason=reason: self._give(reason))
            keys.addWidget(key, at // _COLUMNS, at % _COLUMNS)
        self.body.addLayout(keys)
        self.field = TextField(_("其他原因"), length_max=REASON_MAX)
        self.field.entered.connect(self._give)
        self.body.addWidget(self.field)
        self.add_action(_("返回"), self.dismiss, shortcut="Esc")
        self.add_action(
            question.action,
            lambda: self._give(self.field.line.text()),
            variant=variant if question.dangerous else Variant.PRIMARY,
            shortcut="F9",
        )

    def _give(self, reason: str) -> None:
        if not reason.strip():
            self.field.show_problem(_("请选一个原因，或写下来"))
            return
        self.close_sheet()
        self._answer(reason.strip())


class NoteSheet(Sheet):
    """A few words that may be left out, with a paper or without."""

    def __init__(
        self, question: NoteQuestion, answer: Callable[[Noted], object], *, shortcut: str
    ) -> None:
        super().__init__(question.title)
        self._answer = answer
        self.field = TextField(_("备注"), hint=question.hint, length_max=REASON_MAX)
        self.field.entered.connect(lambda _note: self._give())
        self.body.addWidget(self.field)
        self.add_action(_("返回"), self.dismiss, shortcut="Esc")
        self.add_action(
            question.paper, lambda: self._give(on_paper=True), icon="printer", shortcut="F8"
        )
        self.add_action(question.action, self._give, variant=Variant.PRIMARY, shortcut=shortcut)

    def _give(self, *, on_paper: bool = False) -> None:
        self.close_sheet()
        self._answer(Noted(self.field.line.text().strip(), on_paper))
