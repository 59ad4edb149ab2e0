"""Whose basket it is: searched by name, initials, phone or member number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jxc_desktop.queries.find_customer import CustomerRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.widgets.rows_table import Column
from jxc_desktop.ui.widgets.search_list import SearchList
from jxc_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import CustomerId

_LIST_HEIGHT = 400


class CustomerSheet(Sheet):
    """Gives the customer that was chosen, or None for nobody."""

    def __init__(
        self, searched: Callable[[str], object], chosen: Callable[[CustomerId | None], object]
    ) -> None:
        super().__init__(_("选客户"), width=640)
        self._chosen = chosen
        columns = (
            Column[CustomerRow](_("客户"), lambda row: row.name, detail=lambda row: row.phone),
            Column[CustomerRow](_("会员号"), lambda row: row.member_number, width=160),
            Column[CustomerRow](_("级别"), lambda row: level_name(row.level), width=110),
        )
        self.list: SearchList = SearchList(
            _("找客户"),
            columns,
            placeholder=_("姓名、拼音首字母、手机号或会员号"),
            empty=_("没有找到客户"),
        )
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.list.searched.connect(searched)
        self.list.row_chosen.connect(lambda row: self._give(row.customer))
        self.body.addWidget(self.list)
        self.add_action(_("返回"), self.dismiss, shortcut="Esc")
        self.add_action(_("不记名"), lambda: self._give(None), icon="user", shortcut="F2")

    def show_customers(self, found: Sequence[CustomerRow]) -> None:
        """Show who was found."""
        self.list.show_rows(found)

    def hear_scan(self, code: str) -> None:
        """A member's card, scanned while the list is open."""
        self.list.field.show_code(code)
        self.list.searched.emit(code)

    def _give(self, customer: CustomerId | None) -> None:
        self.close_sheet()
        self._chosen(customer)


def level_name(level: str) -> str:
    """The price level of a customer in words."""
    names = {
        "retail": _("散客"),
        "member": _("会员"),
        "wholesale": _("批发"),
    }
    return names.get(level, level)
