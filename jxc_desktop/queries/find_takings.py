"""What a shift has taken so far, by payment method: for the till's screen and for counting up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.domain.figures import Figure
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.models.base import table_of
from jxc_desktop.models.figures import DayFigure
from jxc_desktop.models.records import PaymentMethodRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jxc_desktop.domain.ids import DocumentKey, MethodId
    from jxc_desktop.store.session import ShopSession

_FIGURE = table_of(DayFigure)
_METHOD = table_of(PaymentMethodRow)
_PAID = (Figure.METHOD, Figure.CUSTOMER_PAID)


@dataclass(frozen=True, slots=True)
class MethodTaking:
    """What came in (or, below zero, went out) by one payment method, customers' money included."""

    method: MethodId
    name: str
    kind: MethodKind
    amount: Money
    receipts: int


@dataclass(frozen=True, slots=True)
class ShiftTakings:
    """The shift as its cashier sees it; `methods` in the order of the till's buttons."""

    sales: Money
    returns: Money
    """What was given back, voids included."""
    methods: tuple[MethodTaking, ...]
    cash_in: Money
    cash_out: Money

    @property
    def net(self) -> Money:
        """Sold less given back."""
        return self.sales - self.returns


def find_takings(session: ShopSession, shift: DocumentKey, since: date) -> ShiftTakings:
    """What the shift that began on business date `since` has taken at this till."""
    rows = session.connection().execute(
        select(
            _FIGURE.c.figure,
            _FIGURE.c.subject,
            func.sum(_FIGURE.c.amount).label("amount"),
            func.sum(_FIGURE.c.count).label("receipts"),
        )
        .where(
            _FIGURE.c.terminal == session.till.terminal,
            _FIGURE.c.shift == shift,
            _FIGURE.c.day >= since,
        )
        .group_by(_FIGURE.c.figure, _FIGURE.c.subject)
    )
    amounts: defaultdict[int, Money] = defaultdict(lambda: ZERO)
    paid: defaultdict[int, tuple[Money, int]] = defaultdict(lambda: (ZERO, 0))
    for row in rows:
        amounts[row.figure] += row.amount
        if row.figure in _PAID:
            amount, count = paid[row.subject]
            paid[row.subject] = (amount + row.amount, count + row.receipts)
    return ShiftTakings(
        sales=amounts[Figure.SALES],
        returns=amounts[Figure.RETURNS] + amounts[Figure.VOIDS],
        methods=_named(session, paid),
        cash_in=amounts[Figure.CASH_IN],
        cash_out=amounts[Figure.CASH_OUT],
    )


def _named(session: ShopSession, paid: Mapping[int, tuple[Money, int]]) -> tuple[MethodTaking, ...]:
    methods = session.connection().execute(
        select(_METHOD.c.id, _METHOD.c.name, _METHOD.c.kind)
        .where(_METHOD.c.id.in_(paid))
        .order_by(_METHOD.c.sort, _METHOD.c.id)
    )
    return tuple(
        MethodTaking(row.id, row.name, MethodKind(row.kind), *paid[row.id]) for row in methods
    )
