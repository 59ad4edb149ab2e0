"""A note outside the database of how far it had come, so that an older copy of it is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import platformdirs

from jxc_desktop.store.safe_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = 1
_FILE_BYTES_MAX = 64 * 1024


class LastSeen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The end of a terminal's chain, and the numbers that it has printed lately, by series."""

    terminal: int
    incarnation: int
    sequence: int
    hash: str
    numbers: dict[str, int] = {}


class _Note(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    till: str
    last: LastSeen


class Sentinel:
    """Notes what was committed in more than one place, and answers with the latest of them.

    It is a help and never a hindrance: a note that cannot be written holds no sale up, and one
    that is damaged, missing or another till's counts for nothing. So it finds a restored or rolled
    back disk; a clone that runs elsewhere is found by the server.
    """

    def __init__(self, files: Iterable[Path], till: str) -> None:
        """`till` is the mark of the till's keys (`TillKeys.check`): whose notes these are."""
        self._files = tuple(files)
        self._till = till
        self._noted: LastSeen | None = None

    def write(self, last: LastSeen) -> bool:
        """Note it everywhere; answers whether that worked anywhere.

        What stands everywhere already is not written again: most commits post nothing.
        """
        if last == self._noted:
            return True
        content = msgspec.json.encode(_Note(till=self._till, last=last))
        written = [_written(path, content) for path in self._files]
        self._noted = last if all(written) else None
        return any(written)

    def read(self) -> LastSeen | None:
        """The latest note of this till."""
        notes = (_read(path) for path in self._files)
        mine = [note.last for note in notes if note is not None and note.till == self._till]
        return max(mine, key=lambda last: (last.incarnation, last.sequence), default=None)


def sentinel_files(database: Path, till: str) -> tuple[Path, Path]:
    """Beside the database, and in the person's own state folder: a copied disk misses one."""
    state = platformdirs.user_state_path("jxc", appauthor=False)
    return database.with_name(f"{database.name}.last-seen"), state / f"{till}.last-seen"


def _written(path: Path, content: bytes) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Not durable: after a power cut an older note, or none, only says less.
        write_whole(path, content, durable=False)
    except OSError:
        return False
    return True


def _read(path: Path) -> _Note | None:
    try:
        with path.open("rb") as file:
            note = msgspec.json.decode(file.read(_FILE_BYTES_MAX), type=_Note)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return note if note.format == FORMAT else None
