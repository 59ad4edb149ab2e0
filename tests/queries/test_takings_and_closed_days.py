"""What a shift took by each method, and the list of closed days."""

from __future__ import annotations

from datetime import date

from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.drawer import MoveCash, move_cash
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import ONE, ZERO, Money
from jxc_desktop.domain.tender import Payment
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.queries.find_shift import find_open_shift
from jxc_desktop.queries.find_takings import ShiftTakings, find_takings
from jxc_desktop.queries.list_closed_days import list_closed_days
from tests.shop import (
    CASHIER_ID,
    COLA_CODE,
    CUSTOMER,
    NOODLES_CODE,
    OWNER_ID,
    WECHAT,
    Shop,
)

TODAY = date(2026, 11, 24)


def takings(shop: Shop) -> ShiftTakings:
    running = shop.ask(find_open_shift)
    assert running is not None
    return shop.ask(lambda session: find_takings(session, running.shift, running.day))


def test_a_shift_that_sold_nothing_took_nothing(shop: Shop) -> None:
    assert takings(shop) == ShiftTakings(ZERO, ZERO, (), ZERO, ZERO)


def test_sales_and_customers_money_are_summed_by_method(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.sell(shop.basket(NOODLES_CODE, NOODLES_CODE), WECHAT)
    deposit = TakeCustomerMoney(CASHIER_ID, CUSTOMER, Payment(WECHAT, Money(10_000), Money(10_000)))
    shop.do(take_customer_money, deposit)
    move = MoveCash(OWNER_ID, Money(-5_000), CashPurpose.TO_SAFE, "存保险柜")
    shop.do(move_cash, move)

    found = takings(shop)

    assert [(row.name, row.amount, row.receipts) for row in found.methods] == [
        ("现金", Money(350), 1),
        ("微信", Money(10_900), 2),
    ]
    assert (found.sales, found.returns, found.net) == (Money(1_250), ZERO, Money(1_250))
    assert (found.cash_in, found.cash_out) == (ZERO, Money(5_000))


def test_a_shift_nobody_knows_took_nothing(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    found = shop.ask(lambda session: find_takings(session, DocumentKey(7), TODAY))
    assert found.methods == ()


def test_closed_days_stand_newest_first_with_number_net_and_receipts(shop: Shop) -> None:
    for _ in range(2):
        shop.sell(shop.basket(COLA_CODE))
        shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_350), left=Money(20_000)))
        running_day = shop.ask(list_closed_days)
        day = date(2026, 11, 24 + len(running_day))
        shop.do(close_day, CloseDay(OWNER_ID, day))
        shop.clock.pass_by(days=1)
        shop.open_shift(brought=0)

    rows = shop.ask(list_closed_days)

    assert [(row.day.day, row.number, row.net, row.receipts) for row in rows] == [
        (25, 2, Money(350), 1),
        (24, 1, Money(350), 1),
    ]
    assert shop.ask(lambda session: list_closed_days(session, limit=1)) == rows[:1]


def test_an_exchange_is_one_receipt_wherever_receipts_are_counted(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    cola, noodles = shop.item(COLA_CODE), shop.item(NOODLES_CODE)
    shop.sell(
        Basket().with_return(cola, ONE, None, cola.unit_price).with_item(noodles), actor=OWNER_ID
    )

    running = shop.ask(find_open_shift)
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_450), left=Money(20_000)))
    shop.do(close_day, CloseDay(OWNER_ID, TODAY))
    (row,) = shop.ask(list_closed_days)

    assert running is not None
    assert running.receipts == row.receipts == 2
    assert shop.ask(lambda session: day_figures(session, TODAY)).receipts == 2
