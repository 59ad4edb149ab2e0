"""Snapshots for new terminals: two SQLite files of a terminal's streams at one moment.

The files are plain SQLite (no key), deflated with zlib. Each holds tables of the terminal's own
names and columns, without indexes and rules; a table with no rows is there too. `catalogue` has all
that is needed to sell: master data, settings, balances and sums, the terminals' lives, counters.
`history` has the journal (with stream, position, and `previous` where the document before is not
in it) and the rows that are kept per document (`models.everything.DOCUMENT_TABLES`, seals
and shifts among them), parked documents too. Together with the marks that are answered they are
what pulling from zero would have given.

A file is named by its content. Who holds the same streams gets the same files.
"""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
import sqlcipher3.dbapi2 as sqlite_driver
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from jxc_desktop.server import epochs
from jxc_desktop.server.outbox import mark_at
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.registry import company, streams_of
from jxc_desktop.server.snapshot_rows import CATALOGUE, HISTORY, rows_of, tables_of_part
from jxc_desktop.store.safe_file import write_whole
from jxc_desktop.sync import wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Table

    from jxc_desktop.server.registry import Registered

FRESH_FOR = 20_000
"""A snapshot is handed out until the company is so many positions further."""
_PIECE = 256 * 1024
_BATCH = 2_000


class _Kept(msgspec.Struct, frozen=True):
    """A snapshot that was made, as its index file says."""

    epoch: str
    position: int
    streams: tuple[int, ...]
    marks: dict[int, wire.StreamMark]
    parts: tuple[wire.SnapshotPart, ...]


def snapshot_of(connection: Connection, who: Registered, folder: Path) -> wire.SnapshotAnswer:
    """The caller's snapshot: one that is fresh enough, or a new one from this very look."""
    streams = streams_of(connection, who)
    position = company(connection).position
    epoch = epochs.current(connection)
    index = _index(folder, streams)
    kept = _read(index)
    fresh = (
        kept is not None
        and kept.epoch == epoch
        and kept.streams == streams
        and position - kept.position <= FRESH_FOR
        and all((folder / part.name).is_file() for part in kept.parts)
    )
    if kept is None or not fresh:
        marks = {stream: mark_at(connection, stream, position) for stream in streams}
        parts = tuple(_make(connection, kind, streams, folder) for kind in (CATALOGUE, HISTORY))
        made = _Kept(epoch, position, streams, marks, parts)
        write_whole(index, msgspec.json.encode(made))
        _forget(folder, kept, made)
        kept = made
    return wire.SnapshotAnswer(kept.epoch, kept.marks, kept.parts)


def send_part(
    folder: Path, who: Registered, name: str, offset: int, take: Callable[[bytes], None]
) -> None:
    """Hand over the file's bytes from `offset` on."""
    with part_path(folder, who, name).open("rb") as file:
        file.seek(max(0, offset))
        while piece := file.read(_PIECE):
            take(piece)


def part_path(folder: Path, who: Registered, name: str) -> Path:
    """The file, when it belongs to a snapshot that the caller may read; else `not_found`."""
    for index in folder.glob("*.json"):
        kept = _read(index)
        if kept is None or name not in {part.name for part in kept.parts}:
            continue
        if who.scope_all or set(kept.streams) <= {0, int(who.store)}:
            return folder / name
    raise ServerRefusal(RefusalCode.NOT_FOUND, "no such part")


def _index(folder: Path, streams: tuple[int, ...]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    named = hashlib.sha256(repr(streams).encode()).hexdigest()[:16]
    return folder / f"{named}.json"


def _read(index: Path) -> _Kept | None:
    try:
        return msgspec.json.decode(index.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None


def _forget(folder: Path, old: _Kept | None, new: _Kept) -> None:
    """Take away the parts that nothing names any more; who was in the middle of one asks anew."""
    if old is None:
        return
    named = {part.name for part in new.parts}
    for index in folder.glob("*.json"):
        other = _read(index)
        named |= set() if other is None else {part.name for part in other.parts}
    for part in old.parts:
        if part.name not in named:
            (folder / part.name).unlink(missing_ok=True)


def _make(
    connection: Connection, kind: str, streams: tuple[int, ...], folder: Path
) -> wire.SnapshotPart:
    with TemporaryDirectory(dir=folder, prefix="making-") as scratch:
        plain, packed = Path(scratch) / "part.db", Path(scratch) / "part.z"
        rows = _fill(connection, kind, streams, plain)
        size, sha = _deflate(plain, packed)
        name = f"{kind}-{sha[:32]}"
        packed.replace(folder / name)
    return wire.SnapshotPart(name, kind, size, sha, rows)


def _fill(connection: Connection, kind: str, streams: tuple[int, ...], path: Path) -> int:
    """Copy the rows in batches, in the form in which both databases keep them."""
    driver = sqlite_driver.connect(str(path), isolation_level=None)
    done = 0
    try:
        # The file is made once and thrown away when anything fails: nothing to wait for.
        driver.execute("PRAGMA journal_mode = OFF")
        driver.execute("PRAGMA synchronous = OFF")
        driver.execute("BEGIN")
        for table in tables_of_part(kind):
            driver.execute(_create(table))
            done += _copy(connection, table, streams, driver)
        driver.execute("COMMIT")
    finally:
        driver.close()
    return done


def _create(table: Table) -> str:
    """The table as the terminal has it, without the checks that its own copy makes."""
    dialect = sqlite.dialect()
    return str(CreateTable(table).compile(dialect=dialect))


def _copy(connection: Connection, table: Table, streams: tuple[int, ...], driver: Any) -> int:
    names = [column.name for column in table.columns]
    places = ", ".join("?" for _ in names)
    listed = ", ".join(f'"{name}"' for name in names)
    insert = f'INSERT INTO "{table.name}" ({listed}) VALUES ({places})'  # noqa: S608 (our own names)
    done = 0
    for rows in rows_of(connection, table, streams, _BATCH):
        driver.executemany(insert, rows)
        done += len(rows)
    return done


def _deflate(plain: Path, packed: Path) -> tuple[int, str]:
    """Deflate the file piece by piece; its size and SHA-256."""
    packer, sha, size = zlib.compressobj(6), hashlib.sha256(), 0
    with plain.open("rb") as source, packed.open("wb") as target:
        while piece := source.read(_PIECE):
            size += _put(packer.compress(piece), target, sha)
        size += _put(packer.flush(), target, sha)
    return size, sha.hexdigest()


def _put(piece: bytes, target: Any, sha: Any) -> int:
    target.write(piece)
    sha.update(piece)
    return len(piece)
