"""One exchange between a terminal and its server; knows neither threads nor time nor network.

Whatever stops it, at whatever place, what was done stands, and the next run goes on from there:
each write is a short transaction of its own, and nothing leaves the backlog without a position.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from jxc_desktop.commands.sync_settings import change_heard
from jxc_desktop.domain.ids import sequence_of
from jxc_desktop.domain.instants import milliseconds
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.journal.post import chain_head
from jxc_desktop.queries.find_sync import find_heard
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.sync.wire import Advice
from jxc_desktop.workers.exchange_check import begin_stream_anew, streams_that_differ
from jxc_desktop.workers.exchange_facts import EpochMoved, Errand, ExchangeDone
from jxc_desktop.workers.exchange_fork import begin_new_life, branch_off_at, first_difference
from jxc_desktop.workers.exchange_hear import hear
from jxc_desktop.workers.exchange_hello import say_hello
from jxc_desktop.workers.exchange_pull import ForkFound, pull_all
from jxc_desktop.workers.exchange_push import Chain, ask_about_strays, push_all, show_branch
from jxc_desktop.workers.snapshot_plan import find_plan

if TYPE_CHECKING:
    from datetime import datetime

    from jxc_desktop.store.opening import Store
    from jxc_desktop.sync.ports import ServerPort
    from jxc_desktop.sync.wire import HelloAnswer, StreamMark

_ROUNDS_MAX = 6
"""Forks and a server that is restored in the middle make an exchange begin anew; not for ever."""


class Exchange:
    """A terminal's session with its server: `run` it as often as there is something to exchange."""

    def __init__(
        self,
        store: Store,
        port: ServerPort,
        clock: Callable[[], datetime],
        *,
        stopping: Callable[[], bool] = lambda: False,
        progress: Callable[[int], None] = lambda _documents: None,
    ) -> None:
        """`stopping` is asked between any two steps; `progress` hears of documents exchanged."""
        self._store, self._port, self._clock = store, port, clock
        self._stopping, self._progress = stopping, progress
        self._greeted: HelloAnswer | None = None
        self._anew: set[int] = set()
        """Streams that this session has pulled from their beginning already."""

    @property
    def port(self) -> ServerPort:
        """The line that it exchanges over."""
        return self._port

    def run(self, *, quick: bool = False) -> ExchangeDone:
        """Exchange everything; `quick` spares the greeting and the hearing where it can.

        Raises `NetworkTrouble` where the server could not be reached or talked nonsense,
        `ExchangeStopped` where `stopping` said so, `StoreTrouble` where the disk fails.
        """
        errand = Errand(self._store, self._port, self._clock, self._stopping, self._progress)
        if not quick:
            self._greeted = None
        for _round in range(_ROUNDS_MAX):
            try:
                if self._round(errand):
                    return self._finish(errand, quick=quick)
            except EpochMoved:
                self._greeted = None
        raise NetworkTrouble(NetworkTroubleKind.BUSY, "the exchange did not come to an end")

    def _round(self, errand: Errand) -> bool:
        """One attempt from the greeting to the sums; whether everything is exchanged."""
        greeted = self._greeted or say_hello(errand)
        self._greeted = greeted
        errand.epoch, errand.streams = greeted.epoch, greeted.streams
        with self._store.reading() as session:
            loading, plan = find_heard(session).loading, find_plan(session)
        if loading:
            fresh = plan is not None and plan.epoch == greeted.epoch
            return self._while_loading(errand, greeted, fresh=fresh)
        try:
            if not self._follow(errand, greeted):
                return False
            forked = push_all(errand)
            marks = self._pull(errand, greeted)
        except ForkFound as found:
            self._repair(errand, found.chain, greeted, sequence_of(found.key))
            return False
        # Another terminal's fork is found where its documents come down.
        own = [chain for chain in forked if chain.terminal == errand.till.terminal]
        for chain in own:
            self._repair(errand, chain, greeted)
        if errand.lives_on:
            self._new_life(errand, greeted, 0)
        for chain, first in ask_about_strays(errand):
            self._repair(errand, chain, greeted, first)
        if own or self._greeted is None:
            return False
        return self._add_up(errand, streams_that_differ(errand, marks))

    def _while_loading(self, errand: Errand, greeted: HelloAnswer, *, fresh: bool) -> bool:
        """A new terminal's balances are there and its history is not: nothing can be computed anew.

        What it sells is pushed. What others do is pulled as long as the server is the one that
        made the snapshot; all else waits until everything is loaded.
        """
        push_all(errand)
        if fresh and greeted.advice is Advice.GO_ON:
            with suppress(ForkFound):
                self._pull(errand, greeted)
        return True

    def _pull(self, errand: Errand, greeted: HelloAnswer) -> dict[int, StreamMark]:
        """Nothing is pulled by a program that is too old for it; what it pushed stands."""
        try:
            return pull_all(errand, greeted.streams)
        except NetworkTrouble as trouble:
            if trouble.kind is not NetworkTroubleKind.TOO_OLD:
                raise
            errand.done.too_old = True
            return {}

    def _follow(self, errand: Errand, greeted: HelloAnswer) -> bool:
        """Do what the greeting's answer advises; whether pushing may begin."""
        till = errand.till
        if greeted.advice is Advice.FORK:
            # The server keeps both branches: it is shown this one first.
            push_all(errand)
            self._repair(errand, Chain(till.terminal, till.incarnation), greeted)
            return False
        if greeted.advice is Advice.BEHIND:
            with self._store.reading() as session:
                head = chain_head(session.connection(), till.terminal, till.incarnation)
            # The tail first: it tells which numbers are printed already.
            pull_all(errand, greeted.streams)
            self._new_life(errand, greeted, max(0, greeted.chain_sequence - head.sequence))
            return False
        return True

    def _new_life(self, errand: Errand, greeted: HelloAnswer, lost: int) -> None:
        begin_new_life(errand, greeted.last_incarnation, lost)
        self._greeted = None

    def _repair(
        self, errand: Errand, chain: Chain, greeted: HelloAnswer, first: int | None = None
    ) -> None:
        """Branch off where the chains part; greet anew afterwards."""
        self._greeted = None
        if chain.terminal == errand.till.terminal:
            first = first_difference(errand, chain)
        elif first is not None:
            show_branch(errand, chain, first)
        if first is not None:
            branch_off_at(errand, chain, first, greeted.last_incarnation)

    def _add_up(self, errand: Errand, differ: list[int]) -> bool:
        """Pull what does not add up anew, once a session; then it is told."""
        fresh = [stream for stream in differ if stream not in self._anew]
        for stream in fresh:
            self._anew.add(stream)
            begin_stream_anew(errand, stream)
        errand.done.mismatched = tuple(differ)
        return not fresh

    def _finish(self, errand: Errand, *, quick: bool) -> ExchangeDone:
        if not quick and not errand.done.too_old:
            hear(errand)
            now = milliseconds(self._clock())
            with self._store.reading() as session:
                known = find_heard(session).last_exchange
            if known != now:
                with self._store.transaction() as session:
                    change_heard(session, last_exchange=now)
        return errand.done
