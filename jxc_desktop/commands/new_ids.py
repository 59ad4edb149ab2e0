"""Ids of new records: 63 bits, ordered by time, made without asking anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 22


def new_ids(clock: Callable[[], datetime], random_bits: Callable[[int], int]) -> Iterator[int]:
    """Endless ids: milliseconds since 2020 in 41 bits, then 22 random bits, always growing.

    Two terminals that make a record in the same millisecond meet with a chance of 1 in 4 million.
    """
    last = 0
    while True:
        wall = (clock() - _EPOCH) // timedelta(milliseconds=1)
        last = max(wall << _RANDOM_BITS | random_bits(_RANDOM_BITS), last + 1)
        yield last
