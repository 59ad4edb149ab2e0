"""Handing over step by step: count, compare, look, confirm; nothing is posted before that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.shifts import CloseShift, ShiftWasClosed, close_shift
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.queries.list_held_baskets import find_open_basket, list_held_baskets
from jxc_desktop.queries.list_people import PersonRow, list_people
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.shift.closing.count import CountingUp
from jxc_desktop.ui.shift.shift_now import ShiftNow, read_shift, sees_cash

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import MethodId, PersonId
    from jxc_desktop.domain.numbers import Money
    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.ui.counter.doors import Doors


class Step(Enum):
    """Where the handing over stands."""

    COUNT = 1
    METHODS = 2
    CONFIRM = 3
    DONE = 4


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What lies at the till and does not block: it stays there for the next shift."""

    open_lines: int
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosingSight:
    """All that the closing screen shows; `expected_shown` is False while the count is blind."""

    step: Step
    steps: tuple[Step, ...]
    count: CountingUp
    expected_shown: bool
    unfinished: Unfinished
    successors: tuple[PersonRow, ...]


class ClosingScreen(Protocol):
    """Shows one step and reports what was counted."""

    def show_step(self, sight: ClosingSight) -> None:
        """Come to this step: the fields are filled from the count."""
        ...

    def show_count(self, sight: ClosingSight) -> None:
        """The sums moved; the fields stay as they are."""
        ...

    def show_result(self, closed: ShiftWasClosed, count: CountingUp) -> None: ...

    def show_refusal(self, refusal: Refusal) -> None: ...


@dataclass(frozen=True, slots=True)
class _Found:
    now: ShiftNow
    unfinished: Unfinished
    people: tuple[PersonRow, ...]


def _look(session: ShopSession) -> _Found:
    basket = find_open_basket(session)
    return _Found(
        now=read_shift(session),
        unfinished=Unfinished(
            open_lines=0 if basket is None else len(basket.basket.lines),
            held=tuple(row.note or row.held_by for row in list_held_baskets(session)),
        ),
        people=list_people(session),
    )


class ClosingPresenter:
    """Leads through the steps; `closed` hears of the end, `given_up` that nothing was closed."""

    def __init__(
        self,
        doors: Doors,
        screen: ClosingScreen,
        approval: ApprovalPresenter,
        closed: Callable[[ShiftWasClosed], object],
        given_up: Callable[[], object],
    ) -> None:
        self._doors = doors
        self._screen = screen
        self._approval = approval
        self._closed = closed
        self._given_up = given_up
        self._sight: ClosingSight | None = None
        self._busy = False

    def begin(self) -> None:
        """Look what the till holds and begin to count."""
        self._doors.desk.ask(_look, self._on_found)

    def count_pieces(self, denomination: Money, pieces: int) -> None:
        """So many pieces of one note or coin lie in the drawer."""
        self._change(lambda count: count.with_pieces(denomination, pieces))

    def count_total(self, total: Money | None) -> None:
        """The cash was counted elsewhere and comes to `total`; None counts pieces again."""
        self._change(lambda count: count.with_total(total))

    def read_off(self, method: MethodId, amount: Money) -> None:
        """What the phone or the card machine says for the method."""
        self._change(lambda count: count.with_read_off(method, amount))

    def leave(self, amount: Money) -> None:
        """So much stays in the drawer as the next float."""
        self._change(lambda count: replace(count, left=amount))

    def hand_to(self, person: PersonId | None) -> None:
        """Who takes over; nobody yet is an answer too."""
        self._change(lambda count: replace(count, taken_over_by=person))

    def remark(self, text: str) -> None:
        """What the owner should know."""
        self._change(lambda count: replace(count, remark=text))

    def go_on(self) -> None:
        """To the next step; from the last one the shift is closed."""
        sight = self._sight
        if sight is None or sight.step is Step.DONE:
            return
        if sight.step is Step.CONFIRM:
            self._close(sight.count)
        else:
            self._show_step(sight, 1)

    def go_back(self) -> None:
        """To the step before; before the first one the shift simply goes on."""
        sight = self._sight
        if sight is None or self._busy or sight.step is Step.DONE:
            return
        if sight.step is sight.steps[0]:
            self._sight = None
            self._given_up()
        else:
            self._show_step(sight, -1)

    def _on_found(self, found: _Found) -> None:
        shift = found.now.shift
        if shift is None:
            self._screen.show_refusal(Refusal("shift_not_open"))
            self._given_up()
            return
        methods = found.now.read_off
        steps = (Step.COUNT, Step.METHODS, Step.CONFIRM) if methods else (Step.COUNT, Step.CONFIRM)
        self._sight = ClosingSight(
            step=Step.COUNT,
            steps=steps,
            count=CountingUp(shift, methods),
            expected_shown=sees_cash(self._doors, found.now),
            unfinished=found.unfinished,
            successors=tuple(who for who in found.people if who.person != shift.cashier),
        )
        self._screen.show_step(self._sight)

    def _show_step(self, sight: ClosingSight, by: int) -> None:
        step = sight.steps[sight.steps.index(sight.step) + by]
        self._sight = replace(sight, step=step)
        self._screen.show_step(self._sight)

    def _change(self, changed: Callable[[CountingUp], CountingUp]) -> None:
        if self._sight is None or self._sight.step is Step.DONE or self._busy:
            return
        try:
            count = changed(self._sight.count)
        except Refusal as refusal:
            self._screen.show_refusal(refusal)
            return
        self._sight = replace(self._sight, count=count)
        self._screen.show_count(self._sight)

    def _close(self, count: CountingUp) -> None:
        if self._busy:
            return
        self._busy = True
        self._approval.run(
            Errand(
                close_shift, lambda grants: self._command(count, grants), self._on_closed, self._no
            )
        )

    def _command(self, count: CountingUp, grants: tuple[int, ...]) -> CloseShift:
        assert self._sight is not None
        return CloseShift(
            actor=self._doors.cashier.person,
            counted=count.counted,
            left=count.stays,
            notes=count.notes(),
            methods=count.counted_methods(),
            blind=not self._sight.expected_shown,
            taken_over_by=count.taken_over_by,
            remark=count.remark,
            approvals=grants,
        )

    def _on_closed(self, closed: ShiftWasClosed) -> None:
        assert self._sight is not None
        self._busy = False
        self._sight = replace(self._sight, step=Step.DONE)
        self._screen.show_result(closed, self._sight.count)
        self._closed(closed)

    def _no(self, refusal: Refusal) -> None:
        self._busy = False
        self._screen.show_refusal(refusal)
