"""Selling at the till: what a cashier may do, and what the shop says no to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from jxc_desktop.commands.sale_lines import returned_lines, sold_lines
from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.basket import Basket, BasketCustomer, Discount, ReturnOf
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import CustomerId
from jxc_desktop.domain.numbers import Money, Quantity, Rate
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.rounding import RoundingRule, RoundingStep, RoundingWhen
from jxc_desktop.domain.tender import Payment, Tender
from jxc_desktop.models.records import Setting
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.find_customer import account_balance
from jxc_desktop.queries.list_people import list_roles
from tests.refusing import refused
from tests.shop import (
    CASH,
    CASHIER_ID,
    COLA_CASE_CODE,
    COLA_CODE,
    CUSTOMER,
    DEPOSIT,
    NOODLES_CODE,
    ON_ACCOUNT,
    OWNER_ID,
    WECHAT,
    Shop,
)


def papers(shop: Shop) -> list[str]:
    return shop.ask(
        lambda s: list(s.execute(select(PrintJob.paper).order_by(PrintJob.id)).scalars())
    )


def test_a_cash_sale_opens_the_drawer_and_owes_a_receipt(shop: Shop) -> None:
    taken = shop.sell(shop.basket(COLA_CODE))

    assert taken.opens_drawer
    assert papers(shop) == [Paper.DRAWER_KICK, Paper.RECEIPT]


def test_a_customer_who_wants_no_receipt_gets_none(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE), WECHAT, print_receipt=False)
    shop.edit("setting", 0, print_receipt="no")
    shop.sell(shop.basket(COLA_CODE), WECHAT)

    assert papers(shop) == []
    assert shop.ask(lambda s: s.get(Setting, "print_receipt")) is not None


def test_numbers_of_a_day_have_no_gap(shop: Shop) -> None:
    serials = [shop.sell(shop.basket(COLA_CODE)).serial for _ in range(4)]

    assert serials == [1, 2, 3, 4]


def test_a_case_takes_twenty_four_bottles_off_the_shelf(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CASE_CODE))

    left = shop.ask(
        lambda s: s.scalar(
            text("SELECT quantity FROM stock_balance WHERE location = 1 AND product = 101")
        )
    )
    assert left == 76_000


def test_an_empty_basket_is_not_sold(shop: Shop) -> None:
    assert refused(lambda: shop.sell(Basket())) == "basket_empty"


def test_a_basket_without_an_id_is_a_bug_of_the_screen(shop: Shop) -> None:
    basket = shop.basket(COLA_CODE)
    command = TakeSale(basket, Tender(basket.total).with_payment(CASH, Money(350)), CASHIER_ID, "")
    with pytest.raises(ValueError, match="id of its basket"):
        shop.do(take_sale, command)


def test_a_tender_that_falls_short_is_not_taken(shop: Shop) -> None:
    basket = shop.basket(COLA_CODE)
    short = Tender(basket.total).with_payment(CASH, Money(100))
    other = Tender(Money(100)).with_payment(CASH, Money(100))

    assert refused(lambda: shop.do(take_sale, TakeSale(basket, short, CASHIER_ID, "a"))) == (
        "tender_incomplete"
    )
    assert refused(lambda: shop.do(take_sale, TakeSale(basket, other, CASHIER_ID, "a"))) == (
        "tender_other_total"
    )


def test_change_is_what_was_handed_over_too_much(shop: Shop) -> None:
    basket = shop.basket(COLA_CODE)
    tender = Tender(basket.total).with_payment(CASH, Money(5000))

    taken = shop.do(take_sale, TakeSale(basket, tender, CASHIER_ID, "fifty"))

    assert taken.change == Money(4650)
    assert shop.ask(lambda s: account_balance(s, Account.DRAWER, 1)) == Money(20_350)


def test_a_cashier_gives_five_percent_alone_and_asks_for_more(shop: Shop) -> None:
    small = shop.basket(NOODLES_CODE).with_line_discount(1, Discount.percent(Rate(500)))
    large = shop.basket(NOODLES_CODE).with_line_discount(1, Discount.percent(Rate(3000)))

    assert shop.sell(small).total == Money(427)
    assert refused(lambda: shop.sell(large)) == "permission_missing"
    assert shop.sell(large, actor=OWNER_ID).total == Money(315)


def test_an_order_discount_and_a_price_below_the_floor_need_permission(shop: Shop) -> None:
    order = shop.basket(NOODLES_CODE).with_order_discount(Discount.percent(Rate(100)))
    assert refused(lambda: shop.sell(order)) == "permission_missing"
    shop.edit("product", 102, floor_price=44_000)
    cheap = shop.basket(NOODLES_CODE).with_line_discount(1, Discount.percent(Rate(400)))
    assert refused(lambda: shop.sell(cheap)) == "permission_missing"
    assert shop.sell(cheap, actor=OWNER_ID).total == Money(432)


def test_a_credit_sale_needs_a_named_customer_and_stays_within_the_limit(shop: Shop) -> None:
    nobody = shop.basket(COLA_CODE)
    named = shop.basket(COLA_CODE).with_customer(shop.customer())
    much = named.with_quantity(1, Quantity(200_000))

    assert refused(lambda: shop.sell(nobody, ON_ACCOUNT)) == "customer_needed"
    shop.sell(named, ON_ACCOUNT)
    assert shop.customer().owed == Money(330)
    assert refused(lambda: shop.sell(much, ON_ACCOUNT)) == "permission_missing"
    shop.sell(much, ON_ACCOUNT, actor=OWNER_ID)
    assert shop.customer().owed == Money(330 + 66_000)


def test_goods_on_account_come_back_off_the_account(shop: Shop) -> None:
    named = shop.basket(COLA_CODE).with_customer(shop.customer())
    sale = shop.sell(named, ON_ACCOUNT).sale
    line = named.lines[0]
    back = (
        Basket()
        .with_customer(shop.customer())
        .with_return(
            line.item, line.quantity, ReturnOf(sale, 1, line.quantity, line.paid), line.price
        )
    )

    shop.sell(back, ON_ACCOUNT)

    assert shop.customer().owed == Money(0)


def test_a_deposit_pays_as_far_as_it_reaches(shop: Shop) -> None:
    payment = Payment(CASH, Money(1000), Money(1000))
    shop.do(take_customer_money, TakeCustomerMoney(CASHIER_ID, CUSTOMER, payment))
    named = shop.basket(COLA_CODE).with_customer(shop.customer())

    shop.sell(named, DEPOSIT)

    assert shop.customer().deposit == Money(670)
    too_much = named.with_quantity(1, Quantity(9000))
    assert refused(lambda: shop.sell(too_much, DEPOSIT)) == "deposit_too_small"


def test_a_customer_who_is_gone_from_the_books_gets_no_credit(shop: Shop) -> None:
    stranger = BasketCustomer(CustomerId(999), "谁", False, Money(10**6), Money(0), Money(0))
    basket = shop.basket(COLA_CODE).with_customer(stranger)

    assert refused(lambda: shop.sell(basket, ON_ACCOUNT)) == "customer_needed"


def test_never_more_comes_back_than_was_sold(shop: Shop) -> None:
    """erpnext #24259: returned twice at two tills, refunded twice."""
    basket = shop.basket(NOODLES_CODE).with_quantity(1, Quantity(2000))
    sale = shop.sell(basket).sale
    line = basket.lines[0]
    of = ReturnOf(sale, 1, line.quantity, line.paid)
    once = Basket().with_return(line.item, Quantity(2000), of, line.price)
    shop.sell(once)

    assert refused(lambda: shop.sell(once)) == "return_changed"
    now = ReturnOf(sale, 1, line.quantity, line.paid, Quantity(2000), Money(900))
    with pytest.raises(Refusal) as trouble:
        Basket().with_return(line.item, Quantity(1000), now, line.price)
    assert trouble.value.code == "return_over_sold"


def test_the_same_goods_do_not_come_back_twice_in_one_basket(shop: Shop) -> None:
    """A basket of the screens joins the two lines; a command does not rely on it."""
    bought = shop.basket(NOODLES_CODE).with_quantity(1, Quantity(2000))
    sale = shop.sell(bought).sale
    line = bought.lines[0]
    of = ReturnOf(sale, 1, line.quantity, line.paid)
    once = Basket().with_return(line.item, Quantity(2000), of, line.price)
    twice = replace(once, lines=(*once.lines, replace(once.lines[0], number=2)))

    assert refused(lambda: shop.sell(twice)) == "return_over_sold"


def test_goods_without_a_receipt_come_back_with_somebody_elses_word(shop: Shop) -> None:
    item = shop.item(COLA_CODE)
    back = Basket().with_return(item, Quantity(1000), None, item.unit_price)

    assert refused(lambda: shop.sell(back)) == "permission_missing"
    assert shop.sell(back, actor=OWNER_ID).total == Money(-350)


def test_an_exchange_settles_the_difference_in_one_go(shop: Shop) -> None:
    bought = shop.basket(COLA_CODE)
    sale = shop.sell(bought).sale
    line = bought.lines[0]
    of = ReturnOf(sale, 1, line.quantity, line.paid)
    exchange = shop.basket(NOODLES_CODE).with_return(line.item, line.quantity, of, line.price)

    taken = shop.sell(exchange)

    assert taken.total == Money(450 - 350)
    assert len(sold_lines(exchange)) == len(returned_lines(exchange)) == 1


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    quantity=st.integers(1, 9),
    off=st.integers(0, 300),
    parts=st.lists(st.integers(1, 4), min_size=1, max_size=6),
)
def test_no_fen_is_lost_or_invented_when_a_discounted_line_comes_back_in_parts(
    shop: Shop, quantity: int, off: int, parts: list[int]
) -> None:
    basket = shop.basket(NOODLES_CODE).with_quantity(1, Quantity(quantity * 1000))
    if off:
        basket = basket.with_order_discount(Discount.off(Money(off)))
    sale = shop.sell(basket, actor=OWNER_ID).sale
    line, returned, refunded = basket.lines[0], Quantity(0), Money(0)
    for part in [*parts, quantity]:
        back = min(Quantity(part * 1000), line.quantity - returned)
        if not back:
            break
        of = ReturnOf(sale, 1, line.quantity, line.paid, returned, refunded)
        taken = shop.sell(Basket().with_return(line.item, back, of, line.price), actor=OWNER_ID)
        returned, refunded = returned + back, refunded - taken.total

    assert returned == line.quantity
    assert refunded == basket.total
    tax = shop.ask(lambda s: account_balance(s, Account.TAX, 0))
    revenue = shop.ask(
        lambda s: account_balance(s, Account.REVENUE, 0) + account_balance(s, Account.DISCOUNT, 0)
    )
    assert (tax, revenue) == (Money(0), Money(0))


def test_money_goes_back_the_way_it_came_or_somebody_allows_another(shop: Shop) -> None:
    bought = shop.basket(COLA_CODE)
    sale = shop.sell(bought, WECHAT).sale
    line = bought.lines[0]
    of = ReturnOf(sale, 1, line.quantity, line.paid)
    back = Basket().with_return(line.item, line.quantity, of, line.price)

    assert refused(lambda: shop.sell(back, CASH)) == "permission_missing"
    assert shop.sell(back, WECHAT).total == Money(-350)


def test_another_way_back_is_for_those_who_may(shop: Shop) -> None:
    bought = shop.basket(COLA_CODE)
    sale = shop.sell(bought, WECHAT).sale
    line = bought.lines[0]
    of = ReturnOf(sale, 1, line.quantity, line.paid)
    back = Basket().with_return(line.item, line.quantity, of, line.price)

    assert shop.sell(back, CASH, actor=OWNER_ID).total == Money(-350)


def test_the_rounding_key_is_for_those_who_may_press_it(shop: Shop) -> None:
    pressed = RoundingRule(step=RoundingStep.JIAO, when=RoundingWhen.AUTOMATIC)
    line = shop.basket(COLA_CODE).with_line_discount(1, Discount.off(Money(5)))
    basket = line.with_rounding(pressed)
    assert basket.total == Money(340)
    role = next(row for row in shop.ask(list_roles) if row.name == "cashier")
    fewer = role.permissions - {Permission.ROUND_BY_KEY}
    shop.edit("role", role.role, permissions=" ".join(sorted(fewer)))

    assert refused(lambda: shop.sell(basket)) == "permission_missing"
    assert shop.sell(line).total == Money(345)
    assert shop.sell(basket, actor=OWNER_ID).total == Money(340)
