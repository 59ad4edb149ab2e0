"""Sums that grow: the one statement by which a projection adds to a balance or a figure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import insert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Table
    from sqlalchemy.dialects.sqlite import Insert


@lru_cache(maxsize=64)
def _adding(table: Table) -> Insert:
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    sums = {
        column.name: column + statement.excluded[column.name]
        for column in table.columns
        if not column.primary_key
    }
    return statement.on_conflict_do_update(index_elements=keys, set_=sums)


def add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add every non-key column of `rows` to the row with the same key, which may not exist yet."""
    if rows:
        connection.execute(_adding(table), rows)


def summed(
    rows: Iterable[tuple[tuple[Any, ...], tuple[Any, ...]]],
) -> Mapping[tuple[Any, ...], tuple[Any, ...]]:
    """Sums of the values by key, in order of first appearance: fewer rows to write."""
    sums: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for key, values in rows:
        before = sums.get(key)
        sums[key] = (
            values
            if before is None
            else tuple(old + new for old, new in zip(before, values, strict=True))
        )
    return sums
