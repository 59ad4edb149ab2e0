"""The people, customers and suppliers of the demo shop."""

from __future__ import annotations

from collections import Counter

from tests.demo_data.tables import DEMO, rows

PRODUCTS = rows("products")


def test_the_shop_has_an_owner_a_manager_a_clerk_and_three_cashiers() -> None:
    roles = Counter(row["role"] for row in rows("people"))
    assert roles == {"owner": 1, "manager": 1, "clerk": 1, "cashier": 3}
    numbers = [row["number"] for row in rows("people")]
    assert numbers == [str(number) for number in range(1001, 1007)]


def test_every_pin_is_long_enough_different_and_told_to_the_newcomer() -> None:
    readme = (DEMO / "README.md").read_text(encoding="utf-8")
    pins = [row["pin"] for row in rows("people")]
    assert len(set(pins)) == len(pins)
    for row in rows("people"):
        assert row["pin"].isdigit()
        assert 4 <= len(row["pin"]) <= 8
        line = next(line for line in readme.splitlines() if line.startswith(f"| {row['number']} "))
        assert row["name"] in line
        assert row["role"] in line
        assert line.rstrip().endswith(f"| {row['pin']} |")


def test_fifty_customers_of_every_kind() -> None:
    customers = rows("customers")
    assert len(customers) == 50
    for column in ("name", "phone", "member_number"):
        assert len({row[column] for row in customers}) == 50
    assert {row["level"] for row in customers} == {"retail", "member", "wholesale"}
    assert {row["settlement"] for row in customers} == {"cash", "monthly"}
    assert sum(int(row["deposit_minor"]) > 0 for row in customers) >= 3
    assert sum(int(row["credit_limit_minor"]) > 0 for row in customers) >= 10


def test_nobodys_real_telephone_rings() -> None:
    phones = [row["phone"] for row in (*rows("customers"), *rows("suppliers"))]
    assert len(set(phones)) == len(phones)
    assert all(len(phone) == 11 and phone.isdigit() for phone in phones)
    assert {phone[:7] for phone in phones} <= {"1990000", "1990001"}


def test_who_settles_by_the_month_has_credit() -> None:
    monthly = [row for row in rows("customers") if row["settlement"] == "monthly"]
    assert monthly
    assert all(int(row["credit_limit_minor"]) > 0 for row in monthly)


def test_every_product_is_delivered_by_somebody_and_everybody_delivers() -> None:
    suppliers = {row["code"]: row for row in rows("suppliers")}
    assert len(suppliers) >= 20
    assert {row["supplier"] for row in PRODUCTS} == set(suppliers)


def test_a_supplier_delivers_the_brands_that_it_names() -> None:
    delivered = {(row["brand"], row["supplier"]) for row in PRODUCTS}
    for row in rows("suppliers"):
        for brand in filter(None, row["brands"].split("、")):
            assert (brand, row["code"]) in delivered
            assert {code for name, code in delivered if name == brand} == {row["code"]}
