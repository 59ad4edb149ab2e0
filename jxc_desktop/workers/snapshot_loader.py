"""A new terminal's beginning: a snapshot, loaded so that it can sell long before it is complete.

The catalogue part comes first (records, balances, counters), then the history (the journal and
each document's rows). Every step is a short transaction that also remembers how far it has come:
a kill at any moment costs one step. Rows are copied as they are, no document is applied again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from msgspec.structs import replace
from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from jxc_desktop.commands.sync_settings import change_heard, change_tie
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.journal.apply_search import index_products
from jxc_desktop.models.everything import LOCAL_TABLES, Base
from jxc_desktop.models.records import Product
from jxc_desktop.models.sync import StreamCursor
from jxc_desktop.queries.find_sync import find_heard, find_tie
from jxc_desktop.store.questions import driver_of
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.workers.exchange_facts import ExchangeStopped
from jxc_desktop.workers.snapshot_files import PartFiles, opened
from jxc_desktop.workers.snapshot_plan import (
    LoadingPlan,
    drop_plan,
    find_plan,
    keep_plan,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Table

    from jxc_desktop.store.opening import Store
    from jxc_desktop.sync.ports import ServerPort
    from jxc_desktop.sync.wire import SnapshotAnswer

STEP_ROWS = 1_000
"""So many rows go into one transaction: some ten milliseconds."""
STEPS_AT_ONCE = 5
_INDEXED = 100
_FIRST, _LAST = "journal", "applied_document"
"""The journal before everything that is of its documents; their seals after it."""


class SnapshotLoader:
    """Loads what a new terminal needs; another one goes on where this one stopped."""

    def __init__(
        self,
        store: Store,
        port: ServerPort,
        folder: Path,
        *,
        stopping: Callable[[], bool] = lambda: False,
        progress: Callable[[int], None] = lambda _bytes_or_rows: None,
    ) -> None:
        """The parts lie in `folder`/snapshot while they are loaded."""
        self._store, self._port = store, port
        self._stopping, self._progress = stopping, progress
        self._files = PartFiles(folder / "snapshot", port, stopping)

    def load_catalogue(self) -> None:
        """Load until the till can sell; raises `NetworkTrouble` and can be repeated."""
        while not self.sells():
            self.go_on()

    def sells(self) -> bool:
        """Whether the records and balances are here."""
        with self._store.reading() as session:
            plan = find_plan(session)
            return plan.sells if plan is not None else not find_heard(session).loading

    def go_on(self) -> bool:
        """A few steps, or a part's download; whether there is more to come."""
        with self._store.reading() as session:
            plan, loading = find_plan(session), find_heard(session).loading
        if not loading:
            return False
        if plan is None:
            plan = self._begin()
        part = plan.current
        if part is None:
            self._finish()
            return False
        with opened(self._files.fetch(part, self._progress)) as source:
            for _step in range(STEPS_AT_ONCE):
                if self._stopping():
                    raise ExchangeStopped
                plan = self._step(source, plan)
                if plan.current != part:
                    self._files.forget(part)
                    break
        return True

    def _begin(self) -> LoadingPlan:
        """Ask for a snapshot; from now on the streams count as pulled up to its marks."""
        answer = self._port.snapshot()
        parts = sorted(answer.parts, key=lambda part: part.kind != "catalogue")
        plan = LoadingPlan(tuple(parts), answer.epoch)
        with self._store.transaction() as session:
            _set_cursors(session, answer)
            change_tie(session, epoch=answer.epoch)
            change_heard(session, loaded=0, to_load=sum(part.rows for part in plan.parts))
            keep_plan(session, plan)
        return plan

    def _step(self, source: Any, plan: LoadingPlan) -> LoadingPlan:
        """Copy the next rows, or index the next products, or go on to the next table or part."""
        tables = _tables_of(source)
        if plan.table == "":
            return self._turn_to(plan, tables[0].name if tables else "search")
        if plan.table == "search":
            return self._index(plan)
        table = next(table for table in tables if table.name == plan.table)
        rows = _rows_after(source, table, plan.after)
        if not rows:
            place = tables.index(table) + 1
            return self._turn_to(plan, tables[place].name if place < len(tables) else "search")
        keys = len(table.primary_key)
        following = replace(plan, after=tuple(rows[-1][:keys]))
        with self._store.transaction() as session:
            tie = find_tie(session)
            if table.name == _FIRST and tie is not None and tie.epoch != plan.epoch:
                rows = _without_position(table, rows)
            driver = driver_of(session.connection())
            driver.executemany(_insertion(table), rows)
            keep_plan(session, following)
            heard = find_heard(session)
            change_heard(session, loaded=heard.loaded + len(rows))
        self._progress(len(rows))
        return following

    def _turn_to(self, plan: LoadingPlan, table: str) -> LoadingPlan:
        part = plan.current
        if table == "search" and part is not None and part.kind != "catalogue":
            following = replace(plan, part=plan.part + 1, table="", after=(), indexed=0)
        else:
            following = replace(plan, table=str(table), after=())
        with self._store.transaction() as session:
            keep_plan(session, following)
        return following

    def _index(self, plan: LoadingPlan) -> LoadingPlan:
        with self._store.transaction() as session:
            products = list(
                session.execute(
                    select(Product.id)
                    .where(Product.id > plan.indexed)
                    .order_by(Product.id)
                    .limit(_INDEXED)
                ).scalars()
            )
            if products:
                index_products(session.connection(), set(), {int(each) for each in products})
                following = replace(plan, indexed=int(products[-1]))
            else:
                following = replace(plan, part=plan.part + 1, table="", after=(), indexed=0)
            keep_plan(session, following)
        return following

    def _finish(self) -> None:
        """The files first: a kill in between only means that there is nothing left to clear."""
        self._files.clear()
        with self._store.transaction() as session:
            drop_plan(session)
            change_heard(session, loading=False)


def _set_cursors(session: Any, answer: SnapshotAnswer) -> None:
    for stream, mark in answer.marks.items():
        made = insert(StreamCursor).values(stream=stream, position=mark.position, checked=0)
        session.execute(
            made.on_conflict_do_update(
                index_elements=["stream"],
                set_={"position": func.max(StreamCursor.position, made.excluded.position)},
            )
        )


def _tables_of(source: Any) -> list[Table]:
    """The part's tables in the order of loading; refuses what this version does not know."""
    names = {
        row[0]
        for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith("sqlite_")
    }
    known = Base.metadata.tables
    wanted = {name for name in known if name not in LOCAL_TABLES} | {_FIRST, "parked_document"}
    if not names <= wanted:
        raise NetworkTrouble(NetworkTroubleKind.TOO_OLD, f"tables {sorted(names - wanted)}")
    for name in names:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({name})")}
        if there != {column.name for column in known[name].columns}:
            raise NetworkTrouble(NetworkTroubleKind.TOO_OLD, f"other columns in {name}")
    return [
        known[name]
        for name in sorted(names, key=lambda name: (name == _LAST, name != _FIRST, name))
    ]


def _columns(table: Table) -> list[str]:
    """The key's columns first."""
    keys = [column.name for column in table.primary_key]
    return keys + [column.name for column in table.columns if column.name not in keys]


def _quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _rows_after(source: Any, table: Table, after: tuple[int | str, ...]) -> list[tuple[Any, ...]]:
    keys = [column.name for column in table.primary_key]
    marks = ", ".join("?" * len(keys))
    where = f"WHERE ({_quoted(keys)}) > ({marks})" if after else ""
    query = (
        f'SELECT {_quoted(_columns(table))} FROM "{table.name}" {where} '  # noqa: S608 (our own names)
        f"ORDER BY {_quoted(keys)} LIMIT {STEP_ROWS}"
    )
    try:
        return list(source.execute(query, after))
    except sqlcipher.DatabaseError as error:
        raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, str(error)) from error


def _without_position(table: Table, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The server was restored since it made the snapshot: its positions of then say nothing."""
    place = _columns(table).index("position")
    return [(*row[:place], None, *row[place + 1 :]) for row in rows]


def _insertion(table: Table) -> str:
    columns = _columns(table)
    marks = ", ".join("?" * len(columns))
    return f'INSERT INTO "{table.name}" ({_quoted(columns)}) VALUES ({marks})'  # noqa: S608 (our own names)
