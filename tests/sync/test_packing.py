"""Bodies on the wire: the same struct again, and nothing that harms."""

from __future__ import annotations

import gzip
import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.sync import wire
from jxc_desktop.sync.packing import CODING, PackingTrouble, TooLarge, packed, unpacked

HELLO = wire.HelloAsked("1.0", 1, 7, 0, 12, b"h" * 32, 1_795_540_906_255)


def test_a_struct_comes_back_from_its_body() -> None:
    assert unpacked(packed(HELLO), CODING, wire.HelloAsked) == HELLO


def test_a_proxys_gzip_and_plain_deflate_are_read_too() -> None:
    plain = msgspec.msgpack.encode(HELLO)
    for body, coding in ((gzip.compress(plain), "gzip"), (zlib.compress(plain), "deflate")):
        assert unpacked(body, coding, wire.HelloAsked) == HELLO
    assert unpacked(plain, "", wire.HelloAsked) == HELLO


def test_a_body_that_grows_past_the_limit_is_stopped() -> None:
    bomb = zlib.compress(bytes(2_000_000), 9)
    with pytest.raises(TooLarge):
        unpacked(bomb, "deflate", wire.HelloAsked, limit=1_000_000)


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_body_that_breaks_off_is_told(cut: int) -> None:
    with pytest.raises(PackingTrouble):
        unpacked(packed(HELLO)[:-cut], CODING, wire.HelloAsked)


@given(body=st.binary(max_size=300), coding=st.sampled_from(["", CODING, "deflate", "gzip", "br"]))
def test_any_bytes_are_a_struct_or_trouble(body: bytes, coding: str) -> None:
    try:
        read = unpacked(body, coding, wire.HelloAsked)
    except PackingTrouble:
        return
    assert isinstance(read, wire.HelloAsked)
