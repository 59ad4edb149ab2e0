"""Documents that are kept but cannot be projected yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DataError, IntegrityError

from jxc_desktop.documents.document import UnreadableDocument

if TYPE_CHECKING:
    from sqlalchemy import Connection


class CannotProject(Exception):
    """This version cannot project the document: it is parked, and blocks nobody."""


def poison(connection: Connection) -> tuple[type[Exception], ...]:
    """What a document raises that does not fit into the book, whatever the disk is like.

    The hot paths speak to the driver itself, so its own errors are among them.
    """
    driver = connection.dialect.dbapi
    assert driver is not None, "an engine has a driver"
    return (
        *(UnreadableDocument, CannotProject, IntegrityError, DataError),
        *(driver.IntegrityError, driver.DataError),
        *(ValueError, OverflowError, TypeError, LookupError),
    )
