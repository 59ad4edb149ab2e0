"""The identity of a document: terminal, incarnation and place in the chain in one number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.errors import DeviceFault, Refusal
from jxc_desktop.domain.ids import (
    INCARNATION_MAX,
    SEQUENCE_MAX,
    TERMINAL_MAX,
    TerminalNo,
    document_key,
    incarnation_of,
    sequence_of,
    terminal_of,
)

parts = st.tuples(
    st.builds(TerminalNo, st.integers(1, TERMINAL_MAX)),
    st.integers(0, INCARNATION_MAX),
    st.integers(1, SEQUENCE_MAX),
)


@given(parts)
def test_a_key_tells_whose_document_it_is(part: tuple[TerminalNo, int, int]) -> None:
    key = document_key(*part)
    assert (terminal_of(key), incarnation_of(key), sequence_of(key)) == part
    assert 0 < key < 2**63


@given(parts, parts)
def test_keys_stand_in_the_order_of_the_chains(
    one: tuple[TerminalNo, int, int], other: tuple[TerminalNo, int, int]
) -> None:
    assert (document_key(*one) < document_key(*other)) == (one < other)


@pytest.mark.parametrize(
    ("terminal", "incarnation", "sequence"),
    [
        (0, 0, 1),
        (TERMINAL_MAX + 1, 0, 1),
        (1, -1, 1),
        (1, INCARNATION_MAX + 1, 1),
        (1, 0, 0),
        (1, 0, SEQUENCE_MAX + 1),
    ],
)
def test_a_part_that_does_not_fit_is_a_bug(terminal: int, incarnation: int, sequence: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        document_key(TerminalNo(terminal), incarnation, sequence)


def test_trouble_carries_what_the_screen_needs() -> None:
    refusal = Refusal("line_unknown", number=3, code="x")
    assert (refusal.code, refusal.facts) == ("line_unknown", {"number": 3, "code": "x"})
    fault = DeviceFault("receipt printer", "out of paper")
    assert (fault.device, fault.what) == ("receipt printer", "out of paper")
