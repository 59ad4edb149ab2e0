"""What customers of the demo shop want: when they come, what they buy and how they pay."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from jxc_desktop.domain.basket import Basket, Discount
from jxc_desktop.domain.numbers import ONE, Quantity, Rate
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.queries.find_sellable import find_sellable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from jxc_desktop.demo.catalogue import Row
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.store.session import ShopSession

C = TypeVar("C")

HOURS = {
    7: 9, 8: 12, 9: 7, 10: 5, 11: 8, 12: 12, 13: 7, 14: 4, 15: 4,
    16: 6, 17: 10, 18: 13, 19: 12, 20: 10, 21: 7, 22: 3,
}  # fmt: skip
"""Customers by hour of the day, in parts: before work, at noon, after work."""
MORNING_ENDS = 15
"""At this hour the second shift takes the drawer over."""
_METHODS = (
    (MethodKind.WALLET, 76),
    (MethodKind.CASH, 18),
    (MethodKind.CARD, 4),
    (MethodKind.TRANSFER, 2),
)
_BASKET_SIZES = ((1, 34), (2, 26), (3, 16), (4, 10), (5, 7), (7, 4), (10, 3))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A product and how often it is bought, against the others."""

    item: SellableItem
    weight: int


def wanted_of(session: ShopSession, products: Iterable[Row]) -> tuple[Wanted, ...]:
    """What is bought at all, of the table of products."""
    weights = {row["code"]: int(row["sales_weight"]) for row in products}
    found = ((find_sellable(session, code), weight) for code, weight in weights.items())
    return tuple(Wanted(item, weight) for item, weight in found if item is not None and weight > 0)


class Demand:
    """Chooses at random, by weight; the same seed makes the same customers."""

    def __init__(self, wanted: Sequence[Wanted], chance: Random) -> None:
        """`chance` is the only source of randomness."""
        self._items = [each.item for each in wanted]
        self._weights = list(accumulate(each.weight for each in wanted))
        self._chance = chance

    def customers_at(self, hour: int, a_day: int) -> int:
        """How many customers come in this hour of a day that has `a_day` in all."""
        expected = a_day * HOURS.get(hour, 0) / sum(HOURS.values())
        return max(0, round(self._chance.gauss(expected, expected**0.5 / 2)))

    def item(self) -> SellableItem:
        """One product, by popularity."""
        mark = self._chance.randrange(self._weights[-1])
        return self._items[bisect.bisect(self._weights, mark)]

    def basket(self, basket: Basket) -> Basket:
        """What one customer puts on the counter."""
        for _ in range(self._pick(_BASKET_SIZES)):
            item = self.item()
            if item.weighed:
                basket = basket.with_item(item, Quantity(self._chance.randrange(150, 2400)))
            else:
                basket = basket.with_item(item, self._pick(((ONE, 80), (Quantity(2000), 20))))
        if self._chance.random() < 0.03 and basket.lines[0].item.floor_price is None:
            basket = basket.with_line_discount(1, Discount.percent(Rate(500), "临期"))
        return basket

    def method_kind(self) -> MethodKind:
        """How a customer without an account pays."""
        return self._pick(_METHODS)

    def _pick(self, choices: Sequence[tuple[C, int]]) -> C:
        mark = self._chance.randrange(sum(weight for _choice, weight in choices))
        for choice, weight in choices:
            mark -= weight
            if mark < 0:
                return choice
        raise AssertionError(choices)
