"""The printed code that brings a till's keys back when its keyring or passphrase is lost.

Thirty-two bytes in fourteen groups of five signs, without the letters I, L, O and U, which people
misread. The last sign of each group checks the group and its place, so that a slip of the pen is
named by its group; the last group checks the whole.
"""

from __future__ import annotations

import hashlib
import re

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.typed_text import half_width

SECRET_BYTES = 32
GROUPS = 14
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford's base 32: https://www.crockford.com/base32.html."""
_MISREAD = str.maketrans("OIL", "011")
_GROUP_DATA = 4
_GROUP_SIGNS = _GROUP_DATA + 1
_DATA_GROUPS = GROUPS - 1
_BETWEEN = re.compile(r"[\s\-–—_.]+")
_TYPED_MAX = 1000


def recovery_code(secret: bytes) -> str:
    """The code of a secret of 32 bytes: `XXXXX-XXXXX-…`, 14 groups."""
    if len(secret) != SECRET_BYTES:
        message = f"a secret has {SECRET_BYTES} bytes, not {len(secret)}"
        raise ValueError(message)
    # 256 bits in 52 signs of 5 leave 4 bits in front, which are 0 in this version of the code.
    signs = _digits(int.from_bytes(secret, "big"), _DATA_GROUPS * _GROUP_DATA)
    signs += _digits(_whole_check(secret), _GROUP_DATA)
    groups = [signs[start : start + _GROUP_DATA] for start in range(0, len(signs), _GROUP_DATA)]
    return "-".join(
        "".join(_SIGNS[digit] for digit in (*group, _group_check(place, group)))
        for place, group in enumerate(groups, 1)
    )


def read_recovery_code(typed: str) -> bytes:
    """The secret that the code stands for, however it was typed: case, blanks and dashes are free.

    Refuses with `recovery_code_length` (too few or too many signs), `recovery_code_sign` (a sign
    that no code has, with its group), `recovery_code_group` (the first group with a slip in it)
    and `recovery_code_wrong` (each group fits, but not together).
    """
    digits: list[int] = []
    for place, group in enumerate(_typed_groups(typed), 1):
        values = [_value_of(sign, place) for sign in group]
        if len(values) != _GROUP_SIGNS or _group_check(place, values[:-1]) != values[-1]:
            raise Refusal("recovery_code_group", group=place, typed=group)
        digits += values[:-1]
    number = _number(digits[: _DATA_GROUPS * _GROUP_DATA])
    check = _number(digits[_DATA_GROUPS * _GROUP_DATA :])
    if number >> (8 * SECRET_BYTES):
        raise Refusal("recovery_code_newer")
    secret = number.to_bytes(SECRET_BYTES, "big")
    if _whole_check(secret) != check:
        raise Refusal("recovery_code_wrong")
    return secret


def _typed_groups(typed: str) -> list[str]:
    """The groups as the person parted them, or cut by five where they did not."""
    plain = half_width(typed[:_TYPED_MAX]).upper().translate(_MISREAD).strip()
    groups = [group for group in _BETWEEN.split(plain) if group]
    if len(groups) == GROUPS:
        return groups
    signs = "".join(groups)
    if len(signs) != GROUPS * _GROUP_SIGNS:
        raise Refusal("recovery_code_length", typed=len(signs), needed=GROUPS * _GROUP_SIGNS)
    return [signs[start : start + _GROUP_SIGNS] for start in range(0, len(signs), _GROUP_SIGNS)]


def _value_of(sign: str, place: int) -> int:
    value = _SIGNS.find(sign)
    if value < 0:
        raise Refusal("recovery_code_sign", group=place, sign=sign)
    return value


def _group_check(place: int, group: list[int]) -> int:
    """A polynomial over GF(32): finds every single wrong sign and every swap of neighbours.

    It begins with the group's place, so that two groups that changed places are found too.
    """
    check = place
    for digit in group:
        check = (check ^ digit) << 1
        if check & 0b100000:
            check ^= 0b100101  # x^5 + x^2 + 1
    return check


def _whole_check(secret: bytes) -> int:
    found = hashlib.sha256(b"jxc recovery code" + secret).digest()
    return int.from_bytes(found[:3], "big") >> 4


def _digits(number: int, count: int) -> list[int]:
    return [number >> (5 * place) & 31 for place in reversed(range(count))]


def _number(digits: list[int]) -> int:
    number = 0
    for digit in digits:
        number = number << 5 | digit
    return number
