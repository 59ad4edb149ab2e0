"""Breaks a paragraph into lines of so many cells, never within a character."""

from __future__ import annotations

from jxc_desktop.domain.printable import cells_of


def wrapped(text: str, cells: int) -> list[str]:
    """The lines of `text`; a word stays whole when it fits on a line, blanks at a break are lost.

    A two-cell character that finds only one cell left goes to the next line: half a character
    would shift everything behind it.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if cells_of(line) + cells_of(word.rstrip(" ")) > cells and line.strip(" "):
            lines.append(line.rstrip(" "))
            line = ""
        for character in word:
            if cells_of(line) + cells_of(character) > cells:
                lines.append(line.rstrip(" "))
                line = ""
            if not (character == " " and not line and lines):
                line += character
    lines.append(line.rstrip(" "))
    return lines


def _words(text: str) -> list[str]:
    """Pieces that should not be broken: ASCII words with their blanks, else single characters."""
    words: list[str] = []
    for character in text:
        joins = bool(words) and character.isascii() and words[-1].isascii()
        if joins and (character == " " or not words[-1].endswith(" ")):
            words[-1] += character
        else:
            words.append(character)
    return words
