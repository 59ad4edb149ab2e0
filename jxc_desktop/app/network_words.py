"""Trouble with the network as a refusal, whose sentence says what a person can do."""

from __future__ import annotations

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.sync.ports import NetworkTrouble


def as_refusal(trouble: NetworkTrouble) -> Refusal:
    """The sentence's code is that of the kind (`ui/sync_messages.py`)."""
    return Refusal(f"network_{trouble.kind.value}", detail=trouble.detail)
