"""How SQLite goes about finding the rows that a question reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from jxc_desktop.store.session import ShopSession
from tests.shop import Shop


def plan_of(shop: Shop, question: Callable[[ShopSession], object]) -> list[str]:
    """The steps of every statement that `question` sends, as EXPLAIN QUERY PLAN tells them."""
    sent: list[tuple[str, Any]] = []

    def note(_conn: object, _cursor: object, sql: str, values: Any, *_rest: object) -> None:
        sent.append((sql, values))

    with shop.store.reading() as session:
        engine = session.connection().engine
        event.listen(engine, "before_cursor_execute", note)
        question(session)
        event.remove(engine, "before_cursor_execute", note)
        return [
            row.detail
            for sql, values in sent
            for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
