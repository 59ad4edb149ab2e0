"""A person at a machine: types, presses, and remembers what the screen confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.store.trouble import StoreTrouble
from tests.simulation.disk import PowerCut

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from jxc_desktop.store.session import ShopSession
    from tests.simulation.node import Node, Seen
    from tests.simulation.oracle import Fact
    from tests.simulation.world import World

C = TypeVar("C")
R = TypeVar("R")

OWNER_ID = PersonId(1)


@dataclass
class Hands:
    """Somebody does one thing at `node`; `chance` decides what exactly."""

    world: World
    node: Node
    chance: Random

    @property
    def cashier(self) -> PersonId:
        """Who sells here: each till has its own cashier."""
        return PersonId(10 + self.node.terminal)

    def post(
        self, handle: Callable[[ShopSession, C], R], command: C, fact: Fact | None = None
    ) -> R | None:
        """Run the command; what it confirms becomes a fact. None where it was refused or cut off.

        After a cut the person looks what the machine has kept, and believes that.
        """
        node, before = self.node, self.node.head_key()
        try:
            result = node.do(handle, command)
            documents = node.since(before)
        except Refusal as refusal:
            self._refused(refusal, before)
            return None
        except PowerCut:
            node.restart()
            self.world.tell(f"{node.name} stopped")
            self._remember(fact, node.kept_since(before))
            return None
        assert documents or fact is None, "what is confirmed is in the journal"
        self._remember(fact, documents)
        return result

    def _refused(self, refusal: Refusal, before: int) -> None:
        self.world.tell(f"{self.node.name} refused {refusal.code}")
        self.node.disk.disarm()
        left = self.node.since(before)
        if left:
            self.world.fault(f"{self.node.name} refused {refusal.code} and kept {left}")
        if isinstance(refusal, StoreTrouble):
            # Who hears of a bad disk starts anew, as the program asks for.
            self.node.restart()

    def _remember(self, fact: Fact | None, documents: list[Seen]) -> None:
        if not documents:
            return
        self.world.tell(f"{self.node.name} {documents[-1].key} {documents[-1].hash[:12]}")
        self.world.saw(self.node, documents)
        if fact is not None:
            self.world.facts.append(fact | _shown(documents[-1], fact) | self.node.mark)


def _shown(document: Seen, fact: Fact) -> Fact:
    """What paper and screen tell of the document."""
    head, body = document.head, document.body
    told: dict[str, Any] = {
        "sure": True,
        "key": document.key,
        "hash": document.hash,
        "terminal": head["terminal"],
        "incarnation": head["incarnation"],
        "store": head["store"],
        "numbers": {},
    }
    day = head["day"]
    match fact["kind"]:
        case "sale" | "void":
            told["numbers"] = {f"receipt {day}": body["serial"]}
        case "customer_paid":
            told["numbers"] = {f"payment {day}": body["serial"]}
        case "goods":
            told["numbers"] = {"goods": body["serial"]}
        case "shift_opened":
            told["numbers"] = {"shift": body["number"]}
        case "shift_closed":
            told["difference"] = body["counted"] - body["expected"]
        case "day_closed":
            told["numbers"] = {"z": body["number"]}
        case "edit":
            told["clock"] = body["clock"]
        case _:
            pass
    return told
