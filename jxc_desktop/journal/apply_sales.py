"""Sales as rows to look up, and how much of each line has come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.documents.sale import Sale, SaleLine
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.base import table_of
from jxc_desktop.models.figures import ProductDay
from jxc_desktop.models.sales import ReturnedLine, SaleLineRow, SalePaymentRow, SaleRow

if TYPE_CHECKING:
    from jxc_desktop.documents.document import Document
    from jxc_desktop.domain.ids import StoreId
    from jxc_desktop.journal.adding import Adding

_SALE = table_of(SaleRow)
_SALE_COLUMNS = (
    "document", "day", "serial", "at", "store", "cashier", "shift", "total", "customer", "voids",
    "request",
)  # fmt: skip
_LINE = table_of(SaleLineRow)
_PAYMENT = table_of(SalePaymentRow)
_RETURNED = table_of(ReturnedLine)
_PRODUCT_DAY = table_of(ProductDay)


def apply_sales(adding: Adding, document: Document) -> None:
    """Write the receipt's rows; add what came back to the lines that it came from."""
    sale = document.body
    if not isinstance(sale, Sale):
        return
    head, key = document.head, document.key
    row = (
        key,
        head.day,
        sale.serial,
        head.at,
        head.store,
        head.actor,
        sale.shift,
        sale.total,
        sale.customer,
        sale.voids,
        sale.request or None,
    )
    adding.append(_SALE, _SALE_COLUMNS, [row])
    signed = [(line, 1) for line in sale.lines] + [(line, -1) for line in sale.returns]
    lines = [
        (key, place, line.product, *_signed(line, sign))
        for place, (line, sign) in enumerate(signed, 1)
    ]
    adding.append(_LINE, ("sale", "line", "product", "quantity", "net", "cost"), lines)
    payments = [
        (key, place, payment.method, payment.amount, payment.fee)
        for place, payment in enumerate(sale.payments, 1)
    ]
    adding.append(_PAYMENT, ("sale", "line", "method", "amount", "fee"), payments)
    adding.add(
        _PRODUCT_DAY,
        ("day", "store", "product", "quantity", "net", "cost"),
        [(head.day, head.store, *line[2:]) for line in lines],
    )
    _add_returned(adding, sale, head.store)


def _signed(line: SaleLine, sign: int) -> tuple[Quantity, Money, Money]:
    """Base quantity, net and cost; below zero where goods came back."""
    quantity = line.base_quantity
    return (quantity, line.net, line.cost) if sign > 0 else (-quantity, -line.net, -line.cost)


def _add_returned(adding: Adding, sale: Sale, store: StoreId) -> None:
    """Lines that name a sale took goods back from it; where they are sold again, that is undone."""
    signed = [(line, 1) for line in sale.returns] + [(line, -1) for line in sale.lines]
    rows = [
        (
            *(line.remark.takes_back_sale, line.remark.takes_back_line, store),
            *((line.quantity, line.net) if sign > 0 else (-line.quantity, -line.net)),
        )
        for line, sign in signed
        if line.remark is not None and line.remark.takes_back_sale is not None
    ]
    adding.add(_RETURNED, ("sale", "line", "store", "quantity", "amount"), rows)
