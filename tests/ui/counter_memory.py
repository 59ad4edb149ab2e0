"""The counter's screen as tests see it: it remembers what was shown and asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.ui.counter.screen import (
    DiscountQuestion,
    Noted,
    NoteQuestion,
    PriceQuestion,
    QuantityQuestion,
    ReasonQuestion,
)
from tests.ui.office_memory import RefusalMemory


@dataclass
class CounterMemory(RefusalMemory):
    """Notices, warnings and questions of any page of the till."""

    notices: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    sounds: int = 0
    question: Any = None
    problem: str = ""
    _answer: Callable[[Any], Refusal | None] = lambda _given: None

    def show_notice(self, text: str) -> None:
        self.notices.append(text)

    def show_warning(self, text: str) -> None:
        self.warnings.append(text)

    def show_failed_scan(self, refusal: Refusal) -> None:
        self.sounds += 1
        self.refusals.append(refusal.code)

    def ask_quantity(
        self, question: QuantityQuestion, answer: Callable[[Quantity], Refusal | None]
    ) -> None:
        self.ask(question, answer)

    def ask_discount(self, question: DiscountQuestion, answer: Callable[[Any], Any]) -> None:
        self.ask(question, answer)

    def ask_price(self, question: PriceQuestion, answer: Callable[[Any], Any]) -> None:
        self.ask(question, answer)

    def ask_reason(self, question: ReasonQuestion, answer: Callable[[str], Any]) -> None:
        self.ask(question, answer)

    def ask_note(self, question: NoteQuestion, answer: Callable[[Noted], Any]) -> None:
        self.ask(question, answer)

    def ask(self, question: object, answer: Callable[[Any], Any]) -> None:
        self.question, self._answer, self.problem = question, answer, ""

    def answer(self, given: object) -> None:
        """Answer what was asked; the question closes unless the answer is refused."""
        assert self.question is not None, "nothing was asked"
        asked = self.question
        refusal = self._answer(given)
        if isinstance(refusal, Refusal):
            self.problem = refusal.code
        elif self.question is asked:
            self.question = None


@dataclass
class CheckoutMemory(CounterMemory):
    """The counter itself."""

    basket: Basket = field(default_factory=Basket)
    marked: int = 0
    aheads: list[Quantity | None] = field(default_factory=lambda: [None])
    found: tuple[SellableItem, ...] = ()
    cleared: int = 0
    taking_back: bool = False
    stock_elsewhere: str = ""
    customer_elsewhere: str = ""

    def show_basket(self, basket: Basket, marked: int) -> None:
        self.basket, self.marked = basket, marked

    def show_ahead(self, quantity: Quantity | None) -> None:
        self.aheads.append(quantity)

    def show_found(self, found: Sequence[SellableItem]) -> None:
        self.found = tuple(found)

    def show_stock_elsewhere(self, told: str) -> None:
        self.stock_elsewhere = told

    def show_customer_elsewhere(self, told: str) -> None:
        self.customer_elsewhere = told

    def clear_code(self) -> None:
        self.cleared += 1

    def show_taking_back(self, *, on: bool) -> None:
        self.taking_back = on
