"""One receipt with all that its paper shows and what can still come back of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.receipt_facts import ReceiptFacts
from jxc_desktop.domain.receipt_number import SERIAL_MAX, ReceiptNumber, parse_receipt_number
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.domain.typed_text import half_width, is_digits
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Person
from jxc_desktop.models.sales import ReceiptCopies, SaleRow
from jxc_desktop.queries.find_customer import company_balance
from jxc_desktop.queries.find_document import find_sale, receipt_payment
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.receipt_lines import receipt_lines
from jxc_desktop.queries.receipt_numbers import find_numbered, find_refs, number_of
from jxc_desktop.queries.shop_header import shop_header, shop_zone
from jxc_desktop.queries.store_day import store_day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jxc_desktop.documents.document import Document
    from jxc_desktop.documents.sale import Sale
    from jxc_desktop.domain.ids import DocumentKey, PersonId
    from jxc_desktop.domain.receipt_facts import ReceiptRef
    from jxc_desktop.store.session import ShopSession

_PERSON, _SALE = table_of(Person), table_of(SaleRow)
_CASHIER = select(_PERSON.c.name, _PERSON.c.number).where(_PERSON.c.id == bindparam("person"))
_COPY = table_of(ReceiptCopies)
_COPIES = select(func.sum(_COPY.c.copies)).where(_COPY.c.sale == bindparam("key"))
_VOIDED_BY = select(_SALE.c.document).where(_SALE.c.voids == bindparam("key"))


def find_receipt(session: Session, key: DocumentKey) -> ReceiptFacts | None:
    """The receipt `key`, or None when that is no receipt."""
    found = find_sale(session, key)
    return None if found is None else _facts(session, *found)


def find_receipt_by_number(session: ShopSession, text: str) -> ReceiptFacts | None:
    """The receipt whose number was scanned or typed; digits alone are today's count at this till.

    Raises `Refusal("receipt_number_damaged")` for a barcode with a wrong check digit.
    """
    number = parse_receipt_number(text) or _number_of_today(session, text)
    key = None if number is None else find_numbered(session, number)
    return None if key is None else find_receipt(session, key)


def _number_of_today(session: ShopSession, text: str) -> ReceiptNumber | None:
    plain = half_width(text[:16]).strip()
    if not (is_digits(plain) and 0 < int(plain) <= SERIAL_MAX):
        return None
    till = session.till
    return ReceiptNumber(till.store, till.terminal, store_day(session), int(plain))


def _facts(session: Session, document: Document, sale: Sale) -> ReceiptFacts:
    head, settings = document.head, find_settings(session)
    number = number_of(head.store, document.key, head.day, sale.serial)
    cashier_name, cashier_number = _cashier(session, head.actor)
    lines = (*sale.lines, *sale.returns)
    return ReceiptFacts(
        key=document.key,
        number=number.text,
        barcode=number.barcode,
        at=head.at.astimezone(shop_zone(settings)),
        day=head.day,
        cashier=head.actor,
        cashier_name=cashier_name,
        cashier_number=cashier_number,
        shop=shop_header(session.connection(), settings, head.store),
        lines=receipt_lines(session, document.key, sale),
        payments=tuple(map(receipt_payment, sale.payments)),
        total=sale.total,
        tax=Money.sum(line.tax for line in sale.lines)
        - Money.sum(line.tax for line in sale.returns),
        change=sale.change,
        late_for=head.late_for,
        customer=sale.customer,
        customer_name=sale.customer_name,
        voids=_voids(session, sale),
        voided_by=_voided_by(session, document.key),
        takes_back=find_refs(
            session.connection(),
            (
                line.remark.takes_back_sale
                for line in lines
                if line.remark is not None and line.remark.takes_back_sale is not None
            ),
        ),
        note=sale.reason,
        owed_now=_owed_now(session, sale),
        copies=session.connection().execute(_COPIES, {"key": document.key}).scalar() or 0,
    )


def _cashier(session: Session, person: PersonId) -> tuple[str, str]:
    row = session.connection().execute(_CASHIER, {"person": person}).one_or_none()
    return ("", "") if row is None else (row.name, row.number)


def _voids(session: Session, sale: Sale) -> ReceiptRef | None:
    return (
        None
        if sale.voids is None
        else next(iter(find_refs(session.connection(), (sale.voids,))), None)
    )


def _voided_by(session: Session, key: DocumentKey) -> ReceiptRef | None:
    voids = session.connection().execute(_VOIDED_BY, {"key": key}).scalars().all()
    return next(iter(find_refs(session.connection(), voids)), None)


def _owed_now(session: Session, sale: Sale) -> Money | None:
    """The customer's debt over all stores as this terminal knows it, if this sale added to it."""
    if sale.customer is None:
        return None
    if all(payment.kind != MethodKind.ON_ACCOUNT for payment in sale.payments):
        return None
    return company_balance(session, Account.RECEIVABLE, sale.customer)
