"""The owner's home: four figures, where the money came from and when, what sold, how it stands."""

from __future__ import annotations

from datetime import date, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import Money
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.receipts.day_sheet import DaySheet
from jxc_desktop.ui.theme.in_use import set_density
from jxc_desktop.ui.theme.tokens import Density, Space
from jxc_desktop.ui.today.bar_rows import BarRows
from jxc_desktop.ui.today.day_head import DayHead
from jxc_desktop.ui.today.figure_card import FigureCard
from jxc_desktop.ui.today.figure_words import METHODS_MAX, card_words, method_rows, top_rows
from jxc_desktop.ui.today.hour_chart import HourChart, busiest, hour_text
from jxc_desktop.ui.today.presenter import BackupNow, TodaySight
from jxc_desktop.ui.today.till_cards import NoticesCard, TillCard
from jxc_desktop.ui.today.today_now import TodayNow
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card, EmptyState
from jxc_desktop.ui.widgets.toast import Level, show_notice

_TOP_MAX = 10
_SIDE_WIDTH = 316


class TodayView(QWidget):
    """Shows a business date from above; reports the date that is wanted and the way on."""

    day_picked = Signal(object)
    opened = Signal(str)
    """The workplace that a card leads to."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        set_density(self, Density.DESK)
        self.setAccessibleName(_("今天"))
        self.head = DayHead(zone)
        self._net = FigureCard(_("净销售"), "coins", shortcut="F7")
        self._receipts = FigureCard(_("小票"), "receipt-text", shortcut="F9")
        self._average = FigureCard(_("客单价"), "shopping-cart")
        self._margin = FigureCard(_("毛利率"), "percent")
        self._methods = BarRows(
            _("按收款方式"), rows_max=METHODS_MAX, empty=_("还没有收款"), note_width=220
        )
        self._fees = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self._hours = HourChart()
        self._busiest = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self._top = BarRows(
            _("畅销商品"), rows_max=_TOP_MAX, empty=_("还没有卖出商品"), note_width=84
        )
        self._till = TillCard(zone)
        self._notices = NoticesCard(zone)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._figures_page())
        self._pages.addWidget(EmptyState("eye-off", _("经营数字要有权限才能看")))
        self.setFocusProxy(self.head.days)
        self._connect()

    def show_today(self, now: TodayNow, sight: TodaySight, backup: BackupNow) -> None:
        """The date with all that is known of it, as far as the person may see it."""
        self._pages.setCurrentIndex(0)
        self.head.show_day(now)
        self._show_cards(now, sight)
        facts = now.facts
        self._methods.show_rows(method_rows(facts.methods))
        self._fees.show_text(_beside_methods(now))
        self._hours.show_hours(facts.hours)
        best = busiest(facts.hours)
        text = _("最忙 {hour}").format(hour=hour_text(best)) if best is not None else ""
        self._busiest.show_text(text)
        self._top.show_rows(top_rows(now.top))
        self._till.show_till(now.till, sight)
        self._notices.show_notices(now.till, sight, backup)

    def show_locked(self) -> None:
        """The person may not see the figures."""
        self._pages.setCurrentIndex(1)

    def ask_day(self, day: date, today: date) -> None:
        """Ask which date it shall be."""
        DaySheet(day, today, self.day_picked.emit).open(self)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why not."""
        show_notice(self, Level.ERROR, refusal_text(refusal))

    def _show_cards(self, now: TodayNow, sight: TodaySight) -> None:
        cards = (self._net, self._receipts, self._average, self._margin)
        for card, words in zip(cards, card_words(now), strict=True):
            card.show_figure(words.figure, words.change, words.beside, words.tone)
        for card, way in zip(cards, ("day", "receipts", "receipts", "day"), strict=True):
            card.show_leads(on=way in sight.ways)
        if not sight.margin:
            self._margin.show_figure("")
        self._margin.setVisible(sight.margin)

    def _connect(self) -> None:
        self._net.clicked.connect(lambda _on: self.opened.emit("day"))
        self._margin.clicked.connect(lambda _on: self.opened.emit("day"))
        self._receipts.clicked.connect(lambda _on: self.opened.emit("receipts"))
        self._average.clicked.connect(lambda _on: self.opened.emit("receipts"))
        self._till.opened.connect(self.opened)
        self._notices.opened.connect(self.opened)

    def _figures_page(self) -> QWidget:
        page = QWidget()
        figures = QHBoxLayout()
        figures.setSpacing(Space.MEDIUM)
        for card in (self._net, self._receipts, self._average, self._margin):
            figures.addWidget(card, 1)
        money = QVBoxLayout()
        money.setSpacing(Space.MEDIUM)
        money.addWidget(_titled(_("按收款方式"), self._fees, self._methods), 4)
        money.addWidget(_titled(_("按小时"), self._busiest, self._hours), 3)
        side = QVBoxLayout()
        side.setSpacing(Space.MEDIUM)
        side.addWidget(self._till)
        side.addWidget(self._notices, 1)
        self._till.setFixedWidth(_SIDE_WIDTH)
        self._notices.setFixedWidth(_SIDE_WIDTH)
        below = QHBoxLayout()
        below.setSpacing(Space.MEDIUM)
        below.addLayout(money, 6)
        below.addWidget(_titled(_("畅销商品"), None, self._top), 5)
        below.addLayout(side)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        layout.setSpacing(Space.MEDIUM)
        layout.addWidget(self.head)
        layout.addLayout(figures)
        layout.addLayout(below, 1)
        return page


def _titled(title: str, beside: QWidget | None, content: QWidget) -> Card:
    card = Card(title, padding=Space.MEDIUM)
    if beside is not None:
        card.header.addWidget(beside)
    card.body.addWidget(content, 1)
    return card


def _beside_methods(now: TodayNow) -> str:
    """The fees of all channels, and the customers' own money, which is no sale."""
    facts = now.facts
    parts = []
    paid = Money.sum(row.amount for row in facts.customer_payments)
    if paid:
        parts.append(_("另收订金和还款 {amount}").format(amount=money_text(paid)))
    if facts.fees:
        parts.append(_("手续费共 {fee}").format(fee=money_text(facts.fees)))
    return " · ".join(parts)
