"""What lies on a shop's own floor, whoever moved it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from jxc_desktop.domain.ids import shop_floor
from jxc_desktop.models.stock import StockBalance

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import WarehouseId
    from jxc_desktop.store.session import ShopSession

SHELF = (
    select(StockBalance.product, func.sum(StockBalance.quantity).label("quantity"))
    .where(StockBalance.location == bindparam("shelf"))
    .group_by(StockBalance.product)
    .subquery("shelf")
)
"""Products and quantities on the floor `:shelf`; what was never there has no row."""


def own_shelf(session: ShopSession) -> dict[str, WarehouseId]:
    """The parameter that names the floor of the session's store."""
    return {"shelf": shop_floor(session.till.store)}
