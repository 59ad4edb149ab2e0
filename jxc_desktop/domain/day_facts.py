"""The figures of a shift, of a till's day or of the whole store's, as reports are handed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jxc_desktop.domain.ids import CategoryId, DocumentKey, MethodId, PersonId, TerminalNo
from jxc_desktop.domain.numbers import (
    NOTHING,
    ZERO,
    Money,
    Quantity,
    Rate,
    divide_half_away,
)
from jxc_desktop.domain.receipt_facts import ShopHeader
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.domain.till_events import TillEvent

_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Tally:
    """How often, how much and, for goods, at what cost."""

    count: int = 0
    amount: Money = ZERO
    quantity: Quantity = NOTHING
    cost: Money = ZERO

    @property
    def margin(self) -> Money:
        """What is left above the cost (tax included in the amount)."""
        return self.amount - self.cost

    @property
    def margin_rate(self) -> Rate | None:
        """The margin's part of the amount; None where nothing was sold."""
        if self.amount <= ZERO:
            return None
        return Rate(divide_half_away(self.margin.minor * 10_000, self.amount.minor))

    @property
    def average(self) -> Money:
        """How much it is each time."""
        return self.amount.share(1, self.count) if self.count > 0 else ZERO


NO_TALLY = Tally()


@dataclass(frozen=True, slots=True)
class MethodTally:
    """Money that came by one payment method; below zero: that went back."""

    method: MethodId
    name: str
    kind: MethodKind | None
    count: int
    amount: Money
    fee: Money

    @property
    def after_fee(self) -> Money:
        """What the channel leaves of it."""
        return self.amount - self.fee


@dataclass(frozen=True, slots=True)
class CategoryTally:
    """What a category sold, net of what came back."""

    category: CategoryId
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class PersonTally:
    """What a cashier sold, net of what came back and was voided."""

    person: PersonId
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class HourTally:
    """What was sold in one hour of the shop's clock."""

    hour: int
    tally: Tally


def every_hour(hours: Sequence[HourTally], *, shown_min: int = 1) -> tuple[HourTally, ...]:
    """The hours of a business date from the first to the last without a gap.

    They are at least `shown_min`, and none where there is no first one.
    """
    if not hours:
        return ()
    known = {row.hour: row for row in hours}
    first = hours[0].hour
    span = (hours[-1].hour - first) % _HOURS_A_DAY + 1
    shown = min(_HOURS_A_DAY, max(shown_min, span))
    places = ((first + passed) % _HOURS_A_DAY for passed in range(shown))
    return tuple(known.get(hour, HourTally(hour, NO_TALLY)) for hour in places)


@dataclass(frozen=True, slots=True)
class TaxTally:
    """The tax inside the net sales at one rate, and what they are without it."""

    rate: Rate
    tax: Money
    untaxed: Money


@dataclass(frozen=True, slots=True)
class EventTally:
    """How often something happened at the till, and what it was about in all."""

    event: TillEvent
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class LateTally:
    """Receipts of a business date that was closed before they came."""

    missed: date
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A terminal's receipts from the first number to the last."""

    terminal: TerminalNo
    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class CountedRow:
    """What a payment method should hold, and what was counted or read off."""

    name: str
    expected: Money
    counted: Money


@dataclass(frozen=True, slots=True)
class NotesRow:
    """So many pieces of one denomination."""

    denomination: Money
    pieces: int

    @property
    def amount(self) -> Money:
        """What they come to."""
        return Money(self.denomination.minor * self.pieces)


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """One shift: who, when, and how the drawer came out."""

    key: DocumentKey
    number: int
    terminal: TerminalNo
    day: date
    """The business date on which it was opened."""
    cashier: PersonId
    cashier_name: str
    opened_at: datetime
    """By the shop's clock, as all moments here."""
    opening_cash: Money
    closed_at: datetime | None = None
    closed_day: date | None = None
    """The business date on which it was closed."""
    closed_by: str = ""
    taken_over_by: str = ""
    expected: Money | None = None
    counted: Money | None = None
    left: Money | None = None
    blind: bool = False
    held_baskets: int = 0
    notes: tuple[NotesRow, ...] = ()
    methods: tuple[CountedRow, ...] = ()
    remark: str = ""

    @property
    def difference(self) -> Money | None:
        """长短款: above zero is over, below zero short; None while the shift runs."""
        if self.counted is None or self.expected is None:
            return None
        return self.counted - self.expected

    @property
    def to_safe(self) -> Money | None:
        """What was handed to the safe; None while the shift runs."""
        if self.counted is None or self.left is None:
            return None
        return self.counted - self.left


@dataclass(frozen=True, slots=True)
class CashFacts:
    """The drawer's way through the shift or day."""

    opening: Money = ZERO
    """What lay in it at the beginning."""
    brought: Money = ZERO
    """Float that later shifts of the day brought from the safe."""
    sales: Money = ZERO
    """Cash sales, less what was paid back."""
    customers: Money = ZERO
    """Deposits and repayments in cash."""
    moved_in: Tally = NO_TALLY
    moved_out: Tally = NO_TALLY
    over_short: Money = ZERO
    to_safe: Money = ZERO

    @property
    def expected(self) -> Money:
        """What should lie in the drawer before it is counted and emptied."""
        return (
            self.opening
            + self.brought
            + self.sales
            + self.customers
            + self.moved_in.amount
            - self.moved_out.amount
        )

    @property
    def left(self) -> Money:
        """What lies in the drawer after all counts."""
        return self.expected + self.over_short - self.to_safe


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a terminal's Z report sealed: its number, all sales so far, the end of the chain."""

    terminal: TerminalNo
    number: int
    closed_at: datetime
    grand_total: Money
    key: str
    hash: str
    held_baskets: int = 0


@dataclass(frozen=True, slots=True)
class DayFacts:
    """All figures of a report: of the whole store where there is no `terminal`, or of a shift."""

    shop: ShopHeader
    day: date
    asked_at: datetime
    terminal: TerminalNo | None = None
    shift: ShiftFacts | None = None
    sealed: tuple[Sealed, ...] = ()
    """The Z reports of the day; none while it is open."""
    sales: Tally = NO_TALLY
    returns: Tally = NO_TALLY
    voids: Tally = NO_TALLY
    methods: tuple[MethodTally, ...] = ()
    customer_payments: tuple[MethodTally, ...] = ()
    categories: tuple[CategoryTally, ...] = ()
    cashiers: tuple[PersonTally, ...] = ()
    hours: tuple[HourTally, ...] = ()
    line_discounts: Tally = NO_TALLY
    order_discounts: Tally = NO_TALLY
    rounding: Tally = NO_TALLY
    taxes: tuple[TaxTally, ...] = ()
    cash: CashFacts = CashFacts()
    drawer_openings: int = 0
    events: tuple[EventTally, ...] = ()
    late: tuple[LateTally, ...] = ()
    numbers: tuple[NumberSpan, ...] = ()
    shifts: tuple[ShiftFacts, ...] = ()

    @property
    def net(self) -> Tally:
        """Sales less returns and voids."""
        back = (self.returns, self.voids)
        return Tally(
            count=self.sales.count - self.voids.count,
            amount=self.sales.amount - Money.sum(part.amount for part in back),
            quantity=self.sales.quantity - Quantity.sum(part.quantity for part in back),
            cost=self.sales.cost - Money.sum(part.cost for part in back),
        )

    @property
    def receipts(self) -> int:
        """How many receipts there are, those of returns and voids included."""
        return sum(span.count for span in self.numbers)

    @property
    def average(self) -> Money:
        """客单价: the net of a receipt that stands."""
        return self.net.average

    @property
    def margin_rate(self) -> Rate | None:
        """The margin's part of the net; None where nothing was sold."""
        return self.net.margin_rate

    @property
    def fees(self) -> Money:
        """What wallets and cards charge."""
        return Money.sum(part.fee for part in (*self.methods, *self.customer_payments))

    @property
    def tax(self) -> Money:
        """The tax inside the net."""
        return Money.sum(part.tax for part in self.taxes)
