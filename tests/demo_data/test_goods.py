"""The goods of the demo shop: codes, barcodes, scale numbers, names, categories and units."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.demo_data.tables import is_ean13, product_by_code, rows

PRODUCTS = rows("products")
PACKS = rows("packs")


def test_the_rule_for_barcodes_knows_right_from_wrong() -> None:
    assert is_ean13("6901234567892")  # the sample number of GB 12904
    assert is_ean13("4006381333931")
    assert not is_ean13("6901234567893")
    assert not is_ean13("690123456789")


def test_the_shop_is_big_enough_to_look_at() -> None:
    assert len(PRODUCTS) >= 2200
    assert sum(row["weighed"] == "1" for row in PRODUCTS) >= 60
    assert len({row["product_code"] for row in PACKS}) >= 500
    assert len({row["brand"] for row in PRODUCTS}) >= 200


def test_no_two_goods_share_a_code_or_a_name() -> None:
    assert len({row["code"] for row in PRODUCTS}) == len(PRODUCTS)
    assert len({row["name"] for row in PRODUCTS}) == len(PRODUCTS)
    assert all(len(row["code"]) == 6 and row["code"].isdigit() for row in PRODUCTS)


def test_every_barcode_is_chinese_valid_and_on_one_thing_only() -> None:
    codes = [row["barcode"] for row in (*PRODUCTS, *PACKS) if row["barcode"]]
    assert len(codes) > 5000
    assert [code for code in codes if not is_ean13(code)] == []
    assert {code[:3] for code in codes} <= {str(prefix) for prefix in range(690, 700)}
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_a_brand_has_one_manufacturer_number_of_its_own() -> None:
    makers: dict[str, set[str]] = defaultdict(set)
    for row in PRODUCTS:
        if row["barcode"]:
            length = 7 if row["barcode"] < "692" else 8
            makers[row["brand"]].add(row["barcode"][:length])
    assert all(len(numbers) == 1 for numbers in makers.values())
    assert len({number for numbers in makers.values() for number in numbers}) == len(makers)


def test_what_is_weighed_has_a_scale_number_and_no_barcode() -> None:
    weighed = [row for row in PRODUCTS if row["weighed"] == "1"]
    assert all(row["unit"] == "kg" and not row["barcode"] for row in weighed)
    plus = [row["plu"] for row in weighed]
    assert len(set(plus)) == len(plus)
    assert all(len(plu) == 5 and plu.isdigit() for plu in plus)
    assert all(not row["plu"] and row["unit"] != "kg" for row in PRODUCTS if row["weighed"] == "0")


def test_every_category_and_unit_is_one_the_shop_knows() -> None:
    categories = {row["code"] for row in rows("categories")}
    units = {row["name"]: row["decimals"] for row in rows("units")}
    assert {row["category"] for row in PRODUCTS} <= categories
    assert {row["unit"] for row in (*PRODUCTS, *PACKS)} == set(units)
    assert {name for name, decimals in units.items() if decimals != "0"} == {"kg"}


def test_the_category_tree_has_two_levels_and_no_empty_shelf() -> None:
    tree = rows("categories")
    tops = {row["code"] for row in tree if not row["parent_code"]}
    leaves = {row["code"] for row in tree if row["parent_code"]}
    assert len(tops) + len(leaves) == len(tree)
    assert {row["parent_code"] for row in tree if row["parent_code"]} == tops
    assert {row["category"] for row in PRODUCTS} == leaves


def test_every_word_can_be_printed_on_a_receipt() -> None:
    words = [row["name"] + row["brand"] + row["specification"] + row["unit"] for row in PRODUCTS]
    words += [row["unit"] for row in PACKS]
    words += [row["label"] + row["page"] for row in rows("quick_keys")]
    words += [row["name"] for row in (*rows("customers"), *rows("people"), *rows("suppliers"))]
    words += [row["name"] for row in rows("categories")]
    assert [word for word in words if word != word.encode("gbk").decode("gbk")] == []
    assert [word for word in words if word != word.strip()] == []


def test_a_pack_is_of_a_product_and_holds_more_than_one() -> None:
    products = product_by_code()
    assert {row["product_code"] for row in PACKS} <= set(products)
    assert all(int(row["factor_milli"]) >= 2000 for row in PACKS)
    assert all(int(row["factor_milli"]) % 1000 == 0 for row in PACKS)
    assert all(row["barcode"] for row in PACKS)


def test_no_product_has_two_packs_of_one_name() -> None:
    names = Counter((row["product_code"], row["unit"]) for row in PACKS)
    assert [name for name, times in names.items() if times > 1] == []
    products = product_by_code()
    assert [row for row in PACKS if products[row["product_code"]]["unit"] == row["unit"]] == []


def test_popularity_has_a_long_tail() -> None:
    weights = sorted((int(row["sales_weight"]) for row in PRODUCTS), reverse=True)
    assert 1 <= weights[-1] <= weights[0] <= 1000
    best_tenth = sum(weights[: len(weights) // 10])
    assert 0.25 < best_tenth / sum(weights) < 0.6


def test_every_quick_key_sells_something_without_a_barcode_or_very_small() -> None:
    products = product_by_code()
    keys = rows("quick_keys")
    assert {key["product_code"] for key in keys} <= set(products)
    with_barcode = [key["label"] for key in keys if products[key["product_code"]]["barcode"]]
    assert with_barcode == ["打火机"]


def test_a_page_of_quick_keys_has_each_place_once() -> None:
    places = [(int(key["page_sort"]), int(key["sort"])) for key in rows("quick_keys")]
    assert places == sorted(set(places))
    pages = {key["page"] for key in rows("quick_keys")}
    assert len(pages) == len({key["page_sort"] for key in rows("quick_keys")}) >= 6
    assert all(len(key["label"]) <= 7 for key in rows("quick_keys"))
