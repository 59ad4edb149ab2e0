"""Products by the million, for the benchmarks: distinct, valid, the same every time."""

from __future__ import annotations

from itertools import islice
from time import process_time

import pytest

from installer.many_products import _KINDS, _NAMES, PRODUCTS_MAX, many_products
from tests.demo_data.tables import is_ean13, rows

MANY = 50_000


def test_no_two_share_a_code_a_name_or_a_barcode() -> None:
    made = list(many_products(MANY, 1))
    for column in ("code", "name", "barcode"):
        assert len({product[column] for product in made}) == MANY


def test_no_taste_of_one_kind_reads_like_a_taste_of_another() -> None:
    words = [
        f"{taste}{kind.name} {specification}"
        for kind in _KINDS
        for taste in kind.tastes
        for specification, _price in kind.sizes
    ]
    assert len(set(words)) == len(words)
    assert _NAMES >= PRODUCTS_MAX


def test_every_barcode_scans() -> None:
    codes = [str(product["barcode"]) for product in many_products(MANY, 2)]
    assert [code for code in codes if not is_ean13(code)] == []
    assert {code[:3] for code in codes} == {str(prefix) for prefix in range(690, 698)}


def test_prices_are_those_of_a_shop() -> None:
    for product in many_products(MANY, 3):
        retail, cost = product["retail_price_e4"], product["purchase_price_e4"]
        member = product["member_price_e4"]
        assert isinstance(retail, int)
        assert isinstance(cost, int)
        assert 0 < cost < retail
        assert member is None or (isinstance(member, int) and cost < member < retail)


def test_a_shorter_run_is_the_beginning_of_a_longer_one() -> None:
    assert list(many_products(100, 4)) == list(islice(many_products(PRODUCTS_MAX, 4), 100))
    assert list(many_products(100, 4)) != list(many_products(100, 5))


def test_they_stand_on_the_shelves_of_the_demo_shop() -> None:
    categories = {row["code"] for row in rows("categories")}
    units = {row["name"] for row in rows("units")}
    for product in many_products(2000, 6):
        assert product["category"] in categories
        assert product["unit"] in units
        assert str(product["name"]).encode("gbk").decode("gbk") == product["name"]
        assert set(product) <= set(rows("products")[0])


def test_a_million_would_take_less_than_twenty_seconds() -> None:
    begun = process_time()
    for _product in many_products(MANY, 7):
        pass
    assert (process_time() - begun) * (1_000_000 / MANY) < 20


@pytest.mark.parametrize("count", [-1, PRODUCTS_MAX + 1])
def test_more_than_there_are_codes_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=str(PRODUCTS_MAX)):
        next(many_products(count, 8))
