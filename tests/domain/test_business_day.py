"""Which day of the shop it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.business_day import business_date
from tests.domain.shelf import refused

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 25, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("instant", "day_end_hour", "day"),
    [
        (at(0), 0, WEDNESDAY),
        (at(0), 4, TUESDAY),
        (at(3, 59), 4, TUESDAY),
        (at(4), 4, WEDNESDAY),
        (at(23, 59), 4, WEDNESDAY),
        (at(11, 59), 12, TUESDAY),
    ],
)
def test_a_night_sale_still_belongs_to_the_evening(
    instant: datetime, day_end_hour: int, day: date
) -> None:
    assert business_date(instant, SHANGHAI, day_end_hour) == day


@pytest.mark.parametrize("hour", [-1, 13, 24])
def test_a_day_ends_between_midnight_and_noon(hour: int) -> None:
    with refused("day_end_hour_range", hour=hour):
        business_date(at(0), SHANGHAI, hour)


def test_an_instant_that_does_not_say_where_is_a_bug() -> None:
    with pytest.raises(ValueError, match="where"):
        business_date(datetime(2026, 11, 25), SHANGHAI)  # noqa: DTZ001 - the point of the test


@given(
    st.integers(0, 15 * 366 * 86_400),
    st.integers(0, 12),
    st.sampled_from([SHANGHAI, BERLIN, ZoneInfo("America/New_York")]),
)
def test_every_instant_lies_in_its_day(seconds: int, day_end_hour: int, zone: ZoneInfo) -> None:
    instant = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    # Where clocks change, the end of the day must not be one of the hours that come twice or never.
    day_end_hour = day_end_hour if zone is SHANGHAI or day_end_hour > 3 else 4
    day = business_date(instant, zone, day_end_hour)
    opens = datetime.combine(day, time(day_end_hour), zone)
    closes = datetime.combine(day + timedelta(days=1), time(day_end_hour), zone)
    assert opens <= instant < closes
