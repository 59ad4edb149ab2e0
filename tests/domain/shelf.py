"""What stands on the shelf of the shop in these tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from jxc_desktop.domain.basket import Basket, BasketCustomer, ReturnOf
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import CategoryId, CustomerId, DocumentKey, ProductId
from jxc_desktop.domain.numbers import (
    NOTHING,
    ONE,
    ZERO,
    Money,
    Quantity,
    Rate,
    UnitPrice,
)
from jxc_desktop.domain.sellable import SellableItem

COLA = SellableItem(
    product=ProductId(1),
    unit=0,
    code="1001",
    barcode="6901234567892",
    name="可乐",
    unit_name="瓶",
    factor=ONE,
    unit_price=UnitPrice(35_000),
    member_price=UnitPrice(32_000),
    floor_price=UnitPrice(30_000),
    cost=UnitPrice(21_500),
    tax_rate=Rate(1300),
    category=CategoryId(1),
)
COLA_CRATE = replace(
    COLA,
    unit=1,
    barcode="6901234567908",
    unit_name="箱",
    factor=Quantity(24_000),
    unit_price=UnitPrice(780_000),
    member_price=None,
    floor_price=None,
)
APPLES = SellableItem(
    product=ProductId(2),
    unit=0,
    code="2001",
    barcode="",
    name="苹果",
    unit_name="kg",
    factor=ONE,
    unit_price=UnitPrice(129_800),
    member_price=None,
    floor_price=None,
    cost=UnitPrice(80_000),
    tax_rate=Rate(900),
    category=CategoryId(2),
    weighed=True,
)
MEMBER = BasketCustomer(CustomerId(7), "王姐", True, Money(50_000), Money(12_000), ZERO)
PASSER_BY = BasketCustomer(CustomerId(8), "老李", False, ZERO, ZERO, ZERO)


def costing(fen: int, product: int = 100, *, weighed: bool = False) -> SellableItem:
    """A product that costs so many fen a piece (or a kilogram)."""
    return replace(
        APPLES if weighed else COLA,
        product=ProductId(product),
        unit_price=UnitPrice(fen * 100),
        member_price=None,
        floor_price=None,
    )


def pieces(count: int) -> Quantity:
    """So many of a unit."""
    return Quantity(count * 1000)


def sold(count: int, paid: int, returned: int = 0, refunded: int = 0, *, line: int = 1) -> ReturnOf:
    """A line of an earlier sale: so many pieces for so many fen, of which some have come back."""
    back = pieces(returned) if returned else NOTHING
    return ReturnOf(DocumentKey(99), line, pieces(count), Money(paid), back, Money(refunded))


@contextmanager
def refused(code: str, /, **facts: object) -> Iterator[None]:
    """What happens inside is refused under this name, with at least these facts."""
    with pytest.raises(Refusal) as refusal:
        yield
    assert refusal.value.code == code
    assert refusal.value.facts | facts == refusal.value.facts


def tax_in(basket: Basket) -> Money:
    """The tax inside what the basket costs."""
    return Money.sum(-line.tax if line.is_return else line.tax for line in basket.lines)
