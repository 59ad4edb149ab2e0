"""A receipt is found with all that its paper shows and what can still come back of it."""

from __future__ import annotations

from datetime import date

import pytest

from jxc_desktop.commands.print_jobs import ReprintReceipt, reprint_receipt
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.domain.basket import Basket, Discount
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import ONE, Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.receipt_facts import ReceiptFacts
from jxc_desktop.domain.rounding import RoundingRule, RoundingStep
from jxc_desktop.domain.tender import Tender
from jxc_desktop.queries.find_receipt import find_receipt, find_receipt_by_number
from tests.shop import (
    APPLES,
    CASH,
    COLA,
    COLA_CASE_CODE,
    COLA_CODE,
    NOODLES_CODE,
    ON_ACCOUNT,
    OWNER_ID,
    WECHAT,
    Shop,
)

DOWN_TO_JIAO = RoundingRule(step=RoundingStep.JIAO)


def receipt(shop: Shop, key: DocumentKey) -> ReceiptFacts:
    found = shop.ask(lambda s: find_receipt(s, key))
    assert found is not None
    return found


def discounted(shop: Shop) -> Basket:
    """3 cola at 3.50, one noodles at 4.50 less 10 %, 0.485 kg apples at 12.98; 1.00 off it all.

    10.50 + (4.50 - 0.45) + 6.30 = 20.85; less 1.00 = 19.85; down to the jiao 19.80.
    """
    basket = shop.basket(COLA_CODE, COLA_CODE, COLA_CODE, NOODLES_CODE)
    basket = basket.with_item(shop.item("100003"), Quantity(485))
    basket = basket.with_line_discount(2, Discount.percent(Rate(1000), reason="临期"))
    return basket.with_order_discount(Discount.off(Money(100))).with_rounding(DOWN_TO_JIAO)


def sell_discounted(shop: Shop) -> ReceiptFacts:
    basket = discounted(shop)
    tender = Tender(basket.total).with_payment(WECHAT, Money(1000), "4200001")
    tender = tender.with_payment(CASH, Money(5000))
    taken = shop.do(take_sale, TakeSale(basket, tender, OWNER_ID, "discounted"))
    return receipt(shop, taken.sale)


def test_a_receipt_shows_discounts_rounding_and_change_as_they_were(shop: Shop) -> None:
    facts = sell_discounted(shop)

    assert (facts.number, facts.day) == ("01-01-20261124-0001", date(2026, 11, 24))
    assert facts.barcode.startswith("9001000126112400001")
    assert (facts.at.hour, facts.cashier_name, facts.cashier_number) == (10, "王老板", "1000")
    assert [(line.name, line.gross, line.discount) for line in facts.lines] == [
        ("可口可乐 500ml", Money(1050), Money(0)),
        ("康师傅红烧牛肉面(桶) 110g", Money(450), Money(45)),
        ("红富士苹果", Money(630), Money(0)),
    ]
    assert facts.lines[1].reason == "临期"
    assert (facts.goods_total, facts.order_discount) == (Money(2085), Money(100))
    assert (facts.discount_total, facts.rounding, facts.total) == (
        Money(145),
        Money(-5),
        Money(1980),
    )
    assert [(paid.name, paid.amount, paid.tendered) for paid in facts.payments] == [
        ("微信", Money(1000), None),
        ("现金", Money(980), Money(5000)),
    ]
    assert (facts.tendered, facts.change, facts.pieces) == (Money(6000), Money(4020), 5)
    assert facts.payments[0].reference == "4200001"


def test_all_of_a_new_sale_can_come_back_at_the_price_paid(shop: Shop) -> None:
    facts = sell_discounted(shop)

    backs = [line.returnable for line in facts.lines]
    assert [back and back.line for back in backs] == [1, 2, 3]
    assert [back and back.left for back in backs] == [Quantity(3000), ONE, Quantity(485)]
    assert Money.sum(back.paid for back in backs if back is not None) == facts.total


def test_goods_that_came_back_cannot_come_back_again(shop: Shop) -> None:
    sold = receipt(shop, shop.sell(shop.basket(*[COLA_CODE] * 3)).sale)
    line = sold.lines[0]
    basket = Basket().with_return(line.item, Quantity(2000), line.returnable, line.price)
    back = receipt(shop, shop.sell(basket).sale)

    left = receipt(shop, sold.key).lines[0].returnable
    assert left is not None
    assert (left.left, left.refunded) == (ONE, Money(700))
    assert (back.total, back.is_return) == (Money(-700), True)
    assert [ref.number for ref in back.takes_back] == [sold.number]
    assert back.lines[0].returnable is None


def test_a_line_taken_back_is_the_very_unit_that_was_sold(shop: Shop) -> None:
    case = receipt(shop, shop.sell(shop.basket(COLA_CASE_CODE)).sale).lines[0].item

    assert (case.product, case.unit, case.unit_name) == (COLA, 1, "箱")
    assert (case.factor, case.unit_price) == (Quantity(24_000), UnitPrice(780_000))
    assert case.cost == UnitPrice(20_000)


def test_weighed_goods_stay_weighed_on_the_receipt(shop: Shop) -> None:
    basket = Basket().with_item(shop.item("100003"), Quantity(2000))

    line = receipt(shop, shop.sell(basket).sale).lines[0]

    assert (line.item.product, line.item.weighed) == (APPLES, True)


def test_a_void_and_its_receipt_name_each_other(shop: Shop) -> None:
    sold = shop.sell(shop.basket(COLA_CODE))
    void = shop.do(void_sale, VoidSale(sold.sale, OWNER_ID, "输错"))

    voided, voiding = receipt(shop, sold.sale), receipt(shop, void.void)

    assert voided.voided_by is not None
    assert voided.voided_by.number == voiding.number
    assert voiding.voids is not None
    assert (voiding.voids.key, voiding.is_void, voiding.total) == (sold.sale, True, Money(-350))
    back = voided.lines[0].returnable
    assert back is not None
    assert not back.left


def test_a_sale_on_account_tells_what_is_owed_before_and_after(shop: Shop) -> None:
    for _ in range(2):
        basket = shop.basket(NOODLES_CODE).with_customer(shop.customer())
        taken = shop.sell(basket, ON_ACCOUNT, actor=OWNER_ID)

    facts = receipt(shop, taken.sale)

    assert facts.customer_name == "兴隆饭店"
    assert (facts.owed_before, facts.on_account, facts.owed_now) == (
        Money(450),
        Money(450),
        Money(900),
    )


def test_a_cash_sale_tells_no_debt(shop: Shop) -> None:
    facts = receipt(shop, shop.sell(shop.basket(COLA_CODE)).sale)

    assert (facts.owed_now, facts.owed_before) == (None, None)


def test_copies_are_counted(shop: Shop) -> None:
    sold = shop.sell(shop.basket(COLA_CODE)).sale
    before = receipt(shop, sold).copies
    for _ in range(2):
        shop.do(reprint_receipt, ReprintReceipt(sold, OWNER_ID))

    assert (before, receipt(shop, sold).copies) == (0, 2)


def test_a_receipt_is_found_by_number_by_barcode_and_by_todays_count(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    sold = receipt(shop, shop.sell(shop.basket(NOODLES_CODE)).sale)

    for text in (sold.number, sold.barcode, f" {sold.barcode} ", "2", "0002", "２"):
        found = shop.ask(lambda s, text=text: find_receipt_by_number(s, text))  # type: ignore[misc]  # bound now
        assert found == sold


@pytest.mark.parametrize(
    "text",
    ["", "3", "0", "99999999", "6901234567892", "01-01-20261124-0009", "02-01-20261124-0001"],
)
def test_what_is_no_receipt_here_finds_none(shop: Shop, text: str) -> None:
    shop.sell(shop.basket(COLA_CODE))

    assert shop.ask(lambda s: find_receipt_by_number(s, text)) is None


def test_a_misread_barcode_is_told_to_the_cashier(shop: Shop) -> None:
    code = receipt(shop, shop.sell(shop.basket(COLA_CODE)).sale).barcode
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)

    with pytest.raises(Refusal, match="receipt_number_damaged"):
        shop.ask(lambda s: find_receipt_by_number(s, wrong))


def test_a_document_that_is_no_receipt_is_none(shop: Shop) -> None:
    shift = shop.sell(shop.basket(COLA_CODE)).sale - 1

    assert shop.ask(lambda s: find_receipt(s, DocumentKey(shift))) is None
    assert shop.ask(lambda s: find_receipt(s, DocumentKey(12345))) is None
