"""Master data merged field by field: the later stamp wins, whatever order documents arrive in.

A stamp is the clock of a change and the key of its document. A making says what the whole record
is, so that only the fields changed after it need a stamp of their own: a catalogue of a million
products keeps none. Of two makings of one record the later counts, and what was changed before it
is gone, in whatever order they are heard of.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, or_, select, update

from jxc_desktop.documents.records import RecordsChanged
from jxc_desktop.journal import apply_product_parts, apply_search
from jxc_desktop.journal.record_fields import (
    RECORD_TABLES,
    columns_of,
    refuse_unknown,
    unsaid,
)
from jxc_desktop.journal.statements import insert_for
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import FieldClock, HybridClock, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document
    from jxc_desktop.documents.records import RecordChange, Value
    from jxc_desktop.journal.adding import Adding

_CLOCK, _LATEST, _SETTING = table_of(FieldClock), table_of(HybridClock), table_of(Setting)
_CHUNK = 400
_UNMADE = (0, 0)
"""The stamp of a record that was changed here before its making was heard of."""

Stamp = tuple[int, int]


def apply_records(adding: Adding, document: Document) -> None:
    """Merge every change; raises `CannotProject` for what this version cannot know."""
    body = document.body
    if not isinstance(body, RecordsChanged):
        return
    for change in body.changes:
        refuse_unknown(change)
    adding.raise_to(_LATEST, ("id", "clock"), [(1, body.clock)])
    merging = _Merging(adding.connection, (body.clock, document.key), body.changes)
    merging.take(body.changes)
    if adding.connection.dialect.name == "sqlite":
        changed, made = merging.changed_products, merging.made_products
        apply_search.index_products(adding.connection, changed - made, made)


class _Merging:
    """One document's changes, against what is known of the records that it names."""

    def __init__(
        self, connection: Connection, stamp: Stamp, changes: tuple[RecordChange, ...]
    ) -> None:
        self._connection = connection
        self._stamp = stamp
        self._made: dict[tuple[str, int], Stamp] = {}
        self._clocks: dict[tuple[str, int], dict[str, Stamp]] = defaultdict(dict)
        self._fresh: dict[str, list[RecordChange]] = defaultdict(list)
        self._awaited: set[tuple[str, int]] = set()
        self.changed_products = {c.record for c in changes if c.entity == "product"}
        self.made_products: set[int] = set()
        named: dict[str, set[int]] = defaultdict(set)
        for change in changes:
            named[change.entity].add(change.record)
        for entity, records in named.items():
            self._look_up(entity, sorted(records))

    def _look_up(self, entity: str, records: list[int]) -> None:
        for some in _chunks(records):
            if entity == "setting":
                known = some
            else:
                table = RECORD_TABLES[entity]
                rows = self._connection.execute(
                    select(table.c.id, table.c.made_clock, table.c.made_document).where(
                        table.c.id.in_(some)
                    )
                ).all()
                known = [row.id for row in rows]
                for row in rows:
                    self._made[entity, row.id] = (row.made_clock, row.made_document)
            if known:
                self._look_up_clocks(entity, known)

    def _look_up_clocks(self, entity: str, records: list[int]) -> None:
        clocks = select(_CLOCK.c.record, _CLOCK.c.field, _CLOCK.c.clock, _CLOCK.c.document).where(
            _CLOCK.c.entity == entity, _CLOCK.c.record.in_(records)
        )
        for record, field, clock, document in self._connection.execute(clocks):
            self._clocks[entity, record][field] = (clock, document)

    def take(self, changes: Iterable[RecordChange]) -> None:
        """Merge the changes in their order; of two in one document the later counts."""
        for change in changes:
            place = (change.entity, change.record)
            if place in self._awaited:
                self._make_fresh()
            if change.entity != "setting" and place not in self._made:
                if change.new:
                    self._await_making(change, place)
                    continue
                self._make_stub(change, place)
            if not change.new or change.entity == "setting":
                self._edit(change, place)
            elif self._stamp > self._made[place]:
                self._make_again(change, place)
        self._make_fresh()

    def _await_making(self, change: RecordChange, place: tuple[str, int]) -> None:
        self._fresh[change.entity].append(change)
        self._awaited.add(place)
        self._made[place] = self._stamp
        if change.entity == "product":
            self.made_products.add(change.record)

    def _make_stub(self, change: RecordChange, place: tuple[str, int]) -> None:
        self._connection.execute(insert(RECORD_TABLES[change.entity]), {"id": change.record})
        self._made[place] = _UNMADE

    def _make_fresh(self) -> None:
        """Insert records that nobody has heard of: the fast way that an import takes."""
        for entity, changes in self._fresh.items():
            table = RECORD_TABLES[entity]
            by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
            for change in changes:
                row = (
                    columns_of(table, change.fields) | self._made_columns() | {"id": change.record}
                )
                by_columns[tuple(sorted(row))].append(row)
            for rows in by_columns.values():
                self._connection.execute(insert(table), rows)
            if entity == "product":
                parts = [part for c in changes for part in _parts(c.record, c.fields)]
                apply_product_parts.write_parts(self._connection, parts)
        self._fresh.clear()
        self._awaited.clear()

    def _made_columns(self) -> dict[str, int]:
        return {"made_clock": self._stamp[0], "made_document": self._stamp[1]}

    def _edit(self, change: RecordChange, place: tuple[str, int]) -> None:
        """Write the fields of which this is the latest change, with its stamp."""
        made, clocks = self._made.get(place, _UNMADE), self._clocks[place]
        won = {
            field: value
            for field, value in change.fields.items()
            if self._stamp >= max(made, clocks.get(field, _UNMADE))
        }
        if not won:
            return
        self._remember(place, won)
        if change.entity == "setting":
            self._write_settings(won)
            return
        table = RECORD_TABLES[change.entity]
        columns = columns_of(table, won)
        if columns:
            self._connection.execute(
                update(table).where(table.c.id == change.record).values(columns)
            )
        if change.entity == "product":
            apply_product_parts.write_parts(self._connection, _parts(change.record, won))

    def _remember(self, place: tuple[str, int], fields: Iterable[str]) -> None:
        entity, record = place
        clock, document = self._stamp
        said = {"entity": entity, "record": record, "clock": clock, "document": document}
        statement = insert_for(self._connection, _CLOCK)
        statement = statement.on_conflict_do_update(
            index_elements=["entity", "record", "field"],
            set_={
                "clock": statement.excluded["clock"],
                "document": statement.excluded["document"],
            },
        )
        self._connection.execute(statement, [said | {"field": field} for field in fields])
        self._clocks[place].update(dict.fromkeys(fields, self._stamp))

    def _make_again(self, change: RecordChange, place: tuple[str, int]) -> None:
        """The making came after edits, or is a later one: all but later edits is as it says."""
        clocks, table = self._clocks[place], RECORD_TABLES[change.entity]
        kept = {field for field, stamp in clocks.items() if stamp > self._stamp}
        said = {field: value for field, value in change.fields.items() if field not in kept}
        columns = {name: value for name, value in unsaid(table).items() if name not in kept}
        columns |= columns_of(table, said) | self._made_columns()
        self._connection.execute(update(table).where(table.c.id == change.record).values(columns))
        if change.entity == "product":
            apply_product_parts.replace_parts(
                self._connection, change.record, _parts(change.record, said), kept
            )
        clock, document = self._stamp
        self._connection.execute(
            delete(_CLOCK).where(
                _CLOCK.c.entity == change.entity,
                _CLOCK.c.record == change.record,
                or_(
                    _CLOCK.c.clock < clock,
                    and_(_CLOCK.c.clock == clock, _CLOCK.c.document <= document),
                ),
            )
        )
        self._clocks[place] = {field: clocks[field] for field in kept}
        self._made[place] = self._stamp

    def _write_settings(self, values: dict[str, Value]) -> None:
        statement = insert_for(self._connection, _SETTING)
        statement = statement.on_conflict_do_update(
            index_elements=["name"], set_={"value": statement.excluded["value"]}
        )
        rows = [{"name": name, "value": value} for name, value in values.items()]
        self._connection.execute(statement, rows)


def _parts(record: int, fields: dict[str, Value]) -> list[apply_product_parts.Part]:
    return [
        (record, field, value)
        for field, value in fields.items()
        if apply_product_parts.is_part(field)
    ]


def _chunks(records: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(records), _CHUNK):
        yield records[start : start + _CHUNK]
