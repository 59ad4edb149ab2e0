"""A till for tests of presenters: a real shop behind a desk that answers at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jxc_desktop.commands.secret_check import hash_secret
from jxc_desktop.commands.sign_in import SignedIn
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.find_permissions import (
    ApproverRow,
    find_discount_limit,
    find_permissions,
)
from jxc_desktop.ui.counter.doors import Doors
from tests.shop import CASHIER_ID, OWNER_ID, Shop, make_shop
from tests.ui.instant_desk import InstantDesk

OWNERS_PIN = "1470"


class ShopRunner:
    """Carries out commands on the shop at once, and remembers them."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.commands: list[object] = []

    def submit(self, handle: Callable[[Any, Any], Any], command: Any) -> Future[Any]:
        self.commands.append(command)
        done: Future[Any] = Future()
        try:
            done.set_result(self._shop.do(handle, command))
        except Refusal as refusal:
            done.set_exception(refusal)
        return done


@dataclass
class Counter:
    """The doors of one cashier, and what went through them."""

    shop: Shop
    doors: Doors
    runner: ShopRunner

    def handed_in(self, kind: type) -> list[Any]:
        return [command for command in self.runner.commands if isinstance(command, kind)]


def stand_at(shop: Shop, person: PersonId = CASHIER_ID) -> Counter:
    """The person at the shop's till, with what their role allows."""
    runner = ShopRunner(shop)
    signed_in = SignedIn(
        person=person,
        name="李小红" if person == CASHIER_ID else "王老板",
        role_name="收银员" if person == CASHIER_ID else "老板",
        permissions=shop.ask(lambda session: find_permissions(session, person)),
        discount_limit=shop.ask(lambda session: find_discount_limit(session, person)),
    )
    desk = InstantDesk(runner, shop.store.reading)
    return Counter(shop, Doors(desk, shop.store.reading, signed_in), runner)


def shop_with_pins(folder: Path) -> Shop:
    """A shop with an open shift whose owner can approve."""
    shop = make_shop(folder)
    shop.edit("person", OWNER_ID, secret=hash_secret(OWNERS_PIN))
    shop.open_shift()
    return shop


@dataclass
class ApprovalMemory:
    """The approval sheet as tests see it; `allow` answers the next questions by itself."""

    asked: list[Permission] = field(default_factory=list)
    approvers: tuple[ApproverRow, ...] = ()
    problems: list[str] = field(default_factory=list)
    is_open: bool = False
    allows: bool = False
    _entered: Callable[[str, str], object] = lambda _number, _secret: None
    _dismissed: Callable[[], object] = lambda: None

    def allow(self) -> None:
        """From now on the owner stands beside the till and says yes."""
        self.allows = True

    def ask_approver(
        self,
        permission: Permission,
        approvers: Sequence[ApproverRow],
        entered: Callable[[str, str], object],
        dismissed: Callable[[], object],
    ) -> None:
        self.asked.append(permission)
        self.approvers = tuple(approvers)
        self.is_open = True
        self._entered, self._dismissed = entered, dismissed
        if self.allows:
            self.enter("1000", OWNERS_PIN)

    def enter(self, number: str, secret: str) -> None:
        self._entered(number, secret)

    def dismiss(self) -> None:
        self.is_open = False
        self._dismissed()

    def show_problem(self, refusal: Refusal) -> None:
        self.problems.append(refusal.code)

    def close(self) -> None:
        self.is_open = False
