"""What may be a PIN or a password: long enough for how it is guarded, typed on any keyboard."""

from __future__ import annotations

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.typed_text import half_width, is_digits

PIN_DIGITS_MIN = 4
PASSWORD_LETTERS_MIN = 8
SECRET_LETTERS_MAX = 128

_ROWS = ("0123456789", "9876543210", "1234567890", "0987654321")


def as_meant(typed: str) -> str:
    """What the person meant who typed `typed`: a Chinese input method may have widened it."""
    return half_width(typed[: SECRET_LETTERS_MAX + 1])


def refuse_unfit_secret(typed: str) -> str:
    """The secret to keep; refuses what is no PIN of 4 digits and no password of 8 signs or more.

    The codes are `pin_too_short`, `password_too_short`, `secret_too_long`, `secret_unreadable` (a
    sign that cannot be seen, such as a tab that a scanner sent).
    """
    secret = as_meant(typed)
    if len(secret) > SECRET_LETTERS_MAX:
        raise Refusal("secret_too_long", limit=SECRET_LETTERS_MAX)
    if not secret.isprintable():
        raise Refusal("secret_unreadable")
    if is_digits(secret) and len(secret) < PIN_DIGITS_MIN:
        raise Refusal("pin_too_short", minimum=PIN_DIGITS_MIN)
    if not is_digits(secret) and len(secret) < PASSWORD_LETTERS_MIN:
        raise Refusal("password_too_short", minimum=PASSWORD_LETTERS_MIN)
    return secret


def is_easily_guessed(secret: str) -> bool:
    """Whether a thief tries it first: one sign over and over, or a row of neighbouring digits.

    A shop may still want it (an owner alone in a kiosk), so the screen warns and nothing refuses.
    """
    return len(set(secret)) <= 1 or any(secret in row for row in _ROWS)
