"""The sheet of baskets put aside: whose, how old, how much; one press takes one up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from jxc_desktop.domain.formats import money_text
from jxc_desktop.ui.held.presenter import HeldShown
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_LIST_HEIGHT = 380


def age_text(age: timedelta) -> str:
    """How long ago, as people say it."""
    minutes = int(age.total_seconds()) // 60
    if minutes < 1:
        return _("刚刚")
    if minutes < 60:
        return ngettext_("{count} 分钟前", "{count} 分钟前", minutes).format(count=minutes)
    hours = minutes // 60
    if hours < 24:
        return ngettext_("{count} 小时前", "{count} 小时前", hours).format(count=hours)
    days = hours // 24
    return ngettext_("{count} 天前", "{count} 天前", days).format(count=days)


def _whose(row: HeldShown) -> str:
    return row.note or row.customer or _("第 {number} 单").format(number=row.held)


def _tone(row: HeldShown) -> Tone:
    return Tone.WARNING if row.forgotten else Tone.PLAIN


def _total(row: HeldShown) -> str:
    return _("打不开") if row.total is None else money_text(row.total)


class HeldSheet(Sheet):
    """Gives the number of the basket to take up, or to throw away."""

    def __init__(self, recall: Callable[[int], object], discard: Callable[[int], object]) -> None:
        super().__init__(_("取单"), width=760)
        self._recall = recall
        self._discard = discard
        columns = (
            Column[HeldShown](_("备注"), _whose, detail=lambda row: row.names, tone=_tone),
            Column[HeldShown](
                _("时间"),
                lambda row: age_text(row.age),
                width=120,
                detail=lambda row: row.held_by,
                tone=_tone,
            ),
            Column[HeldShown](_("件数"), lambda row: str(row.pieces), width=72, right=True),
            Column[HeldShown](_("金额"), _total, width=120, right=True, bold=True),
        )
        self.table: RowsTable = RowsTable(_("挂单"), columns, empty=_("没有挂起的单"))
        self.table.setMinimumHeight(_LIST_HEIGHT)
        self.table.row_chosen.connect(lambda row: self._recall(row.held))
        self.body.addWidget(self.table)
        self.add_action(_("返回"), self.dismiss, shortcut="Esc")
        self._throw = self.add_action(
            _("作废挂单"), self._on_discard, variant=Variant.DANGER, icon="trash-2", shortcut="Del"
        )
        self._take: TouchButton = self.add_action(
            _("取这一单"), self.table.choose_marked, variant=Variant.PRIMARY, shortcut="F7"
        )

    def show_held(self, held: Sequence[HeldShown]) -> None:
        """Show them, the oldest first and marked."""
        self.table.show_rows(held, 0)
        for key in (self._throw, self._take):
            key.setEnabled(bool(held))

    def _on_discard(self) -> None:
        row = self.table.marked
        if row is not None:
            self._discard(row.held)
