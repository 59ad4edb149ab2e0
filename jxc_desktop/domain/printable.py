"""Which characters a receipt printer has, what stands in for the others, and how wide they are."""

from __future__ import annotations

import unicodedata

UNPRINTABLE = "〓"
"""Stands for a character that the printer has not (the geta mark, GBK A1FE)."""

# What a Chinese printer has instead. Measured against the GBK codec: it has none of the left ones.
_STANDS_IN = {
    "¥": "￥",
    "£": "￡",
    "¢": "￠",
    "€": "EUR",
    "✓": "√",
    "✔": "√",
    "✗": "×",
    "✘": "×",
    "•": "·",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "®": "(R)",
    "©": "(C)",
    "⁄": "/",
    "〜": "～",
}
_SPACES = "Zs"
_UNSEEN = {"Cc", "Cf", "Mn", "Me"}  # controls, direction and joining marks, loose accents


def printable(text: str) -> str:
    """`text` in characters that a Chinese printer has; others become 〓. Line ends stay.

    Controls and invisible marks vanish, since a printer would take them for commands; accents are
    dropped and signs replaced where that keeps the sense.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(character if character == "\n" else _shown(character) for character in composed)


def cells_of(text: str) -> int:
    """How many character cells printable `text` takes: one for ASCII, two for all others.

    That is its length in GBK bytes. East Asian Width is no help: × “ … ① ℃ take two cells on a
    Chinese printer, whatever Unicode says.
    """
    return sum(1 if character.isascii() else 2 for character in text)


def _shown(character: str) -> str:
    replaced = _replaced(character)
    return UNPRINTABLE if replaced is None else replaced


def _replaced(character: str) -> str | None:
    """What is printed for `character`, "" for nothing; None where only 〓 is left."""
    if "\x20" <= character < "\x7f" or _has(character):
        return character
    category = unicodedata.category(character)
    if character == "\t" or category == _SPACES:
        return " "
    if category in _UNSEEN:
        return ""
    return _STANDS_IN.get(character) or _decomposed(character)


def _decomposed(character: str) -> str | None:
    """An accented letter without its accent, ™ as TM, ½ as 1/2: where the printer has the parts."""
    plain = "".join(
        _STANDS_IN.get(part, part)
        for part in unicodedata.normalize("NFKD", character)
        if unicodedata.category(part) not in _UNSEEN
    )
    if not plain or plain == character or not all(map(_has, plain)):
        return None
    return f" {plain}" if "/" in plain else plain  # 2½ is 2 1/2, not 21/2


def _has(character: str) -> bool:
    """Whether GBK has it; ASCII controls do not count."""
    if character.isascii():
        return character.isprintable()
    try:
        # A lone high byte (the euro sign of cp936) would swallow its neighbour.
        return len(character.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False
