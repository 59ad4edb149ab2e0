"""Sales as rows to look up, and how much of each line has come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from jxc_desktop.documents.sale import Sale
from jxc_desktop.journal.adding import add, summed
from jxc_desktop.models.base import table_of
from jxc_desktop.models.figures import ProductDay
from jxc_desktop.models.sales import ReturnedLine, SaleLineRow, SalePaymentRow, SaleRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document

_SALE = table_of(SaleRow)
_LINE = table_of(SaleLineRow)
_PAYMENT = table_of(SalePaymentRow)
_RETURNED = table_of(ReturnedLine)
_PRODUCT_DAY = table_of(ProductDay)


def apply_sales(connection: Connection, document: Document) -> None:
    """Write the receipt's rows; add what came back to the lines that it came from."""
    sale = document.body
    if not isinstance(sale, Sale):
        return
    head = document.head
    connection.execute(
        insert(_SALE),
        {
            "document": document.key,
            "day": head.day,
            "serial": sale.serial,
            "at": head.at,
            "store": head.store,
            "cashier": head.actor,
            "shift": sale.shift,
            "total": sale.total,
            "customer": sale.customer,
            "voids": sale.voids,
            "request": sale.request or None,
        },
    )
    lines = [(line, 1) for line in sale.lines] + [(line, -1) for line in sale.returns]
    if lines:
        connection.execute(
            insert(_LINE),
            [
                {
                    "sale": document.key,
                    "line": place,
                    "product": line.product,
                    "quantity": line.base_quantity if sign > 0 else -line.base_quantity,
                    "net": line.net if sign > 0 else -line.net,
                    "cost": line.cost if sign > 0 else -line.cost,
                }
                for place, (line, sign) in enumerate(lines, 1)
            ],
        )
    if sale.payments:
        connection.execute(
            insert(_PAYMENT),
            [
                {
                    "sale": document.key,
                    "line": place,
                    "method": payment.method,
                    "amount": payment.amount,
                    "fee": payment.fee,
                }
                for place, payment in enumerate(sale.payments, 1)
            ],
        )
    _add_returned(connection, sale)
    _add_product_days(connection, document, sale)


def _add_returned(connection: Connection, sale: Sale) -> None:
    """Lines that name a sale took goods back from it; where they are sold again, that is undone."""
    signed = [(line, 1) for line in sale.returns] + [(line, -1) for line in sale.lines]
    back = (
        (
            (line.remark.takes_back_sale, line.remark.takes_back_line),
            (line.quantity, line.net) if sign > 0 else (-line.quantity, -line.net),
        )
        for line, sign in signed
        if line.remark is not None and line.remark.takes_back_sale is not None
    )
    add(
        connection,
        _RETURNED,
        [
            {"sale": of, "line": line, "quantity": quantity, "amount": amount}
            for (of, line), (quantity, amount) in summed(back).items()
        ],
    )


def _add_product_days(connection: Connection, document: Document, sale: Sale) -> None:
    signed = [
        ((line.product,), (line.base_quantity, line.net, line.cost)) for line in sale.lines
    ] + [((line.product,), (-line.base_quantity, -line.net, -line.cost)) for line in sale.returns]
    add(
        connection,
        _PRODUCT_DAY,
        [
            {
                "day": document.head.day,
                "store": document.head.store,
                "product": product,
                "quantity": quantity,
                "net": net,
                "cost": cost,
            }
            for (product,), (quantity, net, cost) in summed(signed).items()
        ],
    )
