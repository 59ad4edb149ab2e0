"""The figures of a day that reports are made of, and what each one's columns mean."""

from __future__ import annotations

from enum import IntEnum


class Figure(IntEnum):
    """One kind of figure; `subject` says whose it is.

    Unless said otherwise `count` counts receipts, `quantity` base units, `amount` is net money with
    tax, and `extra` is 0.
    """

    SALES = 1
    """Lines sold; subject 0; extra: cost of the goods."""
    RETURNS = 2
    """Lines taken back (amount positive); subject 0; extra: cost of the goods."""
    VOIDS = 3
    """Whole receipts voided (amount: what was given back, positive); subject 0; extra: cost."""
    METHOD = 4
    """Money by payment method (signed); subject: method; extra: channel fee."""
    CATEGORY = 5
    """Net of returns by category (signed); subject: category; extra: cost."""
    CASHIER = 6
    """Net of returns by cashier (signed); subject: person; extra: cost."""
    HOUR = 7
    """Net of returns by hour of the store's clock (signed); subject: 0 to 23; extra: cost."""
    LINE_DISCOUNT = 8
    """Discounts on lines sold; count: lines; subject: person."""
    ORDER_DISCOUNT = 9
    """Discounts on whole orders; subject: person."""
    ROUNDING = 10
    """抹零 (negative: given away); subject: person."""
    TAX = 11
    """Tax contained (signed); subject: rate in 1/10000; extra: the amount without tax."""
    CASH_IN = 12
    """Cash put into the drawer; subject: person."""
    CASH_OUT = 13
    """Cash taken out of the drawer (positive); subject: person."""
    CUSTOMER_PAID = 14
    """Deposits and repayments by payment method; subject: method; extra: fee."""
    EVENT = 15
    """Till events counted; subject: the event's place in `TillEvent`; amount: what it was about."""
    DRAWER_OPENED = 16
    """Drawer opened without a sale; subject: person."""
    OPENING_CASH = 17
    """Cash in the drawer at the opening of the shift; subject 0."""
    OVER_SHORT = 18
    """Counted less expected at closing; subject: person."""
    TO_SAFE = 19
    """Cash handed to the safe at closing; subject 0."""
    REVERSED_TODAY = 20
    """Voids of receipts of an earlier business date (part of VOIDS); subject 0."""
    LATE = 21
    """Receipts that missed a closed business date; subject: that date as yyyymmdd."""
