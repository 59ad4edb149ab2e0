"""The day that was worked out by hand, as its figures stand when the Z report is printed."""

from __future__ import annotations

import pytest

from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.domain.day_facts import DayFacts
from jxc_desktop.queries.find_figures import shift_figures, z_figures
from tests.queries.hand_day import HandDay, play
from tests.queries.test_find_figures import TODAY
from tests.shop import OWNER_ID, Shop


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    closed_shop.edit("setting", 0, shop_name="好邻居便利店", store_name="中山路店")
    return closed_shop


@pytest.fixture
def day(shop: Shop) -> HandDay:
    return play(shop)


@pytest.fixture
def z_facts(shop: Shop, day: HandDay) -> DayFacts:
    closed = shop.do(close_day, CloseDay(OWNER_ID, TODAY))
    facts = shop.ask(lambda s: z_figures(s, closed.document))
    assert facts is not None
    return facts


@pytest.fixture
def shift_facts(shop: Shop, day: HandDay) -> DayFacts:
    facts = shop.ask(lambda s: shift_figures(s, day.first_shift))
    assert facts is not None
    return facts
