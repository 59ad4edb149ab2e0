"""A session that knows which till it writes for: its clock, its chain and its signer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from jxc_desktop.domain.ids import StoreId, TerminalNo


@dataclass(frozen=True, slots=True)
class Till:
    """This terminal as its documents name it, and the outside world that they need.

    `clock` gives aware moments in UTC; `sign` the 64-byte Ed25519 signature of a hash. Both are
    handed in, so that a simulation can own time and keys.
    """

    terminal: TerminalNo
    incarnation: int
    store: StoreId
    clock: Callable[[], datetime]
    sign: Callable[[bytes], bytes]


class ShopSession(Session):
    """A SQLAlchemy session of the shop's store, within somebody else's transaction."""

    till: Till
