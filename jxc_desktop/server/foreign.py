"""What a terminal hears of stores whose facts it does not hold: stock, customers' balances, age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, tuple_

from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.instants import milliseconds
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.money import AccountBalance, MoneyEntry
from jxc_desktop.models.stock import StockBalance, StockMove
from jxc_desktop.server import epochs
from jxc_desktop.server.greeting import store_name
from jxc_desktop.server.registry import all_stores, company, streams_of
from jxc_desktop.server.tables import registered_terminal
from jxc_desktop.sync import wire

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from jxc_desktop.server.registry import Registered

_ACCOUNTS = (int(Account.RECEIVABLE), int(Account.CUSTOMER_DEPOSIT))


def changed_since(connection: Connection, who: Registered, after: int) -> wire.ForeignAnswer:
    """Balances that documents of other stores after the position `after` changed."""
    foreign = sorted(all_stores(connection) - set(streams_of(connection, who)))
    position = company(connection).position
    if not foreign:
        return wire.ForeignAnswer(epochs.current(connection), position, ())
    return wire.ForeignAnswer(
        epochs.current(connection),
        position,
        tuple(_store(connection, store) for store in foreign),
        _stocks(connection, foreign, after),
        _accounts(connection, foreign, after),
    )


def _store(connection: Connection, store: int) -> wire.ForeignStore:
    table = registered_terminal.c
    rows = connection.execute(
        select(table.complete_at, table.backlog).where(
            table.store == store, table.revoked_at.is_(None)
        )
    ).all()
    moments = [milliseconds(row.complete_at) for row in rows]
    out = sum(row.backlog for row in rows)
    return wire.ForeignStore(store, store_name(connection, store), min(moments, default=0), out)


def _stocks(connection: Connection, stores: list[int], after: int) -> tuple[wire.ForeignStock, ...]:
    query = select(
        StockBalance.store,
        StockBalance.location,
        StockBalance.product,
        StockBalance.quantity,
        StockBalance.value,
    ).where(StockBalance.store.in_(stores), StockBalance.location > 0)
    if after > 0:
        moved = (
            select(StockMove.product)
            .join(JournalEntry, JournalEntry.key == StockMove.document)
            .where(*_journal_after(stores, after))
        )
        query = query.where(StockBalance.product.in_(moved))
    rows = connection.execute(
        query.order_by(StockBalance.store, StockBalance.location, StockBalance.product)
    )
    return tuple(
        wire.ForeignStock(store, location, product, quantity.milli, value.minor)
        for store, location, product, quantity, value in rows
        if after > 0 or quantity.milli or value.minor
    )


def _accounts(
    connection: Connection, stores: list[int], after: int
) -> tuple[wire.ForeignAccount, ...]:
    query = select(
        AccountBalance.store,
        AccountBalance.account,
        AccountBalance.holder,
        AccountBalance.amount,
    ).where(AccountBalance.store.in_(stores), AccountBalance.account.in_(_ACCOUNTS))
    if after > 0:
        changed = (
            select(MoneyEntry.account, MoneyEntry.holder)
            .join(JournalEntry, JournalEntry.key == MoneyEntry.document)
            .where(MoneyEntry.account.in_(_ACCOUNTS), *_journal_after(stores, after))
        )
        query = query.where(tuple_(AccountBalance.account, AccountBalance.holder).in_(changed))
    rows = connection.execute(
        query.order_by(AccountBalance.store, AccountBalance.account, AccountBalance.holder)
    )
    return tuple(
        wire.ForeignAccount(store, account, holder, amount.minor)
        for store, account, holder, amount in rows
        if after > 0 or amount.minor
    )


def _journal_after(stores: list[int], after: int) -> tuple[ColumnElement[bool], ...]:
    return (JournalEntry.stream.in_(stores), JournalEntry.position > after)
