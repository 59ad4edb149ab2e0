"""Taking goods back: the receipt, how much of each line, and into the basket with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import NOTHING, ONE, ZERO, Money, Quantity
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.find_customer import basket_customer
from jxc_desktop.queries.find_receipt import find_receipt, find_receipt_by_number
from jxc_desktop.queries.list_receipts import ReceiptRow, list_receipts
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.screen import CounterScreen, QuantityQuestion
from jxc_desktop.ui.language import _

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import Basket
    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.domain.receipt_facts import ReceiptFacts, ReceiptLine
    from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
    from jxc_desktop.ui.counter.doors import Doors


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line of the receipt: how much can still come back, and how much does now."""

    line: ReceiptLine
    left: Quantity
    chosen: Quantity = NOTHING

    @property
    def refund(self) -> Money:
        """What the chosen quantity gives back."""
        back = self.line.returnable
        return ZERO if back is None or not self.chosen else back.refund(self.chosen)


@dataclass(frozen=True, slots=True)
class ReturnShown:
    """A receipt with what is chosen to come back of it."""

    facts: ReceiptFacts
    lines: tuple[ReturnLine, ...]

    @property
    def refund(self) -> Money:
        """What all that is chosen gives back."""
        return Money.sum(line.refund for line in self.lines)

    @property
    def anything_chosen(self) -> bool:
        """Whether something comes back."""
        return any(line.chosen for line in self.lines)


class ReturnsScreen(CounterScreen, Protocol):
    """The page on which goods come back."""

    def open_returns(self) -> None: ...

    def show_recent(self, rows: Sequence[ReceiptRow]) -> None: ...

    def show_return(self, shown: ReturnShown | None) -> None: ...

    def leave_returns(self) -> None: ...


class ReturnsPresenter:
    """Finds the receipt and lets the cashier choose; the basket refuses more than was sold."""

    def __init__(
        self,
        doors: Doors,
        in_hand: BasketInHand,
        approvals: ApprovalPresenter,
        screen: ReturnsScreen,
        take_back: Callable[[], object],
    ) -> None:
        """`take_back` lets the counter take goods back without a receipt."""
        self._doors = doors
        self._in_hand = in_hand
        self._approvals = approvals
        self._screen = screen
        self._take_back = take_back
        self._shown: ReturnShown | None = None

    def start(self) -> None:
        """Open the page: scan the receipt, or pick one of the latest."""
        self._show(None)
        self._screen.open_returns()
        self.search("")

    def search(self, text: str) -> None:
        """Show the receipts that `text` means."""
        self._doors.desk.ask(
            lambda session: list_receipts(session, text=text),
            self._screen.show_recent,
            self._screen.show_failed_scan,
        )

    def find(self, text: str) -> None:
        """Open the receipt whose number was scanned or typed."""
        try:
            facts = self._doors.look_up(lambda session: find_receipt_by_number(session, text))
            self._open(facts)
        except Refusal as refusal:
            self._screen.show_failed_scan(refusal)

    def open(self, key: DocumentKey) -> None:
        """Open the receipt that was picked."""
        try:
            self._open(self._doors.look_up(lambda session: find_receipt(session, key)))
        except Refusal as refusal:
            self._screen.show_refusal(refusal)

    def choose(self, number: int, quantity: Quantity) -> Refusal | None:
        """Let `quantity` of the line `number` come back; why not, if it cannot."""
        line = self._line(number)
        if line is None:
            return Refusal("line_unknown", number=number)
        if quantity > line.left:
            return _over_sold(line)
        if quantity and not line.line.item.weighed and quantity.milli % 1000:
            item = line.line.item
            return Refusal(
                "quantity_not_whole", name=item.name, quantity=quantity, unit=item.unit_name
            )
        self._change(replace(line, chosen=max(NOTHING, quantity)))
        return None

    def step(self, number: int, by: int) -> None:
        """One more (1) or less (-1) of it comes back; what is weighed comes back as a whole."""
        line = self._line(number)
        if line is not None:
            one = line.left if line.line.item.weighed else ONE
            chosen = line.chosen + one if by > 0 else line.chosen - one
            self._change(replace(line, chosen=max(NOTHING, min(line.left, chosen))))

    def ask_quantity(self, number: int) -> None:
        """Ask how much of it comes back."""
        line = self._line(number)
        if line is not None:
            item = line.line.item
            question = QuantityQuestion(
                item.name, item.unit_name, item.weighed, line.line.price, line.left
            )
            self._screen.ask_quantity(question, lambda given: self.choose(number, given))

    def choose_all(self) -> None:
        """Everything that can still come back does."""
        if self._shown is not None:
            lines = tuple(replace(line, chosen=line.left) for line in self._shown.lines)
            self._show(replace(self._shown, lines=lines))

    def put_into_basket(self) -> None:
        """Put what is chosen into the basket and go back to the counter."""
        if self._shown is None or not self._shown.anything_chosen:
            self._screen.show_refusal(Refusal("nothing_chosen"))
            return
        try:
            basket = self._with_customer(self._in_hand.basket, self._shown.facts)
            for line in self._shown.lines:
                if line.chosen:
                    back = line.line
                    basket = basket.with_return(back.item, line.chosen, back.returnable, back.price)
            self._in_hand.put(basket, len(basket.lines))
        except Refusal as refusal:
            self._screen.show_refusal(refusal)
            return
        self.leave()

    def without_receipt(self) -> None:
        """Take goods back by scanning them, at no more than their price; it needs permission."""

        def allowed(_approved: object) -> None:
            self.leave()
            self._take_back()
            self._screen.show_notice(_("无小票退货：请扫退回的商品"))

        self._approvals.need([Permission.RETURN_WITHOUT_RECEIPT], self._in_hand.grants, allowed)

    def leave(self) -> None:
        """Back to the counter."""
        self._shown = None
        self._screen.leave_returns()

    def _open(self, facts: ReceiptFacts | None) -> None:
        if facts is None:
            raise Refusal("receipt_unknown")
        if facts.voided_by is not None:
            raise Refusal("already_voided")
        lines = tuple(
            ReturnLine(line, line.returnable.left - self._in_basket(facts, line))
            for line in facts.lines
            if line.returnable is not None
        )
        if all(line.left <= NOTHING for line in lines):
            raise Refusal("nothing_to_return")
        self._show(ReturnShown(facts, lines))

    def _in_basket(self, facts: ReceiptFacts, line: ReceiptLine) -> Quantity:
        """How much of it is coming back in this very basket."""
        return Quantity.sum(
            known.quantity
            for known in self._in_hand.basket.return_lines
            if known.return_of is not None
            and (known.return_of.sale, known.return_of.line) == (facts.key, line.number)
        )

    def _with_customer(self, basket: Basket, facts: ReceiptFacts) -> Basket:
        """The receipt's customer gets the money back; a customer named already stays."""
        customer = facts.customer
        if customer is None or basket.customer is not None:
            return basket
        named = self._doors.look_up(lambda session: basket_customer(session, customer))
        return basket.with_customer(named)

    def _line(self, number: int) -> ReturnLine | None:
        lines = () if self._shown is None else self._shown.lines
        return next((line for line in lines if line.line.number == number), None)

    def _change(self, changed: ReturnLine) -> None:
        assert self._shown is not None
        lines = tuple(
            changed if line.line.number == changed.line.number else line
            for line in self._shown.lines
        )
        self._show(replace(self._shown, lines=lines))

    def _show(self, shown: ReturnShown | None) -> None:
        self._shown = shown
        self._screen.show_return(shown)


def _over_sold(line: ReturnLine) -> Refusal:
    return Refusal("return_over_sold", name=line.line.name, sold=line.line.quantity, left=line.left)
