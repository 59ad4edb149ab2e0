"""How the business date stands: open or closed, what comes before it, what was closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.queries.find_shift import OpenShiftRow, find_open_shift, unclosed_days
from jxc_desktop.queries.list_closed_days import ClosedDayRow, list_closed_days
from jxc_desktop.queries.store_day import store_moment

if TYPE_CHECKING:
    from datetime import date

    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class DayNow:
    """The business date of this till with all that closing it depends on."""

    today: date
    is_closed: bool
    """Its Z report is made: what is sold now belongs to the next date."""
    shift: OpenShiftRow | None
    forgotten: tuple[date, ...]
    closed: tuple[ClosedDayRow, ...]

    @property
    def shift_in_the_way(self) -> bool:
        """Whether a running shift must be handed over before the next date can be closed."""
        if self.shift is None or (self.is_closed and not self.forgotten):
            return False
        return self.shift.day <= (self.forgotten[0] if self.forgotten else self.today)


def read_day(session: ShopSession) -> DayNow:
    """How the business date stands now."""
    moment = store_moment(session)
    return DayNow(
        today=moment.late_for or moment.day,
        is_closed=moment.late_for is not None,
        shift=find_open_shift(session),
        forgotten=unclosed_days(session),
        closed=list_closed_days(session),
    )
