"""The company at work: machines, lines, a server, one timeline, and all that was seen of it."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from jxc_desktop.domain.ids import SEQUENCE_MAX
from jxc_desktop.server.service import TenantService
from jxc_desktop.store.questions import driver_of
from jxc_desktop.store.trouble import StoreTrouble
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.workers.exchange import Exchange
from tests.simulation.company import MACHINES, first_morning
from tests.simulation.disk import Disk, PowerCut
from tests.simulation.faults import FAULT_WORK
from tests.simulation.hands import Hands
from tests.simulation.network import Line
from tests.simulation.node import Node
from tests.simulation.plan import MINUTE
from tests.simulation.sqlite_tenant import SqliteTenant
from tests.simulation.virtual_time import Clock, Timeline
from tests.simulation.workload_office import OFFICE_WORK
from tests.simulation.workload_till import TILL_WORK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.simulation.node import Seen
    from tests.simulation.oracle import Fact
    from tests.simulation.plan import Step

WORK = {**TILL_WORK, **OFFICE_WORK}
SETTLING_ROUNDS_MAX = 8
"""So many exchanges of everybody, and nothing may be left to do once the faults have ended."""


@dataclass
class World:
    """One run: everything in it follows from the seed and the steps."""

    folder: Path
    seed: int
    timeline: Timeline = field(default_factory=Timeline)
    nodes: list[Node] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What must not be and was."""
    server_backups: list[dict[str, bytes]] = field(default_factory=list)
    engine: str = "first engine"
    revoked: dict[int, set[str]] = field(default_factory=dict)
    """What the server had of a terminal when it was revoked: it must not become more."""
    moved: dict[str, int] = field(default_factory=dict)
    """Under which key what a fork cut off was posted again, by its hash, and the way on."""
    forked_hashes: dict[int, str] = field(default_factory=dict)
    outlived: dict[str, int] = field(default_factory=dict)
    """The lives of restored machines that the server knows further: each must begin another."""

    def __post_init__(self) -> None:
        self.chance = Random(f"world {self.seed}")
        morning = first_morning()
        self.facts += [dict(fact) for fact in morning.facts]
        for machine in MACHINES:
            disk = Disk(self.folder / f"{machine.name}.db", Random(f"{machine.name} {self.seed}"))
            disk.put(morning.disks[machine.name])
            self.add(
                Node(machine.name, machine.keys, self.clock(), self._chance(machine.name), disk)
            )
        self.server_disk = Disk(self.folder / "server.db", Random(f"server {self.seed}"))
        self.server_disk.put(morning.server)
        self.server_backups.append(morning.server)
        self.server_clock = self.clock(honest=True)
        self.tenant: SqliteTenant | None = None
        self.service = self._serve()

    def _chance(self, name: str) -> Random:
        return Random(f"{name} {self.seed} chance")

    def clock(self, *, honest: bool = False) -> Clock:
        """A clock of a machine: seconds wrong, unless it is the server's."""
        ahead = timedelta() if honest else timedelta(seconds=self.chance.randrange(-90, 90))
        return Clock(self.timeline, ahead)

    def add(self, node: Node) -> None:
        """A machine more, switched on."""
        self.nodes.append(node)
        node.backups.append(node.disk.copy())
        self.lines[node.name] = Line(self, node, Random(f"{node.name} {self.seed} line"))
        node.start()

    def _serve(self) -> TenantService:
        self.tenant = SqliteTenant(self.server_disk.path, connect=self.server_disk.connect)
        service = TenantService(self.tenant, self.server_clock, random_bits=self.chance.getrandbits)
        service.start(engine=self.engine)
        return service

    def restart_server(self, image: dict[str, bytes] | None = None) -> None:
        """Start it again from what its disk has, or from an older copy of it."""
        self.server_disk.let_go()
        self.server_disk.restart()
        if image is not None:
            self.server_disk.put(image)
        for _ in range(3):
            try:
                self.service = self._serve()
            except PowerCut:
                self.server_disk.let_go()
                self.server_disk.restart()
            except StoreTrouble:
                self.server_disk.let_go()
            else:
                return
        self.server_disk.disarm()
        self.service = self._serve()

    def tell(self, line: str) -> None:
        """Write it into the trace, whose hash two runs of one seed share."""
        self.trace.append(f"{self.timeline.now} {line}")

    def fault(self, what: str) -> None:
        """Something is wrong with the program."""
        self.faults.append(what)
        self.tell(f"FAULT {what}")

    def saw(self, node: Node, documents: list[Seen]) -> None:
        """Somebody saw these documents confirmed."""
        node.documents_seen += len(documents)

    def run(self, steps: list[Step]) -> None:
        """Let the steps happen when they are due, then let the faults end and all come to rest."""
        for step in steps:
            self.timeline.at(step.moment, lambda step=step: self.take(step))  # type: ignore[misc]  # bound now
        self.timeline.run()
        self.settle()

    def take(self, step: Step) -> None:
        """One step of the plan."""
        node = self._whose(step)
        self.tell(f"#{step.number} {step.what} {node.name}")
        try:
            if step.what in FAULT_WORK:
                FAULT_WORK[step.what](self, node, step.chance)
            elif step.what == "exchange":
                self.exchange(node)
            else:
                WORK[step.what](Hands(self, node, step.chance))
        except PowerCut:
            # The disk failed while somebody only looked; nothing was being written.
            node.restart()
        except StoreTrouble as trouble:
            self.tell(f"{node.name} cannot: {trouble.code}")
            node.disk.disarm()
            node.restart()

    def _whose(self, step: Step) -> Node:
        """The machine of that number, or its clone."""
        node = self.nodes[step.who]
        clones = [each for each in self.nodes if each.terminal == node.terminal]
        return clones[step.seed % len(clones)]

    def exchange(self, node: Node) -> None:
        """What the courier's thread does in one turn, and how it bears what goes wrong."""
        if node.exchanging:
            return
        life, node.exchanging = node.life, True
        try:
            done = Exchange(node.store, self.lines[node.name], node.clock).run()
            self.tell(f"{node.name} pushed {done.pushed} pulled {done.pulled}")
            if done.branched_off:
                self.tell(f"{node.name} branched off {done.branched_off}")
            node.note()
        except NetworkTrouble as trouble:
            self.tell(f"{node.name} trouble {trouble.kind.value}")
        except (PowerCut, StoreTrouble) as cut:
            self.tell(f"{node.name} stopped in an exchange: {type(cut).__name__}")
            if node.life == life:
                node.disk.disarm()
                node.restart()
        finally:
            node.exchanging = False
            self.note_forks(node)

    def note_forks(self, node: Node) -> None:
        """Remember what was cut off and posted again: the disk that knows it may break."""
        for key, linked, reposted in node.rows(
            "SELECT key, lower(hex(hash)), reposted FROM forked_document"
        ):
            self.forked_hashes[key] = linked
            if reposted is not None:
                self.moved[linked] = reposted

    def settle(self) -> None:
        """The faults end: after a bounded number of exchanges nothing is left to do (I11)."""
        for node in self.nodes:
            node.disk.disarm()
            self.lines[node.name].heal()
        self.server_disk.disarm()
        for _ in range(SETTLING_ROUNDS_MAX):
            self.timeline.pass_by(10 * MINUTE)
            before = self._state()
            for node in self.nodes:
                self.exchange(node)
            self.timeline.run()
            if self._state() == before:
                return
        self.fault(f"after {SETTLING_ROUNDS_MAX} rounds there is still something to exchange")

    def _state(self) -> tuple[object, ...]:
        """How far everybody has come."""
        return tuple(
            tuple(node.rows("SELECT count(*), count(position), max(position) FROM journal"))
            + tuple(
                node.rows("SELECT stream, position, checked FROM stream_cursor ORDER BY stream")
            )
            for node in self.nodes
        )

    def ask_server(self, question: Callable[[TenantService], None]) -> None:
        """Somebody at the server itself does something, and does it again where it failed."""
        for _ in range(3):
            try:
                question(self.service)
            except PowerCut:
                self.restart_server()
            except StoreTrouble:
                self.server_disk.disarm()
            else:
                return

    def note_revoked(self) -> None:
        """Who is revoked, as the server has it; a restored one may have forgotten."""
        rows = self.server_rows(
            "SELECT number FROM registered_terminal WHERE revoked_at IS NOT NULL"
        )
        had = {
            int(str(number)): {
                str(linked)
                for (linked,) in self.server_rows(
                    f"SELECT lower(hex(hash)) FROM journal WHERE key >> 43 = {number}"
                )
            }
            for (number,) in rows
        }
        self.revoked = {number: self.revoked.get(number, have) for number, have in had.items()}

    def expect_new_life(self, node: Node) -> None:
        """A restored machine whose life went on at the server must not go on in it."""
        self.outlived.pop(node.name, None)
        head = node.head_key()
        later = self.server_rows(
            f"SELECT 1 FROM journal WHERE key > {head} AND key <= {head | SEQUENCE_MAX} LIMIT 1"
        )
        if later:
            self.outlived[node.name] = node.till.incarnation

    def mourn(self) -> None:
        """A disk is gone: what no other disk of the company holds is lost, and nobody's fault."""
        held = self._hashes_held()
        for fact in self.facts:
            if fact["hash"] and fact["hash"] not in held and fact["sure"]:
                fact["sure"] = False
                self.tell(f"lost for good: {fact['kind']} {fact['key']}")

    def _hashes_held(self) -> set[str]:
        asked = "SELECT lower(hex(hash)) FROM journal UNION SELECT lower(hex(hash)) FROM {}"
        rows = self.server_rows(asked.format("fork_document"))
        rows += self.server_rows(asked.format("held_document"))
        for node in self.nodes:
            rows += node.rows(asked.format("forked_document"))
        return {str(row[0]) for row in rows}

    def server_rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the server's database, past all code of the program."""
        assert self.tenant is not None, "the server runs"
        with self.server_disk.looked_at(), self.tenant.reading() as connection:
            return [tuple(row) for row in driver_of(connection).execute(sql)]

    @property
    def trace_hash(self) -> str:
        """What two runs of the same seed and steps must agree on."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()

    def close(self) -> None:
        """Switch everything off."""
        for node in self.nodes:
            node.switch_off()
        if self.tenant is not None:
            self.tenant.close()
        self.server_disk.let_go()


def told(error: BaseException) -> str:
    """A crash of the program as one line of a report."""
    last = traceback.extract_tb(error.__traceback__)[-3:]
    where = " < ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in last[::-1]
    )
    return f"{type(error).__name__}: {str(error)[:300]} at {where}"
