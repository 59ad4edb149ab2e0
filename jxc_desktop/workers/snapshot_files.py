"""A snapshot's parts as files: fetched where they broke off, checked, inflated within limits."""

from __future__ import annotations

import hashlib
import re
import zlib
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.workers.exchange_facts import ExchangeStopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jxc_desktop.sync.ports import ServerPort
    from jxc_desktop.sync.wire import SnapshotPart

BLOCK = 256 * 1024
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_INFLATED_TIMES = 60
_INFLATED_LEAST = 16 * 1024 * 1024
"""A part may grow by so much when it is inflated: what grows further is an attack or a mistake."""


class PartFiles:
    """The files of one snapshot, in a folder that is cleared when everything is loaded."""

    def __init__(self, folder: Path, port: ServerPort, stopping: Callable[[], bool]) -> None:
        """`folder` is made when it is needed, readable for its owner alone."""
        self._folder, self._port, self._stopping = folder, port, stopping

    def fetch(self, part: SnapshotPart, progress: Callable[[int], None]) -> Path:
        """The inflated part; what was fetched before is kept, whatever happens.

        Raises `NetworkTrouble`; what arrived damaged is thrown away and fetched anew next time.
        """
        if not _NAME.fullmatch(part.name):
            raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, "a part without a proper name")
        ready = self._folder / f"{part.name}.db"
        if ready.exists():
            return ready
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        packed = self._folder / f"{part.name}.packed"
        self._download(part, packed, progress)
        if packed.stat().st_size != part.bytes or self._sha256(packed) != part.sha256:
            packed.unlink()
            raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, f"part {part.name} is damaged")
        unfinished = self._folder / f"{part.name}.inflating"
        self._inflate(packed, unfinished, _INFLATED_LEAST + _INFLATED_TIMES * part.bytes)
        unfinished.rename(ready)
        packed.unlink()
        return ready

    def _download(self, part: SnapshotPart, packed: Path, progress: Callable[[int], None]) -> None:
        packed.touch(mode=0o600)
        have = packed.stat().st_size
        if have >= part.bytes:
            return
        with packed.open("ab") as file:

            def take(piece: bytes) -> None:
                nonlocal have
                have += len(piece)
                if have > part.bytes:
                    raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, "a part without an end")
                file.write(piece)
                progress(len(piece))
                if self._stopping():
                    raise ExchangeStopped

            self._port.snapshot_part(part.name, have, take)

    def _sha256(self, packed: Path) -> str:
        found = hashlib.sha256()
        with packed.open("rb") as file:
            while block := file.read(BLOCK):
                self._check()
                found.update(block)
        return found.hexdigest()

    def _inflate(self, packed: Path, target: Path, most: int) -> None:
        inflater, size = zlib.decompressobj(), 0
        target.touch(mode=0o600)
        with packed.open("rb") as source, target.open("wb") as sink:
            while not inflater.eof:
                self._check()
                given = inflater.unconsumed_tail or source.read(BLOCK)
                try:
                    block = inflater.decompress(given, BLOCK)
                except zlib.error as error:
                    raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, str(error)) from error
                size += len(block)
                if size > most or not (given or block):
                    raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, "a part that never ends")
                sink.write(block)

    def _check(self) -> None:
        if self._stopping():
            raise ExchangeStopped

    def forget(self, part: SnapshotPart) -> None:
        """The part is loaded."""
        (self._folder / f"{part.name}.db").unlink(missing_ok=True)

    def clear(self) -> None:
        """Everything is loaded."""
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                file.unlink()
            self._folder.rmdir()


@contextmanager
def opened(part: Path) -> Iterator[Any]:
    """The part as a database to read."""
    uri = f"{part.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlcipher.connect(uri, uri=True)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.DatabaseError as error:
            raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, str(error)) from error
        yield connection
