"""What the server's core needs of a database: transactions of one tenant, wherever it lies."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection


class TenantStore(Protocol):
    """One company's tables: the terminals' own (`models`) and the server's (`tables.SERVER`)."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """Everything in it is committed together, durably, or not at all."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent look at what is committed."""
        ...
