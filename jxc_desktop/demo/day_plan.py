"""What happens on the demo's trading day: customers in order, each with what they want."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import TYPE_CHECKING

from jxc_desktop.demo.demand import HOURS, MORNING_ENDS, Demand

if TYPE_CHECKING:
    from jxc_desktop.domain.sellable import SellableItem

CUSTOMERS = 220
"""So many come on the day, before and after the change of shift."""


class Wish(Enum):
    """What is special about a customer."""

    PLAIN = "plain"
    TYPES_QUANTITY = "types_quantity"
    """`3*` before the scan."""
    SEARCHES = "searches"
    """The label is torn: the goods are found by pinyin initials."""
    HELD = "held"
    """Goes back for one more thing; the next customer is served meanwhile."""
    SPLIT = "split"
    """Pays half in cash, the rest by wallet."""
    ON_ACCOUNT = "on_account"
    DEPOSIT = "deposit"
    DISCOUNT = "discount"
    """Asks for more off than the cashier may give: a manager approves."""
    RETURNS = "returns"
    """Brings back what was bought before, with the receipt."""
    VOIDED = "voided"
    """Changes their mind right after paying: the manager approves the void."""
    REMOVES = "removes"
    """Leaves one thing on the counter."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One customer: when, what, how."""

    hour: int
    minute: int
    goods: tuple[SellableItem, ...]
    wish: Wish
    method: int
    """Which of the methods without a customer: its place among them."""


_RARE = (
    Wish.TYPES_QUANTITY, Wish.SEARCHES, Wish.HELD, Wish.SPLIT, Wish.ON_ACCOUNT, Wish.DISCOUNT,
    Wish.RETURNS, Wish.VOIDED, Wish.REMOVES, Wish.DEPOSIT,
)  # fmt: skip
_METHODS = (30, 30, 22, 14, 4)
"""How often cash, WeChat, Alipay, card and transfer are chosen, in percent."""
_RARE_EVERY = 4
"""Every so many customers one has a wish; all kinds take turns."""


def plan_day(demand: Demand, chance: Random, customers: int = CUSTOMERS) -> tuple[Visit, ...]:
    """The day's customers in order; the same seed makes the same day."""
    whole = sum(HOURS.values())
    visits: list[Visit] = []
    for hour, share in HOURS.items():
        count = max(1, round(customers * share / whole))
        for minute in sorted(chance.randrange(60) for _ in range(count)):
            visits.append(_visit(demand, chance, (hour, minute), len(visits)))
    return tuple(visits)


def _visit(demand: Demand, chance: Random, at: tuple[int, int], number: int) -> Visit:
    wish = Wish.PLAIN
    if number % _RARE_EVERY == _RARE_EVERY - 1:
        wish = _RARE[number // _RARE_EVERY % len(_RARE)]
    goods = tuple(_with_barcode(demand) for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6))))
    method = chance.choices(range(len(_METHODS)), _METHODS)[0]
    return Visit(at[0], at[1], goods, wish, method)


def _with_barcode(demand: Demand) -> SellableItem:
    """Something that a scanner reads and that may be discounted."""
    while True:
        item = demand.item()
        if item.barcode and not item.weighed and item.floor_price is None:
            return item


def is_morning(visit: Visit) -> bool:
    """Whether the first shift serves this customer."""
    return visit.hour < MORNING_ENDS
