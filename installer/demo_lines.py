"""The hand-written lines of the demo shop's goods: brand, name, variants, sizes and prices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SECTION = re.compile(r"\[(\d{4})\] (\S+)((?: \S+)*)")
_PACK = re.compile(r"(\D+)(\d+)")
NO_BRAND = "-"
_COLUMNS = 6


class LineTrouble(ValueError):
    """A hand-written line that cannot be read, with its file and number."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


@dataclass(frozen=True, slots=True)
class Section:
    """What all goods under one heading have in common."""

    category: str
    unit: str
    margin_low: int
    """Gross margin in percent of the retail price, from here to `margin_high`."""
    margin_high: int
    tax_rate_e4: int
    shelf_life_days: int | None
    member_share: int
    """How many of a hundred lines have a member price."""
    first_plu: int | None
    """The first scale number, for goods sold by weight."""
    has_barcodes: bool
    fixed_price: bool
    """Sold at the printed price and never below it (tobacco)."""


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a line, with its packs as (unit, factor)."""

    specification: str
    unit: str
    price_fen: int
    packs: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One flavour or kind; its own price, if it has one, is that of the first size."""

    name: str
    price_fen: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A product line: every variant in one or more sizes."""

    section: Section
    brand: str
    template: str
    variants: tuple[Variant, ...]
    sizes: tuple[Size, ...]
    weight: int
    season: str

    @property
    def key(self) -> str:
        """What the line's own draws (margin, member price) depend on."""
        return f"{self.section.category}{self.brand}{self.template}"


def read_lines(folder: Path) -> Iterator[Line]:
    """Every line of every table in `folder`, in the order of the file names."""
    for path in sorted(folder.glob("*.txt")):
        section: Section | None = None
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            place = f"{path.name}, line {number}"
            if text.startswith("["):
                section = _section(place, text)
            elif text and not text.startswith("#"):
                yield _line(place, section, text)


def _section(place: str, text: str) -> Section:
    match = _SECTION.fullmatch(text)
    if match is None:
        raise LineTrouble(place, f"not a heading: {text}")
    words = match[3].split()
    flags = {word for word in words if "=" not in word}
    facts = dict(word.split("=", 1) for word in words if "=" in word)
    unknown = (flags - {"weighed", "nobarcode", "fixed"}) | (
        set(facts) - {"margin", "tax", "shelf", "member", "plu"}
    )
    if unknown or ("weighed" in flags) != ("plu" in facts):
        raise LineTrouble(place, f"heading says {sorted(unknown) or 'weighed without plu'}")
    low, high = facts["margin"].split("-")
    return Section(
        category=match[1],
        unit=match[2],
        margin_low=int(low),
        margin_high=int(high),
        tax_rate_e4=int(facts.get("tax", "1300")),
        shelf_life_days=int(facts["shelf"]) if "shelf" in facts else None,
        member_share=int(facts["member"]),
        first_plu=int(facts["plu"]) if "plu" in facts else None,
        has_barcodes=not flags & {"weighed", "nobarcode"},
        fixed_price="fixed" in flags,
    )


def _line(place: str, section: Section | None, text: str) -> Line:
    columns = [column.strip() for column in text.split("|")]
    if section is None or len(columns) != _COLUMNS:
        raise LineTrouble(place, "six columns under a heading are wanted")
    brand, template, variants, sizes, weight, season = columns
    return Line(
        section=section,
        brand="" if brand == NO_BRAND else brand,
        template=template if "*" in template else f"{template}*",
        variants=tuple(_variant(place, word) for word in variants.split("、")),
        sizes=tuple(_size(place, section, part.strip()) for part in sizes.split(";")),
        weight=int(weight),
        season=season,
    )


def _variant(place: str, word: str) -> Variant:
    name, at, price = word.partition("@")
    if not name or (at and not price):
        raise LineTrouble(place, f"not a variant: {word!r}")
    return Variant("" if name == "-" else name, _fen(price) if price else None)


def _size(place: str, section: Section, part: str) -> Size:
    words = part.split(" ")
    prices = [index for index, word in enumerate(words) if re.fullmatch(r"\d+\.\d+", word)]
    if len(prices) != 1 or prices[0] == 0:
        raise LineTrouble(place, f"not a size with one price: {part!r}")
    at = prices[0]
    specification, unit = _specification(" ".join(words[:at]), section.unit)
    packs = tuple(_pack(place, word) for word in words[at + 1 :])
    if len({unit, *(name for name, _ in packs)}) != len(packs) + 1:
        raise LineTrouble(place, f"two units of one name: {part!r}")
    return Size(specification, unit, _fen(words[at]), packs)


def _specification(text: str, unit: str) -> tuple[str, str]:
    """`330ml罐装/听` is sold by the 听; without a slash the heading's unit holds."""
    specification, _, own_unit = text.rpartition("/")
    is_unit = bool(specification) and not any(sign.isdigit() for sign in own_unit)
    return (specification, own_unit) if is_unit else (text, unit)


def _pack(place: str, word: str) -> tuple[str, int]:
    match = _PACK.fullmatch(word)
    if match is None or int(match[2]) < 2:
        raise LineTrouble(place, f"not a pack: {word!r}")
    return match[1], int(match[2])


def _fen(price: str) -> int:
    yuan, _, rest = price.partition(".")
    return int(yuan) * 100 + int(rest.ljust(2, "0"))
