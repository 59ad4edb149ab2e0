"""A disk as a power cut finds it: what was synced is there, of the rest only what luck left."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from random import Random

SECTOR = 512
SHARED_MEMORY = "-shm"
"""SQLite's index of the log: never synced, made anew at the next start."""


@dataclass
class Inode:
    """A file without its name: what is safe on the disk, and what is on its way there."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Pending] = field(default_factory=list)


@dataclass(frozen=True)
class Pending:
    """A write that nobody has synced; `data` None is a new length of the file."""

    turn: int
    offset: int
    data: bytes | None = None


@dataclass(frozen=True)
class Naming:
    """A name that was given, taken away or moved, and is not safe yet."""

    turn: int
    name: str
    inode: Inode | None
    """None: the name is gone."""


class ForgetfulDisk:
    """Listens to everything that is done to the files of one folder; forgets at the cut.

    The files themselves hold what a running machine sees (its page cache); this holds what the
    platters have. Data and names are apart, as on a journaling file system: names survive in the
    order in which they were changed, sectors of data in any.
    """

    def __init__(self, folder: Path, chance: Random, cut: Callable[[], None]) -> None:
        """Everything that is in `folder` now is safe; `cut` is called when the power fails."""
        self.folder = folder
        self.deaf_to_syncs = False
        """A cheap disk that says it has synced and has not."""
        self.points = 0
        self._cut_at = 0
        self._chance = chance
        self._cut = cut
        self._turn = 0
        self._lock = threading.RLock()
        self._names = {
            path.relative_to(folder).as_posix(): Inode(bytearray(path.read_bytes()))
            for path in folder.rglob("*")
            if path.is_file() and not path.name.endswith(SHARED_MEMORY)
        }
        self._safe_names = dict(self._names)
        self._namings: list[Naming] = []

    def cut_after(self, points: int) -> None:
        """The power fails after so many more writes, syncs and namings."""
        self._cut_at = self.points + points

    def has(self, path: str) -> bool:
        """Whether `path` lies in the folder that this disk holds."""
        return path.startswith(f"{self.folder}{os.sep}") and not path.endswith(SHARED_MEMORY)

    def point(self) -> None:
        """A moment at which the power may fail; the first one reached ends this life."""
        with self._lock:
            self.points += 1
            if self.points == self._cut_at:
                self._cut()

    def wrote(self, path: str, offset: int, data: bytes) -> None:
        """`data` was handed to the machine, not to the disk."""
        with self._lock:
            self._inode(path).pending.append(Pending(self._next(), offset, data))

    def cut_short(self, path: str, length: int) -> None:
        """The file has another length."""
        with self._lock:
            self._inode(path).pending.append(Pending(self._next(), length))

    def synced(self, path: str) -> None:
        """What was written is safe, and so are all names up to this file's own, as in a journal."""
        if self.deaf_to_syncs:
            return
        with self._lock:
            inode = self._inode(path)
            apply_in_order(inode.durable, inode.pending)
            inode.pending = []
            own = [at for at, naming in enumerate(self._namings) if naming.inode is inode]
            if own:
                self._settle(own[-1] + 1)

    def folder_synced(self) -> None:
        """All names are safe."""
        if not self.deaf_to_syncs:
            with self._lock:
                self._settle(len(self._namings))

    def opened(self, path: str) -> None:
        """A file that the disk has not heard of was made."""
        with self._lock:
            self._inode(path)

    def removed(self, path: str) -> None:
        """The name is gone."""
        with self._lock:
            if self._names.pop(self._name(path), None) is not None:
                self._namings.append(Naming(self._next(), self._name(path), None))

    def renamed(self, old: str, new: str) -> None:
        """The file goes by another name; one of that name before is gone."""
        with self._lock:
            inode = self._inode(old)
            del self._names[self._name(old)]
            self._names[self._name(new)] = inode
            # One step of the journal: both or neither.
            turn = self._next()
            self._namings += [
                Naming(turn, self._name(new), inode),
                Naming(turn, self._name(old), None),
            ]

    def written_elsewhere(self, path: str) -> None:
        """A file was written past this layer (a note, a copy): its bytes as they are now."""
        with self._lock:
            if self._name(path) not in self._names:
                content = Path(path).read_bytes()
                self._inode(path).pending += [
                    Pending(self._next(), 0),
                    Pending(self._next(), 0, content),
                ]

    def leave(self, into: Path) -> None:
        """What the next start finds, as files in `into`."""
        with self._lock:
            for name, inode in self._left_names().items():
                target = into / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(inode.durable)

    def _left_names(self) -> dict[str, Inode]:
        turns = sorted(turn for inode in self._all_inodes() for turn in _turns(inode))
        luck = Luck(self._chance, turns)
        self._settle(luck.names_kept(self._namings))
        for inode in set_of(self._safe_names.values()):
            apply_in_order(inode.durable, luck.survivors(inode.pending))
        return self._safe_names

    def _all_inodes(self) -> list[Inode]:
        return set_of([*self._names.values(), *self._safe_names.values()])

    def _settle(self, count: int) -> None:
        while 0 < count < len(self._namings) and (
            self._namings[count].turn == self._namings[count - 1].turn
        ):
            count += 1
        for naming in self._namings[:count]:
            if naming.inode is None:
                self._safe_names.pop(naming.name, None)
            else:
                self._safe_names[naming.name] = naming.inode
        self._namings = self._namings[count:]

    def _inode(self, path: str) -> Inode:
        name = self._name(path)
        if name not in self._names:
            self._names[name] = Inode()
            self._namings.append(Naming(self._next(), name, self._names[name]))
        return self._names[name]

    def _name(self, path: str) -> str:
        return Path(path).relative_to(self.folder).as_posix()

    def _next(self) -> int:
        self._turn += 1
        return self._turn


class Luck:
    """How one power cut treats what was not synced."""

    def __init__(self, chance: Random, turns: list[int]) -> None:
        """`turns` are those of all writes that are on their way, in order."""
        self._chance = chance
        self._share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        self._in_order = chance.random() < 0.25
        self._until = chance.choice(turns) if turns else 0

    def names_kept(self, namings: list[Naming]) -> int:
        """How many of the namings, from the first on, are safe."""
        if self._share in {0.0, 1.0} and not self._in_order:
            return len(namings) if self._share else 0
        return self._chance.randint(0, len(namings))

    def survivors(self, pending: Iterable[Pending]) -> Iterator[Pending]:
        """What reaches the disk, sector by sector; the last write before the end may be torn."""
        for write in pending:
            share = self._share
            if self._in_order:
                share = 0.5 if write.turn == self._until else float(write.turn < self._until)
            for part in sectors(write):
                if self._chance.random() < share:
                    yield part


def sectors(write: Pending) -> Iterator[Pending]:
    """The write in the pieces that a disk writes whole or not at all."""
    if write.data is None:
        yield write
        return
    start, end = write.offset, write.offset + len(write.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        piece = write.data[start - write.offset : stop - write.offset]
        yield Pending(write.turn, start, piece)
        start = stop


def apply_in_order(content: bytearray, writes: Iterable[Pending]) -> None:
    """Have `content` be what the writes make of it; a hole is zeros."""
    for write in writes:
        if write.data is None:
            del content[write.offset :]
        end = write.offset + len(write.data or b"")
        if len(content) < end:
            content.extend(bytes(end - len(content)))
        if write.data is not None:
            content[write.offset : end] = write.data


def set_of(inodes: Iterable[Inode]) -> list[Inode]:
    """Each once, by identity."""
    return list({id(inode): inode for inode in inodes}.values())


def _turns(inode: Inode) -> list[int]:
    return [write.turn for write in inode.pending]
