"""抹零: what is dropped from (or, where a shop allows it, added to) the amount a customer pays.

Only what a customer *pays* is rounded. Money that goes back is never rounded: a sale's rounding is
shared out over its lines (`BasketLine.rounding_share`), a return gives back to the fen what those
lines cost with it, and so a customer never loses by a return and the shop never refunds more than
it took, however a return is split.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money


class RoundingDirection(StrEnum):
    """Which way the small change goes."""

    DOWN = "down"
    HALF_UP = "half_up"
    UP = "up"


class RoundingStep(IntEnum):
    """The smallest money that is left, in fen."""

    FEN = 1
    JIAO = 10
    YUAN = 100


class RoundingScope(StrEnum):
    """What is rounded: each line, as department stores do, or the sale, as supermarkets do."""

    LINE = "line"
    SALE = "sale"


class RoundingWhen(StrEnum):
    """Whether the till rounds by itself or when the cashier presses the key."""

    AUTOMATIC = "automatic"
    BY_KEY = "by_key"


@dataclass(frozen=True, slots=True)
class RoundingRule:
    """How a shop rounds; a rule by key does nothing until it is `pressed`."""

    direction: RoundingDirection = RoundingDirection.DOWN
    step: RoundingStep = RoundingStep.FEN
    per: RoundingScope = RoundingScope.SALE
    when: RoundingWhen = RoundingWhen.AUTOMATIC
    cash_only: bool = False

    @property
    def may_charge_more(self) -> bool:
        """Whether a customer can be asked for more than the goods cost."""
        return self.direction is not RoundingDirection.DOWN and self.step is not RoundingStep.FEN

    def pressed(self) -> RoundingRule:
        """This rule after the cashier pressed the key."""
        return replace(self, when=RoundingWhen.AUTOMATIC)

    def for_payment(self, *, all_cash: bool) -> RoundingRule:
        """This rule for a sale paid so: a cash-only rule does not touch any other payment."""
        return NO_ROUNDING if self.cash_only and not all_cash else self

    def difference(self, amount: Money) -> Money:
        """What this adds to `amount` (below zero: what it drops); 0 for money that goes back."""
        if self.when is RoundingWhen.BY_KEY or amount <= ZERO:
            return ZERO
        over = amount.minor % self.step
        if over == 0 or self._drops(over):
            return Money(-over)
        return Money(self.step - over)

    def _drops(self, over: int) -> bool:
        if self.direction is RoundingDirection.HALF_UP:
            return 2 * over < self.step
        return self.direction is RoundingDirection.DOWN


NO_ROUNDING = RoundingRule()
"""Down to the fen: nothing is ever rounded."""


def refuse_charging_more(rule: RoundingRule) -> None:
    """Refuse a rule that may ask for more than the goods cost: no shop here rounds but down."""
    if rule.may_charge_more:
        raise Refusal("rounding_up_not_allowed", direction=rule.direction, step=rule.step)
