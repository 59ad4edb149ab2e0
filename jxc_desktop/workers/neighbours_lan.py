"""Tills find each other by multicast DNS (zeroconf): `_jxc._tcp`, without a word of the shop."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from zeroconf import Error as ZeroconfError
from zeroconf import (  # type: ignore[attr-defined]  # not in its `__all__`, but documented
    InterfaceChoice,
    ServiceListener,
    get_all_addresses,
)
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from jxc_desktop.workers.neighbour_finder import SeenTill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zeroconf import Zeroconf

SERVICE = "_jxc._tcp.local."
_ASK_MILLISECONDS = 2_000
_ADDRESS_SECONDS = 5.0
"""So often this machine looks whether its address is still the one that it announced."""
_GOODBYE_SECONDS = 1.0
_FAULTS = (OSError, RuntimeError, ZeroconfError)
"""What a network that is down, or goes down, can answer."""


class LanFinder(ServiceListener):
    """One announcement and one ear, all in the neighbours' own thread."""

    def __init__(self, interfaces: Sequence[str] = ()) -> None:
        """`interfaces` are own addresses to listen at; all of them as a rule."""
        self._interfaces = list(interfaces)
        self._seen: dict[str, SeenTill] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._name = self._group = ""

    async def attend(self, name: str, group: str, port: int) -> None:
        """Until it is cancelled; a network that comes later, or changes, is taken as it comes."""
        self._name, self._group = name, group
        while True:
            addresses = self._addresses()
            if addresses:
                with suppress(*_FAULTS):
                    await self._attend_at(addresses, port)
            await asyncio.sleep(_ADDRESS_SECONDS)

    def seen(self) -> tuple[SeenTill, ...]:
        """Those that answered, without this till."""
        return tuple(self._seen.values())

    async def _attend_at(self, addresses: list[str], port: int) -> None:
        """Be there under these addresses, until this machine has others."""
        info = AsyncServiceInfo(
            SERVICE,
            f"{self._name}.{SERVICE}",
            port=port,
            parsed_addresses=addresses,
            properties={"group": self._group},
            server=f"{self._name}.local.",
        )
        network = AsyncZeroconf(interfaces=self._interfaces or InterfaceChoice.All)
        try:
            await network.async_add_service_listener(SERVICE, self)
            await (await network.async_register_service(info))
            while self._addresses() == addresses:
                await asyncio.sleep(_ADDRESS_SECONDS)
        finally:
            await self._say_goodbye(network)

    async def _say_goodbye(self, network: AsyncZeroconf) -> None:
        """So that nobody calls in vain."""
        for name in list(self._asking):
            self._ask_no_more(name)
        with suppress(*_FAULTS, TimeoutError):
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await network.async_close()
        self._seen.clear()

    def _addresses(self) -> list[str]:
        return self._interfaces or _own_addresses()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Somebody announced a till."""
        self._ask_no_more(name)
        if name != f"{self._name}.{SERVICE}":
            asking = self._hear(zc, type_, name)
            self._asking[name] = asyncio.get_running_loop().create_task(asking)

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """It has another address."""
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:  # noqa: ARG002
        """It said good-bye."""
        self._ask_no_more(name)
        self._seen.pop(name, None)

    def _ask_no_more(self, name: str) -> None:
        asking = self._asking.pop(name, None)
        if asking is not None:
            asking.cancel()

    async def _hear(self, zc: Zeroconf, kind: str, name: str) -> None:
        """Ask it for its address until it answers: on a busy Wi-Fi multicast gets lost."""
        info = AsyncServiceInfo(kind, name)
        with suppress(*_FAULTS):
            while not await info.async_request(zc, _ASK_MILLISECONDS):
                pass
            addresses = info.parsed_addresses()
            ours = info.properties.get(b"group") == self._group.encode()
            if ours and addresses and info.port is not None:
                self._seen[name] = SeenTill(name.partition(".")[0], addresses[0], info.port)


def _own_addresses() -> list[str]:
    """The address by which this machine reaches its LAN; nothing is sent to find out."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect(_MULTICAST)
            return [asking.getsockname()[0]]
    except OSError:  # no gateway: a LAN that leads nowhere is a LAN still
        return [each for each in get_all_addresses() if not each.startswith("127.")][:1]


_MULTICAST = ("224.0.0.251", 5353)
