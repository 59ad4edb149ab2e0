"""The section of the backups: what lies on the shelf, and how one is brought back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from jxc_desktop.domain.formats import instant_text
from jxc_desktop.ui.language import _
from jxc_desktop.ui.safety.presenter import BackupRow
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_MEGABYTE = 1_000_000


class BackupPage(QWidget):
    """Reports `backup_pressed`."""

    backup_pressed = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._folder = TextLabel("", TextRole.SMALL, Tone.MUTED).wrapped()
        self._table = RowsTable(
            _("备份"), self._columns(), empty=_("还没有备份"), key=lambda row: row.name
        )
        self._now = TouchButton(
            _("立即备份"), icon="save", variant=Variant.PRIMARY, shortcut="Ctrl+B"
        )
        self._now.clicked.connect(lambda _checked: self.backup_pressed.emit())
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.hide()
        card = Card(_("备份"))
        card.header.addWidget(self._now)
        card.body.addWidget(self._folder)
        card.body.addWidget(self._busy)
        card.body.addWidget(self._table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LARGE)
        layout.addWidget(card, 1)
        layout.addWidget(_how_to_restore())

    def show_folder(self, folder: str) -> None:
        """Where they lie."""
        self._folder.show_text(
            _("每天自动备份一次，写完会打开核对。放在：{folder}").format(folder=folder)
        )

    def show_backups(self, rows: Sequence[BackupRow]) -> None:
        """Show what lies on the shelf, newest first."""
        self._table.show_rows(rows)

    def show_backing_up(self, *, busy: bool) -> None:
        """A backup is being written."""
        self._busy.setVisible(busy)
        self._now.setEnabled(not busy)

    def _columns(self) -> list[Column[BackupRow]]:
        return [
            Column(
                _("时间"), lambda row: instant_text(row.taken_at, self._zone), width=180, bold=True
            ),
            Column(_("文件"), lambda row: row.name),
            Column(_("大小"), lambda row: _size_text(row.size), width=120, right=True),
        ]


def _size_text(size: int) -> str:
    return _("{size} MB").format(size=f"{size / _MEGABYTE:.1f}")


def _how_to_restore() -> QWidget:
    card = Card(_("怎样恢复"))
    steps = (
        _("1. 退出收银程序。"),
        _("2. 在命令行运行：jxc restore 备份文件"),
        _("3. 原来的数据会另存一份，不会丢；再打开程序就是备份时的样子。"),
        _("换了电脑要先输入恢复码，所以恢复码一定要抄好。"),
    )
    row = QHBoxLayout()
    row.addWidget(TextLabel("\n".join(steps), TextRole.BODY, Tone.MUTED).wrapped(), 1)
    card.body.addLayout(row)
    return card
