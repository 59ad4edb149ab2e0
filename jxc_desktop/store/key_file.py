"""The file beside the database that says where its keys are, or holds them under a passphrase."""

from __future__ import annotations

import secrets
import unicodedata
from typing import TYPE_CHECKING

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.typed_text import half_width
from jxc_desktop.store.safe_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
PASSPHRASE_LETTERS_MIN = 8
_TIME_COST = 3
_MEMORY_KIB = 128 * 1024
_MEMORY_KIB_MAX = 1024 * 1024
_SALT_BYTES, _NONCE_BYTES = 16, 12
_FILE_BYTES_MAX = 4096


class InKeyring(msgspec.Struct, frozen=True, kw_only=True, tag_field="kept", tag="keyring"):
    """The root secret is in the system's keyring under `entry`."""

    entry: str
    check: str
    format: int = FORMAT


class UnderPassphrase(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kept", tag="passphrase"
):
    """The root secret is here, wrapped with a key that argon2id makes of the passphrase."""

    salt: str
    nonce: str
    wrapped: str
    check: str
    time_cost: int = _TIME_COST
    memory_kib: int = _MEMORY_KIB
    format: int = FORMAT


class Plain(msgspec.Struct, frozen=True, kw_only=True, tag_field="kept", tag="plain"):
    """The root secret is here for everybody who can read the file: for the demo and for tests."""

    root: str
    check: str
    format: int = FORMAT


KeyFile = InKeyring | UnderPassphrase | Plain


class _Version(msgspec.Struct):
    format: int


_DECODER: msgspec.json.Decoder[KeyFile] = msgspec.json.Decoder(KeyFile)


def read_key_file(path: Path) -> KeyFile | None:
    """What the file says; None where there is none.

    Refuses one that is damaged (`key_file_damaged`), from a newer program (`key_file_newer`) or
    not to be read (`key_file_unreadable`).
    """
    try:
        with path.open("rb") as file:
            content = file.read(_FILE_BYTES_MAX)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refusal("key_file_unreadable", path=path.name, detail=str(error)) from error
    try:
        if msgspec.json.decode(content, type=_Version).format > FORMAT:
            raise Refusal("key_file_newer", path=path.name)
        return _DECODER.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal("key_file_damaged", path=path.name) from error


def write_key_file(path: Path, content: KeyFile) -> None:
    """Put it in place whole, for its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, msgspec.json.format(msgspec.json.encode(content)) + b"\n")


def wrap(root: bytes, passphrase: str, check: str) -> UnderPassphrase:
    """The root secret under a passphrase; refuses a short one (`passphrase_too_short`)."""
    if len(_as_meant(passphrase)) < PASSPHRASE_LETTERS_MIN:
        raise Refusal("passphrase_too_short", minimum=PASSPHRASE_LETTERS_MIN)
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    key = _wrapping_key(passphrase, salt, _TIME_COST, _MEMORY_KIB)
    wrapped = AESGCM(key).encrypt(nonce, root, check.encode())
    return UnderPassphrase(salt=salt.hex(), nonce=nonce.hex(), wrapped=wrapped.hex(), check=check)


def unwrap(content: UnderPassphrase, passphrase: str) -> bytes:
    """The root secret; refuses a wrong passphrase (`passphrase_wrong`) and a damaged file."""
    costs_sane = 1 <= content.time_cost <= 100 and 8 <= content.memory_kib <= _MEMORY_KIB_MAX
    try:
        salt, nonce = bytes.fromhex(content.salt), bytes.fromhex(content.nonce)
        wrapped = bytes.fromhex(content.wrapped)
    except ValueError as error:
        raise Refusal("key_file_damaged") from error
    if not costs_sane or len(salt) != _SALT_BYTES or len(nonce) != _NONCE_BYTES:
        raise Refusal("key_file_damaged")
    key = _wrapping_key(passphrase, salt, content.time_cost, content.memory_kib)
    try:
        return AESGCM(key).decrypt(nonce, wrapped, content.check.encode())
    except InvalidTag as error:
        raise Refusal("passphrase_wrong") from error


def _wrapping_key(passphrase: str, salt: bytes, time_cost: int, memory_kib: int) -> bytes:
    return hash_secret_raw(
        _as_meant(passphrase).encode(),
        salt,
        time_cost=time_cost,
        memory_cost=memory_kib,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )


def _as_meant(passphrase: str) -> str:
    """The same letters from every keyboard and input method."""
    return unicodedata.normalize("NFC", half_width(passphrase).strip())
