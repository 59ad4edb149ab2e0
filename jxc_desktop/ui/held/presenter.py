"""Putting a basket aside for the next customer, and taking one up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.held_baskets import (
    DiscardHeldBasket,
    HoldBasket,
    RecallBasket,
    RecalledBasket,
    discard_held_basket,
    hold_basket,
    recall_basket,
)
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_held_baskets import HeldBasketRow, list_held_baskets
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.counter.screen import CounterScreen, Noted, NoteQuestion, ReasonQuestion
from jxc_desktop.ui.language import _

if TYPE_CHECKING:
    from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
    from jxc_desktop.ui.counter.doors import Doors


@dataclass(frozen=True, slots=True)
class HeldShown:
    """One basket put aside, as the list shows it; without `total` this program cannot read it."""

    held: int
    age: timedelta
    held_by: str
    note: str
    customer: str
    pieces: int
    total: Money | None
    names: str
    """The first goods in it, by which the cashier knows it again."""
    forgotten: bool


class HeldScreen(CounterScreen, Protocol):
    """Shows the baskets put aside."""

    def show_held(self, held: Sequence[HeldShown]) -> None: ...

    def close_held(self) -> None: ...

    def show_held_count(self, count: int) -> None: ...


class HeldPresenter:
    """Holds, lists, takes up and throws away."""

    def __init__(
        self,
        doors: Doors,
        in_hand: BasketInHand,
        approvals: ApprovalPresenter,
        screen: HeldScreen,
        now: Callable[[], datetime],
    ) -> None:
        self._doors = doors
        self._in_hand = in_hand
        self._approvals = approvals
        self._screen = screen
        self._now = now

    def count(self) -> None:
        """Show how many there are."""
        self._doors.desk.ask(
            list_held_baskets, lambda rows: self._screen.show_held_count(len(rows))
        )

    def hold(self) -> None:
        """Put the basket aside; a few words may say whose it is."""
        if self._in_hand.basket.is_empty:
            self.open_list()
            return
        question = NoteQuestion(
            _("挂单"),
            _("备注，例如：穿红衣服的大姐（可不填）"),
            action=_("挂单"),
            paper=_("挂单并打条"),
        )
        self._screen.ask_note(question, self._hold_with)

    def open_list(self) -> None:
        """Show what was put aside."""
        self._doors.desk.ask(list_held_baskets, self._show)

    def recall(self, held: int) -> None:
        """Go on with this one; what is in hand now is put aside in its place."""
        if self._in_hand.basket.is_empty:
            self._recall(held)
        else:
            self._hold(Noted(""), lambda: self._recall(held))

    def discard(self, held: int) -> None:
        """Throw this one away, for a reason that stays on record."""
        question = ReasonQuestion(
            title=_("作废挂单"),
            text=_("这一单不要了，作废会留下记录。"),
            reasons=(_("顾客没有回来"), _("顾客不要了"), _("挂错了")),
            action=_("作废挂单"),
            dangerous=True,
        )
        self._screen.ask_reason(question, lambda reason: self._discard(held, reason))

    def _show(self, rows: Sequence[HeldBasketRow]) -> None:
        hours = self._doors.look_up(find_settings).held_basket_hours
        forgotten, now = timedelta(hours=hours), self._now()
        self._screen.show_held_count(len(rows))
        self._screen.show_held([_shown(row, now, forgotten) for row in rows])

    def _hold_with(self, noted: Noted) -> None:
        said = (
            _("已挂单，挂单条正在打印，按 F7 取回") if noted.on_paper else _("已挂单，按 F7 取回")
        )
        self._hold(noted, lambda: self._screen.show_notice(said))

    def _hold(self, noted: Noted, then: Callable[[], object]) -> None:
        command = HoldBasket(
            self._in_hand.basket,
            self._doors.cashier.person,
            self._in_hand.request,
            noted.note,
            print_slip=noted.on_paper,
        )

        def held(_number: int) -> None:
            self._in_hand.begin()
            self.count()
            then()

        if self._in_hand.send_off():
            self._doors.desk.submit(hold_basket, command, held, self._refused)

    def _recall(self, held: int) -> None:
        def recalled(found: RecalledBasket) -> None:
            self._in_hand.take_up(found.basket, found.request)
            self._screen.close_held()
            self.count()
            if found.repriced:
                names = "、".join(found.repriced[:3])
                self._screen.show_warning(
                    _("挂单后价格变了，仍按挂单时的价格：{names}").format(names=names)
                )

        command = RecallBasket(held, self._doors.cashier.person)
        self._doors.desk.submit(recall_basket, command, recalled, self._screen.show_refusal)

    def _discard(self, held: int, reason: str) -> None:
        def make(grants: tuple[int, ...]) -> DiscardHeldBasket:
            return DiscardHeldBasket(held, self._doors.cashier.person, reason, grants)

        def discarded(_done: object) -> None:
            self._screen.show_notice(_("挂单已作废"))
            self.open_list()

        self._approvals.run(Errand(discard_held_basket, make, discarded, self._screen.show_refusal))

    def _refused(self, refusal: Refusal) -> None:
        self._in_hand.come_back()
        self._screen.show_refusal(refusal)


def _shown(row: HeldBasketRow, now: datetime, forgotten: timedelta) -> HeldShown:
    age = max(timedelta(0), now - row.held_at)
    basket = row.basket
    return HeldShown(
        held=row.held,
        age=age,
        held_by=row.held_by,
        note=row.note,
        customer="" if basket is None or basket.customer is None else basket.customer.name,
        pieces=0 if basket is None else basket.pieces,
        total=None if basket is None else basket.total,
        names="" if basket is None else "、".join(line.item.name for line in basket.lines[:3]),
        forgotten=age > forgotten,
    )
