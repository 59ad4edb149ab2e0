"""The one-time code that a person types at a new terminal: whom to trust, and the secret."""

from __future__ import annotations

import base64
import binascii
import hashlib

PREFIX = "JXC1"
FINGERPRINT_BYTES = 16
SECRET_BYTES = 10
_GROUP = 6


class BadCode(ValueError):
    """What was typed is no code of ours."""


def fingerprint_of(certificate_der: bytes) -> bytes:
    """The first 16 bytes of the certificate's SHA-256: who forges one needs 2^128 tries."""
    return hashlib.sha256(certificate_der).digest()[:FINGERPRINT_BYTES]


def write_code(fingerprint: bytes, secret: bytes) -> str:
    """The code in groups of six letters, as it is shown and typed."""
    letters = base64.b32encode(fingerprint + secret).decode("ascii").rstrip("=")
    groups = (letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
    return f"{PREFIX}." + "-".join(groups)


def write_secret(secret: bytes) -> str:
    """The secret alone, as the server's core hands it out."""
    return base64.b32encode(secret).decode("ascii")


def with_fingerprint(fingerprint: bytes, bare: str) -> str:
    """The whole code for a person, of the secret that `write_secret` wrote."""
    return write_code(fingerprint, read_secret(bare))


def read_secret(text: str) -> bytes:
    """The secret alone, from a code with or without the fingerprint before it; or `BadCode`."""
    raw = _letters_read(text)
    if len(raw) < SECRET_BYTES:
        raise BadCode(f"{len(raw)} bytes")
    return raw[-SECRET_BYTES:]


def read_code(text: str) -> tuple[bytes, bytes]:
    """Fingerprint and secret; groups, spaces and case do not matter. Raises `BadCode`."""
    raw = _letters_read(text)
    if len(raw) != FINGERPRINT_BYTES + SECRET_BYTES:
        raise BadCode(f"{len(raw)} bytes")
    return raw[:FINGERPRINT_BYTES], raw[FINGERPRINT_BYTES:]


def _letters_read(text: str) -> bytes:
    letters = "".join(each for each in text.upper() if each.isascii() and each.isalnum())
    letters = letters.removeprefix(PREFIX)
    try:
        return base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error as error:
        raise BadCode("not base32") from error
