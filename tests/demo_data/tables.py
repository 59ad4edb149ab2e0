"""Reads the demo shop's tables as they lie on disk, and knows the EAN rule on its own."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DEMO = Path(__file__).parents[2] / "resources" / "demo"
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of `name`.csv."""
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def is_ean13(code: str) -> bool:
    """All thirteen digits, weighed 1 and 3 in turn, add up to whole tens (GS1 3.A)."""
    if len(code) != 13 or not (code.isascii() and code.isdigit()):
        return False
    return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(code)) % 10 == 0


def product_by_code() -> dict[str, Row]:
    """The products by shop code."""
    return {row["code"]: row for row in rows("products")}
