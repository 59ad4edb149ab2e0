"""All keys of the counter on one sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import Badge, TextLabel, Tone
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import Variant


def counter_keys() -> tuple[tuple[str, str], ...]:
    """Each key of the counter with what it does."""
    return (
        ("Enter", _("条码、编码入单；空着按就是收款")),
        ("12*", _("数量：先按 12*，再扫商品")),
        ("*", _("改选中行的数量，例如 *5")),
        ("/", _("选中行打折或改价")),
        ("-", _("抹零")),
        ("+  F12", _("收款")),
        ("↑ ↓", _("选行，或在找到的商品里选")),
        ("Esc", _("清空输入")),
        ("F2", _("选客户")),
        ("F3", _("数量")),
        ("F4", _("单品优惠")),
        ("F5", _("整单优惠")),
        ("F6", _("挂单")),
        ("F7", _("取单")),
        ("F8", _("退货、换货")),
        ("F9", _("开钱箱")),
        ("F10", _("补打上一张小票")),
        ("F11", _("全屏")),
        ("Ctrl+R", _("查小票、作废")),
        ("Del", _("删除选中行")),
        ("Ctrl+Del", _("整单取消")),
        ("Ctrl+L", _("锁定")),
    )


class HelpSheet(Sheet):
    """Read and closed."""

    def __init__(self) -> None:
        super().__init__(_("收银台快捷键"), width=860)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.SMALL)
        keys = counter_keys()
        half = (len(keys) + 1) // 2
        for at, (key, words) in enumerate(keys):
            column = 2 * (at // half)
            grid.addWidget(Badge(key, Tone.ACCENT), at % half, column)
            grid.addWidget(TextLabel(words), at % half, column + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.add_action(_("知道了"), self.dismiss, variant=Variant.PRIMARY, shortcut="F1")
