"""Taking the money: methods, amounts, change, and the one moment in which the basket is sold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.take_sale import SaleTaken, TakeSale, take_sale
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.tender import MethodKind, PaymentMethod, Tender
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_methods import list_methods, ways_paid
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.counter.screen import CounterScreen
from jxc_desktop.ui.payment.shown import (
    PaymentShown,
    SoldShown,
    account_shown,
    preset_amount,
)

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import MethodId
    from jxc_desktop.domain.rounding import RoundingRule
    from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
    from jxc_desktop.ui.counter.doors import Doors


class PaymentScreen(CounterScreen, Protocol):
    """The page on which money is taken, in place of the counter."""

    def show_payment(self, shown: PaymentShown) -> None: ...

    def clear_amount(self) -> None: ...

    def show_change(self, change: Money | None) -> None: ...

    def show_selling(self, *, on: bool) -> None:
        """Whether the sale was handed in and the answer is on its way."""
        ...

    def show_problem(self, refusal: Refusal) -> None: ...

    def leave_payment(self) -> None:
        """Back to the counter, with the basket as it is."""
        ...

    def show_sold(self, sold: SoldShown) -> None:
        """Back to the counter: sold, and this is the change."""
        ...


@dataclass(frozen=True, slots=True)
class PaymentLinks:
    """Where the payment page leads to."""

    scan: Callable[[str], object]
    """Goods, at the counter."""
    choose_customer: Callable[[], object]
    sold: Callable[[SaleTaken], object]


class PaymentPresenter:
    """Keeps the tender, and sells once however often Enter is pressed."""

    def __init__(
        self,
        doors: Doors,
        in_hand: BasketInHand,
        approvals: ApprovalPresenter,
        screen: PaymentScreen,
        links: PaymentLinks,
    ) -> None:
        self._doors = doors
        self._in_hand = in_hand
        self._approvals = approvals
        self._screen = screen
        self._links = links
        self._methods: tuple[PaymentMethod, ...] = ()
        self._originals: frozenset[MethodId] = frozenset()
        self._chosen: PaymentMethod | None = None
        self._tender = Tender(ZERO)
        self._tender_of = ""
        self._rule: RoundingRule = in_hand.basket.rounding_rule
        self._prints = True
        self._waiting: list[str] = []
        self._is_open = False
        in_hand.watch(self._on_basket)

    def start(self) -> None:
        """Open the page for the basket in hand."""
        basket = self._in_hand.basket
        if basket.is_empty:
            self._screen.show_refusal(Refusal("basket_empty"))
            return
        self._methods = self._doors.look_up(list_methods)
        self._prints = self._doors.look_up(find_settings).print_receipt
        self._rule = basket.rounding_rule
        self._originals = self._ways_it_was_paid()
        self._tender = self._tender_kept()
        self._tender_of = self._in_hand.request
        self._is_open = True
        self._go_on()

    def choose(self, method: PaymentMethod) -> None:
        """Take the next part by `method`."""
        if not self._is_ready:
            return
        customer = self._in_hand.basket.customer
        if method.kind.needs_customer and customer is None:
            self._chosen = method
            self._screen.show_refusal(Refusal("customer_needed"))
            self._links.choose_customer()
            return
        if self._is_another_way_back(method):
            self._approvals.need(
                [Permission.REFUND_OTHER_METHOD],
                self._in_hand.grants,
                lambda _approved: self._chose(method),
            )
            return
        self._chose(method)

    def type_amount(self, amount: Money | None) -> None:
        """`amount` stands in the field: how much of it would go back."""
        if not self._is_ready or self._chosen is None:
            return
        over = ZERO if amount is None else amount - self._tender.missing
        goes_back = self._tender.missing > ZERO and self._chosen.gives_change and over > ZERO
        self._screen.show_change(over if goes_back else None)

    def take(self, amount: Money | None, reference: str = "") -> None:
        """Take `amount` (all that is missing when nothing was typed), or sell what is paid."""
        if not self._is_ready or self._chosen is None:
            return
        if self._tender.complete:
            self._sell()
            return
        taken = self._preset() if amount is None else amount
        signed = -taken if self._tender.total < ZERO else taken
        try:
            self._refuse_without_customer(self._chosen)
            self._tender = self._tender.with_payment(self._chosen, signed, reference.strip())
        except Refusal as refusal:
            self._screen.show_problem(refusal)
            return
        self._screen.clear_amount()
        if self._tender.complete:
            self._show()
            self._sell()
        else:
            self._go_on()

    def remove(self, place: int) -> None:
        """Take payment `place` (from 1) back."""
        if not self._is_ready:
            return
        try:
            self._tender = self._tender.without_payment(place)
        except Refusal as refusal:
            self._screen.show_problem(refusal)
        self._go_on()

    def print_receipt(self, *, on: bool) -> None:
        """Whether this sale's receipt goes on paper."""
        self._prints = on

    def back(self) -> None:
        """Return to the counter; what was taken so far is kept as long as it fits the basket."""
        if not self._is_ready:
            return
        self._is_open = False
        self._in_hand.put(self._in_hand.basket.with_rounding(self._rule))
        self._screen.leave_payment()

    def scan(self, code: str) -> None:
        """A scan on this page: one more thing for this basket, or for the next one."""
        if self._in_hand.is_away:
            self._waiting.append(code)
        elif self._tender.payments:
            self._screen.show_failed_scan(Refusal("scan_while_paying"))
        else:
            self.back()
            self._links.scan(code)

    @property
    def _is_ready(self) -> bool:
        """Whether the page is open and no sale is on its way."""
        return self._is_open and not self._in_hand.is_away

    def _on_basket(self) -> None:
        """The basket's customer may have been named while the page is open."""
        if self._is_ready:
            self._tender = self._tender_kept()
            self._show()

    def _go_on(self) -> None:
        """Offer the way that suits what is missing now."""
        self._chose(self._usual_method())

    def _chose(self, method: PaymentMethod) -> None:
        self._chosen = method
        self._round()
        self._show()

    def _round(self) -> None:
        """A rule for cash only holds as long as nothing but cash is used."""
        assert self._chosen is not None
        all_cash = self._tender.all_cash and self._chosen.kind is MethodKind.CASH
        basket = self._in_hand.basket.with_rounding(self._rule.for_payment(all_cash=all_cash))
        if basket.total != self._tender.total:
            self._in_hand.put(basket)
            self._tender = Tender(basket.total, self._tender.payments)

    def _show(self) -> None:
        if self._chosen is None:
            return
        preset = self._preset()
        signed = -preset if self._tender.total < ZERO else preset
        customer = self._in_hand.basket.customer
        self._screen.show_payment(
            PaymentShown(
                basket=self._in_hand.basket,
                tender=self._tender,
                methods=self._methods,
                chosen=self._chosen,
                preset=preset,
                account=account_shown(self._chosen, customer, signed),
                prints=self._prints,
            )
        )

    def _preset(self) -> Money:
        assert self._chosen is not None
        return preset_amount(self._tender, self._chosen, self._in_hand.basket.customer)

    def _usual_method(self) -> PaymentMethod:
        """Cash; for money that goes back, the way it came."""
        fitting = [method for method in self._methods if method.method in self._originals]
        cash = [method for method in self._methods if method.kind is MethodKind.CASH]
        goes_back = self._tender.total < ZERO
        return next(iter((fitting if goes_back else []) + cash + list(self._methods)))

    def _ways_it_was_paid(self) -> frozenset[MethodId]:
        """The methods by which the goods that come back were paid."""
        returned = (line.return_of for line in self._in_hand.basket.return_lines)
        sales = {back.sale for back in returned if back is not None}
        if not sales:
            return frozenset()
        return self._doors.look_up(lambda session: ways_paid(session, sales))

    def _is_another_way_back(self, method: PaymentMethod) -> bool:
        goes_back = self._tender.total < ZERO
        return goes_back and bool(self._originals) and method.method not in self._originals

    def _refuse_without_customer(self, method: PaymentMethod) -> None:
        if method.kind.needs_customer and self._in_hand.basket.customer is None:
            raise Refusal("customer_needed")

    def _tender_kept(self) -> Tender:
        """What was taken before, where it still fits this very basket."""
        total = self._in_hand.basket.total
        kept = Tender(total, self._tender.payments)
        fits = (
            self._tender_of == self._in_hand.request
            and abs(kept.paid) <= abs(total)
            and (kept.paid < ZERO) is (total < ZERO)
        )
        return kept if fits else Tender(total)

    def _sell(self) -> None:
        basket, tender, request = self._in_hand.basket, self._tender, self._in_hand.request

        def make(grants: tuple[int, ...]) -> TakeSale:
            actor = self._doors.cashier.person
            return TakeSale(basket, tender, actor, request, grants, self._prints)

        if not self._in_hand.send_off():
            return
        self._screen.show_selling(on=True)
        errand = Errand(take_sale, make, self._sold, self._refused)
        self._approvals.run(errand, self._in_hand.grants)

    def _sold(self, sale: SaleTaken) -> None:
        basket, tender = self._in_hand.basket, self._tender
        self._tender = Tender(ZERO)
        self._is_open = False
        self._in_hand.begin()
        self._screen.show_selling(on=False)
        self._screen.show_sold(
            SoldShown(
                serial=sale.serial,
                total=sale.total,
                tendered=Money.sum(payment.tendered for payment in tender.payments),
                change=sale.change,
                paid_by=tuple(payment.method.name for payment in tender.payments),
                customer="" if basket.customer is None else basket.customer.name,
            )
        )
        self._links.sold(sale)
        waiting, self._waiting = self._waiting, []
        for code in waiting:
            self._links.scan(code)

    def _refused(self, refusal: Refusal) -> None:
        self._in_hand.come_back()
        self._screen.show_selling(on=False)
        self._screen.show_problem(refusal)
        self._show()
        if self._waiting:
            self._waiting = []
            self._screen.show_failed_scan(Refusal("scan_while_paying"))
