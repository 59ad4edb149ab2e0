"""Pinyin of names, written into the record when it is made: searching needs no dictionary."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from pypinyin import Style, pinyin

READINGS_MAX = 4
"""So many readings of a name with polyphones are kept: 重庆 is found as cq and as zq."""


class Pinyin(NamedTuple):
    """Full pinyin and initials, lower case; several readings separated by spaces."""

    full: str
    initials: str


def pinyin_of(name: str) -> Pinyin:
    """How `name` is spelled; letters and digits stay, everything else is dropped."""
    letters = "".join(letter for letter in name.lower() if letter.isalnum())
    full = "".join(syllable[0] for syllable in pinyin(letters, style=Style.NORMAL))
    readings = [
        tuple(dict.fromkeys(reading[0] if not letter.isascii() else letter for reading in choices))
        for letter, choices in zip(letters, _each(letters), strict=True)
    ]
    spelled: list[str] = []
    for reading in product(*readings):
        spelled.append("".join(reading))
        if len(spelled) == READINGS_MAX:
            break
    return Pinyin(full, " ".join(dict.fromkeys(spelled)))


def _each(letters: str) -> list[list[str]]:
    """Every reading of every letter, the usual one in this word first."""
    found = []
    for letter, first in zip(letters, _usual(letters), strict=True):
        every = pinyin(letter, style=Style.NORMAL, heteronym=True)[0]
        found.append([first, *(reading for reading in every if reading != first)])
    return found


def _usual(letters: str) -> list[str]:
    """The reading of each letter in this word; runs without any stay the letters that they are."""
    usual: list[str] = []
    for (syllable,) in pinyin(letters, style=Style.NORMAL):
        run = letters[len(usual) : len(usual) + len(syllable)]
        usual.extend(run if syllable == run else [syllable])
    return usual
