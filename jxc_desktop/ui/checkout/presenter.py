"""The counter: what is scanned, typed and searched becomes lines of the basket in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.domain.barcode import refuse_misread
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ONE, Money, Quantity
from jxc_desktop.domain.receipt_number import ReceiptNumber, parse_receipt_number
from jxc_desktop.queries.find_sellable import read_scan
from jxc_desktop.queries.search_sellable import search_sellable
from jxc_desktop.ui.checkout.typed_code import Sign, looks_like_a_barcode, read_typed
from jxc_desktop.ui.counter.elsewhere import balance_elsewhere, stock_elsewhere
from jxc_desktop.ui.counter.screen import CounterScreen, QuantityQuestion
from jxc_desktop.ui.language import _

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import Basket
    from jxc_desktop.domain.ids import CustomerId
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
    from jxc_desktop.ui.counter.doors import Doors

FOUND_MAX = 20


class CheckoutScreen(CounterScreen, Protocol):
    """The counter as the cashier sees it."""

    def show_basket(self, basket: Basket, marked: int) -> None: ...

    def show_ahead(self, quantity: Quantity | None) -> None:
        """How many the next scan stands for, None for one."""
        ...

    def show_stock_elsewhere(self, told: str) -> None:
        """What other stores have of the marked item, with its age; empty for nothing."""
        ...

    def show_customer_elsewhere(self, told: str) -> None:
        """What of the customer's money is from other stores, with its age."""
        ...

    def show_found(self, found: Sequence[SellableItem]) -> None:
        """What a search found, the first one marked; nothing hides the list."""
        ...

    def clear_code(self) -> None: ...

    def show_taking_back(self, *, on: bool) -> None:
        """Whether scans are goods that come back without a receipt."""
        ...


@dataclass(frozen=True, slots=True)
class Links:
    """Where the counter leads to; each is another presenter's part."""

    press_sign: Callable[[Sign], object]
    set_quantity: Callable[[Quantity], object]
    """Of the marked line."""
    open_receipt: Callable[[ReceiptNumber], object]
    find_member: Callable[[str], bool]
    """Whether the code is a member's, who then is the customer of the basket."""
    offer_product: Callable[[str], object]
    """An unknown barcode: shall it become a product?"""


class CheckoutPresenter:
    """Turns codes into lines. It never waits: what takes long is asked and answered later."""

    def __init__(
        self, doors: Doors, in_hand: BasketInHand, screen: CheckoutScreen, links: Links
    ) -> None:
        self._doors = doors
        self._in_hand = in_hand
        self._screen = screen
        self._links = links
        self._ahead: Quantity | None = None
        self._typed_ahead: Quantity | None = None
        self._asked_for = ""
        self._found_for = ""
        self._marked_found: SellableItem | None = None
        self._taking_back = False
        self._told_of: CustomerId | None = None
        self._request = in_hand.request
        in_hand.watch(self.show)

    def show(self) -> None:
        """Show the basket as it is; what was allowed for the last one ended with it."""
        if self._taking_back and self._request != self._in_hand.request:
            self.take_back(on=False)
        self._request = self._in_hand.request
        self._screen.show_basket(self._in_hand.basket, self._in_hand.marked)
        self._tell_customer()

    def _tell_customer(self) -> None:
        """What of the customer's money is from other stores, and as of when."""
        named = self._in_hand.basket.customer
        customer = None if named is None else named.customer
        if customer == self._told_of:
            return
        self._told_of = customer
        told = (
            ""
            if customer is None
            else self._doors.look_up(lambda session: balance_elsewhere(session, customer))
        )
        self._screen.show_customer_elsewhere(told)

    def scan(self, code: str) -> None:
        """A scanner read `code`: it goes into the basket, or it is heard that it does not.

        A `12*` that stands in the code field, entered or not, is how many of it.
        """
        ahead = self._typed_ahead or self._ahead
        self._forget_search()
        self._keep_ahead(ahead)
        if not self._take_code(code):
            self._refuse_unknown(code)

    def typed(self, text: str) -> None:
        """`text` stands in the code field, and the hand has paused: search, or obey a sign."""
        try:
            typed = read_typed(text)
        except Refusal:
            return
        if typed.sign is not None and typed.quantity is None:
            self._press(typed.sign)
            return
        self._typed_ahead = typed.quantity
        self._asked_for = typed.code
        if typed.code and typed.sign is None:
            self._search(typed.code, self._show_found)
        else:
            self._show_found("", ())

    def entered(self, text: str) -> None:
        """Enter was pressed with `text` in the code field; with nothing there it is time to pay."""
        try:
            typed = read_typed(text)
        except Refusal as refusal:
            self._screen.show_failed_scan(refusal)
            return
        if typed.sign is not None:
            self._obey(typed.sign, typed.quantity)
        elif typed.code:
            self._typed_ahead = typed.quantity
            self._enter_code(typed.code)
        elif typed.quantity is not None:
            self._keep_ahead(typed.quantity)
        elif not self._in_hand.basket.is_empty:
            self._links.press_sign(Sign.PAY)

    def mark_found(self, item: SellableItem) -> None:
        """The cashier moved to `item` in the list of what was found."""
        self._marked_found = item
        self._tell_elsewhere(item)

    def choose(self, item: SellableItem) -> None:
        """`item` was picked: from what was found, or by its quick key."""
        ahead = self._typed_ahead or self._ahead
        self._forget_search()
        self._put(item, ahead)

    def clear(self) -> None:
        """Escape: forget what is typed; with nothing typed, the next scan is one piece, sold."""
        if self._asked_for or self._ahead is not None:
            self._keep_ahead(None)
        elif self._taking_back:
            self.take_back(on=False)
        self._forget_search()

    def take_back(self, *, on: bool) -> None:
        """From now on scans are goods that come back without a receipt, or no longer."""
        self._taking_back = on
        self._screen.show_taking_back(on=on)

    def _obey(self, sign: Sign, quantity: Quantity | None) -> None:
        if quantity is None:
            self._press(sign)
        else:
            self._forget_search()
            self._links.set_quantity(quantity)

    def _press(self, sign: Sign) -> None:
        self._forget_search()
        self._links.press_sign(sign)

    def _enter_code(self, code: str) -> None:
        if self._found_for == code and self._marked_found is not None:
            self.choose(self._marked_found)
        elif self._take_code(code):
            self._forget_search()
        else:
            self._asked_for = code
            self._search(code, self._take_found)

    def _take_code(self, code: str) -> bool:
        """Whether `code` was something that the till knows, or something to be refused aloud."""
        try:
            scanned = self._doors.look_up(lambda session: read_scan(session, code))
            number = None if scanned is not None else parse_receipt_number(code)
        except Refusal as refusal:
            self._screen.show_failed_scan(refusal)
            return True
        if scanned is not None:
            quantity = scanned.quantity or self._typed_ahead or self._ahead
            self._put(scanned.item, quantity, scanned.amount)
            return True
        if number is not None:
            self._links.open_receipt(number)
            return True
        return self._links.find_member(code)

    def _put(
        self, item: SellableItem, quantity: Quantity | None, amount: Money | None = None
    ) -> None:
        if quantity is None and item.weighed:
            question = QuantityQuestion(item.name, item.unit_name, True, item.unit_price)
            self._screen.ask_quantity(question, partial(self._add, item))
            return
        refusal = self._add(item, quantity or ONE, amount)
        if refusal is not None:
            self._screen.show_failed_scan(refusal)

    def _add(
        self, item: SellableItem, quantity: Quantity, amount: Money | None = None
    ) -> Refusal | None:
        before = self._in_hand.basket
        try:
            if self._taking_back:
                after = before.with_return(item, quantity, None, item.unit_price)
            else:
                after = before.with_item(item, quantity, amount=amount)
            self._in_hand.put(after, changed_line(before, after))
        except Refusal as refusal:
            return refusal
        self._keep_ahead(None)
        self._warn_about(item)
        return None

    def _warn_about(self, item: SellableItem) -> None:
        if item.archived:
            self._screen.show_warning(_("“{name}”已经停售").format(name=item.name))
        elif not item.unit_price:
            self._screen.show_warning(_("“{name}”还没有售价").format(name=item.name))

    def _keep_ahead(self, quantity: Quantity | None) -> None:
        if quantity is not None:
            self._screen.clear_code()
        if quantity != self._ahead:
            self._ahead = quantity
            self._screen.show_ahead(quantity)

    def _search(self, code: str, then: Callable[[str, Sequence[SellableItem]], object]) -> None:
        def answered(found: Sequence[SellableItem]) -> None:
            if code == self._asked_for:
                then(code, found)

        self._doors.desk.ask(lambda session: search_sellable(session, code, FOUND_MAX), answered)

    def _show_found(self, code: str, found: Sequence[SellableItem]) -> None:
        self._found_for = code
        self._marked_found = found[0] if found else None
        self._screen.show_found(found)
        if found:
            self._tell_elsewhere(found[0])

    def _tell_elsewhere(self, item: SellableItem) -> None:
        """What other stores have of it; answered later, and dropped where another is marked."""

        def answered(told: str) -> None:
            if item == self._marked_found:
                self._screen.show_stock_elsewhere(told)

        self._screen.show_stock_elsewhere("")
        self._doors.desk.ask(lambda session: stock_elsewhere(session, item.product), answered)

    def _take_found(self, code: str, found: Sequence[SellableItem]) -> None:
        """Enter came before the search: take the only match; several are shown to choose from."""
        if len(found) == 1:
            self.choose(found[0])
        elif found:
            self._show_found(code, found)
        else:
            self._forget_search()
            self._refuse_unknown(code)

    def _refuse_unknown(self, code: str) -> None:
        if not looks_like_a_barcode(code):
            self._screen.show_failed_scan(Refusal("nothing_found", text=code))
            return
        try:
            refuse_misread(code)
        except Refusal as refusal:
            self._screen.show_failed_scan(refusal)
            return
        self._screen.show_failed_scan(Refusal("unknown_barcode", code=code))
        self._links.offer_product(code)

    def _forget_search(self) -> None:
        self._asked_for = self._found_for = ""
        self._typed_ahead = None
        self._marked_found = None
        self._screen.clear_code()
        self._screen.show_found(())


def changed_line(before: Basket, after: Basket) -> int:
    """The number of the line that makes the difference: the one that was just scanned."""
    for old, new in zip(before.lines, after.lines, strict=False):
        if old.quantity != new.quantity:
            return new.number
    return len(after.lines)
