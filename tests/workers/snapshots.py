"""Snapshot parts for tests, made of a till's own database as the server makes them of its own."""

from __future__ import annotations

import hashlib
import zlib
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from jxc_desktop.models.everything import COMPANY_TABLES, DOCUMENT_TABLES, SUM_TABLES, Base
from jxc_desktop.store.questions import driver_of
from jxc_desktop.sync import wire
from tests.workers.small_server import SmallServer
from tests.workers.tied_shop import TiedShop

CATALOGUE = COMPANY_TABLES | SUM_TABLES | {"counter"}
HISTORY = set(DOCUMENT_TABLES) | {"journal", "sale"}


def offer_snapshot(server: SmallServer, till: TiedShop, folder: Path) -> None:
    """From now on the server has a snapshot of what `till` holds."""
    parts = [
        _part(server, till, folder, "catalogue", CATALOGUE),
        _part(server, till, folder, "history", HISTORY),
    ]
    last = max(each.position for each in server.kept.values())
    marks = {0: wire.StreamMark(last), 1: wire.StreamMark(last)}
    server.snapshot = wire.SnapshotAnswer(server.epoch, marks, tuple(parts))


def _part(
    server: SmallServer, till: TiedShop, folder: Path, kind: str, names: set[str] | frozenset[str]
) -> wire.SnapshotPart:
    file = folder / f"{kind}.sqlite"
    count = 0
    with closing(sqlcipher.connect(str(file))) as target:
        for name in sorted(names):
            table = Base.metadata.tables[name]
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            target.execute(f'CREATE TABLE "{name}" ({columns})')
            with till.shop.store.reading() as session:
                rows = (
                    driver_of(session.connection())
                    .execute(f'SELECT {columns} FROM "{name}"')
                    .fetchall()
                )
            marks = ", ".join("?" * len(table.columns))
            target.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
            count += len(rows)
        target.commit()
    packed = zlib.compress(file.read_bytes())
    name = f"{kind}-1"
    server.parts[name] = packed
    return wire.SnapshotPart(name, kind, len(packed), hashlib.sha256(packed).hexdigest(), count)
