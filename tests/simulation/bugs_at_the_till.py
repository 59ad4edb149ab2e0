"""Bugs in what a till does by itself: commands, journal, projections, its start."""

# Faulty functions are put in the place of sound ones, by name, and need not fit in every type.
# mypy: disable-error-code="attr-defined, no-any-return, arg-type, assignment, var-annotated"

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jxc_desktop.app import open_shop
from jxc_desktop.commands import change_records, take_sale, void_sale
from jxc_desktop.domain.numbers import Money, UnitPrice
from jxc_desktop.domain.tender import PaymentMethod
from jxc_desktop.journal import apply as applying
from jxc_desktop.journal import apply_money, apply_records, apply_sales, apply_shifts, apply_stock
from jxc_desktop.journal import rebuild as rebuilding
from jxc_desktop.journal.apply_copies import apply_copies
from jxc_desktop.models.base import table_of
from jxc_desktop.models.sales import ReceiptCopies
from tests.simulation.bugs import Patch, bug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@bug("A second press of Enter sells a second time", quick=True)
def request_not_looked_at() -> list[Patch]:
    return [(take_sale, "_already_taken", lambda _session, _request: None)]


@bug("Money is multiplied in floating point, and rounded to the even fen", quick=True)
def float_money() -> list[Patch]:
    def amount(self: UnitPrice, quantity: Any) -> Money:
        return Money(round(self.e4 / 100 * (quantity.milli / 1000)))

    return [(UnitPrice, "amount", amount)]


@bug("What a wallet keeps is cut off instead of rounded", quick=True)
def fee_cut_off() -> list[Patch]:
    def fee(self: PaymentMethod, amount: Money) -> Money:
        return Money(int(amount.minor * self.fee_rate.e4 / 10_000))

    return [(PaymentMethod, "fee", fee)]


@bug("A void gives the money back and keeps the wallet's fee")
def void_keeps_fee() -> list[Patch]:
    sound = void_sale._paid_back

    def paid_back(payment: Any) -> Any:
        return type(payment)(
            method=payment.method,
            name=payment.name,
            kind=payment.kind,
            amount=sound(payment).amount,
            fee=payment.fee,
        )

    return [(void_sale, "_paid_back", paid_back)]


@bug("A number is drawn and not remembered: the next document carries it too", quick=True)
def number_drawn_twice() -> list[Patch]:
    sound = apply_shifts._numbers_drawn

    def drawn(document: Any) -> dict[str, int]:
        return {name: number - 1 for name, number in sound(document).items()}

    return [(apply_shifts, "_numbers_drawn", drawn)]


@bug("A repayment is booked to the wrong side of the debt", quick=True)
def repayment_adds_to_debt() -> list[Patch]:
    from jxc_desktop.documents.customer_money import CustomerPaid  # noqa: PLC0415 (patched only)

    sound = apply_money._customer_paid_entries

    def entries(head: Any, paid: Any) -> Iterator[Any]:
        *money, (account, holder, amount) = sound(head, paid)
        yield from money
        yield account, holder, amount
        yield account, holder, Money(-2 * amount.minor)
        yield money[0][0], money[0][1], Money(2 * amount.minor)

    return [(apply_money, "_RULES", {**apply_money._RULES, CustomerPaid: entries})]


@bug("Stock is counted in units sold, not in base units: a case of 24 is one")
def case_is_one() -> list[Patch]:
    from jxc_desktop.documents.sale import SaleLine  # noqa: PLC0415 (patched only)

    return [(SaleLine, "base_quantity", property(lambda line: line.quantity))]


@bug("What comes back is not added to the line that it came from", quick=True)
def returned_line_forgotten() -> list[Patch]:
    return [(apply_sales, "_add_returned", lambda _adding, _sale, _store: None)]


@bug("The later one heard wins a field, not the later clock", quick=True)
def arrival_order_wins() -> list[Patch]:
    def edit(self: Any, change: Any, place: Any) -> None:
        self._clocks[place] = {}
        self._made[place] = (0, 0)
        sound(self, change, place)

    sound = apply_records._Merging._edit
    return [(apply_records._Merging, "_edit", edit)]


@bug("A change is stamped by the wall clock alone, behind what its author has seen")
def clock_not_raised() -> list[Patch]:
    def next_clock(session: Any) -> int:
        passed = session.till.clock() - change_records._EPOCH
        return (round(passed.total_seconds() * 1000) << 16) + 1

    return [(change_records, "next_clock", next_clock)]


@bug("A till that starts does not look at the sentinel")
def sentinel_ignored() -> list[Patch]:
    return [(open_shop, "find_break", lambda _connection, _till, _noted: None)]


@bug("A new life forgets which numbers the last one had printed")
def new_life_prints_again() -> list[Patch]:
    sound = open_shop.find_break

    def found(*words: Any) -> Any:
        found_break = sound(*words)
        return None if found_break is None else replace(found_break, numbers={})

    return [(open_shop, "find_break", found)]


@bug("Sums go to the first store, whoever moved the goods", quick=True)
def stock_of_one_store() -> list[Patch]:
    def apply_to_first(adding: Any, document: Any) -> None:
        applying.apply_stock(_FirstStore(adding), document)

    return [_instead(apply_stock.apply_stock, apply_to_first)]


class _FirstStore:
    """Collects what is written, with store 1 in every row's third place."""

    def __init__(self, adding: Any) -> None:
        self._adding = adding
        self.append = adding.append

    def add(self, table: Any, columns: Any, rows: Any) -> None:
        self._adding.add(table, columns, [(*row[:2], 1, *row[3:]) for row in rows])


@bug("Rebuilding forgets to clear a table of sums first", quick=True)
def rebuild_adds_up() -> list[Patch]:
    sound = rebuilding.projected_tables
    copies = table_of(ReceiptCopies).name
    moves = "day_figure"
    return [
        (
            rebuilding,
            "projected_tables",
            lambda: tuple(table for table in sound() if table.name not in {copies, moves}),
        )
    ]


@bug("A copy is counted by the till that prints it and by nobody else")
def copies_counted_at_home() -> list[Patch]:
    from jxc_desktop.journal import receive  # noqa: PLC0415 (patched only)

    sound = receive.project_all

    def project_all(adding: Any, documents: Any) -> None:
        without = tuple(each for each in applying.PROJECTIONS if each is not apply_copies)
        kept, applying.PROJECTIONS = applying.PROJECTIONS, without
        try:
            sound(adding, documents)
        finally:
            applying.PROJECTIONS = kept

    return [(receive, "project_all", project_all)]


def _instead(sound: Callable[..., None], faulty: Callable[..., None]) -> Patch:
    projections = tuple(faulty if each is sound else each for each in applying.PROJECTIONS)
    return (applying, "PROJECTIONS", projections)


@bug("The disk says no, and the cashier is told that it is sold")
def confirmed_before_commit() -> list[Patch]:
    from contextlib import contextmanager  # noqa: PLC0415 (patched only)

    from jxc_desktop.store.opening import Store  # noqa: PLC0415 (patched only)
    from jxc_desktop.store.trouble import StoreTrouble  # noqa: PLC0415 (patched only)

    sound = Store.transaction

    @contextmanager
    def transaction(self: Any) -> Iterator[Any]:
        done = False
        try:
            with sound(self) as session:
                yield session
                done = True
                session.flush()
        except StoreTrouble:
            if not done:
                raise

    return [(Store, "transaction", transaction)]
