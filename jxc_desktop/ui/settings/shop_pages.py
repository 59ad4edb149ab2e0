"""The sections of the shop's own settings, each a column of cards."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.rounding import (
    RoundingDirection,
    RoundingScope,
    RoundingStep,
    RoundingWhen,
)
from jxc_desktop.domain.settings import NegativeStock
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import Column, side_by_side
from jxc_desktop.ui.office.time_zones import TIME_ZONES
from jxc_desktop.ui.settings.setting_fields import (
    ChoiceSetting,
    ListSetting,
    TextSetting,
    TickSetting,
)
from jxc_desktop.ui.widgets.panels import Card

ShopField = TextSetting | ChoiceSetting | ListSetting | TickSetting
Fields = dict[str, ShopField]


def shop_fields() -> Fields:
    """Every field of the shop's settings by the name of its setting, the scale's labels apart."""
    return {**_receipt_fields(), **_day_fields(), **_rounding_fields(), **_till_fields()}


def receipt_page(fields: Fields) -> QWidget:
    """店铺与小票."""
    shop = Card(_("店铺"))
    shop.body.addLayout(side_by_side(fields["shop_name"], fields["store_name"]))
    shop.body.addLayout(side_by_side(fields["phone"], fields["terminal_name"]))
    shop.body.addWidget(fields["address"])
    paper = Card(_("小票"))
    paper.body.addWidget(fields["receipt_footer"])
    paper.body.addWidget(fields["receipt_copies"])
    paper.body.addWidget(fields["print_receipt"])
    paper.body.addWidget(fields["capitals_on_receipt"])
    return _column(shop, paper)


def day_page(fields: Fields) -> QWidget:
    """营业日."""
    card = Card(_("营业日"))
    card.body.addWidget(fields["time_zone"])
    card.body.addWidget(fields["day_end_hour"])
    return _column(card)


def rounding_page(fields: Fields) -> QWidget:
    """抹零."""
    card = Card(_("抹零"))
    for name in ("direction", "step", "scope", "when", "cash_only"):
        card.body.addWidget(fields[f"rounding_{name}"])
    return _column(card)


def till_page(fields: Fields) -> QWidget:
    """收银."""
    card = Card(_("收银"))
    card.body.addLayout(side_by_side(fields["idle_lock_minutes"], fields["held_basket_hours"]))
    card.body.addWidget(fields["blind_count"])
    card.body.addWidget(fields["negative_stock"])
    return _column(card)


def _receipt_fields() -> Fields:
    return {
        "shop_name": TextSetting("shop_name", _("店名"), hint=_("印在小票最上面")),
        "store_name": TextSetting("store_name", _("门店名称")),
        "terminal_name": TextSetting("terminal_name", _("收银台名称")),
        "address": TextSetting("address", _("地址")),
        "phone": TextSetting("phone", _("电话")),
        "receipt_footer": TextSetting("receipt_footer", _("小票结尾的话")),
        "receipt_copies": TextSetting("receipt_copies", _("打印份数")),
        "print_receipt": TickSetting("print_receipt", _("收款后打印小票")),
        "capitals_on_receipt": TickSetting("capitals_on_receipt", _("小票上印大写金额")),
    }


def _day_fields() -> Fields:
    hours = [(hour, _("凌晨 {hour} 点").format(hour=hour)) for hour in range(13)]
    hours[0] = (0, _("半夜 0 点"))
    return {
        "time_zone": ListSetting("time_zone", _("时区"), [(zone, zone) for zone in TIME_ZONES]),
        "day_end_hour": ListSetting(
            "day_end_hour",
            _("营业日切换时间"),
            hours,
            hint=_("在这之前的销售还算前一个营业日，适合开到半夜的店"),
        ),
    }


def _rounding_fields() -> Fields:
    down, half_up, up = RoundingDirection
    return {
        "rounding_direction": ChoiceSetting(
            "rounding_direction",
            _("方向"),
            [
                (down.value, _("舍去")),
                (half_up.value, _("四舍五入")),
                (up.value, _("进一")),
            ],
            hint=_("只能舍去：四舍五入和进一会多收顾客的钱，这里不允许"),
        ),
        "rounding_step": ChoiceSetting(
            "rounding_step",
            _("抹到"),
            [
                (RoundingStep.FEN.value, _("分（不抹）")),
                (RoundingStep.JIAO.value, _("角")),
                (RoundingStep.YUAN.value, _("元")),
            ],
        ),
        "rounding_scope": ChoiceSetting(
            "rounding_scope",
            _("范围"),
            [
                (RoundingScope.SALE.value, _("整单抹一次")),
                (RoundingScope.LINE.value, _("每行都抹")),
            ],
        ),
        "rounding_when": ChoiceSetting(
            "rounding_when",
            _("时机"),
            [
                (RoundingWhen.AUTOMATIC.value, _("自动抹零")),
                (RoundingWhen.BY_KEY.value, _("按键才抹")),
            ],
        ),
        "rounding_cash_only": TickSetting("rounding_cash_only", _("只有全部收现金时才抹零")),
    }


def _till_fields() -> Fields:
    return {
        "idle_lock_minutes": TextSetting(
            "idle_lock_minutes", _("几分钟没人用就锁屏"), hint=_("0 表示不锁")
        ),
        "held_basket_hours": TextSetting("held_basket_hours", _("挂单几小时后提醒")),
        "blind_count": TickSetting(
            "blind_count", _("交班盲点"), hint=_("点钱时不显示应有金额，点完才看到长短款")
        ),
        "negative_stock": ChoiceSetting(
            "negative_stock",
            _("库存不够时"),
            [
                (NegativeStock.WARN.value, _("提醒，照样卖")),
                (NegativeStock.ALLOW.value, _("不提醒")),
            ],
            hint=_("收银从不因为库存停下；负库存会列在“例外”里"),
        ),
    }


def _column(*cards: QWidget) -> QWidget:
    column = Column()
    for card in cards:
        column.body.addWidget(card)
    column.body.addStretch(1)
    return column
