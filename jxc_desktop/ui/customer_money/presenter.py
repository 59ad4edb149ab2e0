"""Taking a customer's money: who it is, what for, how much and how; then the slip is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.domain.basket import BasketCustomer
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.tender import Payment, PaymentMethod, Tender
from jxc_desktop.queries.find_customer import CustomerRow, basket_customer, search_customers
from jxc_desktop.queries.list_methods import list_methods
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.counter.elsewhere import balance_elsewhere
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import fact_text

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import CustomerId
    from jxc_desktop.ui.counter.doors import Doors

AMOUNT_MAX = Money(100_000_000)
"""A million yuan: more is a code scanned into the amount."""
_FOUND_MAX = 50


@dataclass(frozen=True, slots=True)
class MoneyShown:
    """The customer whose money is taken, what for, and the way to pay that is chosen."""

    customer: BasketCustomer
    repayment: bool
    methods: tuple[PaymentMethod, ...]
    chosen: PaymentMethod
    elsewhere: str = ""
    """What of the customer's money is from other stores, with its age."""


class CustomerMoneyScreen(Protocol):
    """Customers to pick from, and the money of the one that is picked."""

    def show_customers(self, rows: Sequence[CustomerRow]) -> None: ...

    def show_search(self, text: str) -> None: ...

    def show_money(self, shown: MoneyShown | None) -> None: ...

    def clear_entry(self) -> None:
        """Ready for the next amount."""
        ...

    def show_taking(self, *, on: bool) -> None:
        """The money is being written down: nothing can be pressed twice."""
        ...

    def show_problem(self, refusal: Refusal) -> None:
        """What is wrong with the amount or the way to pay."""
        ...

    def show_done(self, text: str) -> None:
        """It is taken; what the cashier has to do now stays readable."""
        ...

    def show_failed_scan(self, refusal: Refusal) -> None: ...


class CustomerMoneyPresenter:
    """A debt is what most come for; whoever owes nothing leaves a deposit."""

    def __init__(
        self, doors: Doors, approvals: ApprovalPresenter, screen: CustomerMoneyScreen
    ) -> None:
        self._doors = doors
        self._approvals = approvals
        self._screen = screen
        self._text = ""
        self._methods: tuple[PaymentMethod, ...] = ()
        self._shown: MoneyShown | None = None
        self._taking = False

    def refresh(self) -> None:
        """Read anew what may have changed while another workplace was open."""
        methods = self._doors.look_up(list_methods)
        self._methods = tuple(one for one in methods if not one.kind.needs_customer)
        self.search(self._text)
        if self._shown is not None:
            self._choose(self._shown.customer.customer, keep_purpose=True)

    def search(self, text: str) -> None:
        """List the customers that `text` may mean; all of them for none."""
        self._text = text.strip()
        asked = self._text

        def answered(rows: Sequence[CustomerRow]) -> None:
            if asked == self._text:
                self._screen.show_customers(rows)

        self._doors.desk.ask(lambda session: search_customers(session, asked, _FOUND_MAX), answered)

    def scan(self, code: str) -> None:
        """A member's card picks the member; nothing is left in the field of the amount."""

        def answered(rows: Sequence[CustomerRow]) -> None:
            if len(rows) == 1:
                self._screen.show_search(rows[0].member_number)
                self.search(rows[0].member_number)
                self.pick(rows[0])
            else:
                self._screen.show_failed_scan(Refusal("nothing_found", text=code))

        self._doors.desk.ask(lambda session: search_customers(session, code, 2), answered)

    def pick(self, row: CustomerRow) -> None:
        """This customer's money is taken next."""
        self.open_customer(row.customer)

    def open_customer(self, customer: CustomerId) -> None:
        """Show this customer's money."""
        if not self._taking:
            self._screen.clear_entry()
            self._choose(customer)

    def choose_purpose(self, *, repayment: bool) -> None:
        """A debt is paid, or a deposit left."""
        if self._shown is not None:
            self._show(
                replace(self._shown, repayment=repayment and self._shown.customer.owed > ZERO)
            )

    def choose_method(self, method: PaymentMethod) -> None:
        """How it is paid."""
        if self._shown is not None:
            self._show(replace(self._shown, chosen=method))

    def take(self, amount: Money | None, reference: str, note: str) -> None:
        """Take the money. What a debtor hands over beyond the debt comes back, in cash alone."""
        shown = self._shown
        if shown is None or self._taking:
            return
        try:
            payment = _payment(shown, amount, reference.strip())
        except Refusal as refusal:
            self._screen.show_problem(refusal)
            return
        self._be_taking(on=True)

        def make(grants: tuple[int, ...]) -> TakeCustomerMoney:
            return TakeCustomerMoney(
                actor=self._doors.cashier.person,
                customer=shown.customer.customer,
                payment=payment,
                repayment=shown.repayment,
                note=note.strip(),
                approvals=grants,
            )

        self._approvals.run(
            Errand(
                take_customer_money,
                make,
                lambda _slip: self._on_taken(shown, payment),
                self._on_refused,
            )
        )

    def _choose(self, key: CustomerId, *, keep_purpose: bool = False) -> None:
        """Show the customer as they stand now."""
        customer = self._doors.look_up(lambda session: basket_customer(session, key))
        if customer is None or not self._methods:
            self._show(None)
            return
        before = self._shown if keep_purpose else None
        repayment = customer.owed > ZERO and (before is None or before.repayment)
        chosen = self._methods[0]
        if before is not None and before.chosen in self._methods:
            chosen = before.chosen
        elsewhere = self._doors.look_up(lambda session: balance_elsewhere(session, key))
        self._show(MoneyShown(customer, repayment, self._methods, chosen, elsewhere))

    def _show(self, shown: MoneyShown | None) -> None:
        self._shown = shown
        self._screen.show_money(shown)

    def _on_taken(self, shown: MoneyShown, payment: Payment) -> None:
        self._be_taking(on=False)
        self._screen.clear_entry()
        self._choose(shown.customer.customer, keep_purpose=True)
        self._screen.show_done(_done(shown, payment))

    def _on_refused(self, refusal: Refusal) -> None:
        self._be_taking(on=False)
        self._screen.show_problem(refusal)

    def _be_taking(self, *, on: bool) -> None:
        self._taking = on
        self._screen.show_taking(on=on)


def _payment(shown: MoneyShown, amount: Money | None, reference: str) -> Payment:
    method = shown.chosen
    if amount is None or amount <= ZERO:
        raise Refusal("tender_zero", method=method.name)
    if amount > AMOUNT_MAX:
        raise Refusal("tender_too_large", tendered=amount)
    total = min(amount, shown.customer.owed) if shown.repayment else amount
    return Tender(total).with_payment(method, amount, reference).payments[0]


def _done(shown: MoneyShown, payment: Payment) -> str:
    owed, left = _("已收{customer}还款 {amount}"), _("已收{customer}预存 {amount}")
    taken = owed if shown.repayment else left
    amount = fact_text(payment.amount)
    parts = [taken.format(customer=shown.customer.name, amount=amount)]
    if payment.change:
        parts.append(_("找零 {change}").format(change=fact_text(payment.change)))
    parts.append(_("凭条已排队打印"))
    return _("，").join(parts)
