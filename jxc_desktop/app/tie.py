"""The tie to the server as the screen asks for it: kept in the store, spoken on a thread."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from jxc_desktop import __version__
from jxc_desktop.app.network_words import as_refusal
from jxc_desktop.commands.keep_for_neighbour import neighbours_wanted
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.instants import instant
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.queries.find_sync import find_tie
from jxc_desktop.queries.list_terminals import list_stores, list_terminals
from jxc_desktop.sync import wire
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.ui.sync.tie import Invited, InviteOrder, StoreChoice, TieFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jxc_desktop.app.machinery import Machinery
    from jxc_desktop.app.open_shop import OpenedShop
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.domain.sync_facts import SyncNews, TerminalStatus
    from jxc_desktop.sync.ports import ServerPort
    from jxc_desktop.ui.device_bridge import DeviceBridge
    from jxc_desktop.ui.sync.tie import Failed

T = TypeVar("T")


class CourierTie:
    """Asks the courier, and the server beside it; what is answered arrives on the screen's thread.

    Made on the screen's thread for the person who works there.
    """

    def __init__(
        self, shop: OpenedShop, machinery: Machinery, bridge: DeviceBridge, person: PersonId
    ) -> None:
        self._shop = shop
        self._machinery = machinery
        self._person = person
        self._bring = bridge.bring
        self._asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="asking-server")

    def facts(self) -> TieFacts:
        """Who and where this till is."""
        till = self._shop.store.till
        assert till is not None, "the shop is set up"
        with self._shop.store.reading() as session:
            tie, copies = find_tie(session), neighbours_wanted(session)
        alone = TieFacts(till.terminal, till.incarnation, till.store, __version__)
        if tie is None:
            return alone
        return TieFacts(
            terminal=till.terminal,
            incarnation=till.incarnation,
            store=till.store,
            version=__version__,
            server=tie.address,
            tenant=tie.tenant,
            epoch=tie.epoch,
            second_copies=copies,
            may_manage=tie.may_manage,
        )

    def news(self) -> SyncNews:
        """How the tie stands now."""
        return self._machinery.sync_news()

    def terminals(self) -> Sequence[TerminalStatus]:
        """Every terminal of the company, as last heard."""
        with self._shop.store.reading() as session:
            return list_terminals(session)

    def stores(self) -> Sequence[StoreChoice]:
        """Every store of the company that this till knows."""
        with self._shop.store.reading() as session:
            return [StoreChoice(row.store, row.name) for row in list_stores(session)]

    def exchange_now(self) -> None:
        """Do not wait for the next try."""
        self._machinery.courier.exchange_now()

    def pause(self, then: Callable[[None], object], failed: Failed, *, on: bool) -> None:
        """The courier remembers it; there is nothing that could fail."""
        del failed
        self._machinery.courier.pause(paused=on)
        then(None)

    def invite(self, order: InviteOrder, then: Callable[[Invited], object], failed: Failed) -> None:
        """Have the server make a one-time code."""
        address = self.facts().server
        asked = wire.InviteAsked(
            store=order.store,
            name=order.name,
            asked_by=int(self._person),
            store_name=order.store_name,
            may_manage=order.may_manage,
            existing=order.existing,
        )

        def ask(port: ServerPort) -> Invited:
            made = port.invite(asked)
            expires = instant(made.expires)
            return Invited(made.code, address, expires)

        self._ask_server(ask, then, failed)

    def revoke(self, terminal: int, then: Callable[[None], object], failed: Failed) -> None:
        """Let a terminal in no more."""
        asked = wire.RevokeAsked(terminal, asked_by=int(self._person))

        def ask(port: ServerPort) -> None:
            port.revoke(asked)
            self._machinery.courier.exchange_now()

        self._ask_server(ask, then, failed)

    def connect(
        self, address: str, code: str, then: Callable[[None], object], failed: Failed
    ) -> None:
        """Join a company with the shop as it is."""
        self._ask(lambda: self._machinery.join_company(address, code), then, failed)

    def close(self) -> None:
        """Ask nothing more."""
        self._asking.shutdown(wait=False, cancel_futures=True)

    def _ask_server(
        self, call: Callable[[ServerPort], T], then: Callable[[T], object], failed: Failed
    ) -> None:
        def ask() -> T:
            with self._shop.store.reading() as session:
                tie = find_tie(session)
            if tie is None:
                raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE, "no server")
            with self._machinery.server(tie) as port:
                return call(port)

        self._ask(ask, then, failed)

    def _ask(self, call: Callable[[], T], then: Callable[[T], object], failed: Failed) -> None:
        answered = self._bring(partial(_give, then, failed))
        self._asking.submit(call).add_done_callback(answered)


def _give(then: Callable[[T], object], failed: Failed, done: Future[T]) -> None:
    if done.cancelled():
        return
    trouble = done.exception()
    if trouble is None:
        then(done.result())
    elif isinstance(trouble, NetworkTrouble):
        failed(as_refusal(trouble))
    elif isinstance(trouble, Refusal):
        failed(trouble)
    else:
        raise trouble
