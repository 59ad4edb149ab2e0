"""The section of the stores: a table, and one of them on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal

from jxc_desktop.queries.list_store_rows import StoreDetails
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.draft_sheet import DraftSheet
from jxc_desktop.ui.office.marked_rows import MarkedRows, RowAction
from jxc_desktop.ui.settings.stores_presenter import StoreDraft
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.rows_table import Column


class StoresPage(MarkedRows[StoreDetails]):
    """Reports what was pressed, with the marked row."""

    open_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("门店"), _columns(), key=lambda row: row.store)
        self.table.row_chosen.connect(self.open_pressed)
        self.add_actions(
            None, last=RowAction(lambda _row: _("修改"), "pencil", self.open_pressed.emit)
        )

    def show_stores(self, rows: Sequence[StoreDetails]) -> None:
        """Show the stores."""
        self.show_rows(rows)

    def ask_store(self, draft: StoreDraft, answer: Callable[[StoreDraft], object]) -> None:
        """Ask on a sheet."""
        sheet = StoreSheet(draft, answer)
        self.open_sheet(sheet, sheet.name)


class StoreSheet(DraftSheet):
    """What a store prints; what is typed is handed to `answer` as a whole."""

    def __init__(self, draft: StoreDraft, answer: Callable[[StoreDraft], object]) -> None:
        super().__init__(_("修改门店"), lambda: answer(self._draft))
        self._draft = draft
        why = _("印在这家店的小票上；不填的就用“店铺与小票”里的。")
        self.body.addWidget(TextLabel(why, TextRole.SMALL, Tone.MUTED).wrapped())
        self.name = self.line(_("门店名称"), lambda text: self._change(name=text))
        self.name.show_text(draft.name)
        address = self.line(_("地址"), lambda text: self._change(address=text))
        address.show_text(draft.address)
        phone = self.line(_("电话"), lambda text: self._change(phone=text))
        phone.show_text(draft.phone)
        for field in (self.name, address, phone):
            self.body.addWidget(field)
        self.add_complaints()

    def _change(self, **changes: str) -> None:
        self._draft = replace(self._draft, **changes)


def _columns() -> list[Column[StoreDetails]]:
    return [
        Column(_("编号"), lambda row: str(row.store), width=72, right=True),
        Column(
            _("门店名称"),
            lambda row: row.name,
            bold=True,
            detail=lambda row: _("本店") if row.is_own else "",
        ),
        Column(_("地址"), lambda row: row.address),
        Column(_("电话"), lambda row: row.phone, width=160),
    ]
