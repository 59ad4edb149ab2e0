"""What the goods on the shelf are worth: the moving average, kept as quantity and value."""

from __future__ import annotations

from dataclasses import dataclass

from jxc_desktop.domain.numbers import NOTHING, ZERO, Money, Quantity, UnitPrice, divide_half_away


@dataclass(frozen=True, slots=True)
class StockValue:
    """How much of a product a warehouse has, and what that is worth; both are plain sums of moves.

    Terminals sell offline, so the quantity may pass below zero, and the cost that a sale knew may
    differ from the average by then.
    """

    quantity: Quantity = NOTHING
    value: Money = ZERO

    def unit_cost(self, last_known: UnitPrice) -> UnitPrice:
        """The average cost of a base unit; the last one known when the shelf cannot tell.

        It cannot tell when it is empty or below zero, or when the value has passed below zero.
        """
        if self.quantity <= NOTHING or self.value < ZERO:
            return last_known
        return UnitPrice(divide_half_away(self.value.minor * 100_000, self.quantity.milli))
