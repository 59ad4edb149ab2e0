"""How one amount is shared out over several lines so that the shares add up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence

from jxc_desktop.domain.numbers import Money


def apportion(amount: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """The shares of `amount` in proportion to `weights`, by largest remainder, exact to the fen.

    Each share is its proportion rounded down or up; the left-over fen go to the largest
    remainders, the earlier line first. A negative amount is the mirror of the positive one.
    Raises `ValueError` for a negative weight, or when there is an amount and nobody to bear it.
    """
    whole = sum(weights)
    if any(weight < 0 for weight in weights) or (whole == 0 and amount):
        message = f"{amount!r} cannot be shared by {list(weights)!r}"
        raise ValueError(message)
    if not amount:
        return tuple(Money(0) for _ in weights)
    sign = 1 if amount > Money(0) else -1
    parts = [divmod(abs(amount).minor * weight, whole) for weight in weights]
    left_over = abs(amount).minor - sum(share for share, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))
    lucky = set(by_remainder[:left_over])
    return tuple(Money(sign * (share + (place in lucky))) for place, (share, _) in enumerate(parts))
