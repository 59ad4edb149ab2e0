"""A disk that fails when it is told to: at the n-th statement, or in the middle of a commit."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from jxc_desktop.store.opening import connect_raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

SIDES = ("", "-wal", "-shm", "-journal")


class PowerCut(BaseException):
    """The machine stopped here; nothing in its memory is left. No program catches that."""


class DiskFault(StrEnum):
    """How a disk lets its machine down."""

    CRASH = "crash"
    """The machine stops before the statement."""
    CRASH_AFTER_COMMIT = "crash_after_commit"
    """It stops when the next commit is durable, and nobody was told."""
    TORN = "torn"
    """It stops while the next commit is written: a part of it is on the disk."""
    FULL = "full"
    """The statement fails: no space left."""
    IO_ERROR = "io_error"
    """The statement fails: the disk could not be read or written."""
    COMMIT_FAILS = "commit_fails"
    """The next commit fails: no space left for it."""


_SAID = {DiskFault.FULL: "database or disk is full", DiskFault.IO_ERROR: "disk I/O error"}
_AT_COMMIT = {DiskFault.CRASH_AFTER_COMMIT, DiskFault.TORN, DiskFault.COMMIT_FAILS}


@dataclass
class Disk:
    """The disk of one machine, and the fault that waits for it."""

    path: Path
    chance: Random
    fault: DiskFault | None = None
    left: int = 0
    """Statements until the fault."""
    statements: int = 0
    struck: int = 0
    image: dict[str, bytes] = field(default_factory=dict)
    """What was on the disk at a power cut."""
    dead: bool = False
    watched: bool = False
    """While the simulation itself looks, nothing fails."""
    opened: list[Any] = field(default_factory=list)

    def arm(self, fault: DiskFault, after: int) -> None:
        """Let `fault` happen so many statements from now."""
        self.fault, self.left = fault, max(1, after)

    def disarm(self) -> None:
        """The disk is sound from now on."""
        self.fault = None

    def connect(self, path: Path, key: bytes) -> Any:
        """A connection of the driver over this disk."""
        real = connect_raw(path, key)
        self.opened.append(real)
        return _Connection(self, real)

    def statement(self) -> None:
        """A statement is about to run."""
        if self.dead:
            raise PowerCut
        if self.watched:
            return
        self.statements += 1
        fault = self.fault
        if fault is None or fault in _AT_COMMIT:
            return
        self.left -= 1
        if self.left > 0:
            return
        self.fault = None
        self.struck += 1
        if fault is DiskFault.CRASH:
            self.cut()
        raise sqlcipher.OperationalError(_SAID[fault])

    def cut(self) -> None:
        """Stop the machine: what is on the disk now is all that there is."""
        self.image = self._files()
        self.dead = True
        raise PowerCut

    @contextmanager
    def looked_at(self) -> Iterator[None]:
        """The simulation looks by itself."""
        before, self.watched = self.watched, True
        try:
            yield
        finally:
            self.watched = before

    def commit(self, real: Any, *, written: bool) -> None:
        """Commit, perhaps not quite."""
        if self.dead:
            raise PowerCut
        fault = self.fault if written and not self.watched else None
        if fault not in _AT_COMMIT:
            real.commit()
            return
        self.fault = None
        self.struck += 1
        if fault is DiskFault.COMMIT_FAILS:
            raise sqlcipher.OperationalError(_SAID[DiskFault.FULL])
        before = self._files()
        real.commit()
        if fault is DiskFault.CRASH_AFTER_COMMIT:
            self.cut()
        self.image = self._torn(before, self._files())
        self.dead = True
        raise PowerCut

    def _torn(self, before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, bytes]:
        """Only a part of what the commit wrote to the log reached the disk, its last block in rags.

        Where the log began anew the commit is taken as written whole.
        """
        old, new = before.get("-wal", b""), after.get("-wal", b"")
        if len(new) <= len(old) or new[: len(old)] != old or before[""] != after[""]:
            return after
        end = self.chance.randrange(len(old), len(new))
        rags = self.chance.randbytes(min(512, end - len(old)))
        return {**after, "-wal": new[: end - len(rags)] + rags}

    def _files(self) -> dict[str, bytes]:
        sides = {side: self.path.with_name(self.path.name + side) for side in ("", "-wal")}
        return {side: file.read_bytes() for side, file in sides.items() if file.exists()}

    def restart(self) -> None:
        """Put what was on the disk at the cut under a machine that starts again."""
        self.let_go()
        if self.dead:
            self.put(self.image)
        self.dead = False

    def let_go(self) -> None:
        """Close everything that a machine that is no more had open."""
        for real in self.opened:
            with suppress(sqlcipher.Error):
                real.close()
        self.opened.clear()

    def put(self, image: dict[str, bytes]) -> None:
        """Make these bytes the whole disk."""
        for side in SIDES:
            self.path.with_name(self.path.name + side).unlink(missing_ok=True)
        for side, content in image.items():
            self.path.with_name(self.path.name + side).write_bytes(content)

    def copy(self) -> dict[str, bytes]:
        """A copy of everything committed, as another disk would hold it."""
        return self._files()


class _Cursor:
    """The driver's cursor over a disk that may fail."""

    def __init__(self, disk: Disk, real: Any) -> None:
        self._disk, self._real = disk, real

    def execute(self, *words: Any) -> Any:
        self._disk.statement()
        self._real.execute(*words)
        return self

    def executemany(self, *words: Any) -> Any:
        self._disk.statement()
        self._real.executemany(*words)
        return self

    def __iter__(self) -> Any:
        return iter(self._real)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class _Connection:
    """The driver's connection over a disk that may fail."""

    def __init__(self, disk: Disk, real: Any) -> None:
        self._disk, self._real = disk, real
        self._writing = False

    def cursor(self, *words: Any) -> _Cursor:
        return _Cursor(self._disk, self._real.cursor(*words))

    def execute(self, *words: Any) -> Any:
        self._disk.statement()
        self._writing = self._writing or words[0] == "BEGIN IMMEDIATE"
        return self._real.execute(*words)

    def executemany(self, *words: Any) -> Any:
        self._disk.statement()
        return self._real.executemany(*words)

    def commit(self) -> None:
        written, self._writing = self._writing, False
        self._disk.commit(self._real, written=written)

    def rollback(self) -> None:
        self._writing = False
        if not self._disk.dead:
            self._real.rollback()

    def close(self) -> None:
        self._real.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)
