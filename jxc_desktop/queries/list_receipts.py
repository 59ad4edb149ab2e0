"""Receipts to look through: a day's, the latest, or those of a number or a customer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, tuple_

from jxc_desktop.domain.business_day import business_date
from jxc_desktop.domain.numbers import NOTHING, ZERO, Money
from jxc_desktop.domain.receipt_number import SERIAL_MAX, parse_receipt_number
from jxc_desktop.domain.typed_text import half_width, is_digits
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Customer, PaymentMethodRow, Person
from jxc_desktop.models.sales import ReturnedLine, SaleLineRow, SalePaymentRow, SaleRow
from jxc_desktop.queries.find_customer import search_customers
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.receipt_numbers import find_numbered, keys_of, number_of
from jxc_desktop.queries.shop_header import shop_zone
from jxc_desktop.queries.store_day import store_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection, Row, Select

    from jxc_desktop.domain.ids import DocumentKey, TerminalNo
    from jxc_desktop.store.session import ShopSession

_SALE, _LINE, _PAYMENT = table_of(SaleRow), table_of(SaleLineRow), table_of(SalePaymentRow)
_RETURNED, _PERSON, _CUSTOMER = table_of(ReturnedLine), table_of(Person), table_of(Customer)
_METHOD = table_of(PaymentMethodRow)
_VOID = _SALE.alias("void")
_ORDER = (_SALE.c.day, _SALE.c.serial, _SALE.c.document)
_ROWS = (
    select(
        _SALE.c.document,
        _SALE.c.store,
        _SALE.c.day,
        _SALE.c.serial,
        _SALE.c.at,
        _SALE.c.total,
        _SALE.c.voids,
        _PERSON.c.name.label("cashier"),
        _CUSTOMER.c.name.label("customer"),
        _VOID.c.document.label("voided_by"),
    )
    .outerjoin(_PERSON, _PERSON.c.id == _SALE.c.cashier)
    .outerjoin(_CUSTOMER, _CUSTOMER.c.id == _SALE.c.customer)
    .outerjoin(_VOID, _VOID.c.voids == _SALE.c.document)
    .order_by(*(column.desc() for column in _ORDER))
)
_PLACE = select(*_ORDER).where(_SALE.c.document == bindparam("before"))
_NEWEST = select(func.max(_SALE.c.document)).where(
    _SALE.c.document.between(bindparam("first"), bindparam("last"))
)
_CUSTOMERS_MAX = 50
_LINES = select(_LINE.c.sale, _LINE.c.quantity, _LINE.c.net).where(
    _LINE.c.sale.in_(bindparam("keys", expanding=True))
)
_CAME_BACK = (
    select(
        _RETURNED.c.sale,
        func.sum(_RETURNED.c.quantity).label("quantity"),
        func.sum(_RETURNED.c.amount).label("amount"),
    )
    .where(_RETURNED.c.sale.in_(bindparam("keys", expanding=True)))
    .group_by(_RETURNED.c.sale, _RETURNED.c.line)
)
_PAYMENTS = (
    select(_PAYMENT.c.sale, _METHOD.c.name)
    .outerjoin(_METHOD, _METHOD.c.id == _PAYMENT.c.method)
    .where(_PAYMENT.c.sale.in_(bindparam("keys", expanding=True)))
    .order_by(_PAYMENT.c.sale, _PAYMENT.c.line)
)


class ReceiptState(StrEnum):
    """What has become of a receipt."""

    SOLD = "sold"
    PARTLY_RETURNED = "partly_returned"
    RETURNED = "returned"
    VOIDED = "voided"
    VOID = "void"
    """It takes another receipt back."""
    GOODS_BACK = "goods_back"
    """Goods only came back."""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt in the history."""

    key: DocumentKey
    number: str
    serial: int
    day: date
    at: datetime
    """By the shop's clock."""
    cashier: str
    customer: str
    total: Money
    payments: tuple[str, ...]
    state: ReceiptState
    lines: int
    late: bool = False
    """It missed its own business date, which was closed, and stands on a later one (补记)."""


def list_receipts(
    session: ShopSession,
    *,
    day: date | None = None,
    text: str = "",
    before: DocumentKey | None = None,
    limit: int = 50,
) -> tuple[ReceiptRow, ...]:
    """The latest first: of `day` or of all days, older than the receipt `before`.

    They are those of this store, whichever till issued them. `text` is a receipt number, its
    barcode, the day's count alone, or part of a customer's name, initials or phone; a whole number
    and a customer are found in every store that is held here.
    Raises `Refusal("receipt_number_damaged")` for a misread barcode.
    """
    query = _matching(session, _ROWS, day, text.strip())
    if query is None:
        return ()
    if day is not None:
        query = query.where(_SALE.c.day == day)
    if before is not None:
        place = session.connection().execute(_PLACE, {"before": before}).one_or_none()
        if place is None:
            return ()
        types = [column.type for column in _ORDER]
        query = query.where(tuple_(*_ORDER) < tuple_(*place, types=types))
    found = session.connection().execute(query.limit(limit)).all()
    return _receipts(session, found)


def find_newest_receipt(session: ShopSession) -> DocumentKey | None:
    """The receipt that this till issued last, whatever the tills beside it sold meanwhile."""
    found: DocumentKey | None = (
        session.connection().execute(_NEWEST, _keys(session.till.terminal)).scalar()
    )
    return found


def _keys(terminal: TerminalNo) -> dict[str, DocumentKey]:
    first, last = keys_of(terminal)
    return {"first": first, "last": last}


def _matching(
    session: ShopSession, query: Select[Any], day: date | None, text: str
) -> Select[Any] | None:
    """The query for what `text` means; None when nothing can match."""
    own = query.where(_SALE.c.store == session.till.store)
    if not text:
        return own
    number = parse_receipt_number(text)
    if number is not None:
        key = find_numbered(session, number)
        return None if key is None else query.where(_SALE.c.document == key)
    plain = half_width(text)
    if is_digits(plain) and len(plain) <= len(str(SERIAL_MAX)):
        return own.where(_SALE.c.day == (day or store_day(session)), _SALE.c.serial == int(plain))
    customers = [row.customer for row in search_customers(session, text, _CUSTOMERS_MAX)]
    return query.where(_SALE.c.customer.in_(customers)) if customers else None


def _receipts(session: ShopSession, found: Sequence[Row[Any]]) -> tuple[ReceiptRow, ...]:
    if not found:
        return ()
    settings = find_settings(session)
    zone = shop_zone(settings)
    keys = [row.document for row in found]
    contents = _contents(session.connection(), keys)
    return tuple(
        ReceiptRow(
            key=row.document,
            number=number_of(row.store, row.document, row.day, row.serial).text,
            serial=row.serial,
            day=row.day,
            at=row.at.astimezone(zone),
            cashier=row.cashier or "",
            customer=row.customer or "",
            total=row.total,
            payments=contents[row.document].payments,
            state=_state(row, contents[row.document]),
            lines=contents[row.document].lines,
            late=business_date(row.at, zone, settings.day_end_hour) < row.day,
        )
        for row in found
    )


@dataclass(slots=True)
class _Content:
    """What the rows beside a receipt's own say of it."""

    lines: int = 0
    sold: Money = ZERO
    came_back: Money = ZERO
    anything_back: bool = False
    payments: tuple[str, ...] = ()


def _contents(connection: Connection, keys: Sequence[DocumentKey]) -> dict[DocumentKey, _Content]:
    contents = {key: _Content() for key in keys}
    for line in connection.execute(_LINES, {"keys": keys}):
        content = contents[line.sale]
        content.lines += 1
        if line.quantity > NOTHING:
            content.sold += line.net
    for back in connection.execute(_CAME_BACK, {"keys": keys}):
        content = contents[back.sale]
        content.came_back += back.amount
        content.anything_back = content.anything_back or back.quantity > NOTHING
    for payment in connection.execute(_PAYMENTS, {"keys": keys}):
        content = contents[payment.sale]
        content.payments = (*content.payments, payment.name or "")
    return contents


def _state(row: Row[Any], content: _Content) -> ReceiptState:
    if row.voids is not None:
        return ReceiptState.VOID
    if row.voided_by is not None:
        return ReceiptState.VOIDED
    if content.anything_back:
        whole = content.came_back >= content.sold
        return ReceiptState.RETURNED if whole else ReceiptState.PARTLY_RETURNED
    return ReceiptState.SOLD if content.sold or row.total >= ZERO else ReceiptState.GOODS_BACK
