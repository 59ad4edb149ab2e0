"""Characters that a receipt printer has, and what becomes of the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.printable import UNPRINTABLE, cells_of, printable


@pytest.mark.parametrize(
    ("written", "on_paper"),
    [
        ("合计：¥12.50", "合计：￥12.50"),
        ("2½ 斤", "2 1/2 斤"),
        ("5m²", "5m2"),
        ("✓ 已付", "√ 已付"),
        ("Nescafé Ñandú™", "Nescafé NandúTM"),
        ("1\u00a0234", "1 234"),
        ("€5 £3", "EUR5 ￡3"),
        ("a\u0301", "á"),
        ("零\u200b宽\ufeff字\u202e", "零宽字"),
        ("× ÷ — … ① ℃ 　", "× ÷ — … ① ℃ 　"),
    ],
)
def test_the_sense_is_kept_where_the_printer_has_the_letters(written: str, on_paper: str) -> None:
    assert printable(written) == on_paper


def test_a_name_never_sends_commands_to_the_printer() -> None:
    assert printable("可乐\x1b@\x1dV\x00\x10\x14\x7f") == "可乐@V"


def test_rare_letters_and_pictures_become_a_mark() -> None:
    assert printable("䶮𠮷🍎א") == UNPRINTABLE * 4


@given(st.text())
def test_a_letter_takes_as_many_cells_as_bytes(text: str) -> None:
    on_paper = printable(text)

    assert cells_of(on_paper.replace("\n", "")) == len(on_paper.replace("\n", "").encode("gbk"))
    assert printable(on_paper) == on_paper
