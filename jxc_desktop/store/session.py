"""A session that knows which till it writes for: its clock, its chain and its signer."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from jxc_desktop.domain.ids import StoreId, TerminalNo


@dataclass(frozen=True, slots=True)
class Till:
    """This terminal as its documents name it, and the outside world that they need.

    `clock` gives aware moments in UTC; `sign` the 64-byte Ed25519 signature of a hash;
    `random_bits` so many bits of chance for the ids of new records. All are handed in, so that a
    simulation can own time, keys and chance.
    """

    terminal: TerminalNo
    incarnation: int
    store: StoreId
    clock: Callable[[], datetime]
    sign: Callable[[bytes], bytes]
    random_bits: Callable[[int], int] = secrets.randbits


class ShopSession(Session):
    """A SQLAlchemy session of the shop's store, within somebody else's transaction."""

    till: Till
