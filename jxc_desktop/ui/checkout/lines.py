"""Changing the marked line: more, less, another quantity, out; whatever goes is traced."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jxc_desktop.commands.till_trace import TraceRemoval, trace_removal
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ONE, Quantity
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.counter.screen import CounterScreen, QuantityQuestion

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import Basket, BasketLine
    from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
    from jxc_desktop.ui.counter.doors import Doors


class LinePresenter:
    """Every method is about the marked line."""

    def __init__(
        self,
        doors: Doors,
        in_hand: BasketInHand,
        approvals: ApprovalPresenter,
        screen: CounterScreen,
    ) -> None:
        self._doors = doors
        self._in_hand = in_hand
        self._approvals = approvals
        self._screen = screen

    def mark(self, number: int) -> None:
        """The next key is about line `number`."""
        self._in_hand.mark(number)

    def more(self) -> None:
        """One more of it; of weighed goods, how much is asked."""
        line = self._line()
        if line is not None and line.item.weighed:
            self.change_quantity()
        elif line is not None:
            self.set_quantity(line.quantity + ONE)

    def less(self) -> None:
        """One less of it; the last one takes the line along."""
        line = self._line()
        if line is not None and line.item.weighed:
            self.change_quantity()
        elif line is not None and line.quantity > ONE:
            self.set_quantity(line.quantity - ONE)
        elif line is not None:
            self.remove()

    def change_quantity(self) -> None:
        """Ask how much of it there is."""
        line = self._line()
        if line is None:
            return
        question = QuantityQuestion(
            line.item.name, line.item.unit_name, line.item.weighed, line.price, line.quantity
        )
        self._screen.ask_quantity(question, self._quantity_given)

    def set_quantity(self, quantity: Quantity) -> None:
        """There is so much of it."""
        if self._line() is not None:
            refusal = self._quantity_given(quantity)
            if refusal is not None:
                self._screen.show_failed_scan(refusal)

    def remove(self) -> None:
        """Take it out of the basket."""
        line = self._line()
        if line is not None:
            self._traced(line, line.quantity, partial(_without, line), whole_line=True)

    def _line(self) -> BasketLine | None:
        line = self._in_hand.marked_line
        if line is None:
            self._screen.show_refusal(Refusal("no_line_marked"))
        return line

    def _quantity_given(self, quantity: Quantity) -> Refusal | None:
        line = self._in_hand.marked_line
        if line is None:
            return Refusal("no_line_marked")
        try:
            changed = self._in_hand.basket.with_quantity(line.number, quantity)
            if quantity < line.quantity:
                gone = line.quantity - quantity
                self._traced(line, gone, lambda _basket: changed, whole_line=False)
            else:
                self._in_hand.put(changed)
        except Refusal as refusal:
            return refusal
        return None

    def _traced(
        self,
        line: BasketLine,
        gone: Quantity,
        change: Callable[[Basket], Basket],
        *,
        whole_line: bool,
    ) -> None:
        """Change the basket and record what went; at once if the cashier may, else once allowed."""
        amount = line.paid if whole_line else line.paid.share(gone.milli, line.quantity.milli)

        def make(grants: tuple[int, ...]) -> TraceRemoval:
            return TraceRemoval(
                self._doors.cashier.person, line, gone, amount, whole_line, approvals=grants
            )

        def put(_done: object = None) -> None:
            self._in_hand.put(change(self._in_hand.basket))

        at_once = self._doors.may(Permission.REMOVE_LINE)
        if at_once:
            put()
        then = _settled if at_once else put
        self._approvals.run(Errand(trace_removal, make, then, self._screen.show_refusal))


def _without(line: BasketLine, basket: Basket) -> Basket:
    return basket.without(line.number)


def _settled(_done: object) -> None:
    """The basket was changed before; only the record was still due."""
