"""The till's day: shifts opened and closed, cash put in and taken out, the day closed."""

from __future__ import annotations

from datetime import date

import msgspec

from jxc_desktop.documents.fact import Fact
from jxc_desktop.domain.ids import DocumentKey, PersonId
from jxc_desktop.domain.numbers import ZERO, Money


class ShiftOpened(Fact, frozen=True, kw_only=True, tag="shift_opened"):
    """A cashier took over the drawer. `brought` came from the safe on top of what was found."""

    number: int
    brought: Money = ZERO
    found: Money = ZERO


class CashMoved(Fact, frozen=True, kw_only=True, tag="cash_moved"):
    """Cash put into the drawer (positive) or taken out (negative), for a reason."""

    shift: DocumentKey
    amount: Money
    purpose: str
    reason: str = ""
    approved_by: PersonId | None = None


class DrawerOpened(Fact, frozen=True, kw_only=True, tag="drawer_opened"):
    """The drawer was opened without a sale."""

    shift: DocumentKey | None = None
    reason: str = ""
    approved_by: PersonId | None = None


class CountedNote(msgspec.Struct, frozen=True, array_like=True):
    """So many pieces of one denomination (in fen)."""

    denomination: Money
    pieces: int


class CountedMethod(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one payment method should hold for the shift, and what a person counted or read off."""

    method: int
    name: str
    expected: Money
    counted: Money
    receipts: int = 0


class ShiftClosed(Fact, frozen=True, kw_only=True, tag="shift_closed"):
    """A cashier gave the drawer back: expected, counted, and the difference that is posted.

    `left` stays in the drawer as the next float, the rest of `counted` went to the safe.
    """

    shift: DocumentKey
    expected: Money
    counted: Money
    left: Money = ZERO
    notes: tuple[CountedNote, ...] = ()
    methods: tuple[CountedMethod, ...] = ()
    blind: bool = False
    held_baskets: int = 0
    taken_over_by: PersonId | None = None
    remark: str = ""

    @property
    def difference(self) -> Money:
        """Counted less expected: positive is over, negative is short."""
        return self.counted - self.expected


class DayClosed(Fact, frozen=True, kw_only=True, tag="day_closed"):
    """A terminal's business date is closed: the Z report, with the chain head that it seals.

    `number` counts the terminal's Z reports without a gap; `grand_total` is the net of all sales
    that the terminal ever posted, this day included.
    """

    number: int
    closes: date
    receipts: int
    first_serial: int = 0
    last_serial: int = 0
    sales: Money = ZERO
    returns: Money = ZERO
    voids: Money = ZERO
    net: Money = ZERO
    grand_total: Money = ZERO
    sealed_key: DocumentKey
    sealed_hash: str
    held_baskets: int = 0
