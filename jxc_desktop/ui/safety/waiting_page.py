"""The section of the exceptions: what stands although something is odd about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jxc_desktop.domain.formats import date_text, instant_text, quantity_text
from jxc_desktop.queries.list_exceptions import Exceptions
from jxc_desktop.ui.language import _
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One thing that waits, as people read it."""

    kind: str
    what: str
    detail: str
    advice: str
    tone: Tone = Tone.PLAIN


class WaitingPage(QWidget):
    """One table of everything that waits."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._count = TextLabel("", TextRole.SMALL, Tone.MUTED).wrapped()
        self._table = RowsTable(_("例外"), _columns(), empty=_("没有要处理的，一切正常"))
        card = Card(_("例外"))
        why = _("离线时收银从不被拦下，所以有些事要事后看一眼。")
        card.body.addWidget(TextLabel(why, TextRole.SMALL, Tone.MUTED).wrapped())
        card.body.addWidget(self._table, 1)
        card.body.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)

    def show_waiting(self, found: Exceptions) -> None:
        """Show all of it, what concerns the books most first."""
        self._table.show_rows(lines_of(found, self._zone))
        self._count.show_text(
            _("负库存 {negative}，待核对新品 {new}，低库存 {low}").format(
                negative=found.negative_count, new=found.unreviewed_count, low=found.low_count
            )
        )


def lines_of(found: Exceptions, zone: tzinfo) -> tuple[WaitingLine, ...]:
    """Everything that waits, a line each, by the shop's clock."""
    days = (
        WaitingLine(_("忘了日结"), date_text(day), "", _("到“日结”里补做"), Tone.DANGER)
        for day in found.forgotten_days
    )
    baskets = (
        WaitingLine(
            _("挂单没取"),
            row.note or row.held_by,
            instant_text(row.held_at, zone),
            _("问一下顾客，取单或删掉"),
            Tone.WARNING,
        )
        for row in found.forgotten_baskets
    )
    negative = (
        WaitingLine(
            _("负库存"),
            row.name,
            f"{quantity_text(row.quantity)} {row.unit_name}".strip(),
            _("查一下是不是漏了进货"),
            Tone.WARNING,
        )
        for row in found.negative
    )
    new = (
        WaitingLine(_("收银台新建"), row.name, row.code, _("核对名称、分类和进价"))
        for row in found.unreviewed
    )
    return (*days, *baskets, *negative, *new)


def _columns() -> list[Column[WaitingLine]]:
    return [
        Column(_("种类"), lambda row: row.kind, width=120, tone=lambda row: row.tone),
        Column(_("内容"), lambda row: row.what, bold=True),
        Column(_("情况"), lambda row: row.detail, width=180),
        Column(_("怎么办"), lambda row: row.advice, width=240),
    ]
