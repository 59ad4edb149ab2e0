"""Streams: what a terminal must hold of its company, and what it only hears of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable

Stream = NewType("Stream", int)
"""0 is the company's (master data, terminals); any other number is that store's own facts."""

COMPANY = Stream(0)

_CHECKSUM_BYTES = 7
_CHECKSUM_SPACE = 1 << 62


def grown_checksum(checksum: int, document_hash: bytes) -> int:
    """The checksum of a stream after one more document, whatever order they come in.

    A sum over the first 56 bits of each hash, modulo 2^62: it finds what was lost or doubled; that
    nobody forged anything is the signatures' business.
    """
    return (checksum + int.from_bytes(document_hash[:_CHECKSUM_BYTES], "big")) % _CHECKSUM_SPACE


def grown_sums(count: int, checksum: int, hashes: Iterable[bytes]) -> tuple[int, int]:
    """Count and checksum of a stream after these documents too."""
    for each in hashes:
        count, checksum = count + 1, grown_checksum(checksum, each)
    return count, checksum
