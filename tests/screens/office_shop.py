"""A made-up shop for the pictures of the back office: real queries, a store in a scratch folder."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from sqlalchemy import update

from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.domain.paper import JobState
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.list_print_jobs import list_print_jobs
from tests.shop import COLA_CODE, NOODLES_CODE, OWNER_ID, WECHAT, Shop
from tests.ui.at_the_till import Counter, shop_with_pins, stand_at

_SCRATCH = tempfile.TemporaryDirectory(prefix="jxc-pictures-")


@lru_cache(maxsize=1)
def _shop() -> Shop:
    # Never closed: the scratch folder goes with the program.
    shop = shop_with_pins(Path(_SCRATCH.name))
    shop.edit("setting", 0, shop_name="好邻居便利店", store_name="文三路店", phone="0571-8888 0000")
    shop.edit("setting", 0, address="杭州市西湖区文三路 100 号", terminal_name="1 号收银台")
    _trade(shop)
    return shop


def _trade(shop: Shop) -> None:
    """Some sales, one of them of more than the book says there is, and a queue of paper."""
    for _ in range(3):
        shop.sell(shop.basket(COLA_CODE, NOODLES_CODE))
    shop.sell(shop.basket(COLA_CODE), WECHAT)
    shop.sell(shop.basket().with_item(shop.item(COLA_CODE), Quantity(103_000)))
    jobs = [row.job for row in shop.ask(list_print_jobs)]
    states = (JobState.CONFIRMED, JobState.UNKNOWN, JobState.CONFIRMED)
    with shop.store.transaction() as session:
        for job, state in zip(jobs, states, strict=False):
            trouble = "unconfirmed" if state is JobState.UNKNOWN else ""
            values = {"state": state.value, "trouble": trouble, "attempts": 1}
            session.execute(update(PrintJob).where(PrintJob.id == job).values(values))


def owner() -> Counter:
    """The owner in the back office."""
    return stand_at(_shop(), OWNER_ID)
