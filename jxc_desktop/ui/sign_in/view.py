"""The sign-in as people see it: the plate, the tiles and the card that asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.commands.sign_in import SignedIn
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.ports import DeskPort
from jxc_desktop.ui.sign_in.people_board import PeopleBoard
from jxc_desktop.ui.sign_in.plate import Plate, ShopPlate
from jxc_desktop.ui.sign_in.presenter import Face, SignInPresenter
from jxc_desktop.ui.sign_in.secret_card import SecretCard
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone

_SECOND_MS = 1000
_CARD_WIDTH = 384


class SignInView(QWidget):
    """Reports who was picked and what was typed; it decides nothing."""

    person_picked = Signal(str)
    secret_entered = Signal(str)
    other_person_pressed = Signal()
    second_passed = Signal()

    def __init__(self, plate: ShopPlate, *, now: Callable[[], datetime], locked: bool) -> None:
        super().__init__()
        self._now = now
        self._wait = 0
        self._plate = Plate(plate)
        self._board = PeopleBoard()
        self._card = SecretCard()
        self._card.setFixedWidth(_CARD_WIDTH)
        title = _("收银台已锁定") if locked else _("欢迎上班")
        hint = _("没收完的单还在，解锁后接着收") if locked else _("请选择自己的名字")
        self.setAccessibleName(title)
        people = QVBoxLayout()
        people.setSpacing(Space.SMALL)
        people.addWidget(TextLabel(title, TextRole.FIGURE))
        people.addWidget(TextLabel(hint, TextRole.BODY, Tone.MUTED))
        people.addSpacing(Space.LARGE)
        people.addWidget(self._board, 1)
        row = QHBoxLayout()
        row.setContentsMargins(Space.VAST, Space.VAST, Space.VAST, Space.VAST)
        row.setSpacing(Space.VAST)
        row.addLayout(people, 1)
        row.addWidget(self._card)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._plate)
        layout.addLayout(row, 1)
        self.setFocusProxy(self._card)
        self._connect()
        self._on_second()

    def show_people(self, people: Sequence[Face]) -> None:
        """Put the people on the board."""
        self._board.show_people(people)

    def show_choice(self) -> None:
        """Ask who it is."""
        self._board.show_asked("")
        self._card.ask_number()
        self._wait = 0

    def show_person(self, face: Face) -> None:
        """Ask this person for the secret."""
        self._board.show_asked(face.number)
        detail = _("{role} · 工号 {number}") if face.role_name else _("工号 {number}")
        name = face.name or _("请输入 PIN 码")
        self._card.ask_secret(name, detail.format(role=face.role_name, number=face.number))
        self._wait = 0

    def show_wait(self, seconds: int) -> None:
        """So long nothing is checked; 0 takes the notice back."""
        if seconds == self._wait:
            return
        self._wait = seconds
        sentence = _("错了太多次，请等 {seconds} 秒").format(seconds=seconds) if seconds else ""
        self._card.show_problem(sentence)

    def show_problem(self, refusal: Refusal) -> None:
        """What was wrong with the secret."""
        self._card.show_problem(refusal_text(refusal))
        self._card.nudge()

    def show_busy(self, *, busy: bool) -> None:
        """The secret is being checked."""
        self._card.show_busy(busy=busy)

    def _connect(self) -> None:
        self._board.person_pressed.connect(self.person_picked)
        self._card.number_entered.connect(self.person_picked)
        self._card.secret_entered.connect(self.secret_entered)
        self._card.other_person_pressed.connect(self.other_person_pressed)
        timer = QTimer(self)
        timer.timeout.connect(self._on_second)
        timer.start(_SECOND_MS)

    def _on_second(self) -> None:
        self._plate.show_moment(self._now())
        self.second_passed.emit()


class SignIn(SignInView):
    """The sign-in ready to be put over the window; `locked_for` is who left the till."""

    def __init__(
        self,
        desk: DeskPort,
        plate: ShopPlate,
        signed_in: Callable[[SignedIn], object],
        *,
        now: Callable[[], datetime],
        locked_for: PersonId | None = None,
    ) -> None:
        super().__init__(plate, now=now, locked=locked_for is not None)
        self._presenter = SignInPresenter(desk, self, signed_in, locked_for=locked_for)
        self.person_picked.connect(self._presenter.pick)
        self.secret_entered.connect(self._presenter.enter)
        self.other_person_pressed.connect(self._presenter.choose_again)
        self.second_passed.connect(self._presenter.second_passed)
        self._presenter.start()
