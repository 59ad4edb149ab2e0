"""One thing that waits for a person, wherever it was found: here in the shop, or by the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Gravity(StrEnum):
    """How much it concerns whoever looks."""

    PLAIN = "plain"
    MUTED = "muted"
    WARNING = "warning"
    DANGER = "danger"


class Way(StrEnum):
    """What the screen behind an item is about."""

    NOWHERE = ""
    RECEIPT = "receipts"
    CUSTOMER = "customer_money"
    DAY = "day"
    TILL = "till"
    PERSON = "people"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Target:
    """Where an item leads, and to which document or record there."""

    way: Way = Way.NOWHERE
    key: int = 0


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """A line of the list, in words; what the server raised has its number and can be settled."""

    id: str
    kind: str
    what: str
    detail: str = ""
    advice: str = ""
    store: str = ""
    at: datetime | None = None
    gravity: Gravity = Gravity.WARNING
    target: Target = field(default_factory=Target)
    exception: int | None = None
    settled: str = ""
    """Who settled it when; empty while it waits."""
    note: str = ""
