"""The events at a till that are recorded although they move neither goods nor money."""

from __future__ import annotations

from enum import StrEnum


class TillEvent(StrEnum):
    """What happened; the owner's report counts them by cashier."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    LINE_REMOVED = "line_removed"
    QUANTITY_REDUCED = "quantity_reduced"
    ORDER_CANCELLED = "order_cancelled"
    BASKET_HELD = "basket_held"
    BASKET_RECALLED = "basket_recalled"
    HELD_BASKET_DISCARDED = "held_basket_discarded"
    RECEIPT_REPRINTED = "receipt_reprinted"
    APPROVED = "approved"
    PRINT_DISMISSED = "print_dismissed"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    CLOCK_JUMPED = "clock_jumped"
