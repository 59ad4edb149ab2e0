"""PINs and passwords: what is taken, what is refused, what is worth a warning."""

from __future__ import annotations

import pytest

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.secret_policy import as_meant, is_easily_guessed, refuse_unfit_secret


@pytest.mark.parametrize(
    "secret", ["2580", "13572468", "135724680", "correct horse", "老板的密码是很长的", "a" * 128]
)
def test_a_pin_of_four_to_eight_digits_or_a_long_word_is_taken(secret: str) -> None:
    assert refuse_unfit_secret(secret) == secret


@pytest.mark.parametrize(
    ("secret", "code"),
    [
        ("", "password_too_short"),
        ("123", "pin_too_short"),
        ("abc1234", "password_too_short"),
        ("²³⁴⁵", "password_too_short"),
        ("a" * 129, "secret_too_long"),
        ("1" * 10_000, "secret_too_long"),
        ("2580\t2580", "secret_unreadable"),
        ("pass\u202eword12", "secret_unreadable"),
    ],
)
def test_what_is_no_secret_is_refused(secret: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_unfit_secret(secret)
    assert refused.value.code == code


def test_full_width_digits_are_the_same_pin() -> None:
    assert refuse_unfit_secret("２５８０") == as_meant("2580") == "2580"


def test_what_a_thief_tries_first_is_worth_a_warning() -> None:
    assert all(map(is_easily_guessed, ["0000", "1234", "12345678", "4321", "7890"]))
    assert not any(map(is_easily_guessed, ["2580", "1357", "1324"]))
