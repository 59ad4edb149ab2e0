"""The workplace 客户收款: customers at the left, the money of one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.queries.find_customer import CustomerRow
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.customer_money.account_card import AccountCard
from jxc_desktop.ui.customer_money.entry_card import EntryCard
from jxc_desktop.ui.customer_money.presenter import CustomerMoneyPresenter, MoneyShown
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card, EmptyState
from jxc_desktop.ui.widgets.rows_table import Column
from jxc_desktop.ui.widgets.search_list import SearchList
from jxc_desktop.ui.widgets.toast import Level, show_notice
from jxc_desktop.ui.widgets.touch_button import TouchButton

_PHONE_WIDTH = 150


class CustomerMoneyView(QWidget):
    """Reports who is picked and what comes in; it decides nothing."""

    shown = Signal()
    scanned = Signal(str)
    searched = Signal(str)
    customer_picked = Signal(object)

    def __init__(self, failed_sound: Callable[[], object]) -> None:
        super().__init__()
        self._failed_sound = failed_sound
        self.setAccessibleName(_("客户收款"))
        self._search = SearchList(
            _("找客户"),
            _columns(),
            placeholder=_("姓名拼音、电话或会员号"),
            empty=_("没有找到客户"),
        )
        self._again = TouchButton(_("换客户"), icon="search", shortcut="F11")
        self._again.keep_focus_elsewhere()
        self._again.clicked.connect(lambda _on: self._search.setFocus())
        self._account = AccountCard()
        self._done = TextLabel("", TextRole.LARGE, Tone.SUCCESS).wrapped()
        self.entry = EntryCard()
        self.setFocusProxy(self._search)
        self._search.searched.connect(self.searched)
        self._search.row_chosen.connect(self.customer_picked)
        self._lay_out()

    def hear_scan(self, code: str) -> None:
        """A scan on this page is a member's card."""
        self.scanned.emit(code)

    def show_customers(self, rows: Sequence[CustomerRow]) -> None:
        """Whom the search may mean."""
        self._search.show_rows(rows)

    def show_search(self, text: str) -> None:
        """What is looked for, in the field."""
        self._search.field.show_code(text)

    def show_money(self, shown: MoneyShown | None) -> None:
        """The customer that is picked, or that nobody is."""
        self._pages.setCurrentIndex(0 if shown is None else 1)
        self._again.setVisible(shown is not None)
        if shown is not None:
            self._account.show_customer(shown.customer, shown.elsewhere)
            self.entry.show_money(shown)

    def clear_entry(self) -> None:
        """Ready for the next amount."""
        self._done.show_text("")
        self._done.hide()
        self.entry.clear_entry()
        self.entry.setFocus()

    def show_taking(self, *, on: bool) -> None:
        """Nothing can be pressed twice."""
        self.entry.show_taking(on=on)

    def show_problem(self, refusal: Refusal) -> None:
        """What is wrong with the amount or the way to pay."""
        self.entry.show_problem(refusal)

    def show_done(self, text: str) -> None:
        """Over the fields, until the next customer: the change has to be counted out."""
        self._done.show_text(text)
        self._done.show()
        show_notice(self, Level.SUCCESS, text)
        self._search.setFocus()

    def show_failed_scan(self, refusal: Refusal) -> None:
        """Say it and make the sound."""
        self._failed_sound()
        show_notice(self, Level.WARN, refusal_text(refusal))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _lay_out(self) -> None:
        people = Card()
        people.body.addWidget(self._search, 1)
        people.body.addWidget(self._again)
        self._again.hide()
        money = QWidget()
        column = QVBoxLayout(money)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LARGE)
        column.addWidget(self._account)
        self._account.body.addWidget(self._done)
        self._done.hide()
        column.addWidget(self.entry, 1)
        self._pages = QStackedWidget()
        nobody = Card()
        nobody.body.addWidget(
            EmptyState(
                "users", _("先选客户"), _("在左边找到客户，按回车或点一下，再收还款或预存款。")
            )
        )
        self._pages.addWidget(nobody)
        self._pages.addWidget(money)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        layout.setSpacing(Space.LARGE)
        layout.addWidget(people, 2)
        layout.addWidget(self._pages, 3)


def _columns() -> tuple[Column[CustomerRow], ...]:
    return (
        Column[CustomerRow](_("客户"), lambda row: row.name, detail=lambda row: row.member_number),
        Column[CustomerRow](_("电话"), lambda row: row.phone, _PHONE_WIDTH),
    )


class CustomerMoney(CustomerMoneyView):
    """The workplace ready for the rail."""

    def __init__(
        self, doors: Doors, approvals: ApprovalPresenter, *, failed_sound: Callable[[], object]
    ) -> None:
        super().__init__(failed_sound)
        doors = doors_while_open(doors, self)
        self._presenter = CustomerMoneyPresenter(doors, approvals, self)
        presenter = self._presenter
        self.open_customer = presenter.open_customer
        self.shown.connect(presenter.refresh)
        self.scanned.connect(presenter.scan)
        self.searched.connect(presenter.search)
        self.customer_picked.connect(presenter.pick)
        self.entry.purpose_pressed.connect(
            lambda repayment: presenter.choose_purpose(repayment=repayment)
        )
        self.entry.method_pressed.connect(presenter.choose_method)
        self.entry.take_pressed.connect(presenter.take)
