"""Money, quantity, price and rate as whole numbers of small units: never a float or fraction."""

from __future__ import annotations

from typing import Any, ClassVar, Self

_LARGEST = 2**62


def divide_half_away(numerator: int, denominator: int) -> int:
    """`numerator / denominator` as a whole number, halves away from zero: the only rounding.

    Source of the rule: 四舍五入 as shops and invoices use it (GB/T 8170 3.2 for positive numbers,
    mirrored for negative ones so that a return gives back exactly what a sale took).
    """
    if denominator == 0:
        raise ZeroDivisionError(numerator)
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    quotient, rest = divmod(abs(numerator), denominator)
    if 2 * rest >= denominator:
        quotient += 1
    return quotient if numerator >= 0 else -quotient


class _Whole:
    """A whole number of one small unit; two kinds never mix, and none can be changed."""

    __slots__ = ("_units",)
    _units: int
    unit_name: ClassVar[str] = "units"

    def __init__(self, units: int) -> None:
        if type(units) is not int:
            message = f"{type(self).__name__} takes a whole number, not {units!r}"
            raise TypeError(message)
        if not -_LARGEST < units < _LARGEST:
            message = f"{type(self).__name__} out of range: {units}"
            raise OverflowError(message)
        object.__setattr__(self, "_units", units)

    def __setattr__(self, name: str, value: object) -> None:
        message = f"{type(self).__name__} cannot be changed"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._units,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._units})"

    def __hash__(self) -> int:
        return hash((type(self), self._units))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._units == self._units

    def __lt__(self, other: Self) -> bool:
        self._refuse_stranger(other)
        return self._units < other._units

    def __le__(self, other: Self) -> bool:
        self._refuse_stranger(other)
        return self._units <= other._units

    def __gt__(self, other: Self) -> bool:
        self._refuse_stranger(other)
        return self._units > other._units

    def __ge__(self, other: Self) -> bool:
        self._refuse_stranger(other)
        return self._units >= other._units

    def __add__(self, other: Self) -> Self:
        self._refuse_stranger(other)
        return type(self)(self._units + other._units)

    def __sub__(self, other: Self) -> Self:
        self._refuse_stranger(other)
        return type(self)(self._units - other._units)

    def __neg__(self) -> Self:
        return type(self)(-self._units)

    def __abs__(self) -> Self:
        return type(self)(abs(self._units))

    def __bool__(self) -> bool:
        return self._units != 0

    def _refuse_stranger(self, other: object) -> None:
        if type(other) is not type(self):
            message = f"{type(self).__name__} and {type(other).__name__} do not mix"
            raise TypeError(message)

    @classmethod
    def sum(cls, parts: Any) -> Self:
        """The sum of an iterable of this kind; nothing sums to zero."""
        total = 0
        for part in parts:
            if type(part) is not cls:
                message = f"{cls.__name__} and {type(part).__name__} do not mix"
                raise TypeError(message)
            total += part._units  # noqa: SLF001 - one of our own kind
        return cls(total)


class Money(_Whole):
    """An amount in minor units (fen)."""

    __slots__ = ()
    unit_name = "minor"

    @property
    def minor(self) -> int:
        """The whole number of fen."""
        return self._units

    def share(self, part: int, whole: int) -> Money:
        """`part / whole` of this amount, rounded half away from zero."""
        return Money(divide_half_away(self._units * part, whole))

    def at_rate(self, rate: Rate) -> Money:
        """This amount times `rate`, rounded half away from zero."""
        return Money(divide_half_away(self._units * rate.e4, 10_000))


class Quantity(_Whole):
    """A quantity in thousandths of the unit (1 piece = 1000, 1 g of a kg-good = 1)."""

    __slots__ = ()
    unit_name = "milli"

    @property
    def milli(self) -> int:
        """The whole number of thousandths."""
        return self._units

    def times(self, factor: Quantity) -> Quantity:
        """This many packs of `factor` base units each, in base units."""
        if factor.milli == 1000:  # a single piece, as in most lines of most sales
            return self
        return Quantity(divide_half_away(self._units * factor.milli, 1000))


class UnitPrice(_Whole):
    """A price or cost of one unit in 1/10000 yuan."""

    __slots__ = ()
    unit_name = "e4"

    @property
    def e4(self) -> int:
        """The whole number of 1/10000 yuan."""
        return self._units

    def amount(self, quantity: Quantity) -> Money:
        """What `quantity` costs at this price, in fen, rounded half away from zero."""
        return Money(divide_half_away(self._units * quantity.milli, 100_000))

    def at_rate(self, rate: Rate) -> UnitPrice:
        """This price times `rate`, rounded half away from zero."""
        return UnitPrice(divide_half_away(self._units * rate.e4, 10_000))


class Rate(_Whole):
    """A rate in 1/10000: 13 % is Rate(1300)."""

    __slots__ = ()
    unit_name = "e4"

    @property
    def e4(self) -> int:
        """The whole number of 1/10000."""
        return self._units


ZERO = Money(0)
ONE = Quantity(1000)
NOTHING = Quantity(0)
