"""Stock as double entry: each line of a document moves goods from one location to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from jxc_desktop.documents.goods import GoodsReceived
from jxc_desktop.documents.sale import Sale
from jxc_desktop.domain.accounts import Location
from jxc_desktop.domain.ids import ProductId
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.base import table_of
from jxc_desktop.models.stock import StockBalance, StockMove

if TYPE_CHECKING:
    from jxc_desktop.documents.document import Document
    from jxc_desktop.journal.adding import Adding

_MOVE = table_of(StockMove)
_BALANCE = table_of(StockBalance)


class Move(NamedTuple):
    """So much of a product, worth so much at cost, from here to there."""

    product: ProductId
    from_location: int
    to_location: int
    quantity: Quantity
    value: Money


def apply_stock(adding: Adding, document: Document) -> None:
    """Write the document's moves and add them to the balances of both locations."""
    rule: Callable[[Any], Iterator[Move]] | None = _RULES.get(type(document.body))
    moves = [] if rule is None else list(rule(document.body))
    if not moves:
        return
    rows = [(document.key, line, *move) for line, move in enumerate(moves, 1)]
    adding.append(_MOVE, ("document", "line", *Move._fields), rows)
    store = document.head.store
    balances = [
        side
        for product, origin, target, quantity, value in moves
        for side in (
            (target, product, store, quantity, value),
            (origin, product, store, -quantity, -value),
        )
    ]
    adding.add(_BALANCE, ("location", "product", "store", "quantity", "value"), balances)


def _sale_moves(sale: Sale) -> Iterator[Move]:
    """Each line leaves the shop's shelf for the customer, at the cost the terminal knew."""
    for line in sale.lines:
        yield Move(
            line.product,
            sale.warehouse,
            Location.CUSTOMER,
            line.base_quantity,
            line.cost,
        )
    for line in sale.returns:
        yield Move(
            line.product,
            Location.CUSTOMER,
            sale.warehouse,
            line.base_quantity,
            line.cost,
        )


def _goods_received_moves(received: GoodsReceived) -> Iterator[Move]:
    origin = Location.OPENING if received.supplier is None else Location.SUPPLIER
    for line in received.lines:
        yield Move(line.product, origin, received.warehouse, line.quantity, line.value)


_RULES: dict[type, Callable[[Any], Iterator[Move]]] = {
    Sale: _sale_moves,
    GoodsReceived: _goods_received_moves,
}
