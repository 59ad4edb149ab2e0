"""What a person may do in the shop, and the four roles that every shop starts with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jxc_desktop.domain.basket_line import BasketLine
from jxc_desktop.domain.numbers import ZERO, Money, Rate


class Permission(StrEnum):
    """One thing that not everybody may do; roles are sets of these."""

    SELL = "sell"
    HOLD = "hold"
    REMOVE_LINE = "remove_line"
    CANCEL_ORDER = "cancel_order"
    DISCOUNT_LINE = "discount_line"
    DISCOUNT_ORDER = "discount_order"
    DISCOUNT_OVER_LIMIT = "discount_over_limit"
    ROUND_BY_KEY = "round_by_key"
    SELL_BELOW_FLOOR = "sell_below_floor"
    VOID_SALE = "void_sale"
    RETURN_WITH_RECEIPT = "return_with_receipt"
    RETURN_WITHOUT_RECEIPT = "return_without_receipt"
    REFUND_OTHER_METHOD = "refund_other_method"
    SELL_ON_ACCOUNT = "sell_on_account"
    OVER_CREDIT_LIMIT = "over_credit_limit"
    TAKE_DEPOSIT = "take_deposit"
    REPRINT = "reprint"
    OPEN_DRAWER = "open_drawer"
    CASH_IN_OUT = "cash_in_out"
    OPEN_SHIFT = "open_shift"
    CLOSE_SHIFT = "close_shift"
    CLOSE_OTHERS_SHIFT = "close_others_shift"
    X_REPORT = "x_report"
    CLOSE_DAY = "close_day"
    QUICK_CREATE_PRODUCT = "quick_create_product"
    EDIT_PRODUCTS = "edit_products"
    EDIT_CUSTOMERS = "edit_customers"
    RECEIVE_GOODS = "receive_goods"
    SEE_COST = "see_cost"
    SEE_REPORTS = "see_reports"
    EDIT_PEOPLE = "edit_people"
    EDIT_SETTINGS = "edit_settings"
    BACKUP = "backup"
    RESTORE = "restore"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class RoleTemplate:
    """A role as a new shop gets it; the owner changes it as the shop needs."""

    code: str
    permissions: frozenset[Permission]
    discount_limit: Rate
    """The most that may be taken off a line or a sale without approval."""


_AT_THE_TILL = frozenset(
    {
        Permission.SELL,
        Permission.HOLD,
        Permission.REMOVE_LINE,
        Permission.CANCEL_ORDER,
        Permission.DISCOUNT_LINE,
        Permission.RETURN_WITH_RECEIPT,
        Permission.TAKE_DEPOSIT,
        Permission.X_REPORT,
        Permission.ROUND_BY_KEY,
        Permission.SELL_ON_ACCOUNT,
        Permission.REPRINT,
        Permission.OPEN_SHIFT,
        Permission.CLOSE_SHIFT,
    }
)
_ON_THE_FLOOR = _AT_THE_TILL | {
    Permission.QUICK_CREATE_PRODUCT,
    Permission.EDIT_CUSTOMERS,
    Permission.RECEIVE_GOODS,
}
_OWNERS_OWN = frozenset({Permission.EDIT_PEOPLE, Permission.EDIT_SETTINGS, Permission.RESTORE})

CASHIER = RoleTemplate("cashier", _AT_THE_TILL, Rate(500))
"""收银员: sells and takes back with the receipt; what gives more away needs somebody's approval."""
CLERK = RoleTemplate("clerk", _ON_THE_FLOOR, Rate(1000))
"""店员: also looks after goods and customers."""
MANAGER = RoleTemplate("manager", frozenset(Permission) - _OWNERS_OWN, Rate(3000))
"""店长: runs the shop, approves."""
OWNER = RoleTemplate("owner", frozenset(Permission), Rate(10_000))
"""老板: everything."""


def discount_within(limit: Rate, gross: Money, taken_off: Money) -> bool:
    """Whether `taken_off` of `gross` stays within `limit`: less than a fen more than that.

    10 % of 3.55 is 0.36 once rounded, and nobody needs approval for the rounding.
    """
    return taken_off <= ZERO or taken_off.minor * 10_000 < gross.minor * limit.e4 + 10_000


def beyond_role(lines: Iterable[BasketLine], limit: Rate) -> set[Permission]:
    """What it takes to sell `lines` at their prices, for whom `limit` is the deepest discount."""
    needed = set()
    for line in lines:
        if not discount_within(limit, line.gross, line.discount_amount + line.order_share):
            needed.add(Permission.DISCOUNT_OVER_LIMIT)
        if line.below_floor:
            needed.add(Permission.SELL_BELOW_FLOOR)
    return needed
