"""Figures of other stores at the till: never without their age, and never of the wrong thing."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from jxc_desktop.ui.counter.elsewhere import age_text, balance_elsewhere, stock_elsewhere
from tests.shop import COLA, CUSTOMER, NOODLES, Shop
from tests.ui.checkout.other_stores import HEARD_AT as NOW
from tests.ui.checkout.other_stores import hear_of_other_stores

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def heard(shop: Shop) -> Shop:
    hear_of_other_stores(shop)
    return shop


def test_stock_elsewhere_is_told_with_its_age(heard: Shop) -> None:
    told = heard.ask(lambda session: stock_elsewhere(session, COLA))
    assert told == (
        "别的店：门店 3 -0.5（还没有联系上，可能不准）；滨江店 30（截至 14:32，3 笔未到）"
    )
    assert heard.ask(lambda session: stock_elsewhere(session, NOODLES)) == ""


def test_debt_elsewhere_is_told_with_its_age(heard: Shop) -> None:
    told = heard.ask(lambda session: balance_elsewhere(session, CUSTOMER))
    assert told == "其中别的店：滨江店 欠 ￥120.00（截至 14:32）"


def test_a_shop_that_stands_alone_hears_of_nobody(shop: Shop) -> None:
    assert shop.ask(lambda session: balance_elsewhere(session, CUSTOMER)) == ""


def test_an_age_of_another_day_says_which() -> None:
    assert age_text(NOW - timedelta(days=2), 0, NOW, ZONE) == "截至 2026-11-22 14:32"
    assert age_text(NOW, 1, NOW, ZONE) == "截至 14:32，1 笔未到"
