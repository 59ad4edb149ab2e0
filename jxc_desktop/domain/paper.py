"""The papers that a shop prints, and what can become of a print job."""

from __future__ import annotations

from enum import StrEnum


class Paper(StrEnum):
    """What is to be printed."""

    RECEIPT = "receipt"
    RECEIPT_COPY = "receipt_copy"
    HELD_SLIP = "held_slip"
    X_REPORT = "x_report"
    SHIFT_REPORT = "shift_report"
    Z_REPORT = "z_report"
    CASH_SLIP = "cash_slip"
    CUSTOMER_PAYMENT = "customer_payment"
    DRAWER_KICK = "drawer_kick"
    TEST_PAGE = "test_page"


class JobState(StrEnum):
    """Where a print job stands. `UNKNOWN` is never printed again without a person's word."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    DISMISSED = "dismissed"
    EXPIRED = "expired"
