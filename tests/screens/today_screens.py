"""The owner's home: late on a busy evening, on a date that is over, and before the first sale."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.day_facts import DayFacts, HourTally, MethodTally, Sealed, Tally
from jxc_desktop.domain.ids import MethodId, ProductId, TerminalNo
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.receipt_facts import ShopHeader
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.queries.stock_warnings import ShelfAlarm, StockWarnings
from jxc_desktop.queries.top_products import TopProduct
from jxc_desktop.ui.shell.window import ShellWindow
from jxc_desktop.ui.shell.workplace import Workplace
from jxc_desktop.ui.theme.tokens import Density
from jxc_desktop.ui.today.presenter import BackupNow, TodaySight
from jxc_desktop.ui.today.today_now import TillNow, TodayNow, compare
from jxc_desktop.ui.today.view import TodayView
from jxc_desktop.ui.widgets.lamp import LampState
from tests.screens.registry import Context, screen
from tests.screens.shift_screens import SHIFT, ZONE

TODAY = date(2026, 11, 24)
LATE = datetime(2026, 11, 24, 14, 58, tzinfo=UTC)
SIGHT = TodaySight(margin=True, ways=frozenset({"shift", "day", "receipts", "printing", "safety"}))
BACKUP = BackupNow(datetime(2026, 11, 23, 19, 0, tzinfo=UTC), too_old=False)
_HOURS = {
    7: 21_430, 8: 38_960, 9: 24_170, 10: 19_840, 11: 33_250, 12: 47_910, 13: 22_380, 14: 14_760,
    15: 17_220, 16: 25_940, 17: 51_380, 18: 66_470, 19: 49_150, 20: 31_020, 21: 14_330, 22: 7_840,
}  # fmt: skip
_TOP = (
    ("中华(软) 条", "条", 3_000, 195_00 * 3),
    ("康师傅红烧牛肉面(桶) 110g", "桶", 86_000, 38_700),
    ("可口可乐 500ml", "瓶", 104_000, 36_400),
    ("红富士苹果", "kg", 21_485, 27_887),
    ("农夫山泉 550ml", "瓶", 122_000, 24_400),
    ("蒙牛纯牛奶 250ml*16 整箱", "箱", 4_000, 19_960),
    ("双汇王中王火腿肠 400g", "袋", 11_000, 16_390),
    ("乐事薯片 黄瓜味 75g", "袋", 19_000, 14_250),
    ("青岛啤酒 500ml 罐装", "罐", 24_000, 13_200),
    ("清风原木纯品抽纸 3层120抽*6包", "提", 6_000, 11_940),
)


def _hours(share: int) -> tuple[HourTally, ...]:
    """The hours of a date that sold so many hundredths of this one."""
    return tuple(
        HourTally(
            hour,
            Tally(
                count=amount * share // 220_000,
                amount=Money(amount * share // 100),
                cost=Money(amount * share * (770 + share % 13) // 100_000),
            ),
        )
        for hour, amount in _HOURS.items()
    )


def _facts(share: int = 100) -> DayFacts:
    hours = _hours(share)
    amount = Money.sum(row.tally.amount for row in hours)
    cost = Money.sum(row.tally.cost for row in hours)
    return DayFacts(
        shop=ShopHeader("好邻居便利店（人民路店）"),
        day=TODAY,
        asked_at=LATE,
        sales=Tally(sum(row.tally.count for row in hours), amount, cost=cost),
        methods=(
            _method(1, "现金", MethodKind.CASH, 71, 156_050, 0),
            _method(2, "微信", MethodKind.WALLET, 98, 214_550, 815),
            _method(3, "支付宝", MethodKind.WALLET, 39, 78_450, 298),
            _method(4, "银行卡", MethodKind.CARD, 4, 23_000, 138),
            _method(6, "赊账", MethodKind.ON_ACCOUNT, 5, 7_000, 0),
            _method(7, "预存款", MethodKind.DEPOSIT, 3, 7_000, 0),
        ),
        customer_payments=(_method(1, "现金", MethodKind.CASH, 1, 50_000, 0),),
        hours=hours,
    )


def _method(
    number: int, name: str, kind: MethodKind, count: int, amount: int, fee: int
) -> MethodTally:
    return MethodTally(MethodId(number), name, kind, count, Money(amount), Money(fee))


def _top() -> tuple[TopProduct, ...]:
    rows = enumerate(_TOP, 101)
    return tuple(
        TopProduct(ProductId(number), name, unit, Quantity(milli), Money(net))
        for number, (name, unit, milli, net) in rows
    )


TILL = TillNow(
    shift=SHIFT,
    forgotten=(),
    held=2,
    doubtful_prints=0,
    stock=StockWarnings(
        negative=ShelfAlarm(2, ("双汇王中王火腿肠 400g", "乐事薯片 黄瓜味 75g")),
        low=ShelfAlarm(
            14, ("农夫山泉 550ml", "青岛啤酒 500ml 罐装", "清风原木纯品抽纸 3层120抽*6包")
        ),
    ),
)
BUSY = TodayNow(
    day=TODAY,
    today=TODAY,
    is_closed=False,
    facts=_facts(),
    comparison=compare(_facts(), _facts(94), 22, 4),
    top=_top(),
    till=TILL,
)


def _home(now: TodayNow, sight: TodaySight = SIGHT, backup: BackupNow = BACKUP) -> QWidget:
    view = TodayView(ZONE)
    view.show_today(now, sight, backup)
    window = ShellWindow(now=lambda: LATE.astimezone(ZONE))
    window.show_shop("好邻居便利店（人民路店）", "1 号收银台")
    window.show_person("王老板", "老板")
    desk = Density.DESK
    window.show_workplaces(
        [
            Workplace("today", "今天", "house", lambda: view, "Ctrl+1", desk),
            Workplace("checkout", "收银", "shopping-cart", QWidget, "Ctrl+2"),
            Workplace("shift", "交班", "clock", QWidget, "Ctrl+3"),
            Workplace("day", "日结", "calendar-check", QWidget, "Ctrl+4"),
            Workplace("receipts", "小票", "receipt-text", QWidget, "Ctrl+5"),
        ]
    )
    window.show_workplace("today")
    window.show_lamp("printer", "打印机", LampState.OK, "正常")
    return window


@screen("today-busy", dark=True)
def busy(_context: Context) -> QWidget:
    """Two minutes before eleven at night."""
    return _home(BUSY)


@screen("today-other-day")
def other_day(_context: Context) -> QWidget:
    """A closed date of the week before; all is well, and somebody who must not see the cost."""
    day = date(2026, 11, 18)
    facts = replace(
        _facts(91),
        day=day,
        sealed=(Sealed(TerminalNo(1), 87, LATE, Money(41_236_520), "", ""),),
    )
    till = replace(TILL, shift=None, held=0, stock=StockWarnings())
    now = replace(
        BUSY,
        day=day,
        is_closed=True,
        facts=facts,
        comparison=compare(facts, _facts(97), None, 4),
        till=till,
    )
    return _home(now, replace(SIGHT, margin=False))


@screen("today-troubles")
def troubles(_context: Context) -> QWidget:
    """Everything asks for the owner at once."""
    days = (date(2026, 11, 22), date(2026, 11, 23))
    till = replace(TILL, forgotten=days, doubtful_prints=3)
    return _home(replace(BUSY, till=till), backup=BackupNow(None, too_old=True))


@screen("today-first-day")
def first_day(_context: Context) -> QWidget:
    """A new shop before its first sale."""
    facts = DayFacts(shop=ShopHeader("好邻居便利店（人民路店）"), day=TODAY, asked_at=LATE)
    till = replace(TILL, shift=None, held=0, stock=StockWarnings())
    now = replace(BUSY, facts=facts, comparison=None, top=(), till=till)
    return _home(now)
