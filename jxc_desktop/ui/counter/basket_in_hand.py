"""The basket that is being built: kept after each change, and sold under one id only once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from jxc_desktop.commands.open_basket import SaveOpenBasket, save_open_basket
from jxc_desktop.domain.basket import Basket, BasketLine
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.rounding import RoundingRule
from jxc_desktop.ui.ports import DeskPort


def new_request() -> str:
    """An id that no other basket of any till has."""
    return uuid4().hex


class BasketInHand:
    """The one basket at the counter, with the approvals that were given for it.

    Every change is handed in at once; the writer works in order, so that what is kept last is
    what the cashier saw last.
    """

    def __init__(self, desk: DeskPort, rounding: RoundingRule) -> None:
        self._desk = desk
        self._rounding = rounding
        self._watchers: list[Callable[[], object]] = []
        self._troubled: Callable[[Refusal], object] = lambda _refusal: None
        self.basket = Basket(rounding_rule=rounding)
        self.request = new_request()
        self.grants: list[int] = []
        self.marked = 0
        """The number of the line that the next key is about; 0 for none."""
        self.is_away = False
        """Whether it was handed in, to be sold or held or cancelled, and is not back yet."""

    @property
    def marked_line(self) -> BasketLine | None:
        """The line that the next key is about."""
        return self.basket.lines[self.marked - 1] if self.marked else None

    def mark(self, number: int) -> None:
        """From now on keys are about line `number`."""
        self.marked = max(0, min(number, len(self.basket.lines)))

    def watch(self, changed: Callable[[], object]) -> None:
        """Call `changed` after each change, whoever made it."""
        self._watchers.append(changed)

    def report_trouble(self, troubled: Callable[[Refusal], object]) -> None:
        """Call `troubled` when the basket could not be kept, or not be changed just now."""
        self._troubled = troubled

    def put(self, basket: Basket, mark: int | None = None) -> None:
        """Go on with `basket` in place of the one before, with line `mark` (or the same) marked.

        While the one before is away, nothing can be changed, and that is said.
        """
        if self.is_away:
            self._troubled(Refusal("till_busy"))
            return
        if basket == self.basket:
            return
        self.basket = basket
        self.mark(self.marked if mark is None else mark)
        command = SaveOpenBasket(basket, self.request)
        self._desk.submit(save_open_basket, command, lambda _done: None, self._troubled)
        self._tell()

    def send_off(self) -> bool:
        """Nothing changes in it until it is sold, held or cancelled; False if it is away."""
        if self.is_away:
            self._troubled(Refusal("till_busy"))
            return False
        self.is_away = True
        return True

    def come_back(self) -> None:
        """It was refused, and the cashier goes on with it."""
        self.is_away = False
        self._tell()

    def take_up(self, basket: Basket, request: str) -> None:
        """Go on with a basket that the store has already, under its own id."""
        self.basket = basket
        self.request = request
        self.grants = []
        self.is_away = False
        self.mark(len(basket.lines))
        self._tell()

    def begin(self) -> None:
        """The next customer: an empty basket with an id of its own; the store forgot the last."""
        self.take_up(Basket(rounding_rule=self._rounding), new_request())

    def _tell(self) -> None:
        for changed in self._watchers:
            changed()
