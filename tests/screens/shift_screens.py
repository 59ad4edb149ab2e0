"""The shift: between two, running (seen by cashier and owner), cash moved, the drawer opened."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.ids import DocumentKey, MethodId, PersonId
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.queries.find_shift import OpenShiftRow
from jxc_desktop.queries.find_takings import MethodTaking, ShiftTakings
from jxc_desktop.ui.shell.window import ShellWindow
from jxc_desktop.ui.shell.workplace import Workplace
from jxc_desktop.ui.shift.presenter import Sight
from jxc_desktop.ui.shift.running_view import RunningView
from jxc_desktop.ui.shift.shift_now import ShiftNow
from jxc_desktop.ui.shift.view import ShiftView
from jxc_desktop.ui.widgets.lamp import LampState
from tests.screens.registry import Context, screen

ZONE = ZoneInfo("Asia/Shanghai")
SHIFT = OpenShiftRow(
    shift=DocumentKey(1),
    number=182,
    day=date(2026, 11, 24),
    cashier=PersonId(2),
    cashier_name="李小红",
    opened_at=datetime(2026, 11, 24, 6, 2, tzinfo=UTC),
    opening_cash=Money(50_000),
    drawer_cash=Money(189_640),
    receipts=217,
)
TAKINGS = ShiftTakings(
    sales=Money(486_230),
    returns=Money(3_590),
    methods=(
        MethodTaking(MethodId(1), "现金", MethodKind.CASH, Money(159_640), 71),
        MethodTaking(MethodId(2), "微信", MethodKind.WALLET, Money(214_550), 98),
        MethodTaking(MethodId(3), "支付宝", MethodKind.WALLET, Money(78_450), 39),
        MethodTaking(MethodId(4), "银行卡", MethodKind.CARD, Money(23_000), 4),
        MethodTaking(MethodId(6), "赊账", MethodKind.ON_ACCOUNT, Money(7_000), 5),
    ),
    cash_in=Money(10_000),
    cash_out=Money(30_000),
)
NOW = ShiftNow(SHIFT, TAKINGS, SHIFT.drawer_cash, blind_count=True)


def in_window(workplace: QWidget, title: str = "交班", icon: str = "clock") -> ShellWindow:
    """The screen where it will stand, with the bars around it."""
    window = ShellWindow(now=lambda: datetime(2026, 11, 24, 22, 58, tzinfo=UTC))
    window.show_shop("好邻居便利店（人民路店）", "1 号收银台")
    window.show_person("李小红", "收银员")
    window.show_workplaces(
        [
            Workplace("checkout", "收银", "shopping-cart", QWidget, "Ctrl+1"),
            Workplace("here", title, icon, lambda: workplace, "Ctrl+2"),
        ]
    )
    window.show_workplace("here")
    window.show_lamp("printer", "打印机", LampState.OK, "正常")
    window.show_lamp("backup", "备份", LampState.OK, "今天 03:00")
    return window


@screen("shift-between")
def between(_context: Context) -> QWidget:
    """Nobody answers for the drawer yet."""
    view = ShiftView(ZONE)
    view.show_between_shifts(Money(50_000))
    return in_window(view)


@screen("shift-running", dark=True)
def running(_context: Context) -> QWidget:
    """A cashier who counts blind."""
    view = ShiftView(ZONE)
    view.show_shift(NOW, Sight(figures=True, cash=False, own_shift=True))
    return in_window(view)


@screen("shift-running-owner")
def running_owner(_context: Context) -> QWidget:
    """The owner looks at the cashier's shift."""
    view = ShiftView(ZONE)
    view.show_shift(NOW, Sight(figures=True, cash=True, own_shift=False))
    return in_window(view)


def _press_cash(window: QWidget) -> None:
    running_view = window.findChild(RunningView)
    assert running_view is not None
    running_view.cash_pressed.emit()


def _press_drawer(window: QWidget) -> None:
    running_view = window.findChild(RunningView)
    assert running_view is not None
    running_view.drawer_pressed.emit()


@screen("shift-cash", after_show=_press_cash)
def cash(context: Context) -> QWidget:
    """Cash goes to the safe."""
    return running(context)


@screen("shift-drawer", after_show=_press_drawer)
def drawer(context: Context) -> QWidget:
    """Why the drawer is opened."""
    return running(context)
