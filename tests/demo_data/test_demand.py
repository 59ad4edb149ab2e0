"""The shape of the demo shop's trade: shares add up, and name only what exists."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from tests.demo_data.tables import DEMO, rows

DEMAND: dict[str, Any] = json.loads((DEMO / "demand.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [
        "lines_per_sale",
        "quantity_per_line",
        "payment_shares",
        "cash_handed_over_yuan",
        "customer_share",
        "line_discount_percent",
        "order_discount_percent",
    ],
)
def test_shares_add_up_to_the_whole(name: str) -> None:
    assert sum(DEMAND[name].values()) == 1000


def test_the_shop_sells_in_every_hour_that_it_is_open_and_in_no_other() -> None:
    hours = range(DEMAND["open_hours"]["from"], DEMAND["open_hours"]["to"])
    for weights in DEMAND["hour_weights"].values():
        assert [int(hour) for hour in weights] == list(hours)
        assert min(weights.values()) > 0


def test_wechat_comes_first_then_alipay_then_cash() -> None:
    shares = DEMAND["payment_shares"]
    assert sorted(shares, key=shares.get, reverse=True)[:3] == ["wechat", "alipay", "cash"]
    for pair in DEMAND["split_pairs"]:
        assert set(pair) < set(shares)


def test_dayparts_follow_one_another_and_name_categories_of_the_shop() -> None:
    parts = DEMAND["dayparts"]
    assert parts[0]["from"] == DEMAND["open_hours"]["from"]
    assert parts[-1]["to"] == DEMAND["open_hours"]["to"]
    assert all(earlier["to"] == later["from"] for earlier, later in pairwise(parts))
    categories = {row["code"] for row in rows("categories")}
    for part in parts:
        assert set(part["category_per_mille"]) <= categories


def test_every_weighed_category_has_a_usual_weight() -> None:
    weighed = {row["category"] for row in rows("products") if row["weighed"] == "1"}
    named = [code for entry in DEMAND["weighed_grams"] for code in entry["categories"]]
    assert sorted(named) == sorted(weighed)
    assert all(0 < entry["low"] < entry["high"] for entry in DEMAND["weighed_grams"])


def test_every_season_of_a_product_has_twelve_months() -> None:
    seasons = {row["season"] for row in rows("products")} - {""}
    assert seasons == set(DEMAND["seasons_per_mille_by_month"])
    assert all(len(months) == 12 for months in DEMAND["seasons_per_mille_by_month"].values())


def test_the_cashiers_of_the_shifts_work_here() -> None:
    cashiers = {row["number"] for row in rows("people") if row["role"] == "cashier"}
    assert {shift["cashier"] for shift in DEMAND["shifts"]} == cashiers
    for day in ("weekday", "saturday", "sunday"):
        hours = [
            hour
            for shift in DEMAND["shifts"]
            if day in shift["days"]
            for hour in range(shift["from"], shift["to"])
        ]
        assert hours == list(range(DEMAND["open_hours"]["from"], DEMAND["open_hours"]["to"]))
