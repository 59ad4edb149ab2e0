"""The small chart of accounts: where value can be, and whose it is."""

from __future__ import annotations

from enum import IntEnum


class Account(IntEnum):
    """An account; most are kept per holder (a drawer, a payment method, a customer, a warehouse).

    Amounts are debits when positive. The numbers follow 小企业会计准则 (2011), appendix 1.
    """

    DRAWER = 1001
    """Cash in a terminal's drawer; holder: terminal."""
    SAFE = 1002
    """Cash in the shop's safe; holder: store."""
    BANK = 1003
    """Money in the bank; holder: payment method (0: the shop's account)."""
    CHANNEL = 1012
    """Money with a wallet or card channel on its way to the bank; holder: payment method."""
    RECEIVABLE = 1122
    """Owed by a customer; holder: customer."""
    INVENTORY = 1405
    """Goods at cost; holder: warehouse."""
    PAYABLE = 2202
    """Owed to a supplier; holder: supplier."""
    CUSTOMER_DEPOSIT = 2203
    """A customer's money kept for later; holder: customer."""
    TAX = 2221
    """Value added tax; holder: 0."""
    OPENING = 3001
    """What the shop began with; holder: 0."""
    REVENUE = 5001
    """Sales without tax, before discounts; holder: 0."""
    DISCOUNT = 5002
    """Discounts given, without tax; holder: 0."""
    ROUNDING = 5003
    """抹零; holder: 0."""
    OTHER_INCOME = 5301
    """Cash put in that is no sale; holder: 0."""
    COST_OF_GOODS = 5401
    """Cost of the goods sold; holder: 0."""
    EXPENSE = 5602
    """Small expenses paid from the drawer; holder: 0."""
    CHANNEL_FEE = 5603
    """What wallets and cards charge; holder: payment method."""
    OVER_SHORT = 5711
    """Cash counted over or short; holder: terminal."""


class Location(IntEnum):
    """A place outside the shop's warehouses that goods come from or go to (all negative)."""

    SUPPLIER = -1
    CUSTOMER = -2
    LOSS = -3
    TRANSIT = -4
    OPENING = -5
