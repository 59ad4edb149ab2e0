"""What goes wrong: on the line, on disks, with clocks, and with people's good intentions."""

from __future__ import annotations

import json
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from jxc_desktop.documents.document import Document, Head, canonical_bytes, chain_hash
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.domain.ids import TerminalNo
from jxc_desktop.journal.post import chain_head, moment_of
from jxc_desktop.models.journal import JournalEntry, ParkedDocument
from jxc_desktop.sync import wire
from tests.simulation.disk import Disk, DiskFault
from tests.simulation.hands import OWNER_ID
from tests.simulation.node import MemorySentinel, Node
from tests.simulation.plan import DAY, HOUR, NETWORK_FAULTS
from tests.simulation.virtual_time import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.store.session import ShopSession
    from tests.simulation.world import World


def _hampers(fate: str) -> Callable[[World, Node, Random], None]:
    def hamper(world: World, node: Node, chance: Random) -> None:
        world.lines[node.name].hamper(fate, chance.randrange(1, 7))

    return hamper


def _fails(fault: DiskFault, *, server: bool = False) -> Callable[[World, Node, Random], None]:
    def fail(world: World, node: Node, chance: Random) -> None:
        disk = world.server_disk if server else node.disk
        disk.arm(fault, chance.randrange(1, 90))

    return fail


def cut_off(world: World, node: Node, chance: Random) -> None:
    """Nothing goes out for some hours."""
    world.lines[node.name].cut_until = world.timeline.now + chance.randrange(1, 30) * HOUR


def deaf(world: World, node: Node, chance: Random) -> None:
    """Requests go out, and no answer comes back: a one-way partition."""
    world.lines[node.name].deaf_until = world.timeline.now + chance.randrange(1, 10) * HOUR


def weeks_away(world: World, node: Node, chance: Random) -> None:
    """A market stall without any network."""
    world.lines[node.name].cut_until = world.timeline.now + chance.randrange(7, 40) * DAY


def clock_jump(_world: World, node: Node, chance: Random) -> None:
    """Somebody sets the clock by hours."""
    node.clock.jump(timedelta(minutes=chance.randrange(-1_500, 1_500)))
    node.clock_was_set = True


def clock_years(_world: World, node: Node, chance: Random) -> None:
    """An empty battery, or a slip of the finger."""
    node.clock.jump(timedelta(days=chance.choice((-1826, -365, 365, 1826))))
    node.clock_was_set = True


def clock_drift(_world: World, node: Node, chance: Random) -> None:
    """Minutes a day too fast or too slow."""
    node.clock.drift = chance.uniform(-0.002, 0.002)


def back_up(_world: World, node: Node, _chance: Random) -> None:
    """A copy of the disk, to be put back some day."""
    node.backups.append(node.disk.copy())


def restore(world: World, node: Node, chance: Random) -> None:
    """The disk breaks, and an old copy takes its place; the sentinel may be lost too."""
    if not node.backups:
        return
    node.disk.let_go()
    node.disk.put(chance.choice(node.backups))
    lost_note = chance.random() < 0.5
    if lost_note:
        node.sentinel.noted = None
    if lost_note or node.clock_was_set:
        node.disk_number += 1
    node.bent = True
    node.restart()
    world.expect_new_life(node)
    world.mourn()
    world.tell(f"{node.name} was restored")


def clone(world: World, node: Node, chance: Random) -> None:
    """The disk is copied into another machine, and both go on as the same terminal."""
    if any(each.name.endswith("'") for each in world.nodes) or node.bent:
        return
    name = f"{node.name}'"
    disk = Disk(world.folder / f"{name}.db", Random(f"{name} {world.seed}"))
    disk.put(node.disk.copy())
    twin = Node(name, node.keys, Clock(world.timeline, node.clock.ahead), Random(name), disk)
    if chance.random() < 0.3:
        twin.sentinel = MemorySentinel(node.sentinel.noted)
    node.bent = twin.bent = True
    world.add(twin)
    world.tell(f"{node.name} was cloned")


def server_back_up(world: World, _node: Node, _chance: Random) -> None:
    """The nightly backup of the server."""
    world.server_backups.append(world.server_disk.copy())


def server_restore(world: World, _node: Node, chance: Random) -> None:
    """The server's disk breaks; yesterday's backup takes its place, perhaps on another engine."""
    if not world.server_backups:
        return
    if chance.random() < 0.5:
        world.engine = f"engine {chance.getrandbits(32)}"
    world.restart_server(chance.choice(world.server_backups))
    world.outlived.clear()
    world.note_revoked()
    world.mourn()
    world.tell("the server was restored")


def newer_program(world: World, node: Node, chance: Random) -> None:
    """A newer program posts what nobody else understands: an unknown kind, entity or field."""
    bodies: list[dict[str, Any]] = [
        {"kind": "loyalty_points_given", "customer": 501, "points": 7},
        {"kind": "records_changed", "clock": 1, "changes": [["drone", 1, {"name": "x"}, True, 0]]},
        {
            "kind": "records_changed",
            "clock": 1,
            "changes": [["product", 101, {"halo": 1}, False, 0]],
        },
    ]
    _post_raw(world, node, chance.choice(bodies))


def poison(world: World, node: Node, _chance: Random) -> None:
    """A document that is well-formed and authentic and breaks the book's own rules."""
    body = {
        "kind": "sale",
        "serial": 999_999,
        "shift": 1,
        "warehouse": 1,
        "payments": [{"method": 1, "name": "现金", "kind": "cash", "amount": 100}],
        "total": 100,
    }
    _post_raw(world, node, body)


def _post_raw(world: World, node: Node, body: dict[str, Any]) -> None:
    """Put it into the journal as a program would that knows it; this one parks it."""

    def write(session: ShopSession, _: None) -> None:
        connection, till = session.connection(), session.till
        head = chain_head(connection, till.terminal, till.incarnation)
        moment = moment_of(connection, till.terminal, till.clock())
        written = Head(
            terminal=till.terminal,
            incarnation=till.incarnation,
            sequence=head.sequence + 1,
            store=till.store,
            at=moment.at,
            day=moment.day,
            hour=moment.hour,
            actor=OWNER_ID,
        )
        event = Document(head=written, body=EventRecorded(event="signed_in"))
        plain = json.loads(canonical_bytes(event)) | {"body": body}
        spelled = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        linked = chain_hash(head.hash, spelled)
        records = body["kind"] == "records_changed"
        row = {
            "key": written.key,
            "spelled": spelled,
            "hash": linked,
            "signature": till.sign(linked),
            "stream": 0 if records else int(till.store),
        }
        connection.execute(insert(JournalEntry), row)
        connection.execute(insert(ParkedDocument), {"document": written.key, "why": "newer"})

    from tests.simulation.hands import Hands  # noqa: PLC0415 (it knows the world)

    Hands(world, node, Random(0)).post(write, None)


def revoke_terminal(world: World, node: Node, _chance: Random) -> None:
    """Stolen: the server lets it in no more. It goes on selling, and what it sells is held."""
    if node.terminal in {1, 4} or world.revoked:
        return
    asked = wire.RevokeAsked(TerminalNo(node.terminal), 1)
    world.ask_server(lambda service: service.revoke_from_server(asked))
    world.note_revoked()
    world.tell(f"{node.name} was revoked")


def power_off(world: World, node: Node, _chance: Random) -> None:
    """The plug is pulled while nothing is written."""
    node.disk.image = node.disk.copy()
    node.disk.dead = True
    node.restart()
    world.tell(f"{node.name} was unplugged")


FAULT_WORK: dict[str, Callable[[World, Node, Random], None]] = {
    **{fate: _hampers(fate) for fate in NETWORK_FAULTS},
    "cut_off": cut_off,
    "deaf": deaf,
    **{fault.value: _fails(fault) for fault in DiskFault},
    "server_commit_fails": _fails(DiskFault.COMMIT_FAILS, server=True),
    "server_crash": _fails(DiskFault.CRASH, server=True),
    "server_crash_after_commit": _fails(DiskFault.CRASH_AFTER_COMMIT, server=True),
    "server_torn": _fails(DiskFault.TORN, server=True),
    "server_full": _fails(DiskFault.FULL, server=True),
    "server_io_error": _fails(DiskFault.IO_ERROR, server=True),
    "clock_jump": clock_jump,
    "clock_years": clock_years,
    "clock_drift": clock_drift,
    "weeks_away": weeks_away,
    "back_up": back_up,
    "restore": restore,
    "clone": clone,
    "server_back_up": server_back_up,
    "server_restore": server_restore,
    "newer_program": newer_program,
    "poison": poison,
    "revoke_terminal": revoke_terminal,
    "power_off": power_off,
}
