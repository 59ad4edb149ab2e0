"""What a unit of goods cost the shop: the moving weighted average, kept as a quantity and a value."""

from __future__ import annotations

from jxc_desktop.domain.numbers import Money, Quantity, UnitPrice, divide_half_away


def average_cost(quantity: Quantity, value: Money) -> UnitPrice | None:
    """The average cost of one base unit; None when nothing lies there or the book is below zero.

    Source of the rule: 移动加权平均法, 企业会计准则第1号——存货 (2006), article 14.
    """
    if quantity <= Quantity(0) or value < Money(0):
        return None
    return UnitPrice(divide_half_away(value.minor * 100_000, quantity.milli))


def unit_cost_known(
    quantity: Quantity | None, value: Money | None, last_bought: UnitPrice
) -> UnitPrice:
    """The cost that a sale writes into its line: the average, else what the goods last cost."""
    if quantity is None or value is None:
        return last_bought
    average = average_cost(quantity, value)
    return last_bought if average is None else average
