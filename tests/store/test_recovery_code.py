"""The recovery code on paper: it brings the secret back, and a slip of the pen is named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.recovery_code import GROUPS, read_recovery_code, recovery_code

KNOWN = bytes(range(32))
KNOWN_CODE = "0001J-081GE-81860-0W401-J2GBY-1G6GP-W3RGY-2491Q-650N9-2RBH4-G68TD-3CE1V-T7GZY-DCZWM"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
secrets = st.binary(min_size=32, max_size=32)


def refused(typed: str) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        read_recovery_code(typed)
    return refusal.value


def test_a_printed_code_is_read_by_every_later_version() -> None:
    assert recovery_code(KNOWN) == KNOWN_CODE
    assert read_recovery_code(KNOWN_CODE) == KNOWN


@given(secrets)
def test_what_was_printed_comes_back(secret: bytes) -> None:
    code = recovery_code(secret)
    assert re.fullmatch(rf"([{SIGNS}]{{5}}-){{{GROUPS - 1}}}[{SIGNS}]{{5}}", code)
    assert read_recovery_code(code) == secret


@given(secrets, st.sampled_from(["-", " ", "", "\n", " - ", "—", "　"]), st.booleans())
def test_case_blanks_and_dashes_are_free(secret: bytes, between: str, lower: bool) -> None:
    code = recovery_code(secret).replace("-", between)
    assert read_recovery_code(f"  {code.lower() if lower else code}\n") == secret


def test_look_alikes_and_full_width_letters_are_understood() -> None:
    code = recovery_code(bytes(32))
    assert "0" in code
    widened = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert read_recovery_code(code.replace("0", "o")) == bytes(32)
    assert read_recovery_code(widened) == bytes(32)


@given(secrets, st.integers(0, GROUPS - 1), st.integers(0, 4), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_named_by_its_group(
    secret: bytes, group: int, place: int, sign: str
) -> None:
    groups = recovery_code(secret).split("-")
    was = groups[group]
    groups[group] = was[:place] + sign + was[place + 1 :]
    if groups[group] == was:
        return
    refusal = refused("-".join(groups))
    assert refusal.code == "recovery_code_group"
    assert refusal.facts == {"group": group + 1, "typed": groups[group]}


@given(secrets, st.integers(0, GROUPS - 1), st.integers(0, 3))
def test_two_signs_that_changed_places_are_named_by_their_group(
    secret: bytes, group: int, place: int
) -> None:
    groups = recovery_code(secret).split("-")
    was = groups[group]
    groups[group] = was[:place] + was[place + 1] + was[place] + was[place + 2 :]
    if groups[group] == was:
        return
    assert refused("-".join(groups)).facts["group"] == group + 1


@given(secrets, st.integers(0, GROUPS - 2))
def test_two_groups_that_changed_places_are_found(secret: bytes, group: int) -> None:
    groups = recovery_code(secret).split("-")
    groups[group], groups[group + 1] = groups[group + 1], groups[group]
    assert refused("-".join(groups)).facts["group"] == group + 1


def test_a_group_that_lost_a_sign_is_named() -> None:
    groups = KNOWN_CODE.split("-")
    groups[6] = groups[6][:-1]
    assert refused("-".join(groups)).facts == {"group": 7, "typed": groups[6]}


@pytest.mark.parametrize("typed", ["", "   ", "-", "ABCDE", "A" * 71, "老板", "A" * 100_000])
def test_what_is_no_code_is_refused_by_its_length(typed: str) -> None:
    refusal = refused(typed)
    assert refusal.code == "recovery_code_length"
    assert refusal.facts["needed"] == 70


def test_a_sign_that_no_code_has_is_named() -> None:
    assert refused("U" + KNOWN_CODE[1:]).facts == {"group": 1, "sign": "U"}
    assert refused(KNOWN_CODE[:-1] + "😀").facts == {"group": 14, "sign": "😀"}


def test_groups_of_two_codes_do_not_make_a_third() -> None:
    mixed = KNOWN_CODE.split("-")[:13] + recovery_code(bytes(32)).split("-")[13:]
    assert refused("-".join(mixed)).code == "recovery_code_wrong"


def test_only_whole_secrets_have_a_code() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        recovery_code(b"short")
