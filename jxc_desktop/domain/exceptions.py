"""What stands although a rule was broken while nobody could ask: for a person to work off."""

from __future__ import annotations

from enum import StrEnum


class ExceptionKind(StrEnum):
    """Why a person should look; the server finds them in the order of its positions."""

    CREDIT_OVERRUN = "credit_overrun"
    """A customer owes more than the limit over all stores; subject: customer."""
    NEGATIVE_STOCK = "negative_stock"
    """More left a warehouse than the book had; subject: product."""
    WITHDRAWN_PERMISSION = "withdrawn_permission"
    """Who did it had no longer the permission, or was archived; subject: person."""
    CONCURRENT_EDIT = "concurrent_edit"
    """Two changed the same field unaware of each other, the later one stands; subject: record."""
    FORK = "fork"
    """Two copies of one terminal's disk went on apart; subject: terminal."""
    LATE_DOCUMENT = "late_document"
    """It came days after it was made; subject: terminal."""
    RETURNED_TWICE = "returned_twice"
    """More came back of a sale's line than was sold; subject: product."""
    PARKED = "parked"
    """Stored, and not understood or not applicable by the server's version; subject: terminal."""
    HELD = "held"
    """It came from a revoked terminal; subject: terminal."""
    CLOCK_WRONG = "clock_wrong"
    """A terminal's clock was off by more than five minutes; subject: terminal."""
    CHECKSUM = "checksum"
    """A terminal's stream did not add up to the server's; subject: terminal."""
