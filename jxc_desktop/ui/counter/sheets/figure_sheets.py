"""Asking for one figure: how much of it, what it weighs, what it costs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
    """A large field over a number pad; Enter gives the figure.

    `note` says in a quiet line what the figure in the field would mean; None is no figure.
    """

    def __init__(
        self,
        title: str,
        name: str,
        field: FigureField,
        note: Callable[[A | None], str],
        answer: Callable[[A], Refusal | None],
    ) -> None:
        super().__init__(title, answer, lambda: field, width=_WIDTH)
        self.below = TextLabel(note(None), TextRole.BODY, Tone.MUTED).wrapped()
        field.line.setProperty("size", "large")
        field.figure_entered.connect(self.give)
        field.figure_typed.connect(lambda figure: self.below.show_text(note(figure)))
        self.body.addWidget(TextLabel(name, TextRole.LARGE).wrapped())
        self.body.addWidget(field)
        self.body.addWidget(self.below)
        self.body.addWidget(NumberPad(PadKeys.MONEY, enter=_("确定")))


class QuantitySheet(FigureSheet[Quantity]):
    """How much of it, with what that comes to."""

    def __init__(
        self, question: QuantityQuestion, answer: Callable[[Quantity], Refusal | None]
    ) -> None:
        title = _("称重") if question.weighed else _("数量")
        field = QuantityField(title, placeholder="0.000" if question.weighed else "1")
        note = partial(_amount_note, question)
        super().__init__(title, question.name, field, note, answer)
        if question.now is not None:
            field.show_figure(question.now)
            self.below.show_text(note(question.now))


class PriceSheet(FigureSheet[UnitPrice]):
    """What one of it costs."""

    def __init__(
        self, question: PriceQuestion, answer: Callable[[UnitPrice], Refusal | None]
    ) -> None:
        field = UnitPriceField(_("价格"))
        note = partial(_limit_note, question)
        super().__init__(_("退货价格"), question.name, field, note, answer)
        field.show_figure(question.now)


def _amount_note(question: QuantityQuestion, quantity: Quantity | None) -> str:
    each = _("单价 {price}/{unit}").format(
        price=unit_price_text(question.price, symbol=True), unit=question.unit_name
    )
    if not quantity:
        return each
    amount = money_text(question.price.amount(quantity))
    return _("{each}，小计 {amount}").format(each=each, amount=amount)


def _limit_note(question: PriceQuestion, price: UnitPrice | None) -> str:
    limit = unit_price_text(question.limit, symbol=True)
    text = _("最高 {price}/{unit}").format(price=limit, unit=question.unit_name)
    if price is None or price <= question.limit:
        return text
    return _("{text}，太高了").format(text=text)
