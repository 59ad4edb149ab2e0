"""How a basket's lines are written into a sale: as the customer saw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.documents.sale import LineRemark, SaleLine, SalePayment

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import Basket, BasketLine
    from jxc_desktop.domain.tender import Payment


def sale_line(line: BasketLine) -> SaleLine:
    """The line as a fact: names, prices and cost as the till knew them."""
    item = line.item
    return SaleLine(
        product=item.product,
        name=item.name,
        unit=item.unit_name,
        quantity=line.quantity,
        factor=item.factor,
        price=line.price,
        net=line.paid,
        cost=line.cost_amount,
        tax=line.tax,
        tax_rate=item.tax_rate,
        category=item.category,
        discount=line.discount_amount,
        share=line.order_share,
        rounding=line.rounding_share,
        remark=_remark(line),
    )


def _remark(line: BasketLine) -> LineRemark | None:
    discount, back = line.discount, line.return_of
    if discount is None and back is None:
        return None
    return LineRemark(
        reason="" if discount is None else discount.reason,
        approved_by=None if discount is None else discount.approved_by,
        takes_back_sale=None if back is None else back.sale,
        takes_back_line=0 if back is None else back.line,
    )


def sold_lines(basket: Basket) -> tuple[SaleLine, ...]:
    """The lines that leave the shop."""
    return tuple(sale_line(line) for line in basket.sale_lines)


def returned_lines(basket: Basket) -> tuple[SaleLine, ...]:
    """The lines that come back."""
    return tuple(sale_line(line) for line in basket.return_lines)


def sale_payment(payment: Payment) -> SalePayment:
    """The payment as a fact, with what its channel keeps."""
    method = payment.method
    return SalePayment(
        method=method.method,
        name=method.name,
        kind=method.kind.value,
        amount=payment.amount,
        fee=method.fee(payment.amount),
        tendered=payment.tendered if payment.change else None,
        reference=payment.reference,
    )
