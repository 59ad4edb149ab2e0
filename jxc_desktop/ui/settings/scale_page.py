"""The section of the scale's labels: the layouts as text, and a field to try a label in."""

from __future__ import annotations

from PySide6.QtCore import Signal

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import money_text, quantity_text, unit_price_text
from jxc_desktop.domain.scale_label import ScaleLabel
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.office.page import Column
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.settings.setting_fields import LinesSetting
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card


class ScalePage(Column):
    """Reports `label_tried` with what was scanned into the trial field."""

    label_tried = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.layouts = LinesSetting(
            "scale_layouts",
            _("标签格式，一行一种：前缀 格式 校验"),
            hint=_(
                "格式里一个字母代表一位：F 前缀，W 商品编号，N 重量，E 金额，U 单价，P 件数，"
                "C 校验位。"
                "校验：right 标准，left 从左算，first_12 只算前 12 位，none 不检查"
            ),
        )
        self._trial = TextField(_("试一试：扫一张电子秤标签"), placeholder="2112345012347")
        self._answer = TextLabel("", TextRole.BODY, Tone.MUTED).wrapped()
        card = Card(_("电子秤条码"))
        card.body.addWidget(self.layouts)
        card.body.addWidget(self._trial)
        card.body.addWidget(self._answer)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._trial.typed.connect(self._on_typed)
        self._trial.entered.connect(self.label_tried)

    def show_label(self, label: ScaleLabel | None, refusal: Refusal | None) -> None:
        """What the tried label says, or why it says nothing."""
        if refusal is not None:
            self._answer.show_text(refusal_text(refusal), Tone.WARNING)
        elif label is None:
            self._answer.show_text(_("没有一种格式认得这个条码"), Tone.WARNING)
        else:
            self._answer.show_text(_label_text(label), Tone.SUCCESS)

    def _on_typed(self, text: str) -> None:
        if text:
            self.label_tried.emit(text)
        else:
            self._answer.show_text("", Tone.MUTED)


def _label_text(label: ScaleLabel) -> str:
    parts = [_("商品 {item}").format(item=label.item_code)]
    if label.weight is not None:
        parts.append(_("重量 {weight} 千克").format(weight=quantity_text(label.weight)))
    if label.amount is not None:
        parts.append(_("金额 {amount}").format(amount=money_text(label.amount)))
    if label.unit_price is not None:
        price = unit_price_text(label.unit_price, symbol=True)
        parts.append(_("单价 {price}").format(price=price))
    if label.pieces is not None:
        parts.append(_("{pieces} 件").format(pieces=quantity_text(label.pieces)))
    return "   ".join((label.layout, *parts))
