"""Who gets to the till, who waits, and what a guesser learns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import pytest

from jxc_desktop.commands.secret_check import hash_secret
from jxc_desktop.commands.sign_in import SignedIn
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.ui.ports import C, Handle, R, Refused, Then
from jxc_desktop.ui.sign_in.presenter import Face, SignInPresenter
from tests.shop import CASHIER_ID, OWNER_ID, Shop
from tests.ui.at_the_till import OWNERS_PIN, ShopRunner
from tests.ui.instant_desk import InstantDesk


@dataclass
class RemembersSignIn:
    """A sign-in screen that remembers."""

    people: tuple[Face, ...] = ()
    asked: Face | None = None
    wait: int = 0
    problems: list[str] = field(default_factory=list)
    busy: list[bool] = field(default_factory=list)

    def show_people(self, people: Sequence[Face]) -> None:
        self.people = tuple(people)

    def show_choice(self) -> None:
        self.asked = None

    def show_person(self, face: Face) -> None:
        self.asked = face

    def show_wait(self, seconds: int) -> None:
        self.wait = seconds

    def show_problem(self, refusal: Refusal) -> None:
        self.problems.append(refusal.code)

    def show_busy(self, *, busy: bool) -> None:
        self.busy.append(busy)


@dataclass
class SignInDoor:
    """The screen, its presenter and who came in."""

    screen: RemembersSignIn
    presenter: SignInPresenter
    runner: ShopRunner
    came_in: list[SignedIn]


def door_of(shop: Shop, locked_for: PersonId | None = None) -> SignInDoor:
    runner, screen = ShopRunner(shop), RemembersSignIn()
    came_in: list[SignedIn] = []
    desk = InstantDesk(runner, shop.store.reading)
    presenter = SignInPresenter(desk, screen, came_in.append, locked_for=locked_for)
    presenter.start()
    return SignInDoor(screen, presenter, runner, came_in)


@pytest.fixture
def door(shop: Shop) -> SignInDoor:
    shop.edit("person", CASHIER_ID, secret=hash_secret("2580"))
    return door_of(shop)


def test_the_screen_shows_everybody_who_can_sign_in(door: SignInDoor) -> None:
    assert [face.number for face in door.screen.people] == ["1000", "1001"]
    assert door.screen.people[1].name == "李小红"


def test_somebody_without_a_secret_has_no_tile(shop: Shop) -> None:
    assert [face.number for face in door_of(shop).screen.people] == ["1000"]


def test_a_cashier_picks_her_tile_types_her_pin_and_is_in(door: SignInDoor) -> None:
    door.presenter.pick("1001")
    assert door.screen.asked == Face("1001", "李小红", "cashier")
    door.presenter.enter("2580")
    assert [person.name for person in door.came_in] == ["李小红"]
    assert door.screen.busy == [True, False]


def test_a_typed_number_in_full_width_digits_finds_the_person(door: SignInDoor) -> None:
    door.presenter.pick(" １００１ ")
    assert door.screen.asked is not None
    assert door.screen.asked.name == "李小红"


def test_a_number_that_nobody_has_tells_nothing(door: SignInDoor) -> None:
    door.presenter.pick("7777")
    assert door.screen.asked == Face("7777")
    door.presenter.enter("2580")
    assert door.screen.problems == ["sign_in_wrong"]
    assert door.came_in == []


def test_after_slips_the_guesser_sees_the_seconds_run_down(door: SignInDoor) -> None:
    door.presenter.pick("1001")
    for _ in range(5):
        door.presenter.enter("0000")
    assert door.screen.problems == ["sign_in_wrong"] * 4
    assert door.screen.wait == 5
    tried = len(door.runner.commands)
    door.presenter.enter("2580")
    assert len(door.runner.commands) == tried, "while she waits nothing is checked"
    seen = []
    for _ in range(5):
        door.presenter.second_passed()
        seen.append(door.screen.wait)
    assert seen == [4, 3, 2, 1, 0]


def test_somebody_else_need_not_wait_for_the_guesser(door: SignInDoor) -> None:
    door.presenter.pick("1001")
    for _ in range(5):
        door.presenter.enter("0000")
    door.presenter.choose_again()
    door.presenter.pick("1000")
    assert door.screen.wait == 0
    door.presenter.enter(OWNERS_PIN)
    assert [person.name for person in door.came_in] == ["王老板"]
    door.presenter.pick("1001")
    assert door.screen.wait == 5


def test_a_locked_till_asks_the_person_who_left_it(shop: Shop) -> None:
    locked = door_of(shop, locked_for=OWNER_ID)
    assert locked.screen.asked is not None
    assert locked.screen.asked.name == "王老板"
    locked.presenter.choose_again()
    assert locked.screen.asked is None


class SlowDesk(InstantDesk):
    """A desk that carries a command out only when told to go on."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(ShopRunner(shop), shop.store.reading)
        self.waiting: list[Callable[[], None]] = []

    def submit(self, handle: Handle[C, R], command: C, then: Then[R], refused: Refused) -> None:
        self.waiting.append(partial(super().submit, handle, command, then, refused))


def test_an_impatient_enter_is_checked_once(shop: Shop) -> None:
    desk, screen = SlowDesk(shop), RemembersSignIn()
    came_in: list[SignedIn] = []
    presenter = SignInPresenter(desk, screen, came_in.append)
    presenter.start()
    presenter.pick("1000")
    presenter.enter(OWNERS_PIN)
    presenter.enter(OWNERS_PIN)
    presenter.pick("1001")
    presenter.choose_again()
    assert len(desk.waiting) == 1
    desk.waiting.pop()()
    assert [person.name for person in came_in] == ["王老板"]
    assert screen.asked == Face("1000", "王老板", "owner")
