"""The first run: four steps are asked one by one, then the shop is made in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

from jxc_desktop.commands.change_person import fit_name, fit_number
from jxc_desktop.commands.local_settings import ChangeLocalSettings, change_local_settings
from jxc_desktop.commands.set_up_shop import TEXT_LETTERS_MAX, SetUpShop, ShopSetUp, set_up_shop
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.machine_settings import (
    MachineSettings,
    PrinterConnection,
    refuse_unfit_machine,
)
from jxc_desktop.domain.secret_policy import is_easily_guessed, refuse_unfit_secret
from jxc_desktop.ui.office.time_zones import TIME_ZONES

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.domain.words import Words
    from jxc_desktop.ui.ports import DeskPort


class Step(IntEnum):
    """Where the wizard stands."""

    SHOP = 0
    TILL = 1
    OWNER = 2
    PAPER = 3
    CODE = 4
    """The shop is made; the recovery code is to be written down."""


@dataclass(frozen=True, slots=True)
class FirstRunDraft:
    """What was typed so far."""

    shop_name: str = ""
    address: str = ""
    phone: str = ""
    store_name: str = ""
    terminal_name: str = ""
    time_zone: str = TIME_ZONES[0]
    day_end_hour: int = 4
    owner_name: str = ""
    owner_number: str = "1000"
    secret: str = ""
    secret_again: str = ""
    receipt_width: int = 80
    printer: str = PrinterConnection.NONE.value
    printer_address: str = ""

    def __repr__(self) -> str:
        """Without the secret, since it ends up in tracebacks."""
        return f"FirstRunDraft({self.shop_name!r})"


@dataclass(frozen=True, slots=True)
class NewTill:
    """What the app made before the shop: the till's public key and the code that brings it back."""

    public_key: bytes
    recovery_code: str
    words: Words


class FirstRunScreen(Protocol):
    """One step at a time."""

    def show_step(self, step: Step, draft: FirstRunDraft) -> None: ...

    def show_problem(self, name: str, refusal: Refusal | None) -> None:
        """Say beside a field what is wrong, and put the keyboard there."""
        ...

    def show_easily_guessed(self, *, guessed: bool) -> None:
        """Warn of a PIN that a thief tries first; nothing is refused."""
        ...

    def show_refusal(self, refusal: Refusal) -> None: ...

    def show_busy(self, *, busy: bool) -> None: ...

    def show_recovery_code(self, code: str) -> None: ...


class FirstRunPresenter:
    """`finished` hears who the owner is, after the code was written down."""

    def __init__(
        self,
        desk: DeskPort,
        screen: FirstRunScreen,
        till: NewTill,
        finished: Callable[[PersonId], object],
    ) -> None:
        self._desk = desk
        self._screen = screen
        self._till = till
        self._finished = finished
        self._step = Step.SHOP
        self._draft = FirstRunDraft()
        self._problems: set[str] = set()
        self._busy = False
        self._owner: PersonId | None = None

    def start(self) -> None:
        """Ask the first step."""
        self._screen.show_step(self._step, self._draft)

    def edit(self, name: str, value: str | int) -> None:
        """Something was typed; a complaint about it goes away."""
        change: dict[str, Any] = {name: value}
        self._draft = replace(self._draft, **change)
        if name in self._problems:
            self._problems.discard(name)
            self._screen.show_problem(name, None)
        if name == "secret":
            guessed = bool(self._draft.secret) and is_easily_guessed(self._draft.secret)
            self._screen.show_easily_guessed(guessed=guessed)

    def go_on(self) -> None:
        """To the next step, if this one is filled in; after the last one the shop is made."""
        if self._busy or self._step is Step.CODE or self._complains():
            return
        if self._step is Step.PAPER:
            self._make_shop()
        else:
            self._go_to(Step(self._step + 1))

    def go_back(self) -> None:
        """To the step before; what was typed stays."""
        if not self._busy and Step.SHOP < self._step < Step.CODE:
            self._go_to(Step(self._step - 1))

    def finish(self) -> None:
        """The code is written down."""
        if self._owner is not None:
            self._finished(self._owner)

    def _go_to(self, step: Step) -> None:
        self._step = step
        self._screen.show_step(step, self._draft)

    def _complains(self) -> bool:
        for name, check in _CHECKS[self._step]:
            try:
                check(self._draft)
            except Refusal as refusal:
                self._problems.add(name)
                self._screen.show_problem(name, refusal)
                return True
        return False

    def _make_shop(self) -> None:
        self._be_busy(busy=True)
        if self._owner is not None:
            # The shop stands and only the machine's part failed: a full disk was cleared.
            self._set_machine_up(self._owner)
            return
        draft = self._draft
        command = SetUpShop(
            shop_name=draft.shop_name,
            owner_name=draft.owner_name,
            owner_number=draft.owner_number,
            owner_secret=draft.secret,
            public_key=self._till.public_key,
            store_name=draft.store_name,
            terminal_name=draft.terminal_name,
            address=draft.address,
            phone=draft.phone,
            time_zone=draft.time_zone,
            day_end_hour=draft.day_end_hour,
            words=self._till.words,
        )
        self._desk.submit(set_up_shop, command, self._on_made, self._on_refused)

    def _on_made(self, made: ShopSetUp) -> None:
        self._owner = made.owner
        self._set_machine_up(made.owner)

    def _set_machine_up(self, owner: PersonId) -> None:
        command = ChangeLocalSettings(owner, machine_of(self._draft))
        self._desk.submit(change_local_settings, command, self._on_ready, self._on_refused)

    def _on_ready(self, _machine: MachineSettings) -> None:
        self._be_busy(busy=False)
        self._draft = replace(self._draft, secret="", secret_again="")
        self._go_to(Step.CODE)
        self._screen.show_recovery_code(self._till.recovery_code)

    def _on_refused(self, refusal: Refusal) -> None:
        self._be_busy(busy=False)
        self._screen.show_refusal(refusal)

    def _be_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._screen.show_busy(busy=busy)


def machine_of(draft: FirstRunDraft) -> MachineSettings:
    """The machine's settings as far as the wizard asked for them."""
    place = {
        PrinterConnection.TCP.value: "printer_host",
        PrinterConnection.SERIAL.value: "printer_line",
        PrinterConnection.WINDOWS.value: "printer_name",
        PrinterConnection.FILE.value: "printer_file",
    }.get(draft.printer)
    profile = "58" if draft.receipt_width == 58 else "80"
    machine = MachineSettings(printer=draft.printer, printer_profile=profile)
    change: dict[str, Any] = {place: draft.printer_address.strip()} if place else {}
    return replace(machine, **change)


Check = Callable[[FirstRunDraft], object]


def _needed(draft: FirstRunDraft) -> None:
    if not draft.shop_name.strip():
        raise Refusal("shop_name_needed")


def _short(name: str) -> tuple[str, Check]:
    def check(draft: FirstRunDraft) -> None:
        if len(getattr(draft, name).strip()) > TEXT_LETTERS_MAX:
            raise Refusal("text_too_long", limit=TEXT_LETTERS_MAX)

    return name, check


def _same_twice(draft: FirstRunDraft) -> None:
    if draft.secret != draft.secret_again:
        raise Refusal("secrets_differ")


_CHECKS: dict[Step, tuple[tuple[str, Check], ...]] = {
    Step.SHOP: (("shop_name", _needed), _short("shop_name"), _short("address"), _short("phone")),
    Step.TILL: (_short("store_name"), _short("terminal_name")),
    Step.OWNER: (
        ("owner_name", lambda draft: fit_name(draft.owner_name)),
        ("owner_number", lambda draft: fit_number(draft.owner_number)),
        ("secret", lambda draft: refuse_unfit_secret(draft.secret)),
        ("secret_again", _same_twice),
    ),
    Step.PAPER: (("printer_address", lambda draft: refuse_unfit_machine(machine_of(draft))),),
}
