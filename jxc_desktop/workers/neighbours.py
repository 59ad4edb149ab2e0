"""The thread by which tills of one store keep copies of what the server does not have yet."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.keep_for_neighbour import KEPT_MAX, NotItsOwn, neighbours_wanted
from jxc_desktop.queries.find_sync import find_tie
from jxc_desktop.store.trouble import StoreTrouble
from jxc_desktop.sync.neighbour_line import (
    FRAME_SECONDS,
    GREETING_SECONDS,
    LINE_FAULTS,
    NeighbourLine,
)
from jxc_desktop.sync.neighbour_seal import NeighbourStranger, StoreSecret
from jxc_desktop.sync.neighbour_wire import PROTOCOL, Hello, Keep, Kept, Still
from jxc_desktop.workers.neighbour_copies import count_copied, keep, next_batch, tidy
from jxc_desktop.workers.neighbour_finder import keepers_for

if TYPE_CHECKING:
    from jxc_desktop.store.opening import Store
    from jxc_desktop.workers.neighbour_finder import NeighbourFinder, SeenTill

STOP_SECONDS = 2.0
CALLERS_MAX = 8
"""Five tills and some that have not noticed that their line is dead."""
_LOOK_SECONDS = 1.0
_SETTING_SECONDS = 5.0
_STILL_SECONDS = 20.0
_TIDY_SECONDS = 10.0
_AGAIN_SECONDS = (1.0, 2.0, 5.0, 15.0, 30.0)
_FAULTS = (*LINE_FAULTS, StoreTrouble, NotItsOwn)


@dataclass(frozen=True, slots=True)
class NeighbourNews:
    """How the second copy stands; handed out from the neighbours' thread at each change."""

    wanted: bool = False
    neighbours: int = 0
    """Tills that keep for this one now."""
    second_copies: int = 0
    """Own documents that the server does not have and a neighbour has on its disk."""
    kept: int = 0
    """Documents that this till keeps for others."""


@dataclass(slots=True)
class _Keeper:
    """A neighbour that keeps for this till, as long as it is seen."""

    task: asyncio.Task[None]
    wake: asyncio.Event
    connected: bool = False


class Neighbours:
    """Hands own documents over within a second of their commit, and keeps those of others.

    `start`, `look` and `stop` are for other threads. Nothing here holds a sale up: everything
    begins after its commit, and a neighbour that is slow, strange or gone is given up.
    """

    def __init__(
        self,
        store: Store,
        finder: NeighbourFinder,
        news: Callable[[NeighbourNews], None] = lambda _news: None,
        host: str = "0.0.0.0",  # noqa: S104 (all of the LAN; strangers get past no greeting)
    ) -> None:
        """`host` is the own address at which others may call."""
        self._store, self._finder, self._ears, self._host = store, finder, news, host
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped = threading.Event()
        self._wake = asyncio.Event()
        self._keepers: dict[str, _Keeper] = {}
        self._not_before: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._callers: set[asyncio.Task[None]] = set()
        self._copied_up_to = 0
        self._kept = 0
        self.last_news = NeighbourNews()
        """What was told last, for whoever begins to listen."""
        self._thread = threading.Thread(target=self._run, name="neighbours", daemon=True)

    def start(self) -> None:
        """Take the work up; where nobody has allowed it, or without a company, it only waits."""
        self._thread.start()

    def look(self) -> None:
        """Something was committed; costs nothing."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop ended in this moment
                loop.call_soon_threadsafe(self._wake_all)

    def stop(self, seconds: float = STOP_SECONDS) -> bool:
        """End; answers whether the thread has ended in time."""
        self._stopped.set()
        self.look()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        asyncio.run(self._live())

    def _wake_all(self) -> None:
        self._wake.set()
        for keeper in self._keepers.values():
            keeper.wake.set()

    async def _live(self) -> None:
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        while not self._stopped.is_set():
            secret = self._secret()
            if secret is None:
                self._tell(NeighbourNews(kept=self._kept))
                await self._rest(_SETTING_SECONDS)
            else:
                with suppress(OSError):  # no network at all: try again
                    await self._serve(secret)
                await self._rest(_LOOK_SECONDS)

    def _secret(self) -> tuple[StoreSecret, str] | None:
        """What the tills of this store share, and the server's life; None where it is off."""
        till = self._store.till
        if till is None:
            return None
        try:
            with self._store.reading() as session:
                tie = find_tie(session)
                wanted = neighbours_wanted(session)
        except StoreTrouble:
            return None
        if tie is None or not tie.neighbour_key or not wanted:
            return None
        return StoreSecret.of(bytes.fromhex(tie.neighbour_key), till.store), tie.epoch

    async def _rest(self, seconds: float) -> None:
        if not self._stopped.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._wake.wait()
        self._wake.clear()

    async def _serve(self, known: tuple[StoreSecret, str]) -> None:
        """Be a neighbour until the settings change or the end comes."""
        secret, _epoch = known
        name = secrets.token_hex(8)
        server = await asyncio.start_server(
            lambda reader, writer: self._called(reader, writer, secret), self._host, 0
        )
        port = server.sockets[0].getsockname()[1]
        attending = asyncio.create_task(self._finder.attend(name, secret.group, port))
        try:
            await self._go_on(name, known)
        finally:
            server.close()
            attending.cancel()
            await self._hang_up()
            with suppress(asyncio.CancelledError):
                await attending

    async def _go_on(self, name: str, known: tuple[StoreSecret, str]) -> None:
        tidied = asked = float("-inf")
        while not self._stopped.is_set():
            now = asyncio.get_running_loop().time()
            if now - asked >= _SETTING_SECONDS:
                asked = now
                if self._secret() != known:
                    return
            if now - tidied >= _TIDY_SECONDS:
                tidied = now
                with suppress(StoreTrouble):
                    self._kept = tidy(self._store)
            self._choose(name, known[0], now)
            self._count()
            await self._rest(_LOOK_SECONDS)

    async def _hang_up(self) -> None:
        tasks = [keeper.task for keeper in self._keepers.values()] + list(self._callers)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._keepers.clear()
        self._not_before.clear()
        self._failures.clear()
        self._copied_up_to = 0

    def _choose(self, name: str, secret: StoreSecret, now: float) -> None:
        """Talk to those that keep for this till, and to nobody else."""
        seen = [each for each in self._finder.seen() if self._not_before.get(each.name, 0) <= now]
        chosen = {each.name: each for each in keepers_for(name, seen)}
        for other in [each for each in self._keepers if each not in chosen]:
            self._keepers.pop(other).task.cancel()
        for other, till in chosen.items():
            if other not in self._keepers:
                task = asyncio.create_task(self._hand_over(till, secret))
                self._keepers[other] = _Keeper(task, asyncio.Event())

    async def _hand_over(self, till: SeenTill, secret: StoreSecret) -> None:
        try:
            line = await NeighbourLine.call(till.host, till.port, secret)
            try:
                await self._greet(line)
                self._failures.pop(till.name, None)
                await self._give(line, self._keepers[till.name])
            finally:
                line.close()
        except _FAULTS:
            failures = self._failures[till.name] = self._failures.get(till.name, 0) + 1
            wait = _AGAIN_SECONDS[min(failures, len(_AGAIN_SECONDS)) - 1]
            self._not_before[till.name] = asyncio.get_running_loop().time() + wait
            self._keepers.pop(till.name, None)

    async def _greet(self, line: NeighbourLine) -> None:
        own = self._own_terminal()
        await line.say(Hello(own))
        match await line.hear(GREETING_SECONDS):
            case Hello(terminal=other, protocol=protocol) if other != own and protocol >= PROTOCOL:
                return
            case said:
                raise NeighbourStranger(f"no neighbour: {type(said).__name__}")

    async def _give(self, line: NeighbourLine, keeper: _Keeper) -> None:
        """Everything from the first on, so that what is up to the last answer is all there."""
        keeper.connected = True
        given = 0
        while True:
            keeper.wake.clear()
            batch = next_batch(self._store, given)
            if batch is None:
                with suppress(TimeoutError):
                    async with asyncio.timeout(_STILL_SECONDS):
                        await keeper.wake.wait()
                    continue
                await line.say(Still())
                await line.hear(FRAME_SECONDS)
                continue
            await line.say(Keep(batch.packets))
            match await line.hear(FRAME_SECONDS):
                case Kept(count=count, full=False) if count == len(batch.packets):
                    given = batch.last
                    self._copied_up_to = max(self._copied_up_to, given)
                    self._count()
                case said:
                    raise NeighbourStranger(f"it keeps nothing: {said}")

    def _called(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, secret: StoreSecret
    ) -> None:
        if len(self._callers) >= CALLERS_MAX:
            writer.close()
            return
        task = asyncio.create_task(self._answer(reader, writer, secret))
        self._callers.add(task)

        def over(ended: asyncio.Task[None]) -> None:
            """Also of one that was cancelled before its first step."""
            self._callers.discard(ended)
            writer.close()

        task.add_done_callback(over)

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, secret: StoreSecret
    ) -> None:
        with suppress(*_FAULTS):
            line = await NeighbourLine.greet(reader, writer, secret)
            said = await line.hear(GREETING_SECONDS)
            if isinstance(said, Hello):
                await line.say(Hello(self._own_terminal()))
                await self._keep_for(line, said.terminal)

    async def _keep_for(self, line: NeighbourLine, terminal: int) -> None:
        while True:
            match await line.hear():
                case Still():
                    await line.say(Still())
                case Keep(documents=documents) if self._kept + len(documents) <= KEPT_MAX:
                    keep(self._store, terminal, documents)
                    self._kept += len(documents)
                    await line.say(Kept(len(documents)))
                    self._wake.set()
                case Keep():
                    await line.say(Kept(0, full=True))
                case said:
                    raise NeighbourStranger(f"out of turn: {type(said).__name__}")

    def _own_terminal(self) -> int:
        till = self._store.till
        assert till is not None, "a shop that is not set up has no neighbours"
        return till.terminal

    def _count(self) -> None:
        try:
            copies = count_copied(self._store, self._copied_up_to) if self._copied_up_to else 0
        except StoreTrouble:
            return
        connected = sum(keeper.connected for keeper in self._keepers.values())
        self._tell(NeighbourNews(True, connected, copies, self._kept))

    def _tell(self, news: NeighbourNews) -> None:
        if news != self.last_news:
            self.last_news = news
            self._ears(news)
