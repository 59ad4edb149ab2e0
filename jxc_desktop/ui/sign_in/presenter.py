"""Who is at the till: a person is picked or typed, the secret is checked, guessers wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from jxc_desktop.commands.secret_check import SignInRefused
from jxc_desktop.commands.sign_in import SignedIn, SignIn, sign_in
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.typed_text import half_width
from jxc_desktop.queries.list_people import PersonRow, list_people
from jxc_desktop.ui.ports import DeskPort


@dataclass(frozen=True, slots=True)
class Face:
    """A person as the sign-in screen shows them; a number that nobody has carries no name."""

    number: str
    name: str = ""
    role_name: str = ""


class SignInScreen(Protocol):
    """Shows the people of the shop and asks one of them for the secret."""

    def show_people(self, people: Sequence[Face]) -> None: ...

    def show_choice(self) -> None:
        """Ask who it is: a tile or the staff number."""
        ...

    def show_person(self, face: Face) -> None:
        """Ask this person for the secret."""
        ...

    def show_wait(self, seconds: int) -> None:
        """So long nothing is checked; 0 takes the notice back."""
        ...

    def show_problem(self, refusal: Refusal) -> None: ...

    def show_busy(self, *, busy: bool) -> None: ...


class SignInPresenter:
    """Asks who, asks for the secret, and hands on whoever is recognised.

    `locked_for` is whoever left the till; they are asked first.
    """

    def __init__(
        self,
        desk: DeskPort,
        screen: SignInScreen,
        signed_in: Callable[[SignedIn], object],
        *,
        locked_for: PersonId | None = None,
    ) -> None:
        self._desk = desk
        self._screen = screen
        self._signed_in = signed_in
        self._locked_for = locked_for
        self._people: tuple[Face, ...] = ()
        self._number = ""
        self._busy = False
        self._waits: dict[str, int] = {}

    def start(self) -> None:
        """Read who works here and ask."""
        self._screen.show_choice()
        self._desk.ask(list_people, self._on_people)

    def pick(self, number: str) -> None:
        """The staff number was typed, or the tile pressed.

        A number that nobody has goes on to the secret like any other, so that it tells nothing.
        """
        number = half_width(number).strip()
        if number and not self._busy:
            self._number = number
            self._screen.show_person(self._face(number))
            self._screen.show_wait(self._waits.get(number, 0))

    def choose_again(self) -> None:
        """Somebody else wants in."""
        if not self._busy:
            self._number = ""
            self._screen.show_choice()

    def enter(self, secret: str) -> None:
        """The secret was typed; an impatient second one is not looked at."""
        if not self._number or not secret or self._busy or self._waits.get(self._number):
            return
        self._be_busy(busy=True)
        self._desk.submit(sign_in, SignIn(self._number, secret), self._on_answer, self._on_refused)

    def second_passed(self) -> None:
        """Count the waiting down; called once a second."""
        self._waits = {number: left - 1 for number, left in self._waits.items() if left > 1}
        if self._number:
            self._screen.show_wait(self._waits.get(self._number, 0))

    def _on_people(self, rows: Sequence[PersonRow]) -> None:
        self._people = tuple(
            Face(row.number, row.name, row.role_name) for row in rows if row.has_secret
        )
        self._screen.show_people(self._people)
        left = next((row.number for row in rows if row.person == self._locked_for), "")
        if not self._number:
            self.pick(left)

    def _on_answer(self, answer: SignedIn | SignInRefused) -> None:
        self._be_busy(busy=False)
        if isinstance(answer, SignedIn):
            self._signed_in(answer)
        elif answer.seconds:
            self._waits[self._number] = answer.seconds
            self._screen.show_wait(answer.seconds)
        else:
            self._screen.show_problem(answer.refusal)

    def _on_refused(self, refusal: Refusal) -> None:
        self._be_busy(busy=False)
        self._screen.show_problem(refusal)

    def _be_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._screen.show_busy(busy=busy)

    def _face(self, number: str) -> Face:
        known = (face for face in self._people if face.number == number)
        return next(known, Face(number))
