"""What wants a look, each one key away from its screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.domain.formats import date_text, money_text
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.today.presenter import Today
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant


class WaysOn(QWidget):
    """Reports `opened` with the workplace, and the section of it where there are sections."""

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        ways = (
            ("shift", "", _("当班")),
            ("day", "", _("日结")),
            ("safety", "waiting", _("例外")),
            ("receipts", "", _("小票")),
            ("safety", "backups", _("备份")),
        )
        self._buttons: list[TouchButton] = []
        for number, (workplace, section, title) in enumerate(ways, 1):
            button = TouchButton(title, shape=Shape.TILE, shortcut=f"Alt+{number}")
            button.clicked.connect(
                lambda _checked, to=workplace, at=section: self.opened.emit(to, at)
            )
            row.addWidget(button, 1)
            self._buttons.append(button)
        self._shift, self._day, self._waiting, self._receipts, self._backup = self._buttons

    def show_today(self, today: Today) -> None:
        """Say how it stands with each of them."""
        shift = today.shift
        self._shift.show_detail(
            _("还没有开班")
            if shift is None
            else _("{name}，钱箱 {cash}").format(
                name=shift.cashier_name, cash=money_text(shift.drawer_cash)
            )
        )
        days = today.exceptions.forgotten_days
        self._warn(self._day, bool(days))
        self._day.show_detail(
            _("{day} 还没有日结").format(day=date_text(days[0])) if days else _("没有漏掉的")
        )
        self._show_waiting(today)

    def show_backup(self, text: str, *, old: bool) -> None:
        """When the last backup was taken."""
        self._backup.show_detail(text)
        self._warn(self._backup, old)

    def _show_waiting(self, today: Today) -> None:
        found = today.exceptions
        self._warn(self._waiting, bool(found.count))
        words = ngettext_("{count} 件要看", "{count} 件要看", found.count)
        stock = _("负库存 {negative}，低库存 {low}").format(
            negative=found.negative_count, low=found.low_count
        )
        waiting = words.format(count=found.count) if found.count else _("一切正常")
        self._waiting.show_detail(f"{waiting} · {stock}")
        self._receipts.show_detail(_("今天 {count} 张").format(count=today.figures.receipts))

    @staticmethod
    def _warn(button: TouchButton, warned: bool) -> None:
        button.show_variant(Variant.DANGER if warned else Variant.QUIET)
