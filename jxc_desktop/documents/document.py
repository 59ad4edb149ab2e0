"""A document: one immutable fact of the shop, its head, and the bytes that stand for it."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from jxc_desktop.documents.kinds import Body
from jxc_desktop.documents.wire import decode_hook, encode_hook
from jxc_desktop.domain.ids import (
    DocumentKey,
    PersonId,
    StoreId,
    TerminalNo,
    document_key,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
"""The version of the envelope. Bodies carry versions of their own in their kind's tag."""

GENESIS_HASH = bytes(32)
"""The hash before the first document of a chain."""


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who posted the document, where in whose chain it stands, and when.

    `at` is the terminal's own clock in UTC; `hour` the hour of the store's wall clock then; `day`
    the business date that the store's day-end hour decided; `late_for` names the closed business
    date that a document missed.
    """

    terminal: TerminalNo
    incarnation: int
    sequence: int
    store: StoreId
    at: datetime
    day: date
    hour: int
    actor: PersonId
    late_for: date | None = None
    format: int = FORMAT

    @property
    def key(self) -> DocumentKey:
        """The document's identity."""
        return document_key(self.terminal, self.incarnation, self.sequence)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One fact: the head, and the body that says what happened."""

    head: Head
    body: Body

    @property
    def key(self) -> DocumentKey:
        """The document's identity."""
        return self.head.key


class _Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A document whose body nobody has looked into yet."""

    head: Head
    body: msgspec.Raw


@lru_cache(maxsize=1)
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(enc_hook=encode_hook, order="deterministic")


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[Document]:
    return msgspec.json.Decoder(Document, dec_hook=decode_hook)


@lru_cache(maxsize=1)
def _head_decoder() -> msgspec.json.Decoder[_Unread]:
    return msgspec.json.Decoder(_Unread, dec_hook=decode_hook)


def canonical_bytes(document: Document) -> bytes:
    """The one spelling of `document`: JSON, UTF-8, fields in the kind's order, whole numbers."""
    return _encoder().encode(document)


def read_document(spelled: bytes) -> Document:
    """The document that `spelled` stands for.

    Raises `UnreadableDocument` when this program does not know its kind or version, or when the
    bytes are damaged; such a document is kept and parked, never dropped.
    """
    try:
        return _decoder().decode(spelled)
    except msgspec.MsgspecError as error:
        raise UnreadableDocument(str(error)) from error


def read_head(spelled: bytes) -> Head:
    """The head alone, which also a document of an unknown kind has.

    Raises `UnreadableDocument` for bytes that are no document at all.
    """
    try:
        return _head_decoder().decode(spelled).head
    except msgspec.MsgspecError as error:
        raise UnreadableDocument(str(error)) from error


def chain_hash(previous: bytes, spelled: bytes) -> bytes:
    """The hash that links a document to the one before: SHA-256 over both."""
    return hashlib.sha256(previous + spelled).digest()


def plain(document: Document) -> Mapping[str, Any]:
    """The document as plain dicts and lists, for people and exports."""
    read: Mapping[str, Any] = msgspec.json.decode(canonical_bytes(document))
    return read


class UnreadableDocument(Exception):
    """These bytes are not a document that this version of the program understands."""
