"""The day's figures: what each document adds to the X and Z reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.documents.sale import Sale, SaleLine
from jxc_desktop.documents.shift import (
    CashMoved,
    DrawerOpened,
    ShiftClosed,
    ShiftOpened,
)
from jxc_desktop.domain.figures import Figure
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import NOTHING, ZERO, Money, Quantity
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.models.base import table_of
from jxc_desktop.models.figures import DayFigure

if TYPE_CHECKING:
    from jxc_desktop.documents.document import Document, Head
    from jxc_desktop.journal.adding import Adding

_FIGURE = table_of(DayFigure)
_COLUMNS = (
    "day", "terminal", "shift", "figure", "subject", "store",
    "count", "quantity", "amount", "extra",
)  # fmt: skip
_EVENT_NUMBERS = {event.value: number for number, event in enumerate(TillEvent, 1)}


class Added(NamedTuple):
    """What a document adds to one figure of one subject."""

    figure: Figure
    subject: int
    times: int
    quantity: Quantity
    amount: Money
    extra: Money = ZERO


def apply_figures(adding: Adding, document: Document) -> None:
    """Add the document's figures to its business date, terminal and shift."""
    rule: Callable[[Document, Any], Iterator[Added]] | None = _RULES.get(type(document.body))
    if rule is None:
        return
    head, body = document.head, document.body
    shift = document.key if isinstance(body, ShiftOpened) else getattr(body, "shift", None)
    begin, store = (head.day, head.terminal, shift or DocumentKey(0)), head.store
    rows = [(*begin, *added[:2], store, *added[2:]) for added in rule(document, body)]
    adding.add(_FIGURE, _COLUMNS, rows)


def event_number(event: TillEvent) -> int:
    """The subject under which a till event is counted."""
    return _EVENT_NUMBERS[event.value]


def _sale_figures(document: Document, sale: Sale) -> Iterator[Added]:
    yield from _goods_figures(document, sale)
    for payment in sale.payments:
        yield Added(Figure.METHOD, payment.method, 1, NOTHING, payment.amount, payment.fee)
    late_for = document.head.late_for
    if late_for is not None:
        subject = late_for.year * 10_000 + late_for.month * 100 + late_for.day
        yield Added(Figure.LATE, subject, 1, NOTHING, sale.total)


def _goods_figures(document: Document, sale: Sale) -> Iterator[Added]:
    head = document.head
    sold, back = _totals(sale.lines), _totals(sale.returns)
    if sale.lines:
        yield Added(Figure.SALES, 0, 1, sold.quantity, sold.net, sold.cost)
    if sale.returns:
        figure = Figure.RETURNS if sale.voids is None else Figure.VOIDS
        yield Added(figure, 0, 1, back.quantity, back.net, back.cost)
    net, cost = sold.net - back.net, sold.cost - back.cost
    quantity = sold.quantity - back.quantity
    # A void takes its receipt out of the counts by cashier and hour, as it takes out its money.
    count = 1 if sale.voids is None else -1
    yield Added(Figure.CASHIER, head.actor, count, quantity, net, cost)
    yield Added(Figure.HOUR, head.hour, count, quantity, net, cost)
    for line in sale.lines:
        yield from _line_figures(head, line)
    for line in sale.returns:
        yield Added(
            Figure.CATEGORY,
            line.category,
            0,
            -line.base_quantity,
            -line.net,
            -line.cost,
        )
        untaxed = line.net - line.tax
        yield Added(Figure.TAX, line.tax_rate.e4, 0, NOTHING, -line.tax, -untaxed)


def _line_figures(head: Head, line: SaleLine) -> Iterator[Added]:
    yield Added(Figure.CATEGORY, line.category, 1, line.base_quantity, line.net, line.cost)
    yield Added(Figure.TAX, line.tax_rate.e4, 1, NOTHING, line.tax, line.net - line.tax)
    if line.discount:
        yield Added(Figure.LINE_DISCOUNT, head.actor, 1, NOTHING, line.discount)
    if line.share:
        yield Added(Figure.ORDER_DISCOUNT, head.actor, 1, NOTHING, line.share)
    if line.rounding:
        yield Added(Figure.ROUNDING, head.actor, 1, NOTHING, line.rounding)


class _Totals(NamedTuple):
    quantity: Quantity
    net: Money
    cost: Money


def _totals(lines: tuple[SaleLine, ...]) -> _Totals:
    return _Totals(
        Quantity.sum(line.base_quantity for line in lines),
        Money.sum(line.net for line in lines),
        Money.sum(line.cost for line in lines),
    )


def _shift_opened_figures(_document: Document, opened: ShiftOpened) -> Iterator[Added]:
    yield Added(
        Figure.OPENING_CASH,
        0,
        1,
        NOTHING,
        opened.found + opened.brought,
        opened.brought,
    )


def _cash_moved_figures(document: Document, moved: CashMoved) -> Iterator[Added]:
    figure = Figure.CASH_IN if moved.amount > ZERO else Figure.CASH_OUT
    yield Added(figure, document.head.actor, 1, NOTHING, abs(moved.amount))


def _drawer_opened_figures(document: Document, _opened: DrawerOpened) -> Iterator[Added]:
    yield Added(Figure.DRAWER_OPENED, document.head.actor, 1, NOTHING, ZERO)


def _shift_closed_figures(document: Document, closed: ShiftClosed) -> Iterator[Added]:
    yield Added(Figure.OVER_SHORT, document.head.actor, 1, NOTHING, closed.difference)
    yield Added(Figure.TO_SAFE, 0, 1, NOTHING, closed.counted - closed.left)


def _customer_paid_figures(_document: Document, paid: CustomerPaid) -> Iterator[Added]:
    payment = paid.payment
    yield Added(Figure.CUSTOMER_PAID, payment.method, 1, NOTHING, payment.amount, payment.fee)


def _event_figures(_document: Document, event: EventRecorded) -> Iterator[Added]:
    number = _EVENT_NUMBERS.get(event.event, 0)
    yield Added(Figure.EVENT, number, 1, event.quantity, event.amount)


_RULES: dict[type, Callable[[Document, Any], Iterator[Added]]] = {
    Sale: _sale_figures,
    ShiftOpened: _shift_opened_figures,
    CashMoved: _cash_moved_figures,
    DrawerOpened: _drawer_opened_figures,
    ShiftClosed: _shift_closed_figures,
    CustomerPaid: _customer_paid_figures,
    EventRecorded: _event_figures,
}
