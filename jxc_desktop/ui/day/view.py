"""The day screen: the state and its key above the closed days, the slip beside them."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.commands.close_day import DayWasClosed
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import date_text, instant_text, money_text
from jxc_desktop.queries.list_closed_days import ClosedDayRow
from jxc_desktop.ui.day.day_now import DayNow
from jxc_desktop.ui.day.state_card import StateCard
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card, EmptyState
from jxc_desktop.ui.widgets.paper_strip import PaperStrip
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.toast import Level, show_notice
from jxc_desktop.ui.widgets.touch_button import TouchButton

_SLIP_WIDTH = 440


class DayView(QWidget):
    """Reports the key, which closed date is looked at, and what is wanted of its slip."""

    go_on_pressed = Signal()
    day_looked_at = Signal(object)
    """The row of a closed date, or None for today."""
    print_pressed = Signal()
    pdf_pressed = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._state = StateCard()
        self._table = RowsTable(
            _("已日结的日子"),
            self._columns(),
            empty=_("没有日结记录"),
            key=lambda row: row.day,
        )
        self._slip = PaperStrip(_("日结单"))
        self._locked = EmptyState("eye-off", _("日结数字要有权限才能看"))
        self._slip_title = TextLabel("", TextRole.HEADING)
        self._again = TouchButton(_("补打"), icon="printer", shortcut="F7")
        self._pdf = TouchButton(_("A4 报表"), icon="file-text", shortcut="F8")
        self._today = TouchButton(_("看今天"), icon="calendar", shortcut="F5")
        left = QVBoxLayout()
        left.setSpacing(Space.LARGE)
        left.addWidget(self._state)
        left.addWidget(self._days_card(), 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        layout.setSpacing(Space.LARGE)
        layout.addLayout(left, 1)
        layout.addWidget(self._slip_card())
        self.setFocusProxy(self._state.key)
        self._connect()

    def show_day(self, now: DayNow) -> None:
        """How the date stands, and what was closed."""
        self._state.show_day(now)
        self._table.show_rows(now.closed, 0 if now.is_closed else None)
        if not now.is_closed:
            self._table.clearSelection()

    def show_slip(self, day: date, row: ClosedDayRow | None, picture: bytes) -> None:
        """The slip of a date."""
        if row is None:
            title = _("{day} 预览，还没日结").format(day=date_text(day))
        else:
            title = _("Z 第 {number} 号 · {day}").format(number=row.number, day=date_text(day))
        self._slip_title.show_text(title)
        self._slip.show_png(picture)
        self._show_slip_card(seen=True)
        self._again.setEnabled(row is not None)

    def show_no_slip(self) -> None:
        """The person may not see the figures."""
        self._slip_title.show_text("")
        self._slip.show_png(b"")
        self._show_slip_card(seen=False)

    def show_closed(self, closed: tuple[DayWasClosed, ...]) -> None:
        """One or more dates are closed, their slips queued."""
        if len(closed) == 1:
            text = _("{day} 已日结：Z 第 {number} 号，净销售 {net}，正在打印").format(
                day=date_text(closed[0].day),
                number=closed[0].number,
                net=money_text(closed[0].net),
            )
        else:
            words = ngettext_(
                "补结了 {count} 天，正在打印", "补结了 {count} 天，正在打印", len(closed)
            )
            text = words.format(count=len(closed))
        show_notice(self, Level.SUCCESS, text)

    def show_slip_queued(self) -> None:
        """The slip goes to the printer once more."""
        show_notice(self, Level.SUCCESS, _("日结单已送去打印"))

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why not."""
        show_notice(self, Level.ERROR, refusal_text(refusal))

    def _connect(self) -> None:
        self._state.go_on_pressed.connect(self.go_on_pressed)
        self._table.row_marked.connect(self.day_looked_at)
        self._table.row_chosen.connect(self.day_looked_at)
        self._today.clicked.connect(self._on_today)
        self._again.clicked.connect(self.print_pressed)
        self._pdf.clicked.connect(self.pdf_pressed)

    def _on_today(self) -> None:
        self._table.clearSelection()
        self.day_looked_at.emit(None)

    def _days_card(self) -> Card:
        card = Card(_("已日结的日子"))
        card.header.addWidget(self._today)
        card.body.addWidget(self._table, 1)
        return card

    def _slip_card(self) -> Card:
        card = Card()
        card.setFixedWidth(_SLIP_WIDTH)
        keys = QHBoxLayout()
        keys.setSpacing(Space.SMALL)
        keys.addWidget(self._again, 1)
        keys.addWidget(self._pdf, 1)
        card.body.addWidget(self._slip_title)
        card.body.addWidget(self._slip, 1)
        card.body.addWidget(self._locked, 1)
        card.body.addLayout(keys)
        return card

    def _show_slip_card(self, *, seen: bool) -> None:
        self._slip.setVisible(seen)
        self._locked.setVisible(not seen)
        self._again.setEnabled(seen)
        self._pdf.setEnabled(seen)

    def _columns(self) -> tuple[Column[ClosedDayRow], ...]:
        return (
            Column(
                _("营业日"),
                lambda row: date_text(row.day),
                detail=lambda row: self._closed_at_text(row.closed_at),
            ),
            Column(_("Z 号"), lambda row: str(row.number), width=90, right=True),
            Column(_("小票"), lambda row: str(row.receipts), width=90, right=True),
            Column(
                _("净销售"),
                lambda row: money_text(row.net),
                width=160,
                right=True,
                bold=True,
                tone=lambda row: Tone.DANGER if row.net.minor < 0 else Tone.PLAIN,
            ),
        )

    def _closed_at_text(self, closed_at: datetime) -> str:
        return _("{moment} 日结").format(moment=instant_text(closed_at, self._zone))
