"""Joining a company over the network: with the shop as it is, or as a machine that has none yet."""

from __future__ import annotations

import hashlib
import platform
import threading
from functools import partial
from typing import TYPE_CHECKING, Protocol

from jxc_desktop import __version__
from jxc_desktop.app.network_words import as_refusal
from jxc_desktop.commands.join_shop import (
    JoinAsNew,
    JoinCompany,
    join_as_new,
    join_with_shop,
    till_of_answer,
)
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.queries.find_sync import find_heard, find_tie
from jxc_desktop.queries.terminal_name import terminal_name
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.sync.wire import EnrolAsked
from jxc_desktop.ui.joining.presenter import JoinProgress, JoinStage
from jxc_desktop.workers.exchange_facts import ExchangeStopped
from jxc_desktop.workers.snapshot_loader import SnapshotLoader
from jxc_desktop.workers.snapshot_plan import find_plan
from jxc_desktop.workers.sync_courier import ServerLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.app.open_shop import OpenedShop
    from jxc_desktop.store.keys import TillKeys
    from jxc_desktop.sync.wire import EnrolAnswer
    from jxc_desktop.ui.device_bridge import DeviceBridge
    from jxc_desktop.ui.sync.join_line import JoinLine
    from jxc_desktop.ui.sync.tie import Failed
    from jxc_desktop.workers.command_runner import CommandRunner

_STOP_SECONDS = 10.0
_ENROLMENT_CODES = {
    NetworkTroubleKind.TOKEN_UNKNOWN: "join_code_wrong",
    NetworkTroubleKind.TLS: "join_certificate_wrong",
}


class ServerDoor(ServerLine, Protocol):
    """A line to the server that can also ask to be let in."""

    def enrol(self, address: str, asked: EnrolAsked) -> tuple[EnrolAnswer, str]:
        """Ask to join with the code in `asked`; the welcome, and the company's CA as PEM.

        Raises `NetworkTrouble`: TLS where the certificate is not the code's, TOKEN_UNKNOWN where
        the code is not good.
        """
        ...


def enrolment(keys: TillKeys, code: str) -> EnrolAsked:
    """What this machine says of itself; the token itself stays here."""
    machine = platform.node()
    return EnrolAsked(
        code=code,
        public_key=keys.public_key,
        token_hash=hashlib.sha256(keys.sync_token).digest(),
        name=machine,
        machine=machine,
        version=__version__,
    )


def enrolled(door: ServerDoor, address: str, asked: EnrolAsked) -> JoinCompany:
    """Ask to be let in; refuses with the sentence for a wrong code or certificate."""
    try:
        answer, ca_pem = door.enrol(address, asked)
    except NetworkTrouble as trouble:
        taken = trouble.detail.startswith("terminal_taken")
        code = "join_terminal_taken" if taken else _ENROLMENT_CODES.get(trouble.kind)
        raise as_refusal(trouble) if code is None else Refusal(code) from trouble
    return JoinCompany(answer, address, ca_pem)


def bring_shop(
    shop: OpenedShop, door: ServerDoor, runner: CommandRunner, address: str, code: str
) -> None:
    """Tie the shop of this machine, as it is, to the company; its journal goes there afterwards."""
    till = shop.store.till
    assert till is not None, "the shop is set up"
    with shop.store.reading() as session:
        name = terminal_name(session)
    own = enrolment(shop.keys, code)
    asked = EnrolAsked(
        code=code,
        public_key=own.public_key,
        token_hash=own.token_hash,
        name=name or own.name,
        machine=own.machine,
        version=own.version,
        terminal=till.terminal,
        store=till.store,
    )
    runner.submit(join_with_shop, enrolled(door, address, asked)).result()


def must_load(shop: OpenedShop) -> bool:
    """Whether this is a new terminal whose goods and people have not all come yet."""
    with shop.store.reading() as session:
        plan, loading = find_plan(session), find_heard(session).loading
    return loading and (plan is None or not plan.sells)


class NewTerminal:
    """Makes a fresh machine a terminal of a company, on a thread of its own."""

    def __init__(self, shop: OpenedShop, door: ServerDoor, bridge: DeviceBridge) -> None:
        """`shop` has a store and keys and is not set up, or was interrupted while it loaded."""
        self._shop = shop
        self._door = door
        self._bring = bridge.bring
        self._name = ""
        self._percent = -1
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def join(self, line: JoinLine, heard: Callable[[JoinProgress], object], failed: Failed) -> None:
        """Join and load what is needed to sell; goes on where an earlier try stopped."""
        work = partial(self._work, line, self._bring(heard), self._bring(failed))
        self._thread = threading.Thread(target=work, name="joining", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Break off what is under way, and wait until it has let go of the store."""
        self._stopping.set()
        self._door.close()
        if self._thread is not None:
            self._thread.join(_STOP_SECONDS)

    def _work(
        self,
        line: JoinLine,
        heard: Callable[[JoinProgress], None],
        failed: Callable[[Refusal], None],
    ) -> None:
        try:
            self._enrol(line)
            heard(JoinProgress(JoinStage.LOADING, 0, self._name))
            self._load(heard)
        except ExchangeStopped:
            pass  # nobody waits for it any more
        except NetworkTrouble as trouble:
            failed(as_refusal(trouble))
        except Refusal as refusal:
            failed(refusal)
        else:
            heard(JoinProgress(JoinStage.READY, 100, self._name))

    def _enrol(self, line: JoinLine) -> None:
        store, keys = self._shop.store, self._shop.keys
        with store.reading() as session:
            tie = find_tie(session)
        if tie is not None:
            self._name = tie.shop
            return
        asked = enrolment(keys, line.code)
        joining = enrolled(self._door, line.address, asked)
        before = store.till
        assert before is not None, "a store that is open serves a till"
        till = till_of_answer(joining.answer, before.clock, keys.signer.sign)
        with store.transaction_as(till) as session:
            join_as_new(session, JoinAsNew(joining, asked.name, keys.public_key, asked.machine))
        self._name = joining.answer.shop

    def _load(self, heard: Callable[[JoinProgress], None]) -> None:
        store = self._shop.store
        with store.reading() as session:
            tie = find_tie(session)
        assert tie is not None, "it was written just now"

        def progressed(_rows_or_bytes: int) -> None:
            percent = self._loaded()
            if percent != self._percent:
                self._percent = percent
                heard(JoinProgress(JoinStage.LOADING, percent, self._name))

        SnapshotLoader(
            store,
            self._door.open(tie),
            self._shop.places.folder,
            stopping=self._stopping.is_set,
            progress=progressed,
        ).load_catalogue()

    def _loaded(self) -> int:
        with self._shop.store.reading() as session:
            plan, loaded = find_plan(session), find_heard(session).loaded
        if plan is None:
            return 0
        rows = sum(part.rows for part in plan.parts if part.kind == "catalogue")
        return min(99, 100 * loaded // max(1, rows))
