"""Asking for one figure: how much of it, what it weighs, what it costs."""

from __future__ import annotations

from collections.abc import Callable

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import money_text, unit_price_text
from jxc_desktop.domain.numbers import Quantity, UnitPrice
from jxc_desktop.ui.counter.screen import PriceQuestion, QuantityQuestion
from jxc_desktop.ui.counter.sheets.answering import A, AnswerSheet
from jxc_desktop.ui.language import _
from jxc_desktop.ui.widgets.figure_field import FigureField, QuantityField, UnitPriceField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys

_WIDTH = 440


class FigureSheet(AnswerSheet[A]):
    """A large field over a number pad; Enter gives the figure."""

    def __init__(
        self,
        title: str,
        name: str,
        field: FigureField,
        answer: Callable[[A], Refusal | None],
    ) -> None:
        super().__init__(title, answer, width=_WIDTH)
        self.field = field
        field.line.setProperty("size", "large")
        field.figure_entered.connect(self.give)
        field.figure_typed.connect(self._on_typed)
        self.body.addWidget(TextLabel(name, TextRole.LARGE).wrapped())
        self.body.addWidget(field)
        self._note = TextLabel("", TextRole.BODY, Tone.MUTED).wrapped()
        self.body.addWidget(self._note)
        self.body.addWidget(NumberPad(PadKeys.MONEY, enter=_("确定")))

    def show_problem(self, sentence: str) -> None:
        self.field.show_problem(sentence)

    def show_note(self, text: str) -> None:
        """A quiet line under the field."""
        self._note.show_text(text)

    def note_for(self, figure: A | None) -> str:
        """What the quiet line says while `figure` stands in the field."""
        raise NotImplementedError

    def _on_typed(self, figure: A | None) -> None:
        self.show_note(self.note_for(figure))


class QuantitySheet(FigureSheet[Quantity]):
    """How much of it, with what that comes to."""

    def __init__(
        self, question: QuantityQuestion, answer: Callable[[Quantity], Refusal | None]
    ) -> None:
        title = _("称重") if question.weighed else _("数量")
        field = QuantityField(title, placeholder="0.000" if question.weighed else "1")
        super().__init__(title, question.name, field, answer)
        self._question = question
        if question.now is not None:
            field.show_figure(question.now)
        self.show_note(self.note_for(question.now))

    def note_for(self, figure: Quantity | None) -> str:
        price, unit = self._question.price, self._question.unit_name
        each = _("单价 {price}/{unit}").format(price=unit_price_text(price, symbol=True), unit=unit)
        if not figure:
            return each
        return _("{each}，小计 {amount}").format(each=each, amount=money_text(price.amount(figure)))


class PriceSheet(FigureSheet[UnitPrice]):
    """What one of it costs."""

    def __init__(
        self, question: PriceQuestion, answer: Callable[[UnitPrice], Refusal | None]
    ) -> None:
        super().__init__(_("退货价格"), question.name, UnitPriceField(_("价格")), answer)
        self._question = question
        self.field.show_text(unit_price_text(question.now).replace(",", ""))
        self.show_note(self.note_for(None))

    def note_for(self, figure: UnitPrice | None) -> str:
        limit, unit = self._question.limit, self._question.unit_name
        text = _("最高 {price}/{unit}").format(price=unit_price_text(limit, symbol=True), unit=unit)
        return text if figure is None or figure <= limit else _("{text}，太高了").format(text=text)
