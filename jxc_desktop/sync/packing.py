"""How the wire's structs become bytes and back: MessagePack, deflated, never larger than agreed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

MEDIA_TYPE = "application/vnd.jxc.v1+msgpack"
ENCODING = "deflate"
UNPACKED_BYTES_MAX = 16 * 1024 * 1024
"""More than any page that was agreed on: who sends more means harm, or is broken."""
PACKED_BYTES_MAX = 8 * 1024 * 1024

_LEVEL = 6
_PIECE = 64 * 1024
_SMALL = 200
"""Fewer bytes than this gain nothing from deflating."""

S = TypeVar("S")
_encoder = msgspec.msgpack.Encoder()


class Unpackable(Exception):
    """These bytes are not what was agreed: damaged, of another kind, or far too many."""


def pack(struct: msgspec.Struct) -> tuple[bytes, bool]:
    """The bytes of `struct`, and whether they are deflated."""
    plain = _encoder.encode(struct)
    if len(plain) < _SMALL:
        return plain, False
    return zlib.compress(plain, _LEVEL), True


def unpack(body: bytes, kind: type[S], *, deflated: bool) -> S:
    """The struct in `body`; raises `Unpackable`."""
    plain = inflate((body,), UNPACKED_BYTES_MAX) if deflated else body
    try:
        return msgspec.msgpack.decode(plain, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unpackable(str(error)) from error


def inflate(pieces: Iterable[bytes], bytes_max: int) -> bytes:
    """The inflated bytes (zlib); raises `Unpackable` before they grow past `bytes_max`."""
    inflating = zlib.decompressobj()
    out = bytearray()
    try:
        for piece in pieces:
            rest = piece
            while rest:
                out += inflating.decompress(rest, _PIECE)
                if len(out) > bytes_max:
                    raise Unpackable(f"more than {bytes_max} bytes")
                rest = inflating.unconsumed_tail
    except zlib.error as error:
        raise Unpackable(str(error)) from error
    if not inflating.eof or inflating.unused_data:
        raise Unpackable("cut off, or followed by something else")
    return bytes(out)
