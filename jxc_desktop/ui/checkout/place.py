"""The workplace 收银: the counter, the payment page and the page of returns, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.find_shift import running_shift
from jxc_desktop.queries.list_held_baskets import find_open_basket
from jxc_desktop.queries.list_quick_keys import list_quick_keys
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.checkout.counter_key import CounterKey
from jxc_desktop.ui.checkout.lines import LinePresenter
from jxc_desktop.ui.checkout.orders import OrderPresenter
from jxc_desktop.ui.checkout.presenter import CheckoutPresenter, Links
from jxc_desktop.ui.checkout.prices import PricePresenter
from jxc_desktop.ui.checkout.typed_code import Sign
from jxc_desktop.ui.checkout.view import CheckoutView
from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.held.presenter import HeldPresenter
from jxc_desktop.ui.language import ngettext_
from jxc_desktop.ui.messages import fact_text
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.payment.presenter import PaymentLinks, PaymentPresenter
from jxc_desktop.ui.payment.shown import SoldShown
from jxc_desktop.ui.payment.view import PaymentPage
from jxc_desktop.ui.returns.presenter import ReturnsPresenter
from jxc_desktop.ui.returns.view import ReturnsPage

if TYPE_CHECKING:
    from jxc_desktop.commands.take_sale import SaleTaken
    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.domain.receipt_number import ReceiptNumber


@dataclass(frozen=True, slots=True)
class PlaceLinks:
    """Where the counter leads to in the window, and what it needs of the world."""

    to_shift: Callable[[], object]
    to_receipts: Callable[[], object]
    now: Callable[[], datetime]
    """The moment, with its time zone."""


class CheckoutPlace(QWidget):
    """Connects the pages with their presenters; scans go to the page that is open."""

    def __init__(
        self,
        doors: Doors,
        approvals: ApprovalPresenter,
        failed_sound: Callable[[], object],
        links: PlaceLinks,
    ) -> None:
        super().__init__()
        doors = self._doors = doors_while_open(doors, self)
        self._approvals = approvals
        self._links = links
        self._counter = CheckoutView(failed_sound)
        self._payment_page = PaymentPage(failed_sound)
        self._returns_page = ReturnsPage(failed_sound)
        self._pages = QStackedWidget()
        for page in (self._counter, self._payment_page, self._returns_page):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._in_hand = BasketInHand(doors.desk, doors.look_up(find_settings).rounding)
        self._in_hand.report_trouble(self._counter.show_failed_scan)
        self._make_presenters()
        self._connect_counter()
        self._connect_payment()
        self._connect_returns()
        self._open(self._counter)
        self._begin()

    def hear_scan(self, code: str) -> None:
        """A scanner read `code`, wherever the keyboard is."""
        page = self._pages.currentWidget()
        if page is self._payment_page:
            self._payment.scan(code)
        elif page is self._returns_page:
            self._returns.find(code)
        else:
            self._counter.finish_typing()
            self._checkout.scan(code)

    def open_return(self, sale: DocumentKey) -> None:
        """Take goods of this receipt back: it was found elsewhere in the window."""
        self._returns.start()
        self._returns.open(sale)

    def refresh(self) -> None:
        """See whether a shift is open, what is held, which keys there are."""
        shift = self._doors.look_up(running_shift)
        self._counter.show_shift(is_open=shift is not None)
        self._doors.desk.ask(list_quick_keys, self._counter.show_quick_pages)
        self._held.count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _make_presenters(self) -> None:
        doors, in_hand, approvals = self._doors, self._in_hand, self._approvals
        counter = self._counter
        self._orders = OrderPresenter(doors, in_hand, approvals, counter)
        self._lines = LinePresenter(doors, in_hand, approvals, counter)
        self._prices = PricePresenter(doors, in_hand, approvals, counter)
        self._held = HeldPresenter(doors, in_hand, approvals, counter, self._links.now)
        self._checkout = CheckoutPresenter(
            doors,
            in_hand,
            counter,
            Links(
                press_sign=self._on_sign,
                set_quantity=self._lines.set_quantity,
                open_receipt=self._on_receipt,
                find_member=self._orders.find_member,
                offer_product=lambda code: self._orders.offer_product(code, self._checkout.choose),
            ),
        )
        self._payment = PaymentPresenter(
            doors,
            in_hand,
            approvals,
            self._payment_page,
            PaymentLinks(self._checkout.scan, self._orders.choose_customer, self._on_sold),
        )
        self._returns = ReturnsPresenter(
            doors,
            in_hand,
            approvals,
            self._returns_page,
            lambda: self._checkout.take_back(on=True),
        )

    def _connect_counter(self) -> None:
        counter = self._counter
        counter.code_typed.connect(self._checkout.typed)
        counter.code_entered.connect(self._checkout.entered)
        counter.found_marked.connect(self._checkout.mark_found)
        counter.item_chosen.connect(self._checkout.choose)
        counter.line_marked.connect(self._lines.mark)
        counter.line_wheeled.connect(self._on_wheel)
        counter.held_recalled.connect(self._held.recall)
        counter.held_discarded.connect(self._held.discard)
        keys = self._what_keys_do()
        counter.key_pressed.connect(lambda key: keys[key]())

    def _connect_payment(self) -> None:
        page = self._payment_page
        page.method_chosen.connect(self._payment.choose)
        page.amount_entered.connect(self._payment.take)
        page.amount_typed.connect(self._payment.type_amount)
        page.payment_removed.connect(self._payment.remove)
        page.back_pressed.connect(self._payment.back)
        page.print_ticked.connect(lambda on: self._payment.print_receipt(on=on))
        page.left.connect(lambda: self._open(self._counter))
        page.sold.connect(self._show_sold)

    def _connect_returns(self) -> None:
        page = self._returns_page
        page.searched.connect(self._returns.search)
        page.receipt_chosen.connect(self._returns.open)
        page.stepped.connect(self._returns.step)
        page.quantity_asked.connect(self._returns.ask_quantity)
        page.all_pressed.connect(self._returns.choose_all)
        page.done_pressed.connect(self._returns.put_into_basket)
        page.without_receipt_pressed.connect(self._returns.without_receipt)
        page.back_pressed.connect(self._returns.leave)
        page.opened.connect(lambda: self._open(self._returns_page))
        page.left.connect(lambda: self._open(self._counter))

    def _what_keys_do(self) -> dict[CounterKey, Callable[[], Any]]:
        return {
            CounterKey.HELP: self._counter.show_help,
            CounterKey.CUSTOMER: self._orders.choose_customer,
            CounterKey.QUANTITY: self._lines.change_quantity,
            CounterKey.DISCOUNT: self._prices.discount_line,
            CounterKey.ORDER_DISCOUNT: self._prices.discount_order,
            CounterKey.ROUNDING: self._prices.press_rounding,
            CounterKey.HOLD: self._held.hold,
            CounterKey.RECALL: self._held.open_list,
            CounterKey.RETURN: self._returns.start,
            CounterKey.RECEIPTS: self._links.to_receipts,
            CounterKey.DRAWER: self._orders.open_drawer,
            CounterKey.REPRINT: self._orders.reprint_last,
            CounterKey.PAY: self._pay,
            CounterKey.MORE: self._lines.more,
            CounterKey.LESS: self._lines.less,
            CounterKey.REMOVE: self._lines.remove,
            CounterKey.CANCEL: self._orders.cancel,
            CounterKey.CLEAR: self._checkout.clear,
            CounterKey.OPEN_SHIFT: self._links.to_shift,
        }

    def _begin(self) -> None:
        """Show the counter; a basket that a power cut left open comes back."""
        self._checkout.show()
        left = self._doors.look_up(find_open_basket)
        if left is None:
            return
        self._in_hand.take_up(left.basket, left.request)
        pieces, total = left.basket.pieces, fact_text(left.basket.total)
        words = ngettext_(
            "上次没收完的一单回来了：{count} 件，{amount}",
            "上次没收完的一单回来了：{count} 件，{amount}",
            pieces,
        )
        self._counter.show_notice_soon(words.format(count=pieces, amount=total))

    def _open(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sign(self, sign: Sign) -> None:
        acts: dict[Sign, Callable[[], object]] = {
            Sign.QUANTITY: self._lines.change_quantity,
            Sign.DISCOUNT: self._prices.discount_line,
            Sign.ROUNDING: self._prices.press_rounding,
            Sign.PAY: self._pay,
        }
        acts[sign]()

    def _pay(self) -> None:
        if not self._in_hand.basket.is_empty:
            self._open(self._payment_page)
        self._payment.start()

    def _on_receipt(self, number: ReceiptNumber) -> None:
        self._returns.start()
        self._returns.find(number.text)

    def _on_sold(self, sale: SaleTaken) -> None:
        self._orders.remember_sale(sale.sale)

    def _show_sold(self, sold: SoldShown) -> None:
        self._open(self._counter)
        self._counter.show_sold(sold)

    def _on_wheel(self, number: int, turned: int) -> None:
        self._lines.mark(number)
        if turned > 0:
            self._lines.more()
        else:
            self._lines.less()
