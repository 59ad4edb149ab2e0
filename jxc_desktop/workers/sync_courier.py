"""The thread that carries documents to the server and back, and tells how that goes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.sync_settings import PauseSync, pause_sync
from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncNews, SyncState
from jxc_desktop.queries.find_sync import count_backlog, find_heard, find_sync, find_tie
from jxc_desktop.store.trouble import StoreTrouble
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.workers.courier_pace import (
    HEAR_SECONDS,
    PROGRESS_SECONDS,
    STOPPED_RETRY_SECONDS,
    OutsideTime,
    poll_seconds,
    retry_seconds,
)
from jxc_desktop.workers.exchange import Exchange
from jxc_desktop.workers.exchange_facts import ExchangeDone, ExchangeStopped
from jxc_desktop.workers.snapshot_loader import SnapshotLoader

if TYPE_CHECKING:
    from pathlib import Path

    from jxc_desktop.queries.find_sync import SyncTie
    from jxc_desktop.store.opening import Store
    from jxc_desktop.sync.ports import ServerPort

STOP_SECONDS = 2.0
_WATCH_SECONDS = 5.0
_LISTEN_AGAIN_SECONDS = 5.0
_STOPPED_KINDS = frozenset({NetworkTroubleKind.REVOKED, NetworkTroubleKind.TOKEN_UNKNOWN})


class ServerLine(Protocol):
    """How a server is reached; the courier knows no HTTP. Every call may come from any thread."""

    def open(self, tie: SyncTie) -> ServerPort:
        """A fresh session with the server of `tie`; the one before is closed."""
        ...

    def listen(self, tie: SyncTie, moved: Callable[[], None]) -> None:
        """Call `moved` whenever the server has something new, until the connection ends.

        Raises `NetworkTrouble` when it ends; returns when `close` was called.
        """
        ...

    def close(self) -> None:
        """Break off whatever is under way, at once: it raises `NetworkTrouble`."""
        ...


@dataclass(frozen=True, slots=True)
class CourierEars:
    """Who hears the courier; each is called from its thread."""

    news: Callable[[SyncNews], None]
    changed: Callable[[], None] = lambda: None
    """Documents from elsewhere are in the book, or the till began a new life."""


class SyncCourier:
    """Pushes within a second of a sale, pulls when woken, and never holds anybody up.

    `start`, `look`, `exchange_now`, `pause` and `stop` are for other threads; `turn` is one turn of
    the thread's own work, and the whole of it: it answers how long to wait for the next.
    """

    def __init__(
        self,
        store: Store,
        line: ServerLine,
        ears: CourierEars,
        folder: Path,
        time: OutsideTime = OutsideTime(),  # noqa: B008 (frozen, and made of functions)
    ) -> None:
        """`folder` is the shop's: what is downloaded for a new terminal lies there meanwhile."""
        self._store, self._line, self._ears, self._folder = store, line, ears, folder
        self._time = time
        self._wake, self._stopped = threading.Event(), threading.Event()
        self._looked = self._moved = self._forced = False
        self._loading = False
        self._pause_wanted: bool | None = None
        self._exchange: Exchange | None = None
        self._session_of: SyncTie | None = None
        self._failures = 0
        self._not_before = 0.0
        self._next_poll = 0.0
        self._heard_at = float("-inf")
        self._moved_at = self._began_at = time.ticks()
        self._working = self._stuck = False
        self.last_news = SyncNews(SyncState.ALONE)
        """What was told last, for whoever begins to listen."""
        self._threads = tuple(
            threading.Thread(target=work, name=f"sync-{name}", daemon=True)
            for name, work in (
                ("courier", self._run),
                ("listener", self._listen),
                ("watchdog", self._watch),
            )
        )

    def start(self) -> None:
        """Take the work up; in a shop that stands alone it only waits for a tie."""
        for thread in self._threads:
            thread.start()

    def look(self) -> None:
        """Something was committed; costs nothing."""
        self._looked = True
        self._wake.set()

    def hear_moved(self) -> None:
        """The server has something new."""
        self._moved = True
        self._wake.set()

    def exchange_now(self) -> None:
        """Somebody pressed the button: do not wait for the next try."""
        self._forced = True
        self._wake.set()

    def pause(self, *, paused: bool) -> None:
        """Go offline on purpose, also over restarts, or come back."""
        self._pause_wanted = paused
        self._wake.set()

    def stop(self, seconds: float = STOP_SECONDS) -> bool:
        """Give up what is under way and end; answers whether the thread has ended in time."""
        self._stopped.set()
        self._wake.set()
        self._line.close()
        courier = self._threads[0]
        if courier.is_alive():
            courier.join(seconds)
        return not courier.is_alive()

    def _run(self) -> None:
        while not self._stopped.is_set():
            seconds = self.turn()
            if seconds is None or seconds > 0:
                self._wake.wait(seconds)
            self._wake.clear()

    def turn(self) -> float | None:
        """Do what is due; how many seconds to wait for the next turn (None: until woken)."""
        try:
            tie = self._tie()
        except StoreTrouble as trouble:
            return self._failed(NetworkTrouble(NetworkTroubleKind.UNREACHABLE, trouble.code))
        if tie is None or tie.paused:
            return self._rest(tie)
        now = self._time.ticks()
        forced, self._forced = self._forced, False
        if now < self._not_before and not forced:
            return self._not_before - now
        if not (forced or self._is_due(now)):
            return max(0.0, self._next_poll - now)
        return self._go(tie, quick=not forced and self._is_quick(now))

    def _tie(self) -> SyncTie | None:
        wanted, self._pause_wanted = self._pause_wanted, None
        if wanted is not None:
            with self._store.transaction() as session:
                pause_sync(session, PauseSync(wanted))
            self._forced = self._forced or not wanted
        if self._store.till is None:
            return None
        with self._store.reading() as session:
            return find_tie(session)

    def _rest(self, tie: SyncTie | None) -> float | None:
        self._forced = self._looked = self._moved = False
        self._exchange = None
        self._failures, self._not_before, self._next_poll = 0, 0.0, 0.0
        state = SyncState.ALONE if tie is None else SyncState.PAUSED
        if tie is None:
            self._tell(SyncNews(state))
        else:
            self._tell(self._counted(replace(self._news_base(), state=state, online_since=None)))
        return None

    def _is_due(self, now: float) -> bool:
        moved, looked = self._moved, self._looked
        if moved or self._loading or now >= self._next_poll:
            return True
        if not looked:
            return False
        self._looked = False
        with self._store.reading() as session:
            return count_backlog(session) > 0

    def _is_quick(self, now: float) -> bool:
        fresh = now - self._heard_at < HEAR_SECONDS and now < self._next_poll
        return fresh and not self._moved and self._failures == 0

    def _go(self, tie: SyncTie, *, quick: bool) -> float | None:
        self._looked = self._moved = False
        online = self.last_news.state in {SyncState.ONLINE, SyncState.WORKING}
        state = SyncState.WORKING if online else SyncState.CONNECTING
        self._tell(self._counted(replace(self._news_base(), state=state)))
        self._began_at, self._working = self._time.ticks(), True
        try:
            exchange = self._session(tie)
            self._load_catalogue(exchange)
            done = exchange.run(quick=quick)
            more = self._load_history(exchange)
        except ExchangeStopped:
            self._exchange = None
            return 0.0
        except NetworkTrouble as trouble:
            return self._failed(trouble)
        except StoreTrouble as trouble:
            return self._failed(NetworkTrouble(NetworkTroubleKind.UNREACHABLE, trouble.code))
        finally:
            self._working = False
        return self._succeeded(done, quick=quick, more=more)

    def _session(self, tie: SyncTie) -> Exchange:
        known = self._session_of
        same = known is not None and (known.address, known.tenant) == (tie.address, tie.tenant)
        if self._exchange is None or not same:
            port = self._line.open(tie)
            self._exchange = Exchange(
                self._store,
                port,
                self._time.clock,
                stopping=self._should_stop,
                progress=self._progressed,
            )
            self._session_of = tie
        return self._exchange

    def _loader(self, exchange: Exchange) -> SnapshotLoader:
        return SnapshotLoader(
            self._store,
            exchange.port,
            self._folder,
            stopping=self._should_stop,
            progress=self._progressed,
        )

    def _load_catalogue(self, exchange: Exchange) -> None:
        """A new terminal has records and balances before anything else is pulled."""
        loader = self._loader(exchange)
        if not loader.sells():
            loader.load_catalogue()
            self._ears.changed()

    def _load_history(self, exchange: Exchange) -> bool:
        """A piece of a new terminal's history; whether there is more to come."""
        with self._store.reading() as session:
            loading = find_heard(session).loading
        return loading and self._loader(exchange).go_on()

    def _should_stop(self) -> bool:
        return self._stopped.is_set() or self._stuck or bool(self._pause_wanted)

    def _progressed(self, documents: int) -> None:
        if documents:
            self._moved_at = self._time.ticks()

    def _succeeded(self, done: ExchangeDone, *, quick: bool, more: bool) -> float:
        now = self._time.ticks()
        self._failures, self._not_before = 0, 0.0
        self._loading = more
        if not quick:
            self._heard_at = now
            self._next_poll = now + poll_seconds(self._time.chance())
        if done.changed:
            self._ears.changed()
        moment = self._time.clock()
        news = self._counted(
            replace(
                self._news_base(),
                state=SyncState.ONLINE,
                online_since=self.last_news.online_since or moment,
                last_exchange=moment,
                to_pull=done.to_pull,
                clock_ahead_seconds=done.clock_ahead_seconds,
            )
        )
        if done.refused:
            why = next(iter(done.refused.values()))
            news = replace(news, trouble=NetworkTroubleKind.UNREADABLE, detail=why)
        if done.too_old:
            news = replace(news, trouble=NetworkTroubleKind.TOO_OLD)
        if done.mismatched:
            streams = " ".join(map(str, done.mismatched))
            news = replace(news, detail=f"checksum of streams {streams}")
        if news.backlog == 0:
            self._moved_at = now
        elif now - self._moved_at >= PROGRESS_SECONDS:
            return self._begin_anew()
        self._tell(news)
        return 0.0 if more else max(0.0, self._next_poll - now)

    def _failed(self, trouble: NetworkTrouble) -> float:
        if self._stuck:
            return self._begin_anew()
        self._failures += 1
        self._exchange = None
        if self._stopped.is_set():
            return 0.0
        stopped = trouble.kind in _STOPPED_KINDS
        seconds = retry_seconds(self._failures, self._time.chance(), trouble.retry_seconds)
        if stopped:
            seconds = max(seconds, STOPPED_RETRY_SECONDS)
        self._not_before = self._time.ticks() + seconds
        self._next_poll = self._not_before
        self._tell(
            self._counted(
                replace(
                    self._news_base(),
                    state=SyncState.STOPPED if stopped else SyncState.OFFLINE,
                    online_since=None,
                    next_try=self._time.clock() + timedelta(seconds=seconds),
                    trouble=trouble.kind,
                    detail=trouble.detail,
                )
            )
        )
        return seconds

    def _begin_anew(self) -> float:
        """The watchdog's word: reachable, a backlog, and nothing moves."""
        self._stuck = False
        self._exchange = None
        self._failures += 1
        now = self._time.ticks()
        self._moved_at = now
        seconds = retry_seconds(self._failures, self._time.chance())
        self._not_before = self._next_poll = now + seconds
        self._tell(
            self._counted(
                replace(
                    self._news_base(),
                    state=SyncState.OFFLINE,
                    online_since=None,
                    next_try=self._time.clock() + timedelta(seconds=seconds),
                    trouble=NetworkTroubleKind.NO_PROGRESS,
                )
            )
        )
        return seconds

    def watch(self) -> None:
        """Look whether an exchange hangs; breaks it off then."""
        last = max(self._moved_at, self._began_at)
        if self._working and self._time.ticks() - last >= PROGRESS_SECONDS:
            self._stuck = True
            self._line.close()

    def _watch(self) -> None:
        while not self._stopped.wait(_WATCH_SECONDS):
            self.watch()

    def _listen(self) -> None:
        while not self._stopped.is_set():
            tie = self._session_of
            if tie is None or self.last_news.state is not SyncState.ONLINE:
                self._stopped.wait(_LISTEN_AGAIN_SECONDS)
                continue
            with suppress(NetworkTrouble):  # the poll goes on without it
                self._line.listen(tie, self.hear_moved)
            self._stopped.wait(_LISTEN_AGAIN_SECONDS * (0.5 + self._time.chance()))

    def _news_base(self) -> SyncNews:
        return replace(self.last_news, trouble=None, detail="", next_try=None)

    def _counted(self, news: SyncNews) -> SyncNews:
        """With what the book says at this moment; left as it is where it cannot be asked."""
        try:
            with self._store.reading() as session:
                seen = find_sync(session, kinds=False)
        except StoreTrouble:
            return news
        return replace(
            news,
            backlog=seen.backlog,
            oldest_unsent=seen.oldest_unsent,
            parked=seen.parked,
            forks=seen.forks,
            loaded_percent=seen.loaded_percent,
        )

    def _tell(self, news: SyncNews) -> None:
        if news != self.last_news:
            self.last_news = news
            self._ears.news(news)
