"""The tables hold whole numbers, named constraints, and exactly what the migrations built."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.base import BusinessDay, Instant, MoneyType, Packed
from jxc_desktop.models.everything import LOCAL_TABLES, Base
from tests.shop import make_shop

SQLITE = sqlite.dialect()
TABLES = list(Base.metadata.sorted_tables)


def through(kind: Any, value: Any) -> Any:
    """What comes back of a value that was stored."""
    return kind.process_result_value(kind.process_bind_param(value, SQLITE), SQLITE)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_table_keeps_a_fraction(table: Table) -> None:
    stored = {column.type.compile(SQLITE) for column in table.c}
    assert stored <= {"INTEGER", "BIGINT", "BOOLEAN", "VARCHAR", "TEXT", "BLOB"}


def test_local_tables_are_tables() -> None:
    assert LOCAL_TABLES - {"alembic_version"} <= {table.name for table in TABLES}


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_comes_back_to_the_millisecond(moment: datetime) -> None:
    back = through(Instant(), moment)
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)
    assert back.utcoffset() == timedelta(0)


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    beijing = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    assert through(Instant(), beijing) == beijing


def test_a_moment_without_a_zone_is_not_stored() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        Instant().process_bind_param(datetime(2026, 11, 24, 9), SQLITE)  # noqa: DTZ001


@given(st.dates())
def test_a_business_date_comes_back(day: date) -> None:
    assert through(BusinessDay(), day) == day


def test_a_business_date_can_be_read_in_the_file() -> None:
    assert BusinessDay().process_bind_param(date(2026, 11, 24), SQLITE) == 20261124


@given(st.binary(max_size=300))
def test_packed_bytes_come_back(value: bytes) -> None:
    assert through(Packed(), value) == value


@pytest.mark.parametrize("kind", [Instant(), BusinessDay(), Packed(), MoneyType()])
def test_nothing_stays_nothing(kind: Any) -> None:
    assert through(kind, None) is None


@given(st.integers(-(2**60), 2**60))
def test_money_comes_back_to_the_fen(minor: int) -> None:
    assert through(MoneyType(), Money(minor)) == Money(minor)


def test_a_quantity_in_a_money_column_is_a_bug_and_says_so() -> None:
    with pytest.raises(TypeError, match="expected Money"):
        MoneyType().process_bind_param(Quantity(1), SQLITE)


def test_the_migrations_build_the_tables_that_the_program_knows(tmp_path: Path) -> None:
    def not_ours(_object: Any, name: str | None, *_rest: Any) -> bool:
        return not str(name).startswith(("product_search", "product_gram"))

    shop = make_shop(tmp_path)
    with closing(shop.store), shop.store.reading() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"include_object": not_ours, "compare_type": False}
        )
        assert compare_metadata(context, Base.metadata) == []
