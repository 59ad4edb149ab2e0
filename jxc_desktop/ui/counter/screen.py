"""What every page of the till can say to the cashier, and what it can ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from jxc_desktop.domain.discount import Discount
    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice


@dataclass(frozen=True, slots=True)
class QuantityQuestion:
    """How much of it; `now` is None where nothing is there yet."""

    name: str
    unit_name: str
    weighed: bool
    price: UnitPrice
    now: Quantity | None = None


@dataclass(frozen=True, slots=True)
class DiscountQuestion:
    """What is taken off `gross` and why; up to `limit` it needs no approval."""

    name: str
    gross: Money
    quantity: Quantity
    limit: Rate
    now: Discount | None = None


@dataclass(frozen=True, slots=True)
class PriceQuestion:
    """What one of it costs; no more than `limit`."""

    name: str
    unit_name: str
    now: UnitPrice
    limit: UnitPrice


@dataclass(frozen=True, slots=True)
class ReasonQuestion:
    """Why something is done; `reasons` are the usual ones, and another can be typed."""

    title: str
    text: str
    reasons: tuple[str, ...]
    action: str
    dangerous: bool = False


@dataclass(frozen=True, slots=True)
class NoteQuestion:
    """A few words that may be left out; `paper` names what may be printed with them."""

    title: str
    hint: str
    action: str
    paper: str


@dataclass(frozen=True, slots=True)
class Noted:
    """The words, and whether the paper is wanted."""

    note: str
    on_paper: bool = False


class CounterScreen(Protocol):
    """Says and asks. A question stays open while its answer is refused, with the reason shown."""

    def show_notice(self, text: str) -> None: ...

    def show_warning(self, text: str) -> None: ...

    def show_refusal(self, refusal: Refusal) -> None: ...

    def show_failed_scan(self, refusal: Refusal) -> None:
        """Say it, and make the sound that a cashier hears without looking."""
        ...

    def ask_quantity(
        self, question: QuantityQuestion, answer: Callable[[Quantity], Refusal | None]
    ) -> None: ...

    def ask_discount(
        self, question: DiscountQuestion, answer: Callable[[Discount | None], Refusal | None]
    ) -> None: ...

    def ask_price(
        self, question: PriceQuestion, answer: Callable[[UnitPrice], Refusal | None]
    ) -> None: ...

    def ask_reason(self, question: ReasonQuestion, answer: Callable[[str], object]) -> None: ...

    def ask_note(self, question: NoteQuestion, answer: Callable[[Noted], object]) -> None: ...
