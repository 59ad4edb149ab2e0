"""Scanning and searching at the counter, as a cashier with a queue does it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from jxc_desktop.commands.open_basket import SaveOpenBasket
from jxc_desktop.domain.barcode import check_digit
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.receipt_number import ReceiptNumber
from jxc_desktop.domain.rounding import NO_ROUNDING
from jxc_desktop.queries.list_held_baskets import find_open_basket
from jxc_desktop.ui.checkout.presenter import CheckoutPresenter, Links
from jxc_desktop.ui.checkout.typed_code import Sign
from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
from tests.shop import COLA_CASE_CODE, COLA_CODE, NOODLES_CODE, Shop
from tests.ui.at_the_till import Counter
from tests.ui.checkout.other_stores import hear_of_other_stores
from tests.ui.counter_memory import CheckoutMemory


@dataclass
class Desk:
    """A counter with its screen, and where it led to."""

    counter: Counter
    screen: CheckoutMemory = field(default_factory=CheckoutMemory)
    signs: list[Sign] = field(default_factory=list)
    receipts: list[ReceiptNumber] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    members: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        doors = self.counter.doors
        self.in_hand = BasketInHand(doors.desk, NO_ROUNDING)
        links = Links(
            press_sign=self.signs.append,
            set_quantity=self.quantities.append,
            open_receipt=self.receipts.append,
            find_member=lambda code: code in self.members,
            offer_product=self.offered.append,
        )
        self.presenter = CheckoutPresenter(doors, self.in_hand, self.screen, links)

    def lines(self) -> list[tuple[str, int]]:
        return [(line.item.name, line.quantity.milli) for line in self.screen.basket.lines]


@pytest.fixture
def till(counter: Counter) -> Desk:
    return Desk(counter)


def label(prefix: str, item: str, value: int) -> str:
    data = f"{prefix}{item}{value:05}"
    return data + check_digit(data)


def test_a_scan_puts_the_goods_in_and_the_same_again_makes_two(till: Desk) -> None:
    for code in (COLA_CODE, NOODLES_CODE, COLA_CODE):
        till.presenter.scan(code)
    assert till.lines() == [("可口可乐 500ml", 2000), ("康师傅红烧牛肉面(桶) 110g", 1000)]
    assert till.screen.marked == 1, "the line that was just scanned"
    assert till.screen.basket.total == Money(1_150)


def test_the_case_has_a_barcode_and_a_price_of_its_own(till: Desk) -> None:
    till.presenter.scan(COLA_CASE_CODE)
    assert till.screen.basket.lines[0].item.unit_name == "箱"
    assert till.screen.basket.total == Money(7_800)


def test_twelve_times_before_the_scan(till: Desk) -> None:
    till.presenter.entered("12*")
    assert till.screen.aheads == [None, Quantity(12_000)]
    till.presenter.scan(COLA_CODE)
    assert till.lines() == [("可口可乐 500ml", 12_000)]
    assert till.screen.aheads == [None, Quantity(12_000), None]
    till.presenter.scan(NOODLES_CODE)
    assert till.lines()[1] == ("康师傅红烧牛肉面(桶) 110g", 1000)


def test_twelve_times_typed_and_scanned_at_once(till: Desk) -> None:
    till.presenter.typed("12*")
    till.presenter.scan(COLA_CODE)
    assert till.lines() == [("可口可乐 500ml", 12_000)]
    till.presenter.scan(NOODLES_CODE)
    assert till.lines()[1] == ("康师傅红烧牛肉面(桶) 110g", 1000)


def test_twelve_times_and_the_code_in_one_go(till: Desk) -> None:
    till.presenter.entered(f"12*{COLA_CODE}")
    assert till.lines() == [("可口可乐 500ml", 12_000)]


def test_a_search_by_pinyin_shows_what_it_finds_and_enter_takes_the_marked_one(till: Desk) -> None:
    till.presenter.typed("kkkl")
    assert [item.name for item in till.screen.found] == ["可口可乐 500ml"]
    till.presenter.entered("kkkl")
    assert till.lines() == [("可口可乐 500ml", 1000)]
    assert till.screen.found == ()


def test_the_list_is_walked_and_the_chosen_one_taken(till: Desk) -> None:
    till.presenter.typed("1000")
    second = till.screen.found[1]
    till.presenter.mark_found(second)
    till.presenter.entered("1000")
    # The apples are weighed: whichever came second, it is what was asked for or put in.
    asked = till.screen.question
    assert (asked.name if asked else till.lines()[0][0]) == second.name


def test_what_other_stores_have_is_told_of_the_marked_one_alone(till: Desk, shop: Shop) -> None:
    hear_of_other_stores(shop)
    till.presenter.typed("1000")
    told = {}
    for item in till.screen.found:
        till.presenter.mark_found(item)
        told[item.name] = till.screen.stock_elsewhere
    assert [name for name, text in told.items() if "滨江店 30（截至 14:32" in text] == [
        "可口可乐 500ml"
    ]
    assert sum(1 for text in told.values() if text) == 1


def test_what_a_customer_owes_elsewhere_is_told_once_they_are_named(till: Desk, shop: Shop) -> None:
    hear_of_other_stores(shop)
    till.in_hand.put(till.in_hand.basket.with_customer(shop.customer()))
    assert till.screen.customer_elsewhere == "其中别的店：滨江店 欠 ￥120.00（截至 14:32）"
    till.in_hand.put(till.in_hand.basket.with_customer(None))
    assert till.screen.customer_elsewhere == ""


def test_enter_faster_than_the_search_takes_the_only_match(till: Desk) -> None:
    till.presenter.entered("ksf")
    assert till.lines() == [("康师傅红烧牛肉面(桶) 110g", 1000)]


def test_enter_faster_than_the_search_does_not_guess_between_two(till: Desk) -> None:
    till.presenter.entered("1000")
    assert till.lines() == []
    assert len(till.screen.found) == 3


def test_three_noodles_by_search(till: Desk) -> None:
    till.presenter.typed("3*ksf")
    till.presenter.entered("3*ksf")
    assert till.lines() == [("康师傅红烧牛肉面(桶) 110g", 3000)]


def test_words_that_nothing_carries_are_refused_aloud(till: Desk) -> None:
    till.presenter.entered("没有的东西")
    assert till.screen.refusals == ["nothing_found"]
    assert till.screen.sounds == 1
    assert till.offered == []


def test_an_unknown_barcode_is_heard_and_offered_as_a_new_product(till: Desk) -> None:
    till.presenter.scan("6901234567816")
    assert till.screen.sounds == 1
    assert till.offered == ["6901234567816"]
    assert till.lines() == []


def test_a_misread_barcode_is_scanned_again_and_never_becomes_a_product(till: Desk) -> None:
    till.presenter.scan("6901234567891")
    assert till.screen.refusals == ["barcode_check_digit"]
    assert till.offered == []


def test_apples_without_a_label_are_weighed_first(till: Desk) -> None:
    till.presenter.entered("hfspg")
    assert till.screen.question.weighed
    till.screen.answer(Quantity(0))
    assert till.screen.problem == "quantity_zero"
    till.screen.answer(Quantity(485))
    assert till.lines() == [("红富士苹果", 485)]
    assert till.screen.basket.total == Money(630)


def test_a_weight_typed_before_the_apples(till: Desk) -> None:
    till.presenter.entered("0.485*hfspg")
    assert till.lines() == [("红富士苹果", 485)]


def test_a_scale_label_brings_its_weight(till: Desk) -> None:
    till.presenter.scan(label("21", "00031", 485))
    assert till.lines() == [("红富士苹果", 485)]


def test_a_label_of_exactly_one_kilo_is_not_asked_again(till: Desk) -> None:
    till.presenter.scan(label("21", "00031", 1000))
    assert till.screen.question is None
    assert till.lines() == [("红富士苹果", 1000)]


def test_a_label_with_an_amount_costs_what_it_says(till: Desk) -> None:
    till.presenter.scan(label("22", "00031", 1299))
    assert till.screen.basket.total == Money(1_299)


def test_a_damaged_label_is_heard(till: Desk) -> None:
    good = label("21", "00031", 485)
    till.presenter.scan(good[:-1] + str((int(good[-1]) + 1) % 10))
    assert till.screen.refusals == ["scale_label_damaged"]
    assert till.screen.sounds == 1


def test_the_signs_of_the_number_pad(till: Desk) -> None:
    for sign in "*/-+":
        till.presenter.typed(sign)
    assert till.signs == [Sign.QUANTITY, Sign.DISCOUNT, Sign.ROUNDING, Sign.PAY]
    till.presenter.entered("*5")
    assert till.quantities == [Quantity(5_000)]


def test_enter_on_nothing_pays_what_is_there_and_nothing_else(till: Desk) -> None:
    till.presenter.entered("")
    assert till.signs == []
    till.presenter.scan(COLA_CODE)
    till.presenter.entered("")
    assert till.signs == [Sign.PAY]


def test_a_receipts_barcode_opens_the_receipt(till: Desk) -> None:
    shop = till.counter.shop
    sold = shop.sell(shop.basket(COLA_CODE))
    number = ReceiptNumber(1, 1, shop.clock.now.date(), sold.serial)
    till.presenter.scan(number.barcode)
    assert till.receipts == [number]


def test_a_members_card_names_the_customer(till: Desk) -> None:
    till.members.add("88001234")
    till.presenter.scan("88001234")
    assert till.screen.sounds == 0
    assert till.offered == []


def test_escape_forgets_the_quantity(till: Desk) -> None:
    till.presenter.entered("12*")
    till.presenter.clear()
    assert till.screen.aheads[-1] is None


def test_goods_that_come_back_without_a_receipt(till: Desk) -> None:
    till.presenter.take_back(on=True)
    till.presenter.scan(COLA_CODE)
    assert till.screen.basket.total == Money(-350)
    till.presenter.clear()
    assert not till.screen.taking_back
    till.presenter.scan(NOODLES_CODE)
    assert till.screen.basket.total == Money(100), "an exchange in one go"


def test_ten_thousand_letters_emoji_and_arabic_do_no_harm(till: Desk) -> None:
    for text in ("a" * 10_000, "🥤" * 200, "كولا", "\u202e987", "'; DROP TABLE product; --"):
        till.presenter.typed(text)
        till.presenter.entered(text)
        till.presenter.scan(text)
    assert till.lines() == []
    till.presenter.scan(COLA_CODE)
    assert till.lines() == [("可口可乐 500ml", 1000)]


def test_a_quantity_that_is_a_barcode_is_refused(till: Desk) -> None:
    till.presenter.entered(f"999999*{COLA_CODE}")
    assert till.screen.refusals == ["quantity_too_large"]
    assert till.lines() == []


def test_every_change_is_kept_for_after_the_power_cut(till: Desk) -> None:
    till.presenter.scan(COLA_CODE)
    till.presenter.scan(NOODLES_CODE)
    assert len(till.counter.handed_in(SaveOpenBasket)) == 2
    kept = till.counter.shop.ask(find_open_basket)
    assert kept is not None
    assert kept.basket == till.screen.basket
    assert kept.request == till.in_hand.request


def test_an_answer_that_comes_late_does_not_replace_what_is_typed_now(till: Desk) -> None:
    till.presenter.typed("kkkl")
    till.presenter.typed("")
    assert till.screen.found == ()
