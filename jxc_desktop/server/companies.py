"""The companies of one server: each with its service, opened when it is first asked for."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.service import TenantService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from jxc_desktop.server.tenant_store import TenantStore
    from jxc_desktop.server.watching import Figures
    from jxc_desktop.sync import wire


class Database(Protocol):
    """Where the companies are (`server.postgres.PostgresServer`)."""

    def tenants(self) -> Sequence[str]:
        """The names of all companies."""
        ...

    def create(self, tenant: str) -> TenantStore:
        """The company's tables, made or brought up to date."""
        ...

    def maintain(self, tenant: str) -> None:
        """Make the journal's partitions ahead of need."""
        ...

    def identity(self) -> str:
        """What another database, or this one after a restore, has not."""
        ...


class Companies:
    """Hands out the service of a company; from any thread."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        snapshots: Path,
        moved: Callable[[str, Iterable[int]], None] = lambda _tenant, _streams: None,
    ) -> None:
        self._database, self._clock, self._snapshots = database, clock, snapshots
        self._moved = moved
        self._lock = threading.Lock()
        self._open: dict[str, TenantService] = {}

    def names(self) -> Sequence[str]:
        """All companies of this server."""
        return self._database.tenants()

    def service(self, tenant: str) -> TenantService:
        """The company's service; refuses with `unknown_tenant`."""
        with self._lock:
            found = self._open.get(tenant)
        if found is not None:
            return found
        if tenant not in self._database.tenants():
            raise ServerRefusal(RefusalCode.UNKNOWN_TENANT)
        return self.start(tenant)

    def start(self, tenant: str, shop: str = "") -> TenantService:
        """Make the company where there is none, or open it; a restored database is noticed here."""
        with self._lock:
            if tenant not in self._open:
                service = TenantService(
                    self._database.create(tenant),
                    self._clock,
                    snapshots=self._snapshots / tenant,
                    moved=partial(self._moved, tenant),
                )
                service.start(tenant, shop or tenant, self._database.identity())
                self._open[tenant] = service
            return self._open[tenant]

    def start_all(self) -> None:
        """Open every company, as a starting server does."""
        for tenant in self._database.tenants():
            self.start(tenant)

    def maintain(self) -> None:
        """Look ahead for every open company; to be called every minute."""
        with self._lock:
            tenants = tuple(self._open)
        for tenant in tenants:
            self._database.maintain(tenant)

    def enrol(self, asked: wire.EnrolAsked) -> wire.EnrolAnswer:
        """Let a terminal in: its code belongs to one of the companies, and it need not know which.

        Refuses with `code_unknown` where none of them made it.
        """
        for tenant in self.names():
            try:
                return self.service(tenant).enrol(asked)
            except ServerRefusal as refusal:
                if refusal.code is not RefusalCode.CODE_UNKNOWN:
                    raise
        raise ServerRefusal(RefusalCode.CODE_UNKNOWN)

    def figures(self) -> Mapping[str, Figures]:
        """How each company stands."""
        with self._lock:
            services = dict(self._open)
        return {tenant: service.figures() for tenant, service in services.items()}
