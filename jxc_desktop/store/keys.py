"""The till's keys: one root secret, kept where the machine can keep it, printed once on paper."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.key_file import (
    InKeyring,
    Plain,
    UnderPassphrase,
    read_key_file,
    unwrap,
    wrap,
    write_key_file,
)
from jxc_desktop.store.recovery_code import SECRET_BYTES, read_recovery_code, recovery_code
from jxc_desktop.store.system_keyring import keyring_works, read_from_keyring, write_to_keyring

if TYPE_CHECKING:
    from pathlib import Path

_CHECK = re.compile(r"[0-9a-f]{16}")

K = TypeVar("K", InKeyring, UnderPassphrase, Plain)


@dataclass(frozen=True, slots=True)
class TillKeys:
    """All secrets of one till, derived from 32 random bytes; its `repr` shows none of them.

    One root is short enough for every keyring and for a code on paper, and what is derived from it
    (HKDF-SHA256) does not lead back: who reads the database key out of a memory dump cannot sign.
    """

    root: bytes

    def __post_init__(self) -> None:
        """A root of another length is a bug, not a weaker key."""
        if len(self.root) != SECRET_BYTES:
            message = f"a root secret has {SECRET_BYTES} bytes, not {len(self.root)}"
            raise ValueError(message)

    def __repr__(self) -> str:
        """Without the secret, since objects end up in logs and tracebacks."""
        return f"TillKeys(check={self.check!r})"

    @property
    def database_key(self) -> bytes:
        """The raw key of the database and of its backups."""
        return self._derived(b"jxc database key v1")

    @property
    def signer(self) -> Ed25519PrivateKey:
        """The terminal's key: `signer.sign` is what `Till` takes."""
        return Ed25519PrivateKey.from_private_bytes(self._derived(b"jxc terminal seed v1"))

    @property
    def public_key(self) -> bytes:
        """The 32 bytes by which everybody checks the terminal's signatures."""
        return self.signer.public_key().public_bytes_raw()

    @property
    def sync_token(self) -> bytes:
        """What the terminal shows the server at each call, which keeps only its hash."""
        return self._derived(b"jxc sync token v1")

    @property
    def check(self) -> str:
        """A short mark that tells these keys from others and gives nothing away."""
        return self._derived(b"jxc key check v1")[:8].hex()

    @property
    def recovery_code(self) -> str:
        """The code to print; it stands for everything here."""
        return recovery_code(self.root)

    def _derived(self, purpose: bytes) -> bytes:
        return HKDFExpand(SHA256(), SECRET_BYTES, purpose).derive(self.root)


def make_keys() -> TillKeys:
    """Fresh keys from the system's randomness."""
    return TillKeys(secrets.token_bytes(SECRET_BYTES))


class KeyPlace(StrEnum):
    """Where the till's keys are."""

    NOWHERE = "nowhere"
    """There is no key file: a first run, or a lost one."""
    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 (the name of a place)
    """In the key file, and a passphrase has to be asked at each start."""
    PLAIN = "plain"
    """In the key file, open: the demo. It protects a copied database, not a stolen computer."""


class KeyHolder(Protocol):
    """Something that keeps a till's keys over a restart."""

    def read(self) -> TillKeys:
        """The keys; raises `Refusal` with what a person can do about it."""
        ...

    def keep(self, keys: TillKeys) -> None:
        """Keep them from now on; raises `Refusal`, and then nothing is kept."""
        ...


class KeyringHolder:
    """Keeps the root secret in the system's keyring; the key file says under which entry."""

    def __init__(self, path: Path) -> None:
        """`path` is the key file beside the database."""
        self._path = path

    def read(self) -> TillKeys:
        """Refuses a keyring without answer (`keyring_unavailable`) or item (`keyring_lost`)."""
        content = _content_of(self._path, InKeyring)
        found = read_from_keyring(content.entry)
        keys = None if found is None else _keys_of(found)
        if keys is None or keys.check != content.check:
            raise Refusal("keyring_lost", path=self._path.name)
        return keys

    def keep(self, keys: TillKeys) -> None:
        """Refuses where the keyring does not really work (`keyring_unavailable`)."""
        if not keyring_works():
            raise Refusal("keyring_unavailable", detail="probe failed")
        entry = f"till-{secrets.token_hex(8)}"
        write_to_keyring(entry, keys.root.hex())
        # A database whose key is lost is lost: believe what can be read back, nothing else.
        if read_from_keyring(entry) != keys.root.hex():
            raise Refusal("keyring_unavailable", detail="what was kept came back otherwise")
        write_key_file(self._path, InKeyring(entry=entry, check=keys.check))


class PassphraseHolder:
    """Keeps the root secret in the key file, wrapped with a passphrase that somebody remembers."""

    def __init__(self, path: Path, passphrase: str) -> None:
        """`path` is the key file beside the database."""
        self._path, self._passphrase = path, passphrase

    def read(self) -> TillKeys:
        """Refuses a wrong passphrase (`passphrase_wrong`)."""
        root = unwrap(_content_of(self._path, UnderPassphrase), self._passphrase)
        return TillKeys(root)

    def keep(self, keys: TillKeys) -> None:
        """Refuses a short passphrase (`passphrase_too_short`)."""
        write_key_file(self._path, wrap(keys.root, self._passphrase, keys.check))


class PlainKeyFile:
    """Keeps the root secret in the open and never asks: for the demo and for tests only."""

    def __init__(self, path: Path) -> None:
        """`path` is the key file beside the database."""
        self._path = path

    def read(self) -> TillKeys:
        """Refuses a damaged file (`key_file_damaged`)."""
        content = _content_of(self._path, Plain)
        keys = _keys_of(content.root)
        if keys is None or keys.check != content.check:
            raise Refusal("key_file_damaged", path=self._path.name)
        return keys

    def keep(self, keys: TillKeys) -> None:
        """Write the file, which only its owner may read."""
        write_key_file(self._path, Plain(root=keys.root.hex(), check=keys.check))


def key_place(path: Path) -> KeyPlace:
    """Where the keys are, as the key file says; refuses a damaged or newer one."""
    match read_key_file(path):
        case None:
            return KeyPlace.NOWHERE
        case InKeyring():
            return KeyPlace.KEYRING
        case UnderPassphrase():
            return KeyPlace.PASSPHRASE
        case Plain():
            return KeyPlace.PLAIN


def holder_of(path: Path, passphrase: str = "") -> KeyHolder:
    """Who holds the keys now; refuses where nobody does (`keys_missing`)."""
    match key_place(path):
        case KeyPlace.KEYRING:
            return KeyringHolder(path)
        case KeyPlace.PASSPHRASE:
            return PassphraseHolder(path, passphrase)
        case KeyPlace.PLAIN:
            return PlainKeyFile(path)
        case KeyPlace.NOWHERE:
            raise Refusal("keys_missing", path=path.name)


def open_keys(path: Path, passphrase: str = "") -> TillKeys:
    """The till's keys at a start; the passphrase counts only where `key_place` says so."""
    return holder_of(path, passphrase).read()


def keep_keys(path: Path, keys: TillKeys, passphrase: str = "") -> KeyPlace:
    """Keep the keys in the keyring if it really works, else under the passphrase.

    Refuses with `passphrase_needed` where there is no keyring and nobody gave a passphrase.
    """
    holder: KeyHolder
    if keyring_works():
        holder = KeyringHolder(path)
    elif passphrase:
        holder = PassphraseHolder(path, passphrase)
    else:
        raise Refusal("passphrase_needed")
    holder.keep(keys)
    return key_place(path)


def recover_keys(path: Path, typed: str) -> TillKeys:
    """The keys of a recovery code; hand them to `keep_keys` afterwards.

    Refuses a mistyped code (see `recovery_code`) and, where a key file still tells which keys
    these were, the code of another till (`recovery_code_of_other_till`).
    """
    keys = TillKeys(read_recovery_code(typed))
    try:
        known = read_key_file(path)
    except Refusal:
        known = None  # A damaged file is one reason to have come here.
    if known is not None and _CHECK.fullmatch(known.check) and known.check != keys.check:
        raise Refusal("recovery_code_of_other_till")
    return keys


def _content_of(path: Path, kind: type[K]) -> K:
    content = read_key_file(path)
    if not isinstance(content, kind):
        raise Refusal("keys_missing", path=path.name)
    return content


def _keys_of(spelled: str) -> TillKeys | None:
    try:
        return TillKeys(bytes.fromhex(spelled))
    except ValueError:
        return None
