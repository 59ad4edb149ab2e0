"""Whether pushed documents are authentic: chain, signature and head, without asking the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    UnreadableDocument,
    chain_hash,
    read_document,
    read_head,
)
from jxc_desktop.domain.ids import (
    INCARNATION_MAX,
    SEQUENCE_MAX,
    TERMINAL_MAX,
    DocumentKey,
    TerminalNo,
    document_key,
)
from jxc_desktop.domain.streams import COMPANY, Stream
from jxc_desktop.journal.streams import stream_of
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jxc_desktop.documents.document import Document, Head
    from jxc_desktop.server.registry import Registered
    from jxc_desktop.sync import wire

DOCUMENTS_MAX = 5_000
"""In one push."""
SPELLED_MAX = 8_000_000
"""Bytes of one document."""
_SIGNATURE_BYTES, _HASH_BYTES = 64, 32


@dataclass(frozen=True, slots=True)
class Checked:
    """A pushed document and what was found: authentic where `why` is empty."""

    key: DocumentKey
    spelled: bytes
    signature: bytes
    previous: bytes
    hash: bytes
    stream: Stream = COMPANY
    head: Head | None = None
    document: Document | None = None
    """None for one of a kind that this version does not know: stored, and parked."""
    unread: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class CheckedPiece:
    """A piece of one chain, as pushed; `why` when nothing of it can be used."""

    terminal: TerminalNo
    incarnation: int
    documents: tuple[Checked, ...]
    size: int
    why: str = ""


def check(asked: wire.PushAsked, known: Mapping[int, Registered]) -> tuple[CheckedPiece, ...]:
    """Check every piece; refuses (`unreadable`) a push that is too large to be meant."""
    if sum(len(piece.packets) for piece in asked.pieces) > DOCUMENTS_MAX:
        raise ServerRefusal(RefusalCode.UNREADABLE, f"more than {DOCUMENTS_MAX} documents")
    return tuple(_checked_piece(piece, known.get(piece.terminal)) for piece in asked.pieces)


def _checked_piece(piece: wire.ChainPiece, who: Registered | None) -> CheckedPiece:
    size, why = len(piece.packets), _piece_fault(piece, who)
    if why or who is None:
        return CheckedPiece(TerminalNo(0), 0, (), size, why)
    documents = tuple(_checked_documents(piece, who))
    return CheckedPiece(who.number, piece.incarnation, documents, size)


def _piece_fault(piece: wire.ChainPiece, who: Registered | None) -> str:
    if who is None:
        return f"terminal {piece.terminal} is not registered"
    if not (0 < piece.terminal <= TERMINAL_MAX and 0 <= piece.incarnation <= INCARNATION_MAX):
        return "no such chain"
    if not 0 < piece.first <= SEQUENCE_MAX - DOCUMENTS_MAX:
        return "no such place in a chain"
    if len(piece.previous) != _HASH_BYTES:
        return "no hash before it"
    if piece.first == 1 and piece.previous != GENESIS_HASH:
        return "a chain begins after 32 zero bytes"
    return ""


def _checked_documents(piece: wire.ChainPiece, who: Registered) -> Iterator[Checked]:
    """What was authentic up to the first that is not; the rest is not looked into."""
    public_key = Ed25519PublicKey.from_public_bytes(who.public_key)
    previous = piece.previous
    for sequence, packet in enumerate(piece.packets, piece.first):
        key = document_key(who.number, piece.incarnation, sequence)
        linked = chain_hash(previous, packet.spelled)
        plain = Checked(key, packet.spelled, packet.signature, previous, linked)
        checked = _checked(plain, who, public_key)
        yield checked
        if checked.why:
            return
        previous = linked


def _checked(plain: Checked, who: Registered, public_key: Ed25519PublicKey) -> Checked:
    why = ""
    if len(plain.spelled) > SPELLED_MAX:
        why = "too large"
    elif len(plain.signature) != _SIGNATURE_BYTES or not _signed(plain, public_key):
        why = "the signature is not this terminal's, or a document before it is another one"
    if why:
        return _refused(plain, why)
    try:
        document: Document | None = read_document(plain.spelled)
        unread = ""
    except UnreadableDocument as error:
        document, unread = None, str(error)
    try:
        head = read_head(plain.spelled) if document is None else document.head
        named = head.key
    except (UnreadableDocument, ValueError) as error:
        return _refused(plain, f"no document: {error}")
    if named != plain.key:
        return _refused(plain, "it names another place in the chain")
    if head.store != who.store:
        return _refused(plain, f"it names store {head.store}, the terminal stands in {who.store}")
    stream = Stream(head.store) if document is None else stream_of(document)
    return Checked(
        plain.key,
        plain.spelled,
        plain.signature,
        plain.previous,
        plain.hash,
        stream,
        head,
        document,
        unread,
    )


def _signed(plain: Checked, public_key: Ed25519PublicKey) -> bool:
    try:
        public_key.verify(plain.signature, plain.hash)
    except InvalidSignature:
        return False
    return True


def _refused(plain: Checked, why: str) -> Checked:
    return Checked(plain.key, plain.spelled, plain.signature, plain.previous, plain.hash, why=why)
