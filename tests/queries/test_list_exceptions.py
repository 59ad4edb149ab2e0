"""What waits for a person: negative stock, products made in a hurry, baskets and days forgotten."""

from __future__ import annotations

from sqlalchemy import text

from jxc_desktop.commands.create_product import CreateProduct, create_product
from jxc_desktop.commands.held_baskets import HoldBasket, hold_basket
from jxc_desktop.domain.numbers import Quantity, UnitPrice
from jxc_desktop.queries.check_book import check_book
from jxc_desktop.queries.list_exceptions import Exceptions, list_exceptions
from jxc_desktop.queries.stock_warnings import stock_warnings
from tests.shop import APPLES, CASHIER_ID, COLA, COLA_CODE, NOODLES, OWNER_ID, Shop


def exceptions(shop: Shop) -> Exceptions:
    return shop.ask(list_exceptions)


def test_an_orderly_shop_has_nothing_that_waits(shop: Shop) -> None:
    assert exceptions(shop).count == 0


def test_what_was_sold_beyond_the_book_is_listed_with_how_much(shop: Shop) -> None:
    item = shop.item(COLA_CODE)
    shop.sell(shop.basket().with_item(item, Quantity(103_000)))

    found = exceptions(shop)
    [cola] = found.negative
    assert (cola.product, cola.quantity, cola.name) == (COLA, Quantity(-3_000), "可口可乐 500ml")
    assert (found.negative_count, found.count) == (1, 1)


def test_what_runs_out_is_counted_but_is_no_exception(shop: Shop) -> None:
    shop.edit("product", NOODLES, reorder_point=50_000)
    shop.edit("product", COLA, reorder_point=99_999)

    assert (exceptions(shop).low_count, exceptions(shop).count) == (1, 0)


def test_the_list_and_the_owners_home_count_alike(shop: Shop) -> None:
    shop.edit("product", NOODLES, reorder_point=50_000)
    shop.edit("product", APPLES, reorder_point=99_000, archived=True)
    never_came = shop.do(create_product, CreateProduct(OWNER_ID, "新品", UnitPrice(10_000)))
    shop.edit("product", never_came.product, reorder_point=5_000, unreviewed=False)
    shop.sell(shop.basket().with_item(shop.item(COLA_CODE), Quantity(103_000)))
    shop.edit("product", COLA, reorder_point=24_000)

    listed, home = exceptions(shop), shop.ask(stock_warnings)
    assert (listed.negative_count, listed.low_count) == (1, 2)
    assert (home.negative.count, home.low.count) == (1, 2)
    shop.edit("product", COLA, archived=True)
    assert (exceptions(shop).negative_count, shop.ask(stock_warnings).negative.count) == (0, 0)


def test_an_archived_product_bothers_nobody(shop: Shop) -> None:
    shop.sell(shop.basket().with_item(shop.item(COLA_CODE), Quantity(103_000)))
    shop.edit("product", COLA, archived=True)

    assert exceptions(shop).count == 0


def test_a_product_made_at_the_till_waits_for_the_office(shop: Shop) -> None:
    command = CreateProduct(OWNER_ID, "重庆小面 125g", UnitPrice(65_000), "6909995101119", "袋")
    shop.do(create_product, command)

    found = exceptions(shop)
    assert [row.name for row in found.unreviewed] == ["重庆小面 125g"]
    assert found.count == 1


def test_a_basket_is_forgotten_after_a_day(shop: Shop) -> None:
    shop.do(
        hold_basket,
        HoldBasket(shop.basket(COLA_CODE), CASHIER_ID, note="门口的大姐", request="held-1"),
    )
    shop.clock.pass_by(hours=23)
    assert exceptions(shop).forgotten_baskets == ()
    shop.clock.pass_by(hours=2)

    assert [row.note for row in exceptions(shop).forgotten_baskets] == ["门口的大姐"]


def test_a_day_without_its_z_report_is_forgotten(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    today = shop.ask(lambda session: session.execute(text("SELECT max(day) FROM sale")).scalar())
    shop.clock.pass_by(days=2)

    [day] = exceptions(shop).forgotten_days
    assert int(day.strftime("%Y%m%d")) == today


def test_a_sound_book_has_a_head_and_a_fingerprint(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    check = shop.ask(check_book)

    assert check.sound
    assert (check.chains, len(check.heads), check.heads[0].terminal) == (1, 1, 1)
    assert check.documents >= 3
    assert len(check.digest) == 64


def test_a_book_that_somebody_wrote_in_is_not_sound(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    with shop.store.transaction() as session:
        session.execute(text("UPDATE stock_balance SET quantity = quantity + 1"))

    assert not shop.ask(check_book).sound
