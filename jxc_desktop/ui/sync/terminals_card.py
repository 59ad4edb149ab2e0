"""Every terminal of the company, when it was last heard of, and who may come in or no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from jxc_desktop.domain.formats import instant_text
from jxc_desktop.domain.sync_facts import TerminalStatus
from jxc_desktop.ui.language import _
from jxc_desktop.ui.sync.sync_words import terminal_state
from jxc_desktop.ui.sync.tie import StoreChoice, TieFacts
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


class TerminalsCard(Card):
    """Reports `invite_pressed`, and `revoke_pressed` with the terminal."""

    invite_pressed = Signal()
    revoke_pressed = Signal(object)

    def __init__(self, zone: tzinfo) -> None:
        super().__init__(_("公司的终端"))
        self._zone = zone
        self._own = 0
        self._stores: dict[int, str] = {}
        self._table = RowsTable(
            _("公司的终端"),
            self._columns(),
            empty=_("连上服务器以后，这里看得到每一台终端"),
            key=lambda row: row.terminal,
        )
        self._table.row_marked.connect(lambda _row: self._show_buttons())
        self._may_not = TextLabel(
            _("这台终端不能邀请或停用别的终端，请到可以管理的终端上办"),
            TextRole.SMALL,
            Tone.MUTED,
        ).wrapped()
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._may_not)
        self.body.addLayout(self._buttons())
        self._may_manage = False
        self.setFocusProxy(self._table)

    def show_terminals(
        self, rows: Sequence[TerminalStatus], stores: Sequence[StoreChoice], facts: TieFacts
    ) -> None:
        """Show all of them; the marked one stays marked."""
        self._own = facts.terminal
        self._may_manage = facts.may_manage
        self._stores = {store.store: store.name for store in stores}
        self._table.show_rows(rows)
        if rows and self._table.marked is None:
            self._table.mark_row(0)
        self._may_not.setVisible(bool(rows) and not facts.may_manage)
        self._show_buttons()

    def mark(self, at: int) -> None:
        """Move the mark to a row."""
        self._table.mark_row(at)

    def store_name(self, store: int) -> str:
        """What the store is called, or its number where nobody named it."""
        return self._stores.get(store) or _("门店 {number}").format(number=store)

    def _show_buttons(self) -> None:
        row = self._table.marked
        self._invite.setEnabled(self._may_manage)
        fits = row is not None and not row.revoked and row.terminal != self._own
        self._revoke.setEnabled(self._may_manage and fits)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self._invite = TouchButton(_("邀请新终端"), icon="circle-plus", shortcut="Ins")
        self._revoke = TouchButton(
            _("停用这台终端"), icon="ban", variant=Variant.DANGER, shortcut="Del"
        )
        self._invite.clicked.connect(lambda _on: self.invite_pressed.emit())
        self._revoke.clicked.connect(lambda _on: self._press_revoke())
        row.addWidget(self._invite)
        row.addStretch(1)
        row.addWidget(self._revoke)
        return row

    def _press_revoke(self) -> None:
        if self._table.marked is not None:
            self.revoke_pressed.emit(self._table.marked)

    def _columns(self) -> list[Column[TerminalStatus]]:
        return [
            Column(
                _("终端"),
                lambda row: row.name or str(row.terminal),
                bold=True,
                detail=lambda row: self.store_name(row.store),
            ),
            Column(
                _("最近在线"),
                lambda row: (
                    _("还没来过")
                    if row.last_seen is None
                    else instant_text(row.last_seen, self._zone)
                ),
                width=150,
            ),
            Column(_("待传"), lambda row: str(row.backlog or ""), width=84, right=True),
            Column(_("版本"), lambda row: row.version, width=72),
            Column(
                _("状态"),
                lambda row: terminal_state(row, self._own)[0],
                width=104,
                tone=lambda row: terminal_state(row, self._own)[1],
            ),
        ]
