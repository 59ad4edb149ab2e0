"""What each permission is called by the people who need it."""

from __future__ import annotations

from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.words import mark
from jxc_desktop.ui.language import _

PERMISSION_NAMES = {
    Permission.SELL: mark("收银"),
    Permission.HOLD: mark("挂单和取单"),
    Permission.REMOVE_LINE: mark("删除商品行"),
    Permission.CANCEL_ORDER: mark("整单取消"),
    Permission.DISCOUNT_LINE: mark("单品优惠"),
    Permission.DISCOUNT_ORDER: mark("整单优惠"),
    Permission.DISCOUNT_OVER_LIMIT: mark("超出权限的优惠"),
    Permission.ROUND_BY_KEY: mark("手动抹零"),
    Permission.SELL_BELOW_FLOOR: mark("低于最低售价销售"),
    Permission.VOID_SALE: mark("作废小票"),
    Permission.RETURN_WITH_RECEIPT: mark("凭小票退货"),
    Permission.RETURN_WITHOUT_RECEIPT: mark("无小票退货"),
    Permission.REFUND_OTHER_METHOD: mark("换一种方式退款"),
    Permission.SELL_ON_ACCOUNT: mark("赊账"),
    Permission.OVER_CREDIT_LIMIT: mark("超额度赊账"),
    Permission.TAKE_DEPOSIT: mark("收客户款"),
    Permission.REPRINT: mark("补打小票"),
    Permission.OPEN_DRAWER: mark("打开钱箱"),
    Permission.CASH_IN_OUT: mark("钱箱存取款"),
    Permission.OPEN_SHIFT: mark("开班"),
    Permission.CLOSE_SHIFT: mark("交班"),
    Permission.CLOSE_OTHERS_SHIFT: mark("替别人交班"),
    Permission.X_REPORT: mark("查看当班报表"),
    Permission.CLOSE_DAY: mark("日结"),
    Permission.QUICK_CREATE_PRODUCT: mark("收银台新建商品"),
    Permission.EDIT_PRODUCTS: mark("修改商品"),
    Permission.EDIT_CUSTOMERS: mark("修改客户"),
    Permission.RECEIVE_GOODS: mark("进货"),
    Permission.SEE_COST: mark("查看成本"),
    Permission.SEE_REPORTS: mark("查看报表"),
    Permission.EDIT_PEOPLE: mark("管理员工"),
    Permission.EDIT_SETTINGS: mark("修改设置"),
    Permission.BACKUP: mark("备份"),
    Permission.RESTORE: mark("恢复备份"),
    Permission.VERIFY: mark("校验账本"),
}


def permission_name(permission: Permission) -> str:
    """The permission in the language of the screens."""
    return _(PERMISSION_NAMES[permission])
