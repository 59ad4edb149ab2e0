"""The help as it is read: pages at the left, found by words, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout

from jxc_desktop.ui.help.pages import HelpPage, find_pages
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import OfficePage
from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.tokens import FontSize, Space
from jxc_desktop.ui.widgets.rows_table import Column
from jxc_desktop.ui.widgets.search_list import SearchList

_LIST_WIDTH = 260
_TEXT_WIDTH = 820
_LINE_PERCENT = 130


class HelpView(OfficePage):
    """Typing searches, the arrow keys walk the pages, PgUp and PgDown scroll the text."""

    def __init__(self, pages: Sequence[HelpPage]) -> None:
        super().__init__(_("帮助"))
        self._pages = tuple(pages)
        columns = [Column[HelpPage]("", lambda page: page.title)]
        self._list = SearchList(
            _("帮助"),
            columns,
            placeholder=_("找：退货、打印机、备份……"),
            empty=_("没有找到，换个词试试"),
        )
        self._list.table.hide_titles()
        self._list.setFixedWidth(_LIST_WIDTH)
        self._text = QTextBrowser()
        self._text.setAccessibleName(_("帮助内容"))
        self._text.setMaximumWidth(_TEXT_WIDTH)
        self._text.setOpenLinks(False)
        self._text.document().setDefaultFont(text_font(FontSize.BODY))
        self._text.document().setDocumentMargin(Space.WIDE)
        left = QVBoxLayout()
        left.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.LARGE)
        row.addLayout(left)
        row.addWidget(self._text, 1)
        row.addStretch(0)
        self.body.addLayout(row, 1)
        self.setFocusProxy(self._list)
        self._list.searched.connect(self._on_searched)
        self._list.row_chosen.connect(self.show_page)
        self._list.table.row_marked.connect(self.show_page)
        self._show_all(self._pages)

    def show_page(self, page: HelpPage) -> None:
        """Show one page from its beginning."""
        self._text.setMarkdown(page.text)
        self._give_air()
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def open_page(self, page_id: str) -> None:
        """Open the page of that subject: a screen may lead here."""
        at = next(at for at, page in enumerate(self._pages) if page.id == page_id)
        self._list.clear()
        self._show_all(self._pages, at)

    def _give_air(self) -> None:
        """Markdown comes set solid; people read it with room between lines and paragraphs."""
        every = QTextCursor(self._text.document())
        every.select(QTextCursor.SelectionType.Document)
        air = QTextBlockFormat()
        air.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        air.setBottomMargin(Space.SMALL)
        every.mergeBlockFormat(air)

    def _on_searched(self, typed: str) -> None:
        self._show_all(find_pages(self._pages, typed))

    def _show_all(self, pages: Sequence[HelpPage], mark: int = 0) -> None:
        self._list.show_rows(pages, mark)
        if pages:
            self.show_page(pages[mark])
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
