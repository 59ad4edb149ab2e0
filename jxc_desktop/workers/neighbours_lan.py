"""Tills find each other by multicast DNS (zeroconf): `_jxc._tcp`, without a word of the shop."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from zeroconf import (
    BadTypeInNameException,
    InterfaceChoice,
    NotRunningException,
    ServiceBrowser,
    ServiceInfo,
    ServiceListener,
    Zeroconf,
)
from zeroconf import Error as ZeroconfError

from jxc_desktop.workers.neighbour_finder import SeenTill

if TYPE_CHECKING:
    from collections.abc import Sequence

SERVICE = "_jxc._tcp.local."
_ASK_MILLISECONDS = 2_000
_FAULTS = (OSError, ZeroconfError, BadTypeInNameException, NotRunningException)


class LanFinder(ServiceListener):
    """One announcement and one ear; the library's thread calls the ear."""

    def __init__(self, interfaces: Sequence[str] = ()) -> None:
        """`interfaces` are own addresses to listen at; all of them as a rule."""
        self._interfaces = list(interfaces)
        self._lock = threading.Lock()
        self._seen: dict[str, SeenTill] = {}
        self._zeroconf: Zeroconf | None = None
        self._name = self._group = ""

    def announce(self, name: str, group: str, port: int) -> None:
        """Where there is no network, nobody is seen, and that is all."""
        self.withdraw()
        self._name, self._group = name, group
        with suppress(*_FAULTS):
            addresses = self._interfaces or [_own_address()]
            self._zeroconf = Zeroconf(interfaces=self._interfaces or InterfaceChoice.All)
            info = ServiceInfo(
                SERVICE,
                f"{name}.{SERVICE}",
                port=port,
                parsed_addresses=addresses,
                properties={"group": group},
                server=f"{name}.local.",
            )
            self._zeroconf.register_service(info)
            ServiceBrowser(self._zeroconf, SERVICE, self)

    def seen(self) -> tuple[SeenTill, ...]:
        """Those that answered, without this till."""
        with self._lock:
            return tuple(self._seen.values())

    def withdraw(self) -> None:
        """Say good-bye, so that nobody calls in vain."""
        zeroconf, self._zeroconf = self._zeroconf, None
        if zeroconf is not None:
            with suppress(*_FAULTS):
                zeroconf.unregister_all_services()
            zeroconf.close()
        with self._lock:
            self._seen.clear()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Somebody announced a till."""
        self._hear(zc, type_, name)

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """It has another address."""
        self._hear(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:  # noqa: ARG002
        """It said good-bye."""
        with self._lock:
            self._seen.pop(name, None)

    def _hear(self, zc: Zeroconf, kind: str, name: str) -> None:
        if name == f"{self._name}.{SERVICE}":
            return
        info = zc.get_service_info(kind, name, _ASK_MILLISECONDS)
        if (
            info is None
            or info.port is None
            or info.properties.get(b"group") != self._group.encode()
        ):
            return
        addresses = info.parsed_addresses()
        if addresses:
            with self._lock:
                self._seen[name] = SeenTill(name.partition(".")[0], addresses[0], info.port)


def _own_address() -> str:
    """The address by which this machine reaches its LAN; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(_MULTICAST)
        address: str = asking.getsockname()[0]
    return address


_MULTICAST = ("224.0.0.251", 5353)
