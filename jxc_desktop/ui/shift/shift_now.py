"""How the till stands between opening and handing over, and how much of that its cashier sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.find_shift import OpenShiftRow, drawer_cash, find_open_shift
from jxc_desktop.queries.find_takings import MethodTaking, ShiftTakings, find_takings

if TYPE_CHECKING:
    from jxc_desktop.domain.numbers import Money
    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.ui.counter.doors import Doors

_READ_OFF = {MethodKind.WALLET, MethodKind.CARD, MethodKind.TRANSFER}


@dataclass(frozen=True, slots=True)
class ShiftNow:
    """The running shift, if there is one, and the cash that lies in the drawer by the books."""

    shift: OpenShiftRow | None
    takings: ShiftTakings | None
    drawer: Money
    blind_count: bool

    @property
    def read_off(self) -> tuple[MethodTaking, ...]:
        """The methods whose money a person can read off somewhere else: wallet, card, transfer."""
        if self.takings is None:
            return ()
        return tuple(taking for taking in self.takings.methods if taking.kind in _READ_OFF)


def read_shift(session: ShopSession) -> ShiftNow:
    """How the till stands now."""
    shift = find_open_shift(session)
    return ShiftNow(
        shift=shift,
        takings=None if shift is None else find_takings(session, shift.shift, shift.day),
        drawer=drawer_cash(session),
        blind_count=find_settings(session).blind_count,
    )


def sees_cash(doors: Doors, now: ShiftNow) -> bool:
    """Whether the person may know what the drawer should hold before it is counted.

    Where the shop counts blind, those who read its reports still may: they answer for the others.
    """
    return not now.blind_count or doors.may(Permission.SEE_REPORTS)
