"""The demo's customers served at the till, key by key; what is said to happen is checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.commands.pinyin import pinyin_of
from jxc_desktop.demo.day_plan import Visit, Wish
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import Money
from jxc_desktop.models.sales import SaleRow
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.list_held_baskets import count_held_baskets, find_open_basket

if TYPE_CHECKING:
    from jxc_desktop.demo.hands import Hands
    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.store.opening import Store
    from jxc_desktop.ui.shell.window import ShellWindow

METHOD_KEYS = ("F1", "F2", "F3", "F4", "F5")
"""现金, 微信, 支付宝, 银行卡 on the payment page."""
ON_ACCOUNT_KEY, DEPOSIT_KEY = "F6", "F7"
CREDIT_CUSTOMER, DEPOSIT_CUSTOMER = "xlfd", "xlfd"
"""兴隆饭店, found by the initials of its name."""
MANAGERS_PIN = "135790"


@dataclass
class DayAtTheTill:
    """Serves one customer after another; `wishes` counts what was fulfilled."""

    store: Store
    window: ShellWindow
    hands: Hands
    wishes: Counter[str] = field(default_factory=Counter)
    comes_back: DocumentKey | None = None
    """The receipt of somebody who will bring the goods back."""

    def serve(self, visit: Visit) -> None:
        """One customer, from the first scan to the change."""
        serving: dict[Wish, Callable[[Visit], None]] = {
            Wish.PLAIN: self._plain,
            Wish.TYPES_QUANTITY: self._types_quantity,
            Wish.SEARCHES: self._searches,
            Wish.HELD: self._held,
            Wish.SPLIT: self._split,
            Wish.ON_ACCOUNT: self._on_account,
            Wish.DEPOSIT: self._deposit,
            Wish.DISCOUNT: self._discount,
            Wish.RETURNS: self._returns,
            Wish.VOIDED: self._voided,
            Wish.REMOVES: self._removes,
        }
        serving[visit.wish](visit)
        self.wishes[visit.wish.value] += 1

    def _plain(self, visit: Visit) -> None:
        self._scan_all(visit)
        self._pay(METHOD_KEYS[visit.method])
        if self.comes_back is None:
            self.comes_back = self._last_sale()

    def _types_quantity(self, visit: Visit) -> None:
        self.hands.type("3*")
        self._scan_all(visit)
        self._pay(METHOD_KEYS[visit.method])

    def _searches(self, visit: Visit) -> None:
        letters = pinyin_of(visit.goods[0].name).initials.split()[0][:5]
        self.hands.type(letters)
        self.hands.pause(0.25)
        self.hands.press("Return")
        self.hands.wait("what was searched lies in the basket", self._basket_is_kept)
        self._pay(METHOD_KEYS[visit.method])

    def _held(self, visit: Visit) -> None:
        self._scan_all(visit)
        self.hands.press("F6")
        self.hands.wait("the note is asked for", self.hands.a_sheet_is_open)
        self.hands.enter("red coat")
        self.hands.wait("the basket is held", lambda: self._held_baskets() == 1)
        self.hands.scan(visit.goods[0].barcode)
        self._pay(METHOD_KEYS[0])
        self.hands.press("F7")
        self.hands.wait("the held baskets are listed", self.hands.a_sheet_is_open)
        self.hands.press("Return")
        self.hands.wait("the basket is back", lambda: self._held_baskets() == 0)
        self.hands.wait("the list is closed", self.hands.no_sheet_is_open)
        self._pay(METHOD_KEYS[1])

    def _split(self, visit: Visit) -> None:
        self._scan_all(visit)
        total = self._open_total()
        before = self._sales()
        self.hands.press("F12")
        self.hands.press("F1")
        self.hands.enter(_typed(Money(max(1, total.minor // 2))))
        self.hands.press("F2")
        self.hands.press("Return")
        self.hands.wait("the split sale is taken", lambda: self._sales() > before)

    def _on_account(self, visit: Visit) -> None:
        self._scan_all(visit)
        self._name_customer(CREDIT_CUSTOMER)
        self._pay(ON_ACCOUNT_KEY)

    def _deposit(self, visit: Visit) -> None:
        self._scan_all(visit)
        self._name_customer(DEPOSIT_CUSTOMER)
        before = self._sales()
        self.hands.press("F12")
        self.hands.press(DEPOSIT_KEY)
        self.hands.press("Return")
        self.hands.pause(0.15)
        if self._sales() == before:  # the deposit did not reach: the rest in cash
            self.hands.press("F1")
            self.hands.press("Return")
        self.hands.wait("the sale is taken", lambda: self._sales() > before)

    def _discount(self, visit: Visit) -> None:
        self._scan_all(visit)
        self.hands.press("F4")
        self.hands.wait("the discount is asked for", self.hands.a_sheet_is_open)
        self.hands.type("8")
        self.hands.press("F1")
        self.hands.press("F9")
        self.hands.pause(0.15)
        self._approve()
        self._pay(METHOD_KEYS[visit.method])

    def _returns(self, visit: Visit) -> None:
        if self.comes_back is None:
            self._plain(visit)
            return
        sale, self.comes_back = self.comes_back, None
        self.hands.scan(self._barcode_of(sale))
        self.hands.pause(0.5)
        self.hands.press("F5")
        self.hands.pause(0.15)
        self.hands.press("F12")
        self.hands.pause(0.15)
        self._pay(None)

    def _voided(self, visit: Visit) -> None:
        self._scan_all(visit)
        self._pay(METHOD_KEYS[visit.method])
        before = self._sales()
        self.hands.press("Ctrl+R")
        self.hands.pause(0.3)
        self.hands.scan(self._barcode_of(self._last_sale()))
        self.hands.pause(0.3)
        self.hands.press_until("F9", "the reason is asked for", self.hands.a_sheet_is_open)
        self.hands.press("F1")
        self.hands.pause(0.3)
        self._approve()
        self.hands.wait("the receipt is void", lambda: self._sales() > before)
        self.window.show_workplace("till")
        self.hands.look()

    def _removes(self, visit: Visit) -> None:
        self._scan_all(visit)
        self.hands.scan(visit.goods[0].barcode)
        self.hands.press("Del")
        self.hands.pause(0.1)
        if self.hands.a_sheet_is_open():
            self.hands.press("F1")
            self.hands.pause(0.1)
        if self._basket_is_kept():
            self._pay(METHOD_KEYS[visit.method])

    def _scan_all(self, visit: Visit) -> None:
        for item in visit.goods:
            self.hands.scan(item.barcode)
        self.hands.wait("the basket is kept", self._basket_is_kept)

    def _pay(self, method: str | None) -> None:
        """Pay all of it: by the method of this key, or as the page proposes."""
        before = self._sales()
        self.hands.press("F12")
        if method is not None:
            self.hands.press(method)
        self.hands.press("Return")
        self.hands.pause(0.02)
        if self.hands.a_sheet_is_open():
            self._approve()
        self.hands.wait("the sale is taken", lambda: self._sales() > before)

    def _approve(self) -> None:
        """The manager's PIN, where somebody's approval is asked for."""
        self.hands.wait("an approval is asked for", self.hands.a_sheet_is_open)
        self.hands.enter(MANAGERS_PIN)
        self.hands.wait("it is approved", self.hands.no_sheet_is_open)

    def _name_customer(self, letters: str) -> None:
        self.hands.press("F2")
        self.hands.wait("the customers are listed", self.hands.a_sheet_is_open)
        self.hands.type(letters)
        self.hands.pause(0.3)
        self.hands.press("Return")
        self.hands.wait("the customer is named", self.hands.no_sheet_is_open)

    def _sales(self) -> int:
        with self.store.reading() as session:
            return session.execute(select(func.count()).select_from(SaleRow)).scalar_one()

    def _held_baskets(self) -> int:
        with self.store.reading() as session:
            return count_held_baskets(session)

    def _basket_is_kept(self) -> bool:
        with self.store.reading() as session:
            return find_open_basket(session) is not None

    def _open_total(self) -> Money:
        with self.store.reading() as session:
            left = find_open_basket(session)
        assert left is not None, "the basket was just kept"
        return left.basket.total

    def _last_sale(self) -> DocumentKey:
        with self.store.reading() as session:
            query = select(SaleRow.document).order_by(SaleRow.document.desc()).limit(1)
            return session.execute(query).scalar_one()

    def _barcode_of(self, sale: DocumentKey) -> str:
        with self.store.reading() as session:
            facts = find_receipt(session, sale)
        assert facts is not None, "it was just sold"
        return facts.barcode


def _typed(amount: Money) -> str:
    return money_text(amount, symbol=False).replace(",", "")
