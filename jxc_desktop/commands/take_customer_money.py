"""Taking a customer's money without a sale: a deposit for later, or what was owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.at_the_till import needed_shift
from jxc_desktop.commands.authority import require
from jxc_desktop.commands.paper_owed import owe_paper
from jxc_desktop.commands.sale_lines import sale_payment
from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.tender import Payment
from jxc_desktop.journal.post import post
from jxc_desktop.journal.series import customer_payments, next_number
from jxc_desktop.queries.find_customer import basket_customer
from jxc_desktop.queries.store_day import store_moment

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import CustomerId, DocumentKey, PersonId
    from jxc_desktop.store.session import ShopSession

PAYMENT_LIMIT = Money(1_000_000_000)
"""Ten million yuan: what is more than that is a barcode in the field of the amount."""


@dataclass(frozen=True, slots=True)
class TakeCustomerMoney:
    """Take `payment` from the customer, as a deposit or (`repayment`) against the debt."""

    actor: PersonId
    customer: CustomerId
    payment: Payment
    repayment: bool = False
    note: str = ""
    approvals: tuple[int, ...] = ()


def take_customer_money(session: ShopSession, command: TakeCustomerMoney) -> DocumentKey:
    """Post the payment and its slip.

    Refuses an unknown customer (`customer_needed`), nothing or less (`tender_zero`), what nobody
    pays at a till (`cash_too_large`), a method that moves no money (`method_unfit`), more than is
    owed as a repayment (`repayment_over_debt`) and a closed till (`shift_not_open`).
    """
    shift = needed_shift(session)
    customer = basket_customer(session, command.customer)
    if customer is None:
        raise Refusal("customer_needed")
    method, amount = command.payment.method, command.payment.amount
    if amount <= ZERO:
        raise Refusal("tender_zero", method=method.name)
    if amount >= PAYMENT_LIMIT:
        raise Refusal("cash_too_large", amount=amount, limit=PAYMENT_LIMIT)
    if method.kind.needs_customer:
        raise Refusal("method_unfit", method=method.name)
    if command.repayment and amount > customer.owed:
        raise Refusal("repayment_over_debt", owed=customer.owed, wanted=amount)
    require(session, command.actor, {Permission.TAKE_DEPOSIT}, command.approvals)
    moment = store_moment(session)
    series = customer_payments(moment.day)
    body = CustomerPaid(
        serial=next_number(session.connection(), session.till.terminal, series),
        shift=shift.shift,
        customer=customer.customer,
        customer_name=customer.name,
        purpose="repayment" if command.repayment else "deposit",
        payment=sale_payment(command.payment),
        note=command.note.strip(),
    )
    posted = post(session, body, actor=command.actor, moment=moment)
    if method.opens_drawer:
        owe_paper(session, Paper.DRAWER_KICK, posted.key)
    owe_paper(session, Paper.CUSTOMER_PAYMENT, posted.key)
    return posted.key
