"""Receipts made by hand, for the tests of their paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jxc_desktop.domain.ids import CategoryId, CustomerId, DocumentKey, PersonId, ProductId
from jxc_desktop.domain.numbers import ONE, ZERO, Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.receipt_facts import (
    ReceiptFacts,
    ReceiptLine,
    ReceiptPayment,
    ReceiptRef,
    ShopHeader,
)
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.domain.tender import MethodKind

HEADER = ShopHeader(
    name="好邻居便利店",
    store_name="中山路店",
    address="中山路128号",
    phone="0571-88886666",
    footer="谢谢惠顾，欢迎再次光临！",
)
NOON = datetime(2026, 11, 24, 12, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
OTHER = ReceiptRef(DocumentKey(7), "01-02-20261123-0031")


def line(
    name: str,
    milli: int,
    price: int,
    *,
    unit: str = "瓶",
    gross: int | None = None,
    discount: int = 0,
    share: int = 0,
    rounding: int = 0,
    is_return: bool = False,
    reason: str = "",
) -> ReceiptLine:
    """A line at `price` 1/10000 yuan; `gross` where a label or an old receipt says otherwise."""
    quantity, asked = Quantity(milli), UnitPrice(price)
    amount = asked.amount(quantity) if gross is None else Money(gross)
    item = SellableItem(
        product=ProductId(1),
        unit=0,
        code="1",
        barcode="",
        name=name,
        unit_name=unit,
        factor=ONE,
        unit_price=asked,
        member_price=None,
        floor_price=None,
        cost=UnitPrice(0),
        tax_rate=Rate(0),
        category=CategoryId(1),
    )
    return ReceiptLine(
        number=1,
        item=item,
        quantity=quantity,
        price=asked,
        gross=amount,
        discount=Money(discount),
        share=Money(share),
        rounding=Money(rounding),
        net=amount - Money(discount) - Money(share) + Money(rounding),
        is_return=is_return,
        reason=reason,
    )


def cash(amount: int, tendered: int | None = None) -> ReceiptPayment:
    """So much in notes and coins."""
    given = None if tendered is None else Money(tendered)
    return ReceiptPayment("现金", MethodKind.CASH, Money(amount), given)


def wechat(amount: int, reference: str = "") -> ReceiptPayment:
    """So much by telephone."""
    return ReceiptPayment("微信", MethodKind.WALLET, Money(amount), None, reference)


def on_account(amount: int) -> ReceiptPayment:
    """So much to be paid later."""
    return ReceiptPayment("赊账", MethodKind.ON_ACCOUNT, Money(amount))


def receipt(*lines: ReceiptLine, payments: tuple[ReceiptPayment, ...] = ()) -> ReceiptFacts:
    """A receipt of these lines, settled by these payments."""
    total = Money.sum(each.net if each.sign > 0 else -each.net for each in lines)
    given = Money.sum(paid.tendered or paid.amount for paid in payments)
    paid = Money.sum(paid.amount for paid in payments)
    return ReceiptFacts(
        key=DocumentKey(1),
        number="01-02-20261124-0007",
        barcode="90010002261124000073",
        at=NOON,
        day=date(2026, 11, 24),
        cashier=PersonId(2),
        cashier_name="李小红",
        cashier_number="1001",
        shop=HEADER,
        lines=lines,
        payments=payments,
        total=total,
        tax=ZERO,
        change=given - paid,
    )


def evening_sale() -> ReceiptFacts:
    """Discounts on a line and on the sale, small change dropped, two ways to pay, change.

    3 x 3.50 = 10.50; 4.50 - 0.45 = 4.05; 0.485 x 12.98 = 6.2953 = 6.30: together 20.85.
    Less 1.00 is 19.85, down to the jiao 19.80: 10.00 by telephone, 9.80 of a fifty, 40.20 back.
    """
    return receipt(
        line("可口可乐 500ml", 3000, 35_000, share=50, rounding=-3),
        line(
            "康师傅红烧牛肉面(桶) 110g", 1000, 45_000, discount=45, share=19, rounding=-1,
            reason="临期", unit="桶",
        ),
        line("红富士苹果", 485, 129_800, share=31, rounding=-1, unit="kg"),
        payments=(wechat(1000, "4200001"), cash(980, 5000)),
    )  # fmt: skip


def goods_back() -> ReceiptFacts:
    """Two of the bottles come back at what was paid for them, not at the shelf's price."""
    back = line("可口可乐 500ml", 2000, 35_000, gross=665, is_return=True)
    return replace(receipt(back, payments=(cash(-665),)), takes_back=(OTHER,))


def sale_on_account() -> ReceiptFacts:
    """A case of cola for 78.00 on the account of a restaurant that owed 120.50."""
    facts = receipt(line("可口可乐 500ml", 1000, 780_000, unit="箱"), payments=(on_account(7800),))
    return replace(
        facts,
        customer=CustomerId(5),
        customer_name="兴隆饭店",
        owed_now=Money(19_850),
    )
