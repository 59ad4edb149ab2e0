"""What one code stands for at the till: a product in one of its units."""

from __future__ import annotations

from dataclasses import dataclass

from jxc_desktop.domain.ids import CategoryId, ProductId
from jxc_desktop.domain.numbers import Quantity, Rate, UnitPrice


@dataclass(frozen=True, slots=True)
class SellableItem:
    """A product in one of its units (瓶, 箱, kg), as it stood when the till asked for it."""

    product: ProductId
    unit: int
    """Which unit of the product: 0 is the base unit, 1 and up its packs."""
    code: str
    barcode: str
    name: str
    unit_name: str
    factor: Quantity
    """Base units in one of this unit; `Quantity(1000)` is one."""
    unit_price: UnitPrice
    """The retail price of one of this unit."""
    member_price: UnitPrice | None
    floor_price: UnitPrice | None
    cost: UnitPrice
    """The known average cost of one BASE unit."""
    tax_rate: Rate
    category: CategoryId
    weighed: bool = False
    archived: bool = False

    def price_for(self, *, member: bool) -> UnitPrice:
        """What this customer is asked for: a member never pays more than the shelf says."""
        if member and self.member_price is not None:
            return min(self.member_price, self.unit_price)
        return self.unit_price
