"""How SQLite goes about finding the rows that a question reads."""

from __future__ import annotations

from collections.abc import Callable

from jxc_desktop.store.questions import driver_of
from jxc_desktop.store.session import ShopSession
from tests.shop import Shop


def plan_of(shop: Shop, question: Callable[[ShopSession], object]) -> list[str]:
    """The steps of every statement that `question` sends, as EXPLAIN QUERY PLAN tells them."""
    sent: list[str] = []
    with shop.store.reading() as session:
        driver = driver_of(session.connection())
        driver.set_trace_callback(sent.append)
        question(session)
        driver.set_trace_callback(None)
        return [
            detail
            for sql in sent
            for _step, _above, _unused, detail in driver.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
