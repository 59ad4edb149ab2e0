"""The one-time code as people read it out and type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.sync.enrol_code import BadCode, read_code, read_secret, write_code


@given(fingerprint=st.binary(min_size=16, max_size=16), secret=st.binary(min_size=10, max_size=10))
def test_a_code_is_read_as_it_was_written(fingerprint: bytes, secret: bytes) -> None:
    code = write_code(fingerprint, secret)
    assert read_code(code) == (fingerprint, secret)
    assert read_code(code.lower().replace("-", " ")) == (fingerprint, secret)
    assert read_secret(code) == secret


@pytest.mark.parametrize("typed", ["", "JXC1.", "JXC1.ABCDEF", "你好", "1" * 42, "A" * 200])
def test_what_is_no_code_is_told_apart(typed: str) -> None:
    with pytest.raises(BadCode):
        read_code(typed)
