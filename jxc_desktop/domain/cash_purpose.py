"""Why cash goes into or out of a drawer without a sale."""

from __future__ import annotations

from enum import StrEnum


class CashPurpose(StrEnum):
    """The other side of the movement."""

    FLOAT = "float"
    """备用金 from the safe."""
    TO_SAFE = "to_safe"
    """Cash skimmed into the safe."""
    TO_BANK = "to_bank"
    """Cash paid into the bank."""
    EXPENSE = "expense"
    """A small expense paid from the drawer."""
    OTHER_INCOME = "other_income"
    """Cash that came in and is no sale."""

    @property
    def comes_in(self) -> bool:
        """Whether the cash goes into the drawer."""
        return self in {CashPurpose.FLOAT, CashPurpose.OTHER_INCOME}
