"""The names by which the parts of a shop know each other: whole numbers that do not mix."""

from __future__ import annotations

from typing import NewType

ProductId = NewType("ProductId", int)
CategoryId = NewType("CategoryId", int)
CustomerId = NewType("CustomerId", int)
SupplierId = NewType("SupplierId", int)
PersonId = NewType("PersonId", int)
RoleId = NewType("RoleId", int)
StoreId = NewType("StoreId", int)
WarehouseId = NewType("WarehouseId", int)
MethodId = NewType("MethodId", int)
TerminalNo = NewType("TerminalNo", int)
DocumentKey = NewType("DocumentKey", int)

_SEQUENCE_BITS = 33
_INCARNATION_BITS = 10
_TERMINAL_BITS = 20
TERMINAL_MAX = (1 << _TERMINAL_BITS) - 1
INCARNATION_MAX = (1 << _INCARNATION_BITS) - 1
SEQUENCE_MAX = (1 << _SEQUENCE_BITS) - 1


def document_key(terminal: TerminalNo, incarnation: int, sequence: int) -> DocumentKey:
    """A document's identity packed into one positive 63-bit number, ordered as its chain is.

    Raises `ValueError` for a part that does not fit (terminal 1..2^20-1, incarnation 0..1023,
    sequence 1..2^33-1).
    """
    if not (0 < terminal <= TERMINAL_MAX and 0 <= incarnation <= INCARNATION_MAX):
        message = f"terminal {terminal} or incarnation {incarnation} out of range"
        raise ValueError(message)
    if not 0 < sequence <= SEQUENCE_MAX:
        message = f"sequence {sequence} out of range"
        raise ValueError(message)
    packed = (terminal << _INCARNATION_BITS | incarnation) << _SEQUENCE_BITS | sequence
    return DocumentKey(packed)


def shop_floor(store: StoreId) -> WarehouseId:
    """The warehouse that the store's tills sell from; it bears the store's number."""
    return WarehouseId(store)


def terminal_of(key: DocumentKey) -> TerminalNo:
    """The terminal that posted the document `key`."""
    return TerminalNo(key >> (_SEQUENCE_BITS + _INCARNATION_BITS))


def incarnation_of(key: DocumentKey) -> int:
    """The incarnation of the terminal that posted the document `key`."""
    return (key >> _SEQUENCE_BITS) & INCARNATION_MAX


def sequence_of(key: DocumentKey) -> int:
    """The place of the document `key` in its terminal's chain, from 1."""
    return key & SEQUENCE_MAX
