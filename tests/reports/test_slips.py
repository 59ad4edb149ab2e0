"""The small papers: cash in and out, customers' payments, baskets put aside."""

from __future__ import annotations

from dataclasses import replace

from jxc_desktop.commands.drawer import MoveCash, move_cash
from jxc_desktop.commands.held_baskets import HoldBasket, RecallBasket, hold_basket, recall_basket
from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.domain.basket import Discount
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.tender import Payment
from jxc_desktop.domain.ticket import Ticket
from jxc_desktop.domain.ticket_layout import lay_out
from jxc_desktop.domain.words import mark as chinese
from jxc_desktop.queries.find_slip import find_cash_move, find_customer_payment, find_held
from jxc_desktop.reports.cash_slip import cash_slip
from jxc_desktop.reports.customer_payment_slip import customer_payment_slip
from jxc_desktop.reports.held_slip import held_slip
from jxc_desktop.reports.purpose_names import PURPOSE_NAMES
from tests.shop import (
    CASH,
    CASHIER_ID,
    COLA_CODE,
    CUSTOMER,
    NOODLES_CODE,
    ON_ACCOUNT,
    OWNER_ID,
    WECHAT,
    Shop,
)

CASH_OUT = """\
  好邻居便利店
            中山路店
           现金取出单
--------------------------------
收银台                        01
收银员                    王老板
时间            2026-11-24 10:00
用途                    零星支出
金额     ￥30.00
原因 买胶带

经手人 _________________________

复核人 _________________________
"""

DEPOSIT = """\
  好邻居便利店
            中山路店
           预存款收据
--------------------------------
单号 P01-01-20261124-0001
时间            2026-11-24 10:00
收银员                    李小红
客户                    兴隆饭店
--------------------------------
金额    ￥100.00
人民币壹佰元整
现金                      150.00
找零                       50.00
备注 过节用
--------------------------------
目前欠款                    0.00
预存余额                  100.00

收款人 _________________________
    谢谢惠顾，欢迎再次光临！
"""

HELD = """\
  好邻居便利店
            中山路店
             挂单 1
         *** 未付款 ***
--------------------------------
时间            2026-11-24 10:00
收银员                    李小红
备注 穿红衣服的
--------------------------------
可口可乐 500ml
                  2瓶       6.50
康师傅红烧牛肉面(桶) 110g
                  1瓶       4.18
--------------------------------
合计     ￥10.68
"""


def printed(ticket: Ticket) -> str:
    return "\n".join(lay_out(ticket, 32).text_lines)


def test_cash_taken_out_is_signed_for_by_two(shop: Shop) -> None:
    shop.open_shift()
    move = MoveCash(OWNER_ID, Money(-3000), CashPurpose.EXPENSE, "买胶带")
    key = shop.do(move_cash, move)
    facts = shop.ask(lambda s: find_cash_move(s, key))

    assert facts is not None
    assert printed(cash_slip(facts, width=32, words=chinese)) == CASH_OUT


def test_cash_put_in_says_so_and_names_who_allowed_it(shop: Shop) -> None:
    shop.open_shift()
    move = MoveCash(OWNER_ID, Money(5000), CashPurpose.FLOAT, "补零钱")
    key = shop.do(move_cash, move)
    facts = shop.ask(lambda s: find_cash_move(s, key))

    assert facts is not None
    paper = printed(cash_slip(replace(facts, approved_by="王老板"), width=32, words=chinese))
    assert "现金存入单" in paper
    assert "用途                    补备用金\n金额     ￥50.00\n" in paper
    assert "授权人                    王老板\n" in paper


def test_a_deposit_is_receipted_in_capitals_with_what_is_left(shop: Shop) -> None:
    shop.open_shift()
    payment = Payment(CASH, Money(10_000), Money(15_000))
    take = TakeCustomerMoney(CASHIER_ID, CUSTOMER, payment, note="过节用")
    key = shop.do(take_customer_money, take)
    facts = shop.ask(lambda s: find_customer_payment(s, key))

    assert facts is not None
    assert printed(customer_payment_slip(facts, width=32, words=chinese)) == DEPOSIT


def test_a_repayment_tells_what_is_still_owed(shop: Shop) -> None:
    shop.open_shift()
    basket = shop.basket(NOODLES_CODE).with_customer(shop.customer())
    shop.sell(basket, ON_ACCOUNT, actor=OWNER_ID)
    payment = Payment(WECHAT, Money(200), Money(200), "4200009")
    key = shop.do(take_customer_money, TakeCustomerMoney(CASHIER_ID, CUSTOMER, payment, True))
    facts = shop.ask(lambda s: find_customer_payment(s, key))

    assert facts is not None
    paper = printed(customer_payment_slip(facts, width=32, words=chinese))
    assert "还款收据" in paper
    assert "微信                        2.00\n凭证号 4200009\n" in paper
    assert "目前欠款                    2.50\n" in paper


def test_a_held_basket_is_marked_as_not_paid(shop: Shop) -> None:
    shop.open_shift()
    basket = shop.basket(COLA_CODE, COLA_CODE, NOODLES_CODE)
    basket = basket.with_order_discount(Discount.off(Money(82)))
    held = shop.do(hold_basket, HoldBasket(basket, CASHIER_ID, "a", "穿红衣服的"))
    facts = shop.ask(lambda s: find_held(s, held))

    assert facts is not None
    assert printed(held_slip(facts, width=32, words=chinese)) == HELD


def test_a_recalled_basket_has_no_slip_any_more(shop: Shop) -> None:
    shop.open_shift()
    held = shop.do(hold_basket, HoldBasket(shop.basket(COLA_CODE), CASHIER_ID, "a"))
    shop.do(recall_basket, RecallBasket(held, CASHIER_ID))

    assert shop.ask(lambda s: find_held(s, held)) is None


def test_another_document_is_no_slip(shop: Shop) -> None:
    shop.open_shift()
    sale = shop.sell(shop.basket(COLA_CODE)).sale

    for key in (sale, DocumentKey(5)):
        assert shop.ask(lambda s, key=key: find_cash_move(s, key)) is None  # type: ignore[misc]  # bound now
        assert shop.ask(lambda s, key=key: find_customer_payment(s, key)) is None  # type: ignore[misc]  # bound now


def test_every_purpose_has_a_name() -> None:
    assert set(PURPOSE_NAMES) == set(CashPurpose)
