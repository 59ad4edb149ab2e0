"""What terminals and server say to each other: frozen structs, spelled as MessagePack.

Fields only grow, at the end and with defaults, so that an old terminal may always push.
"""

from __future__ import annotations

from enum import IntEnum

import msgspec

PROTOCOL = 1


class Packet(msgspec.Struct, frozen=True, array_like=True):
    """A document as it was signed: its canonical bytes and the signature of its chain hash."""

    spelled: bytes
    signature: bytes


class ChainPiece(msgspec.Struct, frozen=True, array_like=True):
    """Documents of one chain without a gap, from the sequence `first` on.

    `previous` is the hash of the document before `first` (32 zero bytes at the chain's start).
    """

    terminal: int
    incarnation: int
    first: int
    previous: bytes
    packets: tuple[Packet, ...]


class StreamMark(msgspec.Struct, frozen=True, array_like=True):
    """A stream up to a position: how many documents, and the sum that tells whether all are there.

    See `domain.streams.grown_checksum`.
    """

    position: int = 0
    count: int = 0
    checksum: int = 0


class PositionMark(msgspec.Struct, frozen=True, array_like=True):
    """Which document (the first 8 bytes of its hash) a terminal holds at a position."""

    position: int
    hash8: bytes


class HelloAsked(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who calls, how far its own chain has come, and which server it remembers.

    `marks` are positions that it holds, the latest first, ever further apart (up to 24): with them
    a server that was restored finds the last one that both have.
    """

    version: str
    schema: int
    terminal: int
    incarnation: int
    sequence: int
    hash: bytes
    at: int
    """The terminal's clock, milliseconds since 1970."""
    epoch: str = ""
    marks: tuple[PositionMark, ...] = ()
    backlog: int = 0
    protocol: int = PROTOCOL


class Advice(IntEnum):
    """What the server makes of the caller's own chain."""

    GO_ON = 0
    BEHIND = 1
    """The server has more of this incarnation than the terminal: it was restored. Pull the tail,
    begin a new incarnation, post nothing before."""
    FORK = 2
    """At `sequence` the server holds another document: find where they part, branch off."""


class HelloAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the caller stands.

    `rebase_to`: positions above it are void (the server was restored); None when all are good.
    """

    epoch: str
    streams: tuple[int, ...]
    at: int
    advice: Advice = Advice.GO_ON
    chain_sequence: int = 0
    """How far the server has the caller's current incarnation."""
    last_incarnation: int = 0
    """The highest incarnation of the caller that the server has documents of."""
    rebase_to: int | None = None
    shop: str = ""
    store_name: str = ""
    may_manage: bool = False
    """Whether this terminal may invite and revoke others."""


class Outcome(IntEnum):
    """What became of a pushed document."""

    STORED = 0
    KNOWN = 1
    """Stored before, byte for byte the same."""
    FORK = 2
    """Another document stands in its place; both are kept, a person is told."""
    GAP = 3
    """Documents before it are missing: push from `expected` on."""
    HELD = 4
    """Its terminal was revoked before it arrived: kept apart until a person decides."""
    REFUSED = 5
    """Not authentic or not a document (`why`): nothing was stored."""


class Verdict(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """The answer for one pushed document. Stored and projected are two answers."""

    outcome: Outcome
    position: int = 0
    """Its place in the company's order, when stored or known."""
    parked: bool = False
    """Stored, and not projected yet."""
    expected: int = 0
    """With GAP: the sequence that the server needs next."""
    why: str = ""


class PushAsked(msgspec.Struct, frozen=True):
    """Pieces of chains: the caller's own, or others' that it keeps for them."""

    pieces: tuple[ChainPiece, ...]
    backlog: int = 0
    """What the caller still has to push after this."""


class PushAnswer(msgspec.Struct, frozen=True):
    """A verdict per document, in the order in which they were pushed, piece by piece."""

    epoch: str
    verdicts: tuple[tuple[Verdict, ...], ...]


class Pulled(msgspec.Struct, frozen=True, array_like=True):
    """A document on its way down.

    `previous` is the hash before it in its chain; empty when that is the document of the same
    chain that came last before it in this page.
    """

    position: int
    stream: int
    spelled: bytes
    signature: bytes
    previous: bytes = b""


class PullAsked(msgspec.Struct, frozen=True):
    """Give me what comes after these positions, by stream."""

    after: dict[int, int]
    limit: int = 500


class PullAnswer(msgspec.Struct, frozen=True):
    """A page in the order of positions, and where each stream stands after it.

    `marks` are the streams' sums at the end of this page (of every stream that was asked for).
    """

    epoch: str
    documents: tuple[Pulled, ...]
    marks: dict[int, StreamMark]
    more: bool = False
    left: int = 0
    """How many documents come after this page."""


class ForeignStock(msgspec.Struct, frozen=True, array_like=True):
    """Stock of a store whose facts the caller does not hold (thousandths, fen)."""

    store: int
    location: int
    product: int
    quantity: int
    value: int


class ForeignAccount(msgspec.Struct, frozen=True, array_like=True):
    """A customer's balance from documents of stores that the caller does not hold (fen)."""

    store: int
    account: int
    holder: int
    amount: int


class ForeignStore(msgspec.Struct, frozen=True, array_like=True):
    """How fresh another store's figures are.

    `as_of` is when the least recently heard of its terminals had pushed everything (milliseconds
    since 1970, 0: never); `outstanding` the documents known to be still out.
    """

    store: int
    name: str
    as_of: int
    outstanding: int


class ForeignAnswer(msgspec.Struct, frozen=True):
    """What changed at other stores since a position (all of it after position 0)."""

    epoch: str
    position: int
    stores: tuple[ForeignStore, ...]
    stocks: tuple[ForeignStock, ...] = ()
    accounts: tuple[ForeignAccount, ...] = ()


class ExceptionRaised(msgspec.Struct, frozen=True):
    """Something that stands although a rule was broken: a person should look.

    `kind` is a member of `domain.exceptions.ExceptionKind`; `subject` the customer, product, person
    or terminal that it is about; `detail` plain facts for its sentence.
    """

    id: int
    kind: str
    store: int
    document: int
    subject: int
    at: int
    detail: dict[str, str | int] = {}


class ExceptionsAnswer(msgspec.Struct, frozen=True):
    """Exceptions after the id that was asked for, in order."""

    epoch: str
    raised: tuple[ExceptionRaised, ...]


class TerminalSeen(msgspec.Struct, frozen=True):
    """A terminal as the server last heard of it (`domain.sync_facts.TerminalStatus`)."""

    terminal: int
    store: int
    name: str
    last_seen: int
    backlog: int
    version: str
    revoked: bool = False


class TerminalsAnswer(msgspec.Struct, frozen=True):
    """Every terminal of the company."""

    terminals: tuple[TerminalSeen, ...]


class SnapshotPart(msgspec.Struct, frozen=True):
    """A file of a snapshot: SQLite, deflated (zlib); `kind` is "catalogue" or "history"."""

    name: str
    kind: str
    bytes: int
    sha256: str
    rows: int = 0


class SnapshotAnswer(msgspec.Struct, frozen=True):
    """The state of the caller's streams at one moment: the catalogue first, enough to sell with."""

    epoch: str
    marks: dict[int, StreamMark]
    parts: tuple[SnapshotPart, ...]


class EnrolAsked(msgspec.Struct, frozen=True, omit_defaults=True):
    """A terminal asks to join, with the one-time code that a person typed.

    `token_hash` is SHA-256 of the bearer token, which the terminal derives from its own root secret
    and which never travels here. A shop that exists already says which terminal and store it is;
    `terminal` 0 asks for a new number.
    """

    code: str
    public_key: bytes
    token_hash: bytes
    name: str
    machine: str
    version: str
    terminal: int = 0
    store: int = 0


class EnrolAnswer(msgspec.Struct, frozen=True):
    """Welcome: who you are now. `neighbour_key` authenticates tills of one company on the LAN."""

    tenant: str
    shop: str
    terminal: int
    store: int
    epoch: str
    neighbour_key: bytes


class InviteAsked(msgspec.Struct, frozen=True):
    """Make a one-time code for a new terminal of `store` (0: a new store, named `store_name`)."""

    store: int
    name: str
    asked_by: int
    store_name: str = ""
    may_manage: bool = False
    existing: bool = False
    """For a shop that already sells on its own and now joins with its whole journal."""


class InviteAnswer(msgspec.Struct, frozen=True):
    """The code to type at the new terminal, and until when it is good (milliseconds)."""

    code: str
    expires: int


class RevokeAsked(msgspec.Struct, frozen=True):
    """Let a terminal in no more."""

    terminal: int
    asked_by: int


class ChainHashesAsked(msgspec.Struct, frozen=True):
    """Asks which hashes the server holds at these sequences of the caller's chain."""

    incarnation: int
    sequences: tuple[int, ...]


class ChainHashesAnswer(msgspec.Struct, frozen=True):
    """The hashes in the order asked; empty where there is none."""

    hashes: tuple[bytes, ...]


class HeadsAnswer(msgspec.Struct, frozen=True):
    """The end of every chain that the server holds: (terminal, incarnation, sequence)."""

    epoch: str
    heads: tuple[tuple[int, int, int], ...]


class Trouble(msgspec.Struct, frozen=True):
    """The body of every answer that is no success: a code, and a sentence for the log."""

    code: str
    why: str = ""
    retry_seconds: int = 0
