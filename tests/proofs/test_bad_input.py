"""What people type, scan and paste: each is told what is wrong with it, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from jxc_desktop.commands.create_product import CreateProduct, create_product
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.sale import Sale
from jxc_desktop.domain.barcode import refuse_misread
from jxc_desktop.domain.basket import LINES_MAX, Basket
from jxc_desktop.domain.basket_line import QUANTITY_LIMIT
from jxc_desktop.domain.ids import CategoryId, PersonId, ProductId
from jxc_desktop.domain.numbers import Money, Quantity, UnitPrice
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.domain.tender import Tender
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.queries.find_sellable import read_scan
from tests.proofs.telling import book_of, refused_plainly
from tests.shop import (
    APPLES,
    CASH,
    CASHIER_ID,
    COLA_CODE,
    NOODLES_CODE,
    OWNER_ID,
    Shop,
)


@pytest.fixture
def basket(shop: Shop) -> Basket:
    return shop.basket(COLA_CODE, NOODLES_CODE)


def many_items(item: SellableItem, count: int) -> Iterator[SellableItem]:
    """So many goods that each take a line of their own."""
    for number in range(count):
        yield replace(
            item, product=ProductId(1_000 + number), unit_price=UnitPrice(10_000 + 100 * number)
        )


def basket_of_lines(item: SellableItem, count: int) -> Basket:
    basket = Basket()
    for one in many_items(item, count):
        basket = basket.with_item(one)
    return basket


def test_a_basket_of_two_hundred_lines_is_sold_whole(shop: Shop) -> None:
    basket = basket_of_lines(shop.item(COLA_CODE), 200)
    by_hand = Money(sum(100 + number for number in range(200)))

    taken = shop.sell(basket)

    assert taken.total == basket.total == by_hand
    *_, last = shop.ask(lambda session: list(stored_documents(session.connection())))
    sale = read_document(last.spelled).body
    assert isinstance(sale, Sale)
    assert len(sale.lines) == 200
    assert Money.sum(line.net for line in sale.lines) == by_hand
    book_of(shop)


def test_a_basket_has_an_end_and_says_so(shop: Shop) -> None:
    item = shop.item(COLA_CODE)
    full = basket_of_lines(item, LINES_MAX)

    with refused_plainly("basket_full"):
        full.with_item(replace(item, product=ProductId(999_999), unit_price=UnitPrice(1)))


@pytest.mark.parametrize(
    ("milli", "code"),
    [
        (0, "quantity_zero"),
        (-1_000, "quantity_negative"),
        (1_500, "quantity_not_whole"),
        (QUANTITY_LIMIT.milli, "quantity_too_large"),
        (6_901_234_567_892_000, "quantity_too_large"),
    ],
)
def test_a_quantity_that_cannot_be_leaves_the_basket_as_it_was(
    basket: Basket, milli: int, code: str
) -> None:
    before = basket.total
    with refused_plainly(code):
        basket.with_quantity(1, Quantity(milli))
    assert basket.total == before


def test_the_largest_quantity_that_is_allowed_is_sold_to_the_fen(shop: Shop) -> None:
    basket = shop.basket(COLA_CODE).with_quantity(1, Quantity(99_999_000))

    assert shop.sell(basket).total == Money(350 * 99_999)
    book_of(shop)


@pytest.mark.parametrize(
    ("e4", "code"), [(-1, "price_negative"), (10_000_000_000, "price_too_large")]
)
def test_a_price_that_cannot_be_is_refused_at_the_till(shop: Shop, e4: int, code: str) -> None:
    item = replace(shop.item(COLA_CODE), unit_price=UnitPrice(e4))
    book = book_of(shop)

    with refused_plainly(code):
        shop.sell(Basket().with_item(item))

    assert book_of(shop) == book


def test_prices_and_quantities_that_are_possible_alone_can_be_too_much_together(shop: Shop) -> None:
    dear = replace(shop.item(COLA_CODE), unit_price=UnitPrice(9_999_999_999))

    with refused_plainly("amount_too_large"):
        Basket().with_item(dear, Quantity(99_999_000))


NEW_PRODUCT = CreateProduct(
    actor=OWNER_ID,
    barcode="6901028075831",
    name="新商品",
    unit_name="个",
    retail_price=UnitPrice(50_000),
    category=CategoryId(11),
)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(NEW_PRODUCT, retail_price=UnitPrice(-1)), "price_negative"),
        (replace(NEW_PRODUCT, retail_price=UnitPrice(10**10)), "price_too_large"),
        (replace(NEW_PRODUCT, name="  "), "product_name_needed"),
        (replace(NEW_PRODUCT, name="长" * 10_000), "product_name_too_long"),
        (replace(NEW_PRODUCT, barcode="6" * 10_000), "barcode_too_long"),
        (replace(NEW_PRODUCT, barcode=COLA_CODE), "barcode_taken"),
    ],
)
def test_a_product_that_cannot_be_is_not_made(shop: Shop, wrong: CreateProduct, code: str) -> None:
    book = book_of(shop)

    with refused_plainly(code):
        shop.do(create_product, wrong)

    assert book_of(shop) == book
    assert shop.do(create_product, NEW_PRODUCT).barcode == NEW_PRODUCT.barcode


def test_a_misread_barcode_is_told_from_an_unknown_one(shop: Shop) -> None:
    with refused_plainly("barcode_check_digit"):
        refuse_misread("6901234567893")
    with refused_plainly("scale_label_damaged"):
        shop.ask(lambda session: read_scan(session, "2100042004857"))


@pytest.mark.parametrize(
    "pasted",
    [
        "69012345678",
        "69O1234567892",
        "x" * 10_000,
        "6" * 100,
        "   \t",
        "🍎🍏",
        "\u202e9876",
        "شاي",
    ],
)
def test_what_is_pasted_into_the_scan_field_is_nothing_that_is_sold(
    shop: Shop, pasted: str
) -> None:
    assert shop.ask(lambda session: read_scan(session, pasted)) is None
    refuse_misread(pasted)


def test_emoji_and_right_to_left_words_are_kept_as_they_were_written(shop: Shop) -> None:
    note = "送 🍎 إلى الباب"
    shop.sell(shop.basket(COLA_CODE).with_note(note))

    *_, last = shop.ask(lambda session: list(stored_documents(session.connection())))
    sale = read_document(last.spelled).body
    assert isinstance(sale, Sale)
    assert sale.reason == note
    book_of(shop)


def test_a_note_without_end_is_refused(basket: Basket) -> None:
    with refused_plainly("note_too_long"):
        basket.with_note("注" * 10_000)


def _tender(basket: Basket) -> Tender:
    return Tender(basket.total).with_payment(CASH, basket.total)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda c: replace(c, basket=Basket(), tender=Tender(Money(0))), "basket_empty"),
        (lambda c: replace(c, tender=Tender(c.basket.total)), "tender_incomplete"),
        (
            lambda c: replace(c, basket=c.basket.with_item(c.basket.lines[0].item)),
            "tender_other_total",
        ),
        (lambda c: replace(c, actor=PersonId(99)), "permission_missing"),
    ],
)
def test_a_sale_that_cannot_be_leaves_the_book_as_it_was(
    shop: Shop, basket: Basket, spoil: Callable[[TakeSale], TakeSale], code: str
) -> None:
    book = book_of(shop)
    command = TakeSale(basket, _tender(basket), CASHIER_ID, "one-basket")

    with refused_plainly(code):
        shop.do(take_sale, spoil(command))

    assert book_of(shop) == book
    assert shop.do(take_sale, command).serial == 1


def test_apples_may_be_weighed_in_grams_and_colas_may_not(shop: Shop) -> None:
    apples = replace(shop.item(COLA_CODE), product=APPLES, weighed=True)
    assert Basket().with_item(apples, Quantity(1)).lines[0].quantity == Quantity(1)
    with refused_plainly("quantity_not_whole"):
        Basket().with_item(shop.item(COLA_CODE), Quantity(1))


def test_a_sale_without_the_id_of_its_basket_is_a_bug_and_sells_nothing(
    shop: Shop, basket: Basket
) -> None:
    book = book_of(shop)

    with pytest.raises(ValueError, match="id of its basket"):
        shop.do(take_sale, TakeSale(basket, _tender(basket), CASHIER_ID, ""))

    assert book_of(shop) == book
