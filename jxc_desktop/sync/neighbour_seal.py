"""How two tills of a store recognise each other and speak so that nobody else hears or meddles.

Both know the company's neighbour key. Each sends a fresh X25519 key with a proof that it knows the
neighbour key; what follows is sealed (ChaCha20-Poly1305) with keys of this one conversation, so
that what was recorded yesterday opens nothing today.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import StoreId

GREETING = b"JXC-N-1\n"
"""What every conversation begins with; another number is another way to speak."""
_KEY_BYTES = 32
PROOF_BYTES = 32
OPENING_BYTES = len(GREETING) + _KEY_BYTES + PROOF_BYTES
REPLY_BYTES = _KEY_BYTES + PROOF_BYTES
_NONCE_BYTES = 12


class NeighbourStranger(Exception):
    """The other side does not know the key, or what it sent was changed, repeated or garbage."""


@dataclass(frozen=True)
class StoreSecret:
    """What the tills of one store share; its `repr` does not show it."""

    key: bytes

    @classmethod
    def of(cls, neighbour_key: bytes, store: StoreId) -> StoreSecret:
        """Derived from the company's key, so that another store's tills are strangers, too."""
        return cls(_derived(neighbour_key, b"jxc neighbours v1 %d" % store, _KEY_BYTES))

    def __repr__(self) -> str:
        """Without the secret, since objects end up in logs and tracebacks."""
        return f"StoreSecret(group={self.group!r})"

    @property
    def group(self) -> str:
        """By this the tills of a store find each other; it says nothing of the shop."""
        return _derived(self.key, b"jxc neighbours group v1", 8).hex()


class Seal:
    """Both directions of one conversation: what comes twice or out of order does not open."""

    def __init__(self, sending: bytes, receiving: bytes) -> None:
        """The two keys of this conversation."""
        self._sending, self._receiving = ChaCha20Poly1305(sending), ChaCha20Poly1305(receiving)
        self._sent = self._received = 0

    def close(self, plain: bytes) -> bytes:
        """The next message, sealed."""
        sealed = self._sending.encrypt(_nonce(self._sent), plain, None)
        self._sent += 1
        return sealed

    def open(self, sealed: bytes) -> bytes:
        """The next message of the other side; raises `NeighbourStranger` for any other bytes."""
        try:
            plain = self._receiving.decrypt(_nonce(self._received), sealed, None)
        except InvalidTag as error:
            raise NeighbourStranger("a frame does not open") from error
        self._received += 1
        return plain


class Caller:
    """The side that begins."""

    def __init__(self, secret: StoreSecret) -> None:
        """A fresh key for one conversation."""
        self._secret = secret
        self._own = X25519PrivateKey.generate()
        self._public = self._own.public_key().public_bytes_raw()

    def opening(self) -> bytes:
        """The first bytes on the line."""
        return GREETING + self._public + _proof(self._secret, b"call", self._public)

    def hear_reply(self, reply: bytes) -> Seal:
        """The seal; raises `NeighbourStranger` where the other side does not know the key."""
        theirs, proof = reply[:_KEY_BYTES], reply[_KEY_BYTES:]
        _refuse_false(self._secret, b"answer", self._public + theirs, proof)
        mine, other = _keys(self._secret, self._own, theirs, self._public + theirs)
        return Seal(mine, other)


def answer(secret: StoreSecret, opening: bytes) -> tuple[bytes, Seal]:
    """The reply to a caller's opening, and the seal; raises `NeighbourStranger`.

    An opening that was recorded gets a reply and nothing more: who repeats it lacks the key that
    belongs to it and cannot seal one message.
    """
    theirs = opening[len(GREETING) : len(GREETING) + _KEY_BYTES]
    if not opening.startswith(GREETING):
        raise NeighbourStranger("another greeting")
    _refuse_false(secret, b"call", theirs, opening[len(GREETING) + _KEY_BYTES :])
    own = X25519PrivateKey.generate()
    public = own.public_key().public_bytes_raw()
    other, mine = _keys(secret, own, theirs, theirs + public)
    return public + _proof(secret, b"answer", theirs + public), Seal(mine, other)


def _proof(secret: StoreSecret, side: bytes, said: bytes) -> bytes:
    return hmac.digest(secret.key, b"jxc neighbour " + side + said, sha256)


def _refuse_false(secret: StoreSecret, side: bytes, said: bytes, proof: bytes) -> None:
    if not hmac.compare_digest(_proof(secret, side, said), proof):
        raise NeighbourStranger("it does not know the store's key")


def _keys(
    secret: StoreSecret, own: X25519PrivateKey, theirs: bytes, said: bytes
) -> tuple[bytes, bytes]:
    """The caller's key and the answerer's, bound to both sides' fresh keys and to the store's."""
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError as error:
        raise NeighbourStranger("a key that is none") from error
    both = _derived(shared, b"jxc neighbour line v1" + said, 2 * _KEY_BYTES, secret.key)
    return both[:_KEY_BYTES], both[_KEY_BYTES:]


def _derived(secret: bytes, purpose: bytes, length: int, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), length, salt, purpose).derive(secret)


def _nonce(count: int) -> bytes:
    return count.to_bytes(_NONCE_BYTES, "little")
