"""What waits for a person, in one list; Enter settles or leads to where it is put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import instant_text
from jxc_desktop.queries.list_exceptions import Exceptions
from jxc_desktop.ui.exceptions.settle_sheet import SettleSheet
from jxc_desktop.ui.exceptions.waiting_item import WaitingItem
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import OfficePage
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


class ExceptionsView(OfficePage):
    """Reports what was pressed with the item that it concerns."""

    opened = Signal()
    filtered = Signal(object)
    chosen = Signal(object)
    settle_pressed = Signal(object)
    open_pressed = Signal(object)
    refresh_pressed = Signal()

    def __init__(self, zone: tzinfo, leads: Callable[[WaitingItem], bool]) -> None:
        super().__init__(
            _("例外"), _("离线时收银从不被拦下，所以有些事要事后看一眼；看完记一笔，大家都知道。")
        )
        self._zone = zone
        self._leads = leads
        self._sheet: SettleSheet | None = None
        self._count = TextLabel("", TextRole.SMALL, Tone.MUTED).wrapped()
        self._filter = SegmentedChoice(_("看哪些"), [(False, _("待处理")), (True, _("已处理"))])
        self._waiting = self._table(
            _("待处理"), _waiting_columns(zone), _("没有要处理的，一切正常")
        )
        self._done = self._table(_("已处理"), _done_columns(zone), _("还没有处理过的"))
        self._done.hide()
        card = Card()
        card.body.addWidget(self._waiting, 1)
        card.body.addWidget(self._done, 1)
        card.body.addWidget(self._count)
        card.body.addLayout(self._buttons())
        self.body.addWidget(card, 1)
        self.tools.addWidget(self._filter)
        self.setFocusProxy(self._waiting)
        self._filter.chosen.connect(self.filtered)

    def show_items(self, items: Sequence[WaitingItem], *, settled: bool) -> None:
        """Show one list; the marked item stays marked."""
        self._filter.show_choice(settled)
        had_keys = self._waiting.hasFocus() or self._done.hasFocus()
        self._waiting.setVisible(not settled)
        self._done.setVisible(settled)
        self._count.setVisible(not settled)
        table = self._done if settled else self._waiting
        self.setFocusProxy(table)
        if had_keys:
            table.setFocus()
        table.show_rows(items)
        if items and table.marked is None:
            table.mark_row(0)
        self._show_buttons()

    def show_count(self, waiting: Exceptions, open_items: int) -> None:
        """How many of what kind; the lists of the shop itself are cut where they get long."""
        text = _("各店待处理 {open}，本店负库存 {negative}，待核对新品 {new}，低库存 {low}")
        self._count.show_text(
            text.format(
                open=open_items,
                negative=waiting.negative_count,
                new=waiting.unreviewed_count,
                low=waiting.low_count,
            )
        )

    def ask_settle(self, item: WaitingItem, give: Callable[[str, str], object]) -> None:
        """How it was settled."""
        self._sheet = SettleSheet(item, give)
        self._sheet.closed.connect(self._forget_sheet)
        self._sheet.open(self, focus=self._sheet.choice)

    def show_sheet_problem(self, refusal: Refusal) -> None:
        """Say on the sheet why it is not kept."""
        if self._sheet is None:
            self.show_refusal(refusal)
        else:
            self._sheet.show_problem(refusal)

    def close_sheet(self) -> None:
        """It is kept."""
        if self._sheet is not None:
            self._sheet.close_sheet()

    def press_settle(self) -> None:
        """Settle the marked item, as the key does."""
        self._press(self.settle_pressed.emit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def _table(self, name: str, columns: list[Column[WaitingItem]], empty: str) -> RowsTable:
        table = RowsTable(name, columns, empty=empty, key=lambda item: item.id)
        table.row_marked.connect(lambda _item: self._show_buttons())
        table.row_chosen.connect(self.chosen)
        return table

    def _marked(self) -> WaitingItem | None:
        table = self._waiting if self._waiting.isVisibleTo(self) else self._done
        marked: WaitingItem | None = table.marked
        return marked

    def _show_buttons(self) -> None:
        item = self._marked()
        open_item = item is not None and item.exception is not None and not item.settled
        self._settle.setEnabled(open_item)
        self._open.setEnabled(item is not None and self._leads(item))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self._settle = TouchButton(_("处理"), icon="check", variant=Variant.PRIMARY, shortcut="F9")
        self._open = TouchButton(_("打开相关页面"), icon="folder-open", shortcut="F4")
        refresh = TouchButton(_("刷新"), icon="refresh-cw", shortcut="F5")
        self._settle.clicked.connect(lambda _on: self.press_settle())
        self._open.clicked.connect(lambda _on: self._press(self.open_pressed.emit))
        refresh.clicked.connect(lambda _on: self.refresh_pressed.emit())
        row.addWidget(self._settle)
        row.addWidget(self._open)
        row.addStretch(1)
        row.addWidget(refresh)
        return row

    def _press(self, report: Callable[[WaitingItem], object]) -> None:
        item = self._marked()
        if item is not None:
            report(item)

    def _forget_sheet(self) -> None:
        self._sheet = None


def _what(zone: tzinfo) -> list[Column[WaitingItem]]:
    def moment(item: WaitingItem) -> str:
        return "" if item.at is None else instant_text(item.at, zone)

    return [
        Column(
            _("种类"), lambda item: item.kind, width=128, tone=lambda item: Tone(item.gravity.value)
        ),
        Column(_("内容"), lambda item: item.what, bold=True, detail=lambda item: item.detail),
        Column(_("门店"), lambda item: item.store, width=96),
        Column(_("时间"), moment, width=150),
    ]


def _waiting_columns(zone: tzinfo) -> list[Column[WaitingItem]]:
    return [*_what(zone), Column(_("怎么办"), lambda item: item.advice, width=290)]


def _done_columns(zone: tzinfo) -> list[Column[WaitingItem]]:
    return [
        *_what(zone),
        Column(
            _("怎么处理的"),
            lambda item: item.settled,
            width=330,
            detail=lambda item: item.note,
        ),
    ]
