"""What happened at the till that moved neither goods nor money, kept because an owner will ask."""

from __future__ import annotations

import msgspec

from jxc_desktop.documents.fact import Fact
from jxc_desktop.domain.ids import DocumentKey, PersonId, ProductId
from jxc_desktop.domain.numbers import ZERO, Money, Quantity


class EventRecorded(Fact, frozen=True, kw_only=True, tag="event"):
    """One such event: `event` is a member of `domain.till_events.TillEvent`."""

    event: str
    shift: DocumentKey | None = None
    about: DocumentKey | None = None
    product: ProductId | None = None
    name: str = ""
    quantity: Quantity = Quantity(0)
    amount: Money = ZERO
    reason: str = ""
    approved_by: PersonId | None = None


class TerminalEnrolled(Fact, frozen=True, kw_only=True, tag="terminal_enrolled"):
    """The first document of a chain: the terminal's name and the public key of its signatures.

    `numbers` are the last ones that an earlier life of the terminal is known to have printed, by
    series: the chain of a restored disk goes on behind them, so that no receipt's number is given
    out twice although the receipts themselves are gone.
    """

    name: str
    public_key: str
    version: str
    machine: str = ""
    numbers: dict[str, int] = msgspec.field(default_factory=dict)
