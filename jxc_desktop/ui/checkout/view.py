"""The counter as the cashier sees it: it shows and it reports, it never decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.queries.find_customer import CustomerRow
from jxc_desktop.queries.list_quick_keys import QuickPage
from jxc_desktop.ui.checkout.basket_table import BasketTable
from jxc_desktop.ui.checkout.code_row import CodeRow, FoundList
from jxc_desktop.ui.checkout.counter_key import CounterKey
from jxc_desktop.ui.checkout.customer_sheet import CustomerSheet
from jxc_desktop.ui.checkout.customer_strip import CustomerStrip
from jxc_desktop.ui.checkout.function_keys import FunctionKeys, line_keys, sale_keys
from jxc_desktop.ui.checkout.help_sheet import HelpSheet
from jxc_desktop.ui.checkout.last_sale import LastSale
from jxc_desktop.ui.checkout.orders import NewProduct, ProductQuestion
from jxc_desktop.ui.checkout.product_sheet import ProductSheet
from jxc_desktop.ui.checkout.quick_keys import QuickKeys
from jxc_desktop.ui.checkout.shift_banner import ShiftBanner
from jxc_desktop.ui.checkout.totals import Totals
from jxc_desktop.ui.counter.page import CounterPage
from jxc_desktop.ui.held.presenter import HeldShown
from jxc_desktop.ui.held.view import HeldSheet
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.payment.shown import SoldShown
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.panels import Card, EmptyState
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

if TYPE_CHECKING:
    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.domain.ids import CustomerId

_LEFT, _RIGHT = 62, 38
_ABOUT_A_LINE = tuple(key.key for key in line_keys())
_ABOUT_A_SALE = (CounterKey.ORDER_DISCOUNT, CounterKey.ROUNDING, CounterKey.CANCEL)


class CheckoutView(CounterPage):
    """Reports codes, lines and keys; every key of the screen is a `CounterKey`."""

    code_typed = Signal(str)
    code_entered = Signal(str)
    found_marked = Signal(object)
    item_chosen = Signal(object)
    line_marked = Signal(int)
    line_wheeled = Signal(int, int)
    key_pressed = Signal(CounterKey)
    held_recalled = Signal(int)
    held_discarded = Signal(int)

    def __init__(self, failed_sound: Callable[[], object]) -> None:
        super().__init__(failed_sound)
        self._code = CodeRow()
        self._table = BasketTable()
        self._last_sale = LastSale()
        self._totals = Totals()
        self._banner = ShiftBanner()
        self._customer = CustomerStrip()
        self._quick = QuickKeys()
        self._line_keys = FunctionKeys(line_keys(), len(line_keys()))
        self._sale_keys = FunctionKeys(sale_keys(), 3)
        self._pay = TouchButton(
            _("收款"), icon="banknote", variant=Variant.PRIMARY, shape=Shape.LARGE, shortcut="F12"
        )
        self._help = TouchButton(_("帮助"), variant=Variant.PLAIN, shortcut="F1")
        self._customers: CustomerSheet | None = None
        self._product: ProductSheet | None = None
        self._held: HeldSheet | None = None
        self._sold: SoldShown | None = None
        self._put_together()
        self._found = FoundList(self)
        self._connect()

    # -- what presenters show ----------------------------------------------------------------

    def show_basket(self, basket: Basket, marked: int) -> None:
        """Show the basket; the first line sends the last sale's change away."""
        if not basket.is_empty:
            self._sold = None
        self._table.show_basket(basket, marked)
        self._totals.show_basket(basket)
        self._customer.show_customer(basket.customer)
        filled = not basket.is_empty
        self._stack.setCurrentWidget(self._what_to_show(filled=filled))
        self._line_keys.enable(_ABOUT_A_LINE, on=bool(marked))
        self._sale_keys.enable(_ABOUT_A_SALE, on=filled)
        self._pay.setEnabled(filled)
        amount = money_text(basket.total)
        self._pay.show_title(_("收款 {amount}").format(amount=amount) if filled else _("收款"))

    def show_sold(self, sold: SoldShown) -> None:
        """Show the change until the next scan."""
        self._sold = sold
        self._last_sale.show_sale(sold)
        self._stack.setCurrentWidget(self._last_sale)

    def show_ahead(self, quantity: Quantity | None) -> None:
        """How many the next scan stands for."""
        self._code.show_ahead(quantity)

    def show_found(self, found: Sequence[SellableItem]) -> None:
        """What a search found, right under the code field."""
        field = self._code.field
        self._found.move(field.mapTo(self, QPoint(0, field.height() + Space.HAIR)))
        self._found.resize(field.width(), self._found.height())
        self._found.show_found(found)

    def show_stock_elsewhere(self, told: str) -> None:
        """What other stores have of the marked item."""
        self._found.show_elsewhere(told)

    def show_customer_elsewhere(self, told: str) -> None:
        """What of the customer's money is from other stores."""
        self._customer.show_elsewhere(told)

    def finish_typing(self) -> None:
        """A scan comes: what was typed before it counts already."""
        self._code.finish_typing()

    def clear_code(self) -> None:
        """Wait for the next code."""
        self._code.clear()

    def show_taking_back(self, *, on: bool) -> None:
        """Whether scans are goods that come back."""
        self._code.show_taking_back(on=on)

    def show_quick_pages(self, pages: Sequence[QuickPage]) -> None:
        """The touch keys."""
        self._quick.show_pages(pages)

    def show_shift(self, *, is_open: bool) -> None:
        """Whether anything can be sold now."""
        self._banner.setVisible(not is_open)

    def show_held_count(self, count: int) -> None:
        """How many baskets are put aside."""
        title = _("取单 ({count})").format(count=count) if count else _("取单")
        self._sale_keys.show_title(CounterKey.RECALL, title)

    def show_held(self, held: Sequence[HeldShown]) -> None:
        """The baskets put aside."""
        if self._held is None:
            self._held = HeldSheet(self.held_recalled.emit, self.held_discarded.emit)
            self._held.closed.connect(self._on_held_closed)
            self.open_sheet(self._held, focus=self._held.table)
        self._held.show_held(held)

    def close_held(self) -> None:
        """One of them was taken up."""
        if self._held is not None:
            self._held.close_sheet()

    def show_help(self) -> None:
        """All keys on one sheet."""
        self.open_sheet(HelpSheet())

    def ask_customer(
        self, searched: Callable[[str], object], chosen: Callable[[CustomerId | None], object]
    ) -> None:
        """Whose basket it is."""
        self._customers = CustomerSheet(searched, chosen)
        self.open_sheet(self._customers, focus=self._customers.list)

    def show_customers(self, found: Sequence[CustomerRow]) -> None:
        """Who was found."""
        if self._customers is not None:
            self._customers.show_customers(found)

    def ask_product(
        self, question: ProductQuestion, answer: Callable[[NewProduct], object]
    ) -> None:
        """What the unknown barcode is."""
        self._product = ProductSheet(question, answer)
        self.open_sheet(self._product, focus=self._product.name)

    def show_problem(self, refusal: Refusal) -> None:
        """Why the product cannot be made so."""
        if self._product is not None:
            self._product.show_problem(refusal_text(refusal))

    def close_question(self) -> None:
        """The product was made."""
        if self._product is not None:
            self._product.close_sheet()
            self._product = None

    # -- how it is put together --------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._found.hide()

    def _put_together(self) -> None:
        self._stack = QStackedWidget()
        self._nothing = EmptyState(
            "scan-barcode", _("请扫商品"), _("扫码枪、键盘、快捷键都可以；F1 看全部快捷键。")
        )
        for widget in (self._table, self._last_sale, self._nothing):
            self._stack.addWidget(widget)
        basket = Card(padding=Space.HAIR)
        basket.body.setSpacing(Space.HAIR)
        basket.body.addWidget(self._stack, 1)
        basket.body.addWidget(self._line_keys)
        basket.body.addWidget(self._totals)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._code)
        left.addWidget(basket, 1)
        head = QHBoxLayout()
        head.addWidget(self._customer, 1)
        head.addWidget(self._help)
        right.addLayout(head)
        right.addWidget(self._quick, 1)
        right.addWidget(self._sale_keys)
        right.addWidget(self._pay)
        self._pay.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        page, columns = QVBoxLayout(self), QHBoxLayout()
        page.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        page.setSpacing(Space.SMALL)
        columns.setSpacing(Space.MEDIUM)
        for column, share in ((left, _LEFT), (right, _RIGHT)):
            column.setSpacing(Space.SMALL)
            columns.addLayout(column, share)
        page.addWidget(self._banner)
        page.addLayout(columns, 1)
        self.setFocusProxy(self._code)
        for key in (self._pay, self._help):
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        self._code.code_typed.connect(self.code_typed)
        self._code.code_entered.connect(self.code_entered)
        self._code.field.moved_up.connect(self._on_up)
        self._code.field.moved_down.connect(self._on_down)
        for source in (
            self._code.field,
            self._line_keys,
            self._sale_keys,
            self._customer,
            self._banner,
        ):
            source.key_pressed.connect(self.key_pressed)
        self._pay.clicked.connect(lambda: self.key_pressed.emit(CounterKey.PAY))
        self._help.clicked.connect(lambda: self.key_pressed.emit(CounterKey.HELP))
        self._found.item_marked.connect(self.found_marked)
        self._found.item_chosen.connect(self.item_chosen)
        self._quick.item_pressed.connect(self.item_chosen)
        self._table.line_marked.connect(self.line_marked)
        self._table.line_chosen.connect(lambda _line: self.key_pressed.emit(CounterKey.QUANTITY))
        self._table.line_wheeled.connect(self.line_wheeled)
        self._table.letters_typed.connect(self._code.type_on)

    def _what_to_show(self, *, filled: bool) -> QWidget:
        if filled:
            return self._table
        return self._nothing if self._sold is None else self._last_sale

    def _on_up(self) -> None:
        walked = self._found if self._found.isVisible() else self._table
        walked.mark_previous()

    def _on_down(self) -> None:
        walked = self._found if self._found.isVisible() else self._table
        walked.mark_next()

    def _on_held_closed(self) -> None:
        self._held = None
