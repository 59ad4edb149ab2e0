"""Money as double entry: what each document puts on which account; the entries sum to zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.goods import GoodsReceived
from jxc_desktop.documents.sale import Sale, SaleLine, SalePayment
from jxc_desktop.documents.shift import CashMoved, ShiftClosed, ShiftOpened
from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.basket_line import tax_included
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.journal.adding import summed
from jxc_desktop.models.base import table_of
from jxc_desktop.models.money import AccountBalance, MoneyEntry

if TYPE_CHECKING:
    from jxc_desktop.documents.document import Document, Head
    from jxc_desktop.journal.adding import Adding

Entry = tuple[Account, int, Money]

_ENTRY = table_of(MoneyEntry)
_BALANCE = table_of(AccountBalance)


def apply_money(adding: Adding, document: Document) -> None:
    """Write the document's entries and add them to the balances."""
    entries = entries_of(document)
    if not entries:
        return
    rows = [(document.key, line, *entry) for line, entry in enumerate(entries, 1)]
    adding.append(_ENTRY, ("document", "line", "account", "holder", "amount"), rows)
    store = document.head.store
    balances = [(account, holder, store, amount) for account, holder, amount in entries]
    adding.add(_BALANCE, ("account", "holder", "store", "amount"), balances)


def entries_of(document: Document) -> list[Entry]:
    """The document's entries, one per account and holder, debits positive, without zeros."""
    rule: Callable[[Head, Any], Iterator[Entry]] | None = _RULES.get(type(document.body))
    if rule is None:
        return []
    raw = (((a, h), (m,)) for a, h, m in rule(document.head, document.body))
    return [(a, h, m) for (a, h), (m,) in summed(raw).items() if m]


def _sale_entries(head: Head, sale: Sale) -> Iterator[Entry]:
    sold, back = _booked(sale.lines), _booked(sale.returns)
    for (account, out), came_back in zip(sold.items(), back.values(), strict=True):
        yield account, sale.warehouse if account is Account.INVENTORY else 0, out - came_back
    for payment in sale.payments:
        yield from payment_entries(head, payment, sale.customer or 0)


def _booked(lines: tuple[SaleLine, ...]) -> dict[Account, Money]:
    """What the lines put on each account when they are sold; the opposite when they come back."""
    tax = Money.sum(line.tax for line in lines)
    rounding = Money.sum(line.rounding for line in lines)
    off = Money.sum(_off_untaxed(line) for line in lines)
    net = Money.sum(line.net for line in lines)
    cost = Money.sum(line.cost for line in lines)
    return {
        Account.REVENUE: -(net - tax + off - rounding),
        Account.TAX: -tax,
        Account.DISCOUNT: off,
        Account.ROUNDING: -rounding,
        Account.COST_OF_GOODS: cost,
        Account.INVENTORY: -cost,
    }


def _off_untaxed(line: SaleLine) -> Money:
    """What the line's discounts took off, without the tax that was in it."""
    off = line.discount + line.share
    return off - tax_included(off, line.tax_rate) if off else off


def payment_entries(head: Head, payment: SalePayment, customer: int) -> Iterator[Entry]:
    """Where a payment's money is afterwards, and what the channel keeps of it."""
    match MethodKind(payment.kind):
        case MethodKind.CASH:
            place = (Account.DRAWER, int(head.terminal))
        case MethodKind.WALLET | MethodKind.CARD:
            place = (Account.CHANNEL, int(payment.method))
        case MethodKind.TRANSFER:
            place = (Account.BANK, int(payment.method))
        case MethodKind.ON_ACCOUNT:
            place = (Account.RECEIVABLE, customer)
        case MethodKind.DEPOSIT:
            place = (Account.CUSTOMER_DEPOSIT, customer)
    yield *place, payment.amount - payment.fee
    yield Account.CHANNEL_FEE, payment.method, payment.fee


def _shift_opened_entries(head: Head, opened: ShiftOpened) -> Iterator[Entry]:
    yield Account.DRAWER, head.terminal, opened.brought
    yield Account.SAFE, head.store, -opened.brought


def _cash_moved_entries(head: Head, moved: CashMoved) -> Iterator[Entry]:
    yield Account.DRAWER, head.terminal, moved.amount
    match CashPurpose(moved.purpose):
        case CashPurpose.FLOAT | CashPurpose.TO_SAFE:
            yield Account.SAFE, head.store, -moved.amount
        case CashPurpose.EXPENSE:
            yield Account.EXPENSE, 0, -moved.amount
        case CashPurpose.OTHER_INCOME:
            yield Account.OTHER_INCOME, 0, -moved.amount
        case CashPurpose.TO_BANK:
            yield Account.BANK, 0, -moved.amount


def _shift_closed_entries(head: Head, closed: ShiftClosed) -> Iterator[Entry]:
    yield Account.DRAWER, head.terminal, closed.difference
    yield Account.OVER_SHORT, head.terminal, -closed.difference
    yield Account.DRAWER, head.terminal, -(closed.counted - closed.left)
    yield Account.SAFE, head.store, closed.counted - closed.left


def _goods_received_entries(_head: Head, received: GoodsReceived) -> Iterator[Entry]:
    value = Money.sum(line.value for line in received.lines)
    tax = Money.sum(line.tax for line in received.lines)
    yield Account.INVENTORY, received.warehouse, value
    yield Account.TAX, 0, tax
    if received.supplier is None:
        yield Account.OPENING, 0, -(value + tax)
    else:
        yield Account.PAYABLE, received.supplier, -(value + tax)


def _customer_paid_entries(head: Head, paid: CustomerPaid) -> Iterator[Entry]:
    yield from payment_entries(head, paid.payment, paid.customer)
    account = Account.RECEIVABLE if paid.purpose == "repayment" else Account.CUSTOMER_DEPOSIT
    yield account, paid.customer, ZERO - paid.payment.amount


_RULES: dict[type, Callable[[Head, Any], Iterator[Entry]]] = {
    Sale: _sale_entries,
    ShiftOpened: _shift_opened_entries,
    CashMoved: _cash_moved_entries,
    ShiftClosed: _shift_closed_entries,
    GoodsReceived: _goods_received_entries,
    CustomerPaid: _customer_paid_entries,
}
