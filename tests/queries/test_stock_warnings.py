"""What the shelf asks of the owner: goods below nothing, and goods to order."""

from __future__ import annotations

from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.queries.stock_warnings import ShelfAlarm, StockWarnings, stock_warnings
from tests.shop import APPLES, COLA, COLA_CASE_CODE, NOODLES, Shop

COLA_NAME, NOODLES_NAME, APPLES_NAME = (
    "可口可乐 500ml",
    "康师傅红烧牛肉面(桶) 110g",
    "红富士苹果",
)


def warnings_of(shop: Shop, names: int = 3) -> StockWarnings:
    return shop.ask(lambda session: stock_warnings(session, names))


def sell_cases(shop: Shop, cases: int) -> None:
    basket = shop.basket(COLA_CASE_CODE).with_quantity(1, Quantity(cases * 1000))
    shop.sell(basket)


def test_a_well_filled_shelf_asks_nothing(shop: Shop) -> None:
    shop.edit("product", NOODLES, reorder_point=10_000)
    assert warnings_of(shop) == StockWarnings()


def test_goods_at_or_below_their_reorder_point_are_to_be_ordered(shop: Shop) -> None:
    shop.edit("product", NOODLES, reorder_point=50_000)
    shop.edit("product", APPLES, reorder_point=19_999)
    assert warnings_of(shop).low == ShelfAlarm(1, (NOODLES_NAME,))


def test_more_sold_than_received_is_negative_and_no_longer_merely_low(shop: Shop) -> None:
    shop.edit("product", COLA, reorder_point=24_000)
    sell_cases(shop, 4)
    assert warnings_of(shop) == StockWarnings(low=ShelfAlarm(1, (COLA_NAME,)))
    sell_cases(shop, 1)
    assert warnings_of(shop) == StockWarnings(negative=ShelfAlarm(1, (COLA_NAME,)))


def test_all_are_counted_and_the_first_few_named(shop: Shop) -> None:
    for product in (COLA, NOODLES, APPLES):
        shop.edit("product", product, reorder_point=500_000)
    assert warnings_of(shop, names=2).low == ShelfAlarm(3, (COLA_NAME, NOODLES_NAME))


def test_what_is_no_longer_sold_is_not_ordered_again(shop: Shop) -> None:
    shop.edit("product", APPLES, reorder_point=500_000, archived=True)
    assert warnings_of(shop).low == ShelfAlarm()


def test_a_product_that_was_never_received_is_to_be_ordered_first(shop: Shop) -> None:
    shop.edit("product", COLA, reorder_point=500_000)
    shop.edit("product", NOODLES, reorder_point=1_000)
    basket = shop.basket("6920152414019").with_quantity(1, Quantity(50_000))
    shop.sell(basket)
    assert warnings_of(shop).low == ShelfAlarm(2, (NOODLES_NAME, COLA_NAME))
