"""One trading day in which everything happens that a till of version 1 can write down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.drawer import MoveCash, OpenDrawer, move_cash, open_drawer
from jxc_desktop.commands.print_jobs import ReprintReceipt, reprint_receipt
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.commands.till_trace import CancelOrder, cancel_order
from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.documents.shift import CountedMethod, CountedNote
from jxc_desktop.domain.basket import Basket, Discount, ReturnOf
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.numbers import ONE, Money, Quantity, Rate
from jxc_desktop.domain.tender import Payment
from jxc_desktop.queries.find_shift import drawer_cash
from tests.shop import (
    CASH,
    COLA_CASE_CODE,
    COLA_CODE,
    CUSTOMER,
    DEPOSIT,
    NOODLES_CODE,
    ON_ACCOUNT,
    OWNER_ID,
    WECHAT,
    Shop,
    make_shop,
)

if TYPE_CHECKING:
    from pathlib import Path


def trade_a_day(folder: Path) -> Shop:
    """The shop after the day, closed up to the Z report."""
    shop = make_shop(folder)
    shop.edit("setting", 0, shop_name="黄金小店", day_end_hour="4")
    shop.open_shift(actor=OWNER_ID)
    _sell_in_every_way(shop)
    _take_back(shop)
    _handle_money(shop)
    shop.clock.pass_by(hours=8)
    _close(shop)
    return shop


def _sell_in_every_way(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE, NOODLES_CODE), actor=OWNER_ID)
    shop.clock.pass_by(minutes=7)
    shop.sell(shop.basket(COLA_CASE_CODE), WECHAT, actor=OWNER_ID)
    discounted = (
        shop.basket(COLA_CODE, NOODLES_CODE)
        .with_line_discount(1, Discount.percent(Rate(1500), "临期", OWNER_ID))
        .with_order_discount(Discount.off(Money(33), "熟客"))
        .with_note("不要袋子 🍎")
    )
    shop.sell(discounted, actor=OWNER_ID)
    shop.sell(_for_the_customer(shop, NOODLES_CODE), ON_ACCOUNT, actor=OWNER_ID)


def _for_the_customer(shop: Shop, code: str) -> Basket:
    return shop.basket(code).with_customer(shop.customer())


def _take_back(shop: Shop) -> None:
    three = shop.basket(COLA_CODE).with_quantity(1, Quantity(3000))
    sold = shop.sell(three, actor=OWNER_ID)
    back = ReturnOf(sold.sale, 1, Quantity(3000), sold.total)
    item = shop.item(COLA_CODE)
    shop.sell(Basket().with_return(item, ONE, back, item.unit_price), actor=OWNER_ID)
    wrong = shop.sell(shop.basket(NOODLES_CODE), actor=OWNER_ID)
    shop.do(void_sale, VoidSale(wrong.sale, OWNER_ID, "收错款"))
    shop.do(reprint_receipt, ReprintReceipt(sold.sale, OWNER_ID))


def _handle_money(shop: Shop) -> None:
    shop.do(move_cash, MoveCash(OWNER_ID, Money(-1500), CashPurpose.EXPENSE, "买垃圾袋"))
    shop.do(open_drawer, OpenDrawer(OWNER_ID, "换零钱"))
    deposit = Payment(CASH, Money(10_000), Money(10_000))
    shop.do(take_customer_money, TakeCustomerMoney(OWNER_ID, CUSTOMER, deposit, note="年货"))
    shop.sell(_for_the_customer(shop, COLA_CODE), DEPOSIT, actor=OWNER_ID)
    repaid = Payment(WECHAT, Money(200), Money(200))
    shop.do(take_customer_money, TakeCustomerMoney(OWNER_ID, CUSTOMER, repaid, repayment=True))
    shop.do(cancel_order, CancelOrder(OWNER_ID, shop.basket(COLA_CODE), "顾客不要了"))


def _close(shop: Shop) -> None:
    expected = shop.ask(drawer_cash)
    wechat = CountedMethod(method=2, name="微信", expected=Money(8_000), counted=Money(8_000))
    command = CloseShift(
        OWNER_ID,
        counted=expected - Money(50),
        left=Money(20_000),
        notes=(CountedNote(Money(10_000), 2), CountedNote(Money(100), 37)),
        methods=(wechat,),
        blind=True,
        remark="少五角",
    )
    shop.do(close_shift, command)
    shop.do(close_day, CloseDay(OWNER_ID, date(2026, 11, 24)))
