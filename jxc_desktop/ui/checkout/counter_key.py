"""What a key, a button or a finger can ask of the counter."""

from __future__ import annotations

from enum import StrEnum


class CounterKey(StrEnum):
    """One thing to do; the counter's page reports it, presenters do it."""

    HELP = "help"
    CUSTOMER = "customer"
    QUANTITY = "quantity"
    DISCOUNT = "discount"
    ORDER_DISCOUNT = "order_discount"
    ROUNDING = "rounding"
    HOLD = "hold"
    RECALL = "recall"
    RETURN = "return"
    RECEIPTS = "receipts"
    DRAWER = "drawer"
    REPRINT = "reprint"
    PAY = "pay"
    MORE = "more"
    LESS = "less"
    REMOVE = "remove"
    CANCEL = "cancel"
    CLEAR = "clear"
    OPEN_SHIFT = "open_shift"
