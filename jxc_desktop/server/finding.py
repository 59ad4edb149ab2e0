"""Finding what stands although a rule was broken, in the order of the server's positions.

Every finding depends on what was projected before its document and on nothing else, so that it is
the same however the documents were cut into pushes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.documents.sale import Sale
from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.numbers import NOTHING, ZERO
from jxc_desktop.models.money import AccountBalance, MoneyEntry
from jxc_desktop.models.records import Customer
from jxc_desktop.models.stock import StockBalance, StockMove
from jxc_desktop.server.finding_edits import concurrent_edits
from jxc_desktop.server.finding_late import late_documents
from jxc_desktop.server.finding_people import withdrawn_permissions
from jxc_desktop.server.finding_returns import returned_twice
from jxc_desktop.server.raising import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document
    from jxc_desktop.domain.numbers import Money, Quantity


def before(connection: Connection, documents: Sequence[Document]) -> list[Finding]:
    """What has to be looked for before the documents are projected."""
    return list(concurrent_edits(connection, documents))


def after(connection: Connection, documents: Sequence[Document], now: datetime) -> list[Finding]:
    """What shows once they are projected."""
    return [
        *_credit_overruns(connection, documents),
        *_negative_stock(connection, documents),
        *returned_twice(connection, documents),
        *withdrawn_permissions(connection, documents),
        *late_documents(connection, documents, now),
    ]


def _credit_overruns(connection: Connection, documents: Sequence[Document]) -> Iterator[Finding]:
    """A sale on account after which the customer owes more than the limit, over all stores."""
    by_key = {each.key: each for each in documents}
    rows = connection.execute(
        select(MoneyEntry.document, MoneyEntry.holder, MoneyEntry.amount).where(
            MoneyEntry.document.in_(by_key), MoneyEntry.account == int(Account.RECEIVABLE)
        )
    ).all()
    if not rows:
        return
    holders = {row.holder for row in rows}
    owed = _owed(connection, holders)
    query = select(Customer.id, Customer.credit_limit).where(Customer.id.in_(holders))
    limits = {int(row.id): row.credit_limit for row in connection.execute(query)}
    added: dict[int, list[tuple[int, Money]]] = {}
    for row in rows:
        owed[row.holder] = owed.get(row.holder, ZERO) - row.amount
        added.setdefault(row.document, []).append((row.holder, row.amount))
    for key, document in by_key.items():
        for holder, amount in sorted(added.get(key, ())):
            owed[holder] += amount
            limit = limits.get(holder, ZERO)
            if amount > ZERO and owed[holder] > limit and isinstance(document.body, Sale):
                detail: dict[str, str | int] = {
                    "owed": owed[holder].minor,
                    "limit": limit.minor,
                    "amount": amount.minor,
                }
                store = int(document.head.store)
                yield Finding(ExceptionKind.CREDIT_OVERRUN, store, int(key), holder, detail)


def _owed(connection: Connection, holders: set[int]) -> dict[int, Money]:
    rows = connection.execute(
        select(AccountBalance.holder, AccountBalance.amount).where(
            AccountBalance.account == int(Account.RECEIVABLE), AccountBalance.holder.in_(holders)
        )
    )
    owed: dict[int, Money] = {}
    for row in rows:
        owed[row.holder] = owed.get(row.holder, ZERO) + row.amount
    return owed


def _negative_stock(connection: Connection, documents: Sequence[Document]) -> Iterator[Finding]:
    """The document that took a warehouse's book from something below nothing."""
    by_key = {each.key: each for each in documents}
    changed = _stock_changes(connection, list(by_key))
    places = {place for change in changed.values() for place in change}
    if not places:
        return
    lies = _lying(connection, places)
    for change in changed.values():
        for place, quantity in change.items():
            lies[place] = lies.get(place, NOTHING) - quantity
    for key, document in by_key.items():
        for place, quantity in sorted(changed.get(int(key), {}).items()):
            was = lies[place]
            lies[place] = was + quantity
            if was >= NOTHING > lies[place]:
                detail: dict[str, str | int] = {
                    "warehouse": place[0],
                    "quantity": lies[place].milli,
                }
                store = int(document.head.store)
                yield Finding(ExceptionKind.NEGATIVE_STOCK, store, int(key), place[1], detail)


def _stock_changes(
    connection: Connection, keys: Sequence[int]
) -> dict[int, dict[tuple[int, int], Quantity]]:
    """What each document changed at each warehouse, by (warehouse, product)."""
    rows = connection.execute(
        select(
            StockMove.document,
            StockMove.product,
            StockMove.from_location,
            StockMove.to_location,
            StockMove.quantity,
        ).where(StockMove.document.in_(keys))
    )
    changed: dict[int, dict[tuple[int, int], Quantity]] = {}
    for key, product, here, there, quantity in rows:
        change = changed.setdefault(key, {})
        for location, signed in ((here, -quantity), (there, quantity)):
            if location > 0:
                place = (location, product)
                change[place] = change.get(place, NOTHING) + signed
    return changed


def _lying(connection: Connection, places: set[tuple[int, int]]) -> dict[tuple[int, int], Quantity]:
    query = (
        select(StockBalance.location, StockBalance.product, func.sum(StockBalance.quantity))
        .where(
            StockBalance.location.in_({location for location, _ in places}),
            StockBalance.product.in_({product for _, product in places}),
        )
        .group_by(StockBalance.location, StockBalance.product)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}
