"""Touch keys for goods without a barcode, page by page, as many at once as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jxc_desktop.domain.formats import unit_price_text
from jxc_desktop.queries.list_quick_keys import QuickKeyRow, QuickPage
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.panels import EmptyState, empty
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

_COLUMNS = 4
_KEY_HEIGHT = 76 + Space.SMALL
_TABS = 4


class QuickKeys(QWidget):
    """Reports `item_pressed` with the item of the key."""

    item_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[QuickPage, ...] = ()
        self._page = 0
        self._first_tab = 0
        self._first_key = 0
        self._tab_keys: list[TouchButton] = []
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(Space.SMALL)
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.SMALL)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._area = QWidget()
        self._area.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._none = EmptyState(
            "star", _("还没有快捷键"), _("散装、无条码的商品可以在“商品”里设成快捷键。")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SMALL)
        layout.addLayout(self._tabs)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._none, 1)

    def show_pages(self, pages: Sequence[QuickPage]) -> None:
        """Offer these pages, the first one open."""
        self._pages = tuple(pages)
        self._page = self._first_tab = self._first_key = 0
        self._none.setVisible(not pages)
        self._area.setVisible(bool(pages))
        self._lay_out_tabs()
        self._lay_out_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._first_key = 0
        self._lay_out_keys()

    def _lay_out_tabs(self) -> None:
        for key in self._tab_keys:
            self._tabs.removeWidget(key)
            key.deleteLater()
        shown = self._pages[self._first_tab : self._first_tab + _TABS]
        self._tab_keys = [
            self._tab(self._first_tab + at, page.name) for at, page in enumerate(shown)
        ]
        if len(self._pages) > _TABS:
            more = TouchButton("", icon="ellipsis", variant=Variant.PLAIN)
            more.setAccessibleName(_("更多分类"))
            more.keep_focus_elsewhere()
            more.clicked.connect(self._next_tabs)
            self._tab_keys.append(more)
        for key in self._tab_keys:
            self._tabs.addWidget(key, 1 if key.isCheckable() else 0)

    def _tab(self, at: int, name: str) -> TouchButton:
        key = TouchButton(name)
        key.setCheckable(True)
        key.setChecked(at == self._page)
        key.keep_focus_elsewhere()
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key.clicked.connect(partial(self._open, at))
        return key

    def _open(self, page: int, _checked: object = None) -> None:
        self._page = page
        self._first_key = 0
        for at, key in enumerate(self._tab_keys):
            key.setChecked(key.isCheckable() and self._first_tab + at == page)
        self._lay_out_keys()

    def _next_tabs(self) -> None:
        self._first_tab += _TABS
        if self._first_tab >= len(self._pages):
            self._first_tab = 0
        self._lay_out_tabs()
        self._open(self._first_tab)

    def _lay_out_keys(self) -> None:
        empty(self._grid)
        if not self._pages:
            return
        places = max(1, (self._area.height() + Space.SMALL) // _KEY_HEIGHT) * _COLUMNS
        rows = self._pages[self._page].keys
        if len(rows) > places:
            shown = rows[self._first_key : self._first_key + places - 1]
            keys = [*map(self._key, shown), self._turn_key(places - 1)]
        else:
            keys = [self._key(row) for row in rows]
        for at, key in enumerate(keys):
            self._grid.addWidget(key, at // _COLUMNS, at % _COLUMNS)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _key(self, row: QuickKeyRow) -> TouchButton:
        key = TouchButton(row.label, shape=Shape.TILE)
        unit = row.item.unit_name
        price = unit_price_text(row.item.unit_price, symbol=True)
        key.show_detail(f"{price}/{unit}" if row.item.weighed else price)
        key.setToolTip(row.item.name)
        key.keep_focus_elsewhere()
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda: self.item_pressed.emit(row.item))
        return key

    def _turn_key(self, step: int) -> TouchButton:
        key = TouchButton(_("下一页"), icon="chevron-right", shape=Shape.TILE)
        key.keep_focus_elsewhere()
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda: self._turn(step))
        return key

    def _turn(self, step: int) -> None:
        self._first_key += step
        if self._first_key >= len(self._pages[self._page].keys):
            self._first_key = 0
        self._lay_out_keys()
