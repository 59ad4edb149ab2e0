"""The till in pictures: counting goods, searching, paying, change, returns, questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from jxc_desktop.commands.open_basket import SaveOpenBasket, save_open_basket
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.discount import Discount
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money, Quantity, Rate
from jxc_desktop.queries.find_sellable import find_sellable
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.approval.view import ApprovalSheets
from jxc_desktop.ui.checkout.counter_key import CounterKey
from jxc_desktop.ui.checkout.place import CheckoutPlace, PlaceLinks
from jxc_desktop.ui.counter.screen import Noted
from jxc_desktop.ui.shell.window import ShellWindow
from tests.screens.registry import Context, screen
from tests.screens.shift_screens import in_window
from tests.screens.till_shop import barcode_of, convenience_store
from tests.shop import COLA_CODE, NOODLES_CODE
from tests.ui.checkout.other_stores import hear_of_other_stores


@dataclass
class Till:
    """A window with the till in it, and hands that bring it into a state."""

    window: ShellWindow = field(init=False)
    place: CheckoutPlace = field(init=False)

    def __post_init__(self) -> None:
        counter = convenience_store()
        counter.shop.do(save_open_basket, SaveOpenBasket(Basket(), ""))
        holder = QWidget()
        approvals = ApprovalPresenter(counter.doors, ApprovalSheets(holder))
        links = PlaceLinks(lambda: None, lambda: None, counter.shop.clock)
        self.place = CheckoutPlace(counter.doors, approvals, lambda: None, links)
        holder.setParent(self.place)
        holder.hide()
        self.window = in_window(self.place, "收银", "shopping-cart")

    def fill(self, *, customer: bool = True) -> None:
        """Eight lines that a convenience store sells at six in the evening."""
        for code in (COLA_CODE, NOODLES_CODE, *(barcode_of(number) for number in range(1, 6))):
            self.place.hear_scan(code)
        in_hand, shop = self.place._in_hand, convenience_store().shop
        apple = shop.ask(lambda session: find_sellable(session, "200008"))
        assert apple is not None
        basket = in_hand.basket.with_quantity(3, Quantity(12_000)).with_item(apple, Quantity(1_236))
        basket = basket.with_line_discount(5, Discount.percent(Rate(1500), "临期"))
        if customer:
            basket = basket.with_customer(shop.customer())
        in_hand.put(basket, 8)

    def key(self, key: CounterKey) -> None:
        """Press a key of the counter."""
        self.place._counter.key_pressed.emit(key)


def _till(bring: Callable[[Till], object]) -> QWidget:
    till = Till()
    bring(till)
    # Kept with the window, so that its presenters live as long as it does.
    till.window.setProperty("till", till)
    return till.window


def _hands(window: QWidget) -> Till:
    till = window.property("till")
    assert isinstance(till, Till)
    return till


@screen("checkout-empty")
def empty(_context: Context) -> QWidget:
    """Nobody waits yet."""
    return _till(lambda _till: None)


@screen("checkout-basket", dark=True)
def basket(_context: Context) -> QWidget:
    """A member with eight lines."""
    return _till(Till.fill)


def _search(window: QWidget) -> None:
    till = _hands(window)
    till.place._counter._code.field.setText("12*s")
    till.place._checkout.typed("12*s")


@screen("checkout-search", after_show=_search)
def search(_context: Context) -> QWidget:
    """Looking for something by its first letters."""
    return _till(Till.fill)


def _elsewhere(till: Till) -> None:
    hear_of_other_stores(convenience_store().shop)
    till.fill()


def _search_cola(window: QWidget) -> None:
    place = _hands(window).place
    place._checkout.typed("kkkl")


@screen("checkout-elsewhere", after_show=_search_cola)
def elsewhere(_context: Context) -> QWidget:
    """What other stores have of it and what the customer owes there, with its age."""
    return _till(_elsewhere)


def _pay(till: Till) -> None:
    till.fill()
    till.key(CounterKey.PAY)


def _type_two_hundred(window: QWidget) -> None:
    page = _hands(window).place._payment_page
    page._amount.line.setText("200")
    page._amount.line.textEdited.emit("200")


@screen("checkout-pay", dark=True, after_show=_type_two_hundred)
def pay(_context: Context) -> QWidget:
    """Two hundred in cash."""
    return _till(_pay)


def _split(till: Till) -> None:
    _pay(till)
    till.place._payment.take(Money(10_000))
    method = next(one for one in till.place._payment._methods if one.name == "赊账")
    till.place._payment.choose(method)


@screen("checkout-pay-split")
def split(_context: Context) -> QWidget:
    """A part in cash, the rest on account."""
    return _till(_split)


def _sold(till: Till) -> None:
    till.fill(customer=False)
    till.place._in_hand.grants.append(0)
    till.place._in_hand.put(till.place._in_hand.basket.with_line_discount(5, None))
    till.key(CounterKey.PAY)
    till.place._payment.take(Money(20_000))


@screen("checkout-change", dark=True)
def change(_context: Context) -> QWidget:
    """The change stays until the next scan."""
    return _till(_sold)


def _return(till: Till) -> None:
    _sold(till)
    till.key(CounterKey.RETURN)
    row = till.place._returns_page._list.table._rows_model.rows[0]
    till.place._returns.open(row.key)
    till.place._returns.step(1, 1)


@screen("checkout-return")
def goods_back(_context: Context) -> QWidget:
    """One cola comes back."""
    return _till(_return)


def _exchange(till: Till) -> None:
    _return(till)
    till.place._returns.put_into_basket()
    till.place.hear_scan(barcode_of(7))


@screen("checkout-exchange")
def exchange(_context: Context) -> QWidget:
    """Something else instead."""
    return _till(_exchange)


def _held(till: Till) -> None:
    for note in ("红衣服大姐", ""):
        till.fill(customer=False)
        till.place._held._hold_with(Noted(note))
    till.fill()


def _open_held(window: QWidget) -> None:
    _hands(window).key(CounterKey.RECALL)
    QTest.qWait(30)


@screen("checkout-held", after_show=_open_held)
def held(_context: Context) -> QWidget:
    """Two customers went back for something."""
    return _till(_held)


def _ask(key: CounterKey) -> Callable[[QWidget], None]:
    def ask(window: QWidget) -> None:
        _hands(window).key(key)
        QTest.qWait(30)

    return ask


def _at_the_crisps(till: Till) -> None:
    till.fill()
    till.place._lines.mark(5)


@screen("checkout-discount", after_show=_ask(CounterKey.DISCOUNT))
def discount(_context: Context) -> QWidget:
    """A discount on a line."""
    return _till(_at_the_crisps)


@screen("checkout-customer", after_show=_ask(CounterKey.CUSTOMER))
def customer(_context: Context) -> QWidget:
    """Whose basket is it?"""
    return _till(Till.fill)


@screen("checkout-help", after_show=_ask(CounterKey.HELP))
def keys(_context: Context) -> QWidget:
    """All keys."""
    return _till(Till.fill)


def _unknown(window: QWidget) -> None:
    _hands(window).place.hear_scan("6901234567816")
    QTest.qWait(30)


@screen("checkout-unknown", after_show=_unknown)
def unknown(_context: Context) -> QWidget:
    """A barcode that nobody entered yet."""
    return _till(Till.fill)


def _troubled(window: QWidget) -> None:
    till = _hands(window)
    till.place._counter.show_shift(is_open=False)
    till.place._counter.show_failed_scan(Refusal("nothing_found", text="没有的商品"))


@screen("checkout-trouble", after_show=_troubled)
def trouble(_context: Context) -> QWidget:
    """No shift is open, and something was not found."""
    return _till(Till.fill)
