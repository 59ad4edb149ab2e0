"""The prices of the demo shop: nothing is sold at a loss, and no member pays more than others."""

from __future__ import annotations

from tests.demo_data.tables import Row, product_by_code, rows

PRODUCTS = rows("products")
PACKS = rows("packs")


def _e4(row: Row, column: str, otherwise: int = 0) -> int:
    return int(row[column]) if row[column] else otherwise


def test_what_is_bought_is_sold_for_more() -> None:
    losses = [
        row["name"]
        for row in PRODUCTS
        if not 0 < _e4(row, "purchase_price_e4") < _e4(row, "retail_price_e4")
    ]
    assert losses == []


def test_the_margin_is_one_that_a_shop_lives_on() -> None:
    odd = {
        row["name"]: 1 - _e4(row, "purchase_price_e4") / _e4(row, "retail_price_e4")
        for row in PRODUCTS
    }
    assert {name: margin for name, margin in odd.items() if not 0.08 <= margin <= 0.45} == {}


def test_a_member_never_pays_more_and_never_less_than_the_cost() -> None:
    priced = [row for row in PRODUCTS if row["member_price_e4"]]
    assert 0.2 < len(priced) / len(PRODUCTS) < 0.6
    for row in priced:
        member = _e4(row, "member_price_e4")
        assert _e4(row, "purchase_price_e4") < member <= _e4(row, "retail_price_e4"), row["name"]


def test_the_floor_lies_between_the_cost_and_the_lowest_price() -> None:
    floors = [row for row in PRODUCTS if row["floor_price_e4"]]
    assert floors
    for row in floors:
        lowest = _e4(row, "member_price_e4", _e4(row, "retail_price_e4"))
        floor = _e4(row, "floor_price_e4")
        assert _e4(row, "purchase_price_e4") <= floor <= lowest, row["name"]


def test_prices_on_the_shelf_are_whole_fen() -> None:
    for row in PRODUCTS:
        assert _e4(row, "retail_price_e4") % 100 == 0
        assert _e4(row, "member_price_e4") % 100 == 0
    assert all(_e4(row, "retail_price_e4") % 100 == 0 for row in PACKS)


def test_tobacco_is_never_sold_below_the_printed_price() -> None:
    tobacco = [row for row in PRODUCTS if row["category"] == "1601"]
    assert tobacco
    assert all(row["floor_price_e4"] == row["retail_price_e4"] for row in tobacco)
    assert not any(row["member_price_e4"] for row in tobacco)


def test_the_tax_of_a_shelf_is_one_of_the_three_that_goods_have() -> None:
    assert {row["tax_rate_e4"] for row in PRODUCTS} == {"0", "900", "1300"}
    assert {row["tax_rate_e4"] for row in PRODUCTS if row["category"] == "1701"} == {"900"}
    assert {row["tax_rate_e4"] for row in PRODUCTS if row["category"] == "2501"} == {"0"}
    assert {row["tax_rate_e4"] for row in PRODUCTS if row["category"] == "1001"} == {"1300"}


def test_a_pack_is_no_dearer_than_its_singles_and_no_cheaper_than_its_cost() -> None:
    products = product_by_code()
    own_price = [row for row in PACKS if row["retail_price_e4"]]
    assert 0.5 < len(own_price) / len(PACKS) < 1
    for row in own_price:
        single = products[row["product_code"]]
        price, factor = _e4(row, "retail_price_e4"), int(row["factor_milli"]) // 1000
        assert price <= _e4(single, "retail_price_e4") * factor, row
        assert price > _e4(single, "purchase_price_e4") * factor, row


def test_a_member_does_no_worse_with_the_pack_than_with_singles() -> None:
    products = product_by_code()
    for row in PACKS:
        member = products[row["product_code"]]["member_price_e4"]
        if member and row["retail_price_e4"]:
            pack = _e4(row, "member_price_e4")
            assert pack <= int(member) * int(row["factor_milli"]) // 1000, row
            assert pack <= _e4(row, "retail_price_e4"), row
        else:
            assert not row["member_price_e4"], row


def test_shelf_life_and_reorder_point_are_whole_and_above_zero() -> None:
    for row in PRODUCTS:
        assert not row["shelf_life_days"] or int(row["shelf_life_days"]) > 0
        reorder = row["reorder_point_milli"]
        assert not reorder or (int(reorder) > 0 and int(reorder) % 1000 == 0)
    breakfast = [row for row in PRODUCTS if row["category"] == "2901"]
    assert all(row["shelf_life_days"] == "1" for row in breakfast)
    assert not any(row["reorder_point_milli"] for row in breakfast)
