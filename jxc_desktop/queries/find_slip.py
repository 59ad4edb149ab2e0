"""What the small papers say: cash in and out, customers' payments, baskets put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.shift import CashMoved
from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.ids import terminal_of
from jxc_desktop.domain.receipt_number import ReceiptNumber
from jxc_desktop.domain.slip_facts import CashMoveFacts, CustomerPaymentFacts, HeldFacts
from jxc_desktop.queries.find_customer import company_balance
from jxc_desktop.queries.find_document import find_document, receipt_payment
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_held_baskets import list_held_baskets
from jxc_desktop.queries.shift_facts import person_names
from jxc_desktop.queries.shop_header import shop_header, shop_zone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.store.session import ShopSession


def find_cash_move(session: Session, key: DocumentKey) -> CashMoveFacts | None:
    """The cash movement `key`, or None when that is none."""
    document = find_document(session, key)
    if document is None or not isinstance(document.body, CashMoved):
        return None
    moved, settings = document.body, find_settings(session)
    names = person_names(session.connection())
    return CashMoveFacts(
        shop=shop_header(session.connection(), settings, document.head.store),
        at=document.head.at.astimezone(shop_zone(settings)),
        terminal=terminal_of(key),
        cashier_name=names.get(document.head.actor, ""),
        amount=moved.amount,
        purpose=CashPurpose(moved.purpose),
        reason=moved.reason,
        approved_by=names.get(moved.approved_by or 0, ""),
    )


def find_customer_payment(session: Session, key: DocumentKey) -> CustomerPaymentFacts | None:
    """The customer's payment `key`, or None when that is none."""
    document = find_document(session, key)
    if document is None or not isinstance(document.body, CustomerPaid):
        return None
    paid, head, settings = document.body, document.head, find_settings(session)
    number = ReceiptNumber(head.store, head.terminal, head.day, paid.serial)
    return CustomerPaymentFacts(
        shop=shop_header(session.connection(), settings, head.store),
        at=head.at.astimezone(shop_zone(settings)),
        number=f"P{number.text}",
        cashier_name=person_names(session.connection()).get(head.actor, ""),
        customer_name=paid.customer_name,
        repayment=paid.purpose == "repayment",
        payment=receipt_payment(paid.payment),
        note=paid.note,
        owed_now=company_balance(session, Account.RECEIVABLE, paid.customer),
        deposit_now=-company_balance(session, Account.CUSTOMER_DEPOSIT, paid.customer),
    )


def find_held(session: ShopSession, held: int) -> HeldFacts | None:
    """The held basket `held`; None when it was recalled, or kept by a newer program."""
    settings = find_settings(session)
    for row in list_held_baskets(session):
        if row.held == held and row.basket is not None:
            return HeldFacts(
                shop=shop_header(session.connection(), settings, session.till.store),
                held=held,
                at=row.held_at.astimezone(shop_zone(settings)),
                held_by=row.held_by,
                note=row.note,
                basket=row.basket,
            )
    return None
