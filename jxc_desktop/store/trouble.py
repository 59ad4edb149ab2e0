"""What the disk says, told as a refusal: full, read-only, busy, damaged."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from jxc_desktop.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = {
    "disk is full": "disk_full",
    "readonly database": "database_read_only",
    "database is locked": "database_busy",
    "malformed": "database_damaged",
    "not a database": "database_unreadable",
    "disk I/O error": "disk_failing",
    "unable to open": "database_cannot_open",
}


class StoreTrouble(Refusal):
    """The database cannot be used as it is; the code says why, and nothing was changed."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the disk says into a refusal with a sentence; a bug of ours rises as it is."""
    try:
        yield
    except (DBAPIError, sqlcipher.DatabaseError) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        code = _trouble_code(said)
        if code is None:
            raise
        raise StoreTrouble(code, detail=said) from error


def says_disk_full(error: Exception) -> bool:
    """Whether there is no room left, whether the system says so or SQLite."""
    return getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in str(error)


def _trouble_code(message: str) -> str | None:
    return next((code for sign, code in _SIGNS.items() if sign in message), None)
