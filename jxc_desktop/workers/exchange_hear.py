"""Hearing what is no document: balances of other stores, exceptions, the other terminals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from jxc_desktop.commands.sync_settings import change_heard, keep_terminals
from jxc_desktop.domain.ids import DocumentKey, ProductId
from jxc_desktop.domain.instants import instant, instant_if_any
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.sync_facts import TerminalStatus
from jxc_desktop.models.base import table_of
from jxc_desktop.models.sync import (
    ForeignAccountRow,
    ForeignStockRow,
    ForeignStoreRow,
    ServerException,
)
from jxc_desktop.queries.find_sync import find_heard
from jxc_desktop.queries.list_terminals import list_terminals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Table

    from jxc_desktop.sync.wire import ExceptionsAnswer, ForeignAnswer
    from jxc_desktop.workers.exchange_facts import Errand

STEP_ROWS = 400


def hear(errand: Errand) -> None:
    """Ask for all three; each is kept before the next is asked for."""
    _hear_foreign(errand)
    _hear_exceptions(errand)
    _hear_terminals(errand)


def _hear_foreign(errand: Errand) -> None:
    errand.check()
    with errand.store.reading() as session:
        after = find_heard(session).foreign_position
    answer = errand.port.foreign(after)
    errand.check(answer.epoch)
    if after == 0:
        _forget_foreign(errand)
    for table, rows in _foreign_rows(answer).items():
        _put(errand, table, rows)
    if answer.position != after:
        with errand.store.transaction() as session:
            change_heard(session, foreign_position=answer.position)


def _foreign_rows(answer: ForeignAnswer) -> dict[Table, list[dict[str, Any]]]:
    stores = [
        {
            "store": each.store,
            "name": each.name,
            "as_of": instant_if_any(each.as_of),
            "outstanding": each.outstanding,
        }
        for each in answer.stores
    ]
    stocks = [
        {
            "location": each.location,
            "product": ProductId(each.product),
            "store": each.store,
            "quantity": Quantity(each.quantity),
            "value": Money(each.value),
        }
        for each in answer.stocks
    ]
    accounts = [
        {
            "account": each.account,
            "holder": each.holder,
            "store": each.store,
            "amount": Money(each.amount),
        }
        for each in answer.accounts
    ]
    return {
        table_of(ForeignStoreRow): stores,
        table_of(ForeignStockRow): stocks,
        table_of(ForeignAccountRow): accounts,
    }


def _forget_foreign(errand: Errand) -> None:
    """Everything comes anew: what is not named again is not so any more."""
    with errand.store.reading() as session:
        if session.execute(select(ForeignStoreRow.store).limit(1)).first() is None:
            return
    with errand.store.transaction() as session:
        for model in (ForeignStockRow, ForeignAccountRow, ForeignStoreRow):
            session.execute(delete(model))


def _put(errand: Errand, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), STEP_ROWS):
        errand.check()
        made = insert(table)
        changed = {c.name: made.excluded[c.name] for c in table.columns if not c.primary_key}
        keys = [column.name for column in table.primary_key]
        statement = made.on_conflict_do_update(index_elements=keys, set_=changed)
        with errand.store.transaction() as session:
            session.connection().execute(statement, list(rows[start : start + STEP_ROWS]))


def _hear_exceptions(errand: Errand) -> None:
    """Page by page, until nothing is left."""
    with errand.store.reading() as session:
        after = find_heard(session).exception
    while True:
        errand.check()
        answer = errand.port.exceptions(after)
        errand.check(answer.epoch)
        latest = max((each.id for each in answer.raised), default=0)
        if latest <= after:
            return
        after = latest
        _put(errand, table_of(ServerException), _exception_rows(answer))
        with errand.store.transaction() as session:
            change_heard(session, exception=after)


def _exception_rows(answer: ExceptionsAnswer) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "kind": each.kind,
            "store": each.store,
            "document": DocumentKey(each.document),
            "subject": each.subject,
            "raised_at": instant(each.at),
            "detail": json.dumps(each.detail, ensure_ascii=False),
        }
        for each in answer.raised
    ]


def _hear_terminals(errand: Errand) -> None:
    errand.check()
    answer = errand.port.terminals()
    told = tuple(
        TerminalStatus(
            terminal=each.terminal,
            store=each.store,
            name=each.name,
            last_seen=instant_if_any(each.last_seen),
            backlog=each.backlog,
            version=each.version,
            revoked=each.revoked,
        )
        for each in sorted(answer.terminals, key=lambda each: each.terminal)
    )
    with errand.store.reading() as session:
        known = list_terminals(session)
    if told != known:
        with errand.store.transaction() as session:
            keep_terminals(session, told)
