"""Lines of a ticket: words stay whole, characters are never halved, blanks at a break are lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.printable import cells_of
from jxc_desktop.domain.ticket_wrap import wrapped


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 8, [""]),
        ("可口可乐", 8, ["可口可乐"]),
        ("可口可乐", 7, ["可口可", "乐"]),
        ("Coca Cola", 6, ["Coca", "Cola"]),
        ("Coca-Cola", 4, ["Coca", "-Col", "a"]),
        ("ab    cd", 3, ["ab", "cd"]),
        ("a可b", 3, ["a可", "b"]),
    ],
)
def test_a_paragraph_is_broken_where_a_printer_would(
    text: str, cells: int, lines: list[str]
) -> None:
    assert wrapped(text, cells) == lines


@given(st.text("ab 可乐", max_size=40), st.integers(2, 20))
def test_no_line_is_too_wide_and_nothing_but_blanks_is_lost(text: str, cells: int) -> None:
    lines = wrapped(text, cells)
    assert all(cells_of(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
