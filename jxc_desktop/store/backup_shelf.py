"""The folder of automatic backups: how they are named, which is the newest, which may go."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jxc_desktop.store.backup import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

DAILY_KEPT = 7
WEEKLY_KEPT = 4

_NAME = re.compile(r"jxc-(\d{8}T\d{6})Z" + re.escape(SUFFIX))
_MOMENT = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True, order=True)
class KeptBackup:
    """One backup on the shelf, as its name tells."""

    taken_at: datetime
    path: Path


def backup_name(taken_at: datetime) -> str:
    """The name of an automatic backup: `jxc-20261124T021500Z.jxcbackup`."""
    return f"jxc-{taken_at.astimezone(UTC).strftime(_MOMENT)}Z{SUFFIX}"


def kept_backups(folder: Path) -> tuple[KeptBackup, ...]:
    """The automatic backups in the folder, newest first; files with other names are not ours."""
    try:
        paths = list(folder.iterdir())
    except OSError:
        return ()
    found = (KeptBackup(moment, path) for path in paths if (moment := _moment_of(path.name)))
    return tuple(sorted(found, reverse=True))


def no_longer_needed(
    backups: Iterable[KeptBackup], daily: int = DAILY_KEPT, weekly: int = WEEKLY_KEPT
) -> tuple[KeptBackup, ...]:
    """All but the newest of each of the last `daily` days and `weekly` weeks that have any."""
    newest_first = sorted(backups, reverse=True)
    days = _newest_of_each(newest_first, lambda moment: moment.strftime("%Y%m%d"), daily)
    weeks = _newest_of_each(newest_first, lambda moment: moment.strftime("%G-%V"), weekly)
    return tuple(backup for backup in newest_first if backup not in days | weeks)


def clear_shelf(folder: Path, daily: int = DAILY_KEPT, weekly: int = WEEKLY_KEPT) -> int:
    """Delete the automatic backups that are no longer needed; answers how many went."""
    gone = 0
    for backup in no_longer_needed(kept_backups(folder), daily, weekly):
        with suppress(OSError):
            backup.path.unlink()
            gone += 1
    return gone


def _newest_of_each(
    newest_first: list[KeptBackup], period_of: Callable[[datetime], str], count: int
) -> set[KeptBackup]:
    newest: dict[str, KeptBackup] = {}
    for backup in newest_first:
        newest.setdefault(period_of(backup.taken_at), backup)
    return set(list(newest.values())[:count])


def _moment_of(name: str) -> datetime | None:
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
