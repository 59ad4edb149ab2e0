"""What tills of one store say to each other: frozen structs, spelled as MessagePack."""

from __future__ import annotations

import msgspec

PROTOCOL = 1
DOCUMENTS_MAX = 100
"""Documents in one message."""


class Hello(msgspec.Struct, frozen=True, tag="hello"):
    """The first word of either side: which terminal it is."""

    terminal: int
    protocol: int = PROTOCOL


class OwnPacket(msgspec.Struct, frozen=True, array_like=True):
    """A document of the sender as it was signed, and the hash before it in its chain."""

    previous: bytes
    spelled: bytes
    signature: bytes


class Keep(msgspec.Struct, frozen=True, tag="keep"):
    """Keep these until the server has them."""

    documents: tuple[OwnPacket, ...]


class Kept(msgspec.Struct, frozen=True, tag="kept"):
    """They are on this disk, all of them; or none is (`full`: there is no room)."""

    count: int
    full: bool = False


class Still(msgspec.Struct, frozen=True, tag="still"):
    """Are you there? The answer is the same word."""


Message = Hello | Keep | Kept | Still
_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Message] = msgspec.msgpack.Decoder(Message)


def spelled(message: Message) -> bytes:
    """The message's bytes."""
    return _encoder.encode(message)


def read(content: bytes) -> Message:
    """The message; raises `msgspec.MsgspecError` for what is none."""
    return _decoder.decode(content)
