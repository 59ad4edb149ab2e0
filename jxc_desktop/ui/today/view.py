"""Today as the owner sees it: four figures, three pictures of the day, five ways on."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from jxc_desktop.domain.day_facts import MethodTally
from jxc_desktop.domain.formats import (
    date_text,
    instant_text,
    money_text,
    quantity_text,
    rate_text,
    time_text,
)
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.queries.top_products import TopProduct
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.office.page import OfficePage
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.today.figure_card import FigureCard
from jxc_desktop.ui.today.hour_bars import HourBars
from jxc_desktop.ui.today.presenter import Today
from jxc_desktop.ui.today.ways_on import WaysOn
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton

_LOOK_EVERY_MS = 60_000


class TodayView(OfficePage):
    """Reports `refresh_wanted` when it is shown and once a minute; `ways` says where to go."""

    refresh_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("今日"))
        self._zone = ZoneInfo("UTC")
        self._day = TextLabel("", TextRole.BODY, Tone.MUTED)
        self._net = FigureCard(_("净销售额"))
        self._receipts = FigureCard(_("小票"))
        self._average = FigureCard(_("客单价"))
        self._margin = FigureCard(_("毛利"))
        self._hours = HourBars()
        self._methods = RowsTable(_("收款方式"), _method_columns(), empty=_("今天还没有收款"))
        self._top = RowsTable(_("卖得最好"), _top_columns(), empty=_("今天还没有卖出商品"))
        self.ways = WaysOn()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._on_minute)
        self._timer.start()

    def show_today(self, today: Today, *, with_cost: bool) -> None:
        """Show the day as it stands."""
        figures = today.figures
        self._zone = today.zone
        asked = time_text(figures.asked_at, today.zone)
        self._day.show_text(
            _("营业日 {day}，截至 {time}").format(day=date_text(today.day), time=asked)
        )
        self._net.show_figure(money_text(figures.net.amount), _beside_yesterday(today))
        returned = figures.returns.amount + figures.voids.amount
        self._receipts.show_figure(
            str(figures.receipts), _("退货和作废 {amount}").format(amount=money_text(returned))
        )
        self._average.show_figure(money_text(figures.average))
        self._margin.setVisible(with_cost)
        rate = figures.margin_rate
        self._margin.show_figure(
            money_text(figures.net.margin), "" if rate is None else rate_text(rate)
        )
        self._hours.show_hours(figures.hours)
        self._methods.show_rows(figures.methods)
        self._top.show_rows(today.top)
        self.ways.show_today(today)

    def show_backup(self, last: datetime | None, *, old: bool) -> None:
        """When the last backup was taken."""
        text = _("还没有备份") if last is None else instant_text(last, self._zone)
        self.ways.show_backup(text, old=old)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_wanted.emit()

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh_wanted.emit()

    def _lay_out(self) -> None:
        refresh = TouchButton(_("刷新"), icon="refresh-cw", shortcut="F5")
        refresh.clicked.connect(lambda _checked: self.refresh_wanted.emit())
        self.tools.addWidget(self._day)
        self.tools.addWidget(refresh)
        figures = QHBoxLayout()
        figures.setSpacing(Space.LARGE)
        for card in (self._net, self._receipts, self._average, self._margin):
            figures.addWidget(card, 1)
        pictures = QHBoxLayout()
        pictures.setSpacing(Space.LARGE)
        for title, widget, share in (
            (_("每小时净额"), self._hours, 4),
            (_("收款方式"), self._methods, 3),
            (_("卖得最好"), self._top, 4),
        ):
            picture = Card(title)
            picture.body.addWidget(widget, 1)
            pictures.addWidget(picture, share)
        self.body.addLayout(figures)
        self.body.addLayout(pictures, 1)
        self.body.addWidget(self.ways)


def _beside_yesterday(today: Today) -> str:
    yesterday = today.yesterday
    if yesterday == ZERO:
        return _("昨天没有销售")
    return _("昨天全天 {amount}").format(amount=money_text(yesterday))


def _method_columns() -> list[Column[MethodTally]]:
    return [
        Column(_("名称"), lambda row: row.name),
        Column(
            _("笔数"),
            lambda row: ngettext_("{count} 笔", "{count} 笔", row.count).format(count=row.count),
            width=72,
            right=True,
        ),
        Column(
            _("金额"),
            lambda row: money_text(row.amount),
            width=112,
            right=True,
            bold=True,
            tone=lambda row: _tone(row.amount),
        ),
    ]


def _top_columns() -> list[Column[TopProduct]]:
    return [
        Column(_("商品"), lambda row: row.name),
        Column(
            _("数量"),
            lambda row: f"{quantity_text(row.quantity)} {row.unit_name}".strip(),
            width=92,
            right=True,
        ),
        Column(_("净额"), lambda row: money_text(row.net), width=108, right=True, bold=True),
    ]


def _tone(amount: Money) -> Tone:
    return Tone.DANGER if amount < ZERO else Tone.PLAIN
