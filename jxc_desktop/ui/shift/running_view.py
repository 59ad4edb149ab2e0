"""The running shift: who, since when, what came in by which method, and what can be done."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.formats import date_text, money_text, time_text
from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.queries.find_takings import MethodTaking, ShiftTakings
from jxc_desktop.ui.counter.method_keys import METHOD_ICONS
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.shift.presenter import Sight
from jxc_desktop.ui.shift.shift_now import ShiftNow
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import Badge, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card, EmptyState
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

_ACTIONS_WIDTH = 340


class Figure(QWidget):
    """A small title over a large text."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._text = TextLabel("", TextRole.FIGURE)
        self._detail = TextLabel("", TextRole.SMALL, Tone.MUTED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(TextLabel(title, TextRole.SMALL, Tone.MUTED))
        layout.addWidget(self._text)
        layout.addWidget(self._detail)

    def show_figure(self, text: str, detail: str = "") -> None:
        """Show `text`, and a few quiet words below it."""
        self._text.show_text(text)
        self._detail.show_text(detail)
        self.setAccessibleName(f"{self._title} {text} {detail}".strip())


class RunningView(QWidget):
    """Reports what was pressed; what may be seen is decided before it comes here."""

    hand_over_pressed = Signal()
    cash_pressed = Signal()
    drawer_pressed = Signal()
    x_pressed = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._cash_seen = False
        self._who = TextLabel("", TextRole.TITLE)
        self._badge = Badge()
        self._since = Figure(_("开班时间"))
        self._float = Figure(_("开班备用金"))
        self._receipts = Figure(_("小票"))
        self._net = Figure(_("净销售"))
        self._drawer = Figure(_("钱箱应有"))
        self._table = RowsTable(_("各收款方式"), self._columns(), empty=_("这一班还没有收过钱"))
        self._no_figures = EmptyState("eye-off", _("当班数字要有权限才能看"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LARGE)
        layout.addWidget(self._facts_card(), 1)
        layout.addWidget(self._actions_card())
        self.setFocusProxy(self._hand_over)

    def show_shift(self, now: ShiftNow, sight: Sight) -> None:
        """Show the running shift."""
        shift, takings = now.shift, now.takings
        assert shift is not None
        assert takings is not None
        self._cash_seen = sight.cash
        title = _("第 {number} 班 · {cashier}")
        self._who.show_text(title.format(number=shift.number, cashier=shift.cashier_name))
        self._badge.show_badge(
            _("当班") if sight.own_shift else _("别人的班"),
            Tone.SUCCESS if sight.own_shift else Tone.WARNING,
        )
        self._since.show_figure(time_text(shift.opened_at, self._zone), date_text(shift.day))
        self._float.show_figure(money_text(shift.opening_cash))
        count = ngettext_("{count} 张", "{count} 张", shift.receipts)
        self._receipts.show_figure(count.format(count=shift.receipts))
        self._show_sums(now, sight)
        self._table.setVisible(sight.figures)
        self._no_figures.setVisible(not sight.figures)
        self._x_report.setEnabled(sight.figures)
        self._table.show_rows(takings.methods)

    def _show_sums(self, now: ShiftNow, sight: Sight) -> None:
        takings = now.takings
        assert takings is not None
        hidden = _("交班后显示")
        if sight.figures and sight.cash:
            detail = _("退货 {amount}").format(amount=money_text(takings.returns))
            self._net.show_figure(money_text(takings.net), detail if takings.returns else "")
        else:
            self._net.show_figure("—", hidden if sight.figures else _("无权限"))
        moves = _moves_text(takings)
        if sight.cash:
            self._drawer.show_figure(money_text(now.drawer), moves)
        else:
            self._drawer.show_figure("—", moves or hidden)

    def _facts_card(self) -> Card:
        card = Card(padding=Space.WIDE)
        head = QHBoxLayout()
        head.setSpacing(Space.MEDIUM)
        head.addWidget(self._who)
        head.addWidget(self._badge)
        head.addStretch(1)
        card.body.addLayout(head)
        figures = QGridLayout()
        figures.setSpacing(Space.LARGE)
        shown = (self._since, self._receipts, self._float, self._net, self._drawer)
        for at, figure in enumerate(shown):
            figures.addWidget(figure, 0, at)
            figures.setColumnStretch(at, 1)
        card.body.addLayout(figures)
        card.body.addSpacing(Space.SMALL)
        card.body.addWidget(self._table, 1)
        card.body.addWidget(self._no_figures, 1)
        return card

    def _actions_card(self) -> Card:
        self._hand_over = TouchButton(
            _("交班"),
            icon="user-check",
            variant=Variant.PRIMARY,
            shape=Shape.LARGE,
            shortcut="F12",
        )
        self._x_report = TouchButton(_("打印 X 报表"), icon="printer", shortcut="F8")
        cash = TouchButton(_("现金存入 / 取出"), icon="hand-coins", shortcut="F6")
        drawer = TouchButton(_("开钱箱"), icon="inbox", shortcut="F7")
        card = Card(_("这一班"))
        card.setFixedWidth(_ACTIONS_WIDTH)
        for button, signal in (
            (cash, self.cash_pressed),
            (drawer, self.drawer_pressed),
            (self._x_report, self.x_pressed),
        ):
            button.clicked.connect(signal)
            card.body.addWidget(button)
        hint = _("X 报表只看不结，可以随时打印。交班后钱箱归零或留下备用金。")
        card.body.addWidget(TextLabel(hint, TextRole.SMALL, Tone.MUTED).wrapped())
        card.body.addStretch(1)
        self._hand_over.clicked.connect(self.hand_over_pressed)
        card.body.addWidget(self._hand_over)
        return card

    def _columns(self) -> tuple[Column[MethodTaking], ...]:
        return (
            Column(_("收款方式"), lambda row: row.name, icon=lambda row: METHOD_ICONS[row.kind]),
            Column(_("笔数"), lambda row: str(row.receipts), width=110, right=True),
            Column(
                _("金额"),
                self._amount_text,
                width=180,
                right=True,
                bold=True,
                tone=lambda row: Tone.PLAIN if self._is_seen(row) else Tone.MUTED,
            ),
        )

    def _amount_text(self, row: MethodTaking) -> str:
        return money_text(row.amount) if self._is_seen(row) else _("交班后显示")

    def _is_seen(self, row: MethodTaking) -> bool:
        return self._cash_seen or row.kind is not MethodKind.CASH


def _moves_text(takings: ShiftTakings) -> str:
    """Cash put in and taken out beside the sales, as far as there was any."""
    parts = [
        text.format(amount=money_text(amount))
        for text, amount in (
            (_("存入 {amount}"), takings.cash_in),
            (_("取出 {amount}"), takings.cash_out),
        )
        if amount > ZERO
    ]
    return " · ".join(parts)
