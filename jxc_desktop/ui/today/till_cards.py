"""The till at this moment and what asks for the owner: each line leads to where it is put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import Signal

from jxc_desktop.domain.formats import instant_text, money_text, time_text
from jxc_desktop.queries.stock_warnings import ShelfAlarm
from jxc_desktop.ui.day.state_card import days_text
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.today.notice_row import NoticeRow
from jxc_desktop.ui.today.presenter import BackupNow, TodaySight
from jxc_desktop.ui.today.today_now import TillNow
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.panels import Card


class TillCard(Card):
    """Who answers for the drawer, since when, and what lies there; `opened` names a workplace."""

    opened = Signal(str)

    def __init__(self, zone: tzinfo) -> None:
        super().__init__(_("收银台现在"), padding=Space.MEDIUM)
        self._zone = zone
        self.body.setSpacing(Space.HAIR)
        self._shift = NoticeRow("clock", shortcut="F6")
        self._drawer = NoticeRow("banknote")
        self._held = NoticeRow("pause")
        self._shift.clicked.connect(lambda _on: self.opened.emit("shift"))
        for row in (self._shift, self._drawer, self._held):
            self.body.addWidget(row)

    def show_till(self, till: TillNow, sight: TodaySight) -> None:
        """How the till stands; who reads reports may know the drawer even before it is counted."""
        shift = till.shift
        self._shift.show_leads(on="shift" in sight.ways)
        if shift is None:
            self._shift.show_notice(_("没有人当班"), _("开班后才能收银"))
        else:
            title = _("{cashier} 当班").format(cashier=shift.cashier_name)
            text = ngettext_(
                "第 {number} 班，{since} 开班，{count} 张小票",
                "第 {number} 班，{since} 开班，{count} 张小票",
                shift.receipts,
            )
            since = time_text(shift.opened_at, self._zone)
            detail = text.format(number=shift.number, since=since, count=shift.receipts)
            self._shift.show_notice(title, detail, Tone.ACCENT)
        self._drawer.setVisible(shift is not None)
        if shift is not None:
            title = _("钱箱应有 {cash}").format(cash=money_text(shift.drawer_cash))
            opening = _("备用金 {cash}").format(cash=money_text(shift.opening_cash))
            self._drawer.show_notice(title, opening)
        held = ngettext_("挂单 {count} 笔", "挂单 {count} 笔", till.held)
        self._held.show_notice(
            held.format(count=till.held) if till.held else _("没有挂单"),
            _("等着取单") if till.held else "",
        )


class NoticesCard(Card):
    """What asks for the owner; `opened` names the workplace where it is put right."""

    opened = Signal(str)

    def __init__(self, zone: tzinfo) -> None:
        super().__init__(_("要留意的"), padding=Space.MEDIUM)
        self._zone = zone
        self.body.setSpacing(Space.HAIR)
        self._forgotten = NoticeRow("calendar-check")
        self._negative = NoticeRow("triangle-alert")
        self._low = NoticeRow("package-open")
        self._exceptions = NoticeRow("list-checks", shortcut="F4")
        self._prints = NoticeRow("printer-x", shortcut="F10")
        self._backup = NoticeRow("hard-drive", shortcut="F12")
        self._fine = NoticeRow("circle-check")
        self._forgotten.clicked.connect(lambda _on: self.opened.emit("day"))
        for row in (self._exceptions, self._negative):
            row.clicked.connect(lambda _on: self.opened.emit("exceptions"))
        self._prints.clicked.connect(lambda _on: self.opened.emit("printing"))
        self._backup.clicked.connect(lambda _on: self.opened.emit("safety"))
        for row in (
            self._forgotten,
            self._exceptions,
            self._negative,
            self._low,
            self._prints,
            self._fine,
            self._backup,
        ):
            self.body.addWidget(row)

    def show_notices(self, till: TillNow, sight: TodaySight, backup: BackupNow) -> None:
        """What there is at this moment; when there is nothing, that is said too."""
        self._show_forgotten(till, sight)
        self._show_exceptions(till, sight)
        self._negative.show_leads(on="exceptions" in sight.ways)
        self._show_alarm(self._negative, till.stock.negative, _negative_text, Tone.DANGER)
        self._show_alarm(self._low, till.stock.low, _low_text, Tone.WARNING)
        self._show_prints(till, sight)
        self._show_backup(sight, backup)
        quiet = not (
            till.forgotten
            or till.exceptions
            or till.stock.negative.count
            or till.stock.low.count
            or till.doubtful_prints
        )
        self._fine.setVisible(quiet)
        if quiet:
            self._fine.show_notice(_("一切正常"), _("库存、日结、打印都没有问题"), Tone.SUCCESS)

    def _show_forgotten(self, till: TillNow, sight: TodaySight) -> None:
        count = len(till.forgotten)
        self._forgotten.setVisible(bool(count))
        if count:
            title = ngettext_("忘记日结 {count} 天", "忘记日结 {count} 天", count)
            self._forgotten.show_leads(on="day" in sight.ways)
            days = days_text(till.forgotten)
            self._forgotten.show_notice(title.format(count=count), days, Tone.WARNING)

    def _show_exceptions(self, till: TillNow, sight: TodaySight) -> None:
        self._exceptions.setVisible(bool(till.exceptions))
        if till.exceptions:
            title = ngettext_("例外 {count} 件", "例外 {count} 件", till.exceptions)
            self._exceptions.show_leads(on="exceptions" in sight.ways)
            self._exceptions.show_notice(
                title.format(count=till.exceptions), _("等人看一眼，记一笔"), Tone.WARNING
            )

    def _show_alarm(
        self, row: NoticeRow, alarm: ShelfAlarm, text: Callable[[int], str], tone: Tone
    ) -> None:
        row.setVisible(bool(alarm.count))
        if alarm.count:
            names = _("、").join(alarm.names)
            more = alarm.count - len(alarm.names)
            row.show_notice(text(alarm.count), names + (" …" if more else ""), tone)

    def _show_prints(self, till: TillNow, sight: TodaySight) -> None:
        count = till.doubtful_prints
        self._prints.setVisible(bool(count))
        if count:
            title = ngettext_("{count} 张不知打没打出来", "{count} 张不知打没打出来", count)
            self._prints.show_leads(on="printing" in sight.ways)
            self._prints.show_notice(
                title.format(count=count), _("看一下打印机再决定"), Tone.WARNING
            )

    def _show_backup(self, sight: TodaySight, backup: BackupNow) -> None:
        self._backup.show_leads(on="safety" in sight.ways)
        if backup.taken_at is None:
            self._backup.show_notice(_("还没有备份"), _("电脑坏了账就没了"), Tone.DANGER)
            return
        moment = instant_text(backup.taken_at, self._zone)
        title = _("备份太久了") if backup.too_old else _("备份正常")
        tone = Tone.WARNING if backup.too_old else Tone.SUCCESS
        self._backup.show_notice(title, _("上次 {moment}").format(moment=moment), tone)


def _negative_text(count: int) -> str:
    return ngettext_("负库存 {count} 种", "负库存 {count} 种", count).format(count=count)


def _low_text(count: int) -> str:
    return ngettext_("该补货 {count} 种", "该补货 {count} 种", count).format(count=count)
