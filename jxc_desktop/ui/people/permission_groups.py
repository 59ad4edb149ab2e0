"""Permissions by subject, in the order in which an owner thinks of them. Knows no Qt."""

from __future__ import annotations

from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.words import mark

PERMISSION_GROUPS: tuple[tuple[str, tuple[Permission, ...]], ...] = (
    (
        mark("收银"),
        (
            Permission.SELL,
            Permission.HOLD,
            Permission.REMOVE_LINE,
            Permission.CANCEL_ORDER,
            Permission.REPRINT,
            Permission.QUICK_CREATE_PRODUCT,
        ),
    ),
    (
        mark("优惠与价格"),
        (
            Permission.DISCOUNT_LINE,
            Permission.DISCOUNT_ORDER,
            Permission.DISCOUNT_OVER_LIMIT,
            Permission.ROUND_BY_KEY,
            Permission.SELL_BELOW_FLOOR,
        ),
    ),
    (
        mark("退货与作废"),
        (
            Permission.RETURN_WITH_RECEIPT,
            Permission.RETURN_WITHOUT_RECEIPT,
            Permission.REFUND_OTHER_METHOD,
            Permission.VOID_SALE,
        ),
    ),
    (
        mark("客户与赊账"),
        (
            Permission.SELL_ON_ACCOUNT,
            Permission.OVER_CREDIT_LIMIT,
            Permission.TAKE_DEPOSIT,
            Permission.EDIT_CUSTOMERS,
        ),
    ),
    (
        mark("钱箱与交班"),
        (
            Permission.OPEN_SHIFT,
            Permission.CLOSE_SHIFT,
            Permission.CLOSE_OTHERS_SHIFT,
            Permission.OPEN_DRAWER,
            Permission.CASH_IN_OUT,
            Permission.X_REPORT,
            Permission.CLOSE_DAY,
        ),
    ),
    (
        mark("商品与进货"),
        (Permission.EDIT_PRODUCTS, Permission.RECEIVE_GOODS, Permission.SEE_COST),
    ),
    (
        mark("管理"),
        (
            Permission.SEE_REPORTS,
            Permission.EDIT_PEOPLE,
            Permission.EDIT_SETTINGS,
            Permission.BACKUP,
            Permission.RESTORE,
            Permission.VERIFY,
        ),
    ),
)
