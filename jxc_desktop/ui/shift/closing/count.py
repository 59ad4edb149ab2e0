"""The counting up of a shift while it goes on: pieces, read-off amounts, what stays for whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jxc_desktop.documents.shift import CountedMethod, CountedNote
from jxc_desktop.domain.cash_count import CashCount
from jxc_desktop.domain.numbers import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jxc_desktop.domain.ids import MethodId, PersonId
    from jxc_desktop.queries.find_shift import OpenShiftRow
    from jxc_desktop.queries.find_takings import MethodTaking


@dataclass(frozen=True, slots=True)
class CountingUp:
    """What has been counted so far; a change is a new one."""

    shift: OpenShiftRow
    methods: tuple[MethodTaking, ...] = ()
    """Those that a person can read off: wallet, card, transfer."""
    pieces: Mapping[Money, int] = field(default_factory=dict)
    typed_total: Money | None = None
    """The cash as one sum, where somebody counted it elsewhere."""
    read_off: Mapping[MethodId, Money] = field(default_factory=dict)
    left: Money | None = None
    taken_over_by: PersonId | None = None
    remark: str = ""

    @property
    def counted(self) -> Money:
        """The cash in the drawer as the person counted it."""
        if self.typed_total is not None:
            return self.typed_total
        return CashCount.of(self.pieces).total

    @property
    def difference(self) -> Money:
        """长短款: above zero is over, below zero short."""
        return self.counted - self.shift.drawer_cash

    @property
    def stays(self) -> Money:
        """What stays as the next float: as decided, or as much as this shift began with."""
        if self.left is not None:
            return self.left
        return max(ZERO, min(self.shift.opening_cash, self.counted))

    @property
    def to_safe(self) -> Money:
        """What goes to the safe."""
        return self.counted - self.stays

    def read_off_of(self, taking: MethodTaking) -> Money:
        """What was read off for the method; as expected until somebody says otherwise."""
        return self.read_off.get(taking.method, taking.amount)

    def with_pieces(self, denomination: Money, pieces: int) -> CountingUp:
        """So many pieces of one note or coin; refused below zero and beyond all measure."""
        counted = {**self.pieces, denomination: pieces}
        CashCount.of(counted)
        return replace(self, pieces=counted, typed_total=None)

    def with_total(self, total: Money | None) -> CountingUp:
        """The cash as one sum; None goes back to the pieces."""
        return replace(self, typed_total=total)

    def with_read_off(self, method: MethodId, amount: Money) -> CountingUp:
        """What somebody read off for the method."""
        return replace(self, read_off={**self.read_off, method: amount})

    def notes(self) -> tuple[CountedNote, ...]:
        """The pieces for the document; none where the cash is one sum."""
        if self.typed_total is not None:
            return ()
        counted = CashCount.of(self.pieces).pieces
        return tuple(CountedNote(note, pieces) for note, pieces in counted if pieces)

    def counted_methods(self) -> tuple[CountedMethod, ...]:
        """The compared methods for the document."""
        return tuple(
            CountedMethod(
                method=taking.method,
                name=taking.name,
                expected=taking.amount,
                counted=self.read_off_of(taking),
                receipts=taking.receipts,
            )
            for taking in self.methods
        )
