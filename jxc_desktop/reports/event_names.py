"""What the events at a till are called on paper."""

from __future__ import annotations

from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.domain.words import mark

EVENT_NAMES = {
    TillEvent.SIGNED_IN: mark("登录"),
    TillEvent.SIGN_IN_FAILED: mark("登录失败"),
    TillEvent.LINE_REMOVED: mark("删除商品"),
    TillEvent.QUANTITY_REDUCED: mark("减少数量"),
    TillEvent.ORDER_CANCELLED: mark("整单取消"),
    TillEvent.BASKET_HELD: mark("挂单"),
    TillEvent.BASKET_RECALLED: mark("取单"),
    TillEvent.HELD_BASKET_DISCARDED: mark("删除挂单"),
    TillEvent.RECEIPT_REPRINTED: mark("补打小票"),
    TillEvent.APPROVED: mark("授权"),
    TillEvent.PRINT_DISMISSED: mark("放弃打印"),
    TillEvent.BACKED_UP: mark("备份"),
    TillEvent.RESTORED: mark("恢复备份"),
    TillEvent.CLOCK_JUMPED: mark("时钟跳变"),
}
