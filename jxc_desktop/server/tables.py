"""The server's own tables in a tenant's schema: who belongs to it, how far each chain has come."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from jxc_desktop.models.base import Base, Instant, Packed, WholeNumber

SERVER = MetaData(naming_convention=Base.metadata.naming_convention)

company_file = Table(
    "company_file",
    SERVER,
    Column("id", WholeNumber, primary_key=True, autoincrement=False),
    Column("tenant", String, nullable=False),
    Column("shop", String, nullable=False),
    Column("neighbour_key", LargeBinary, nullable=False),
    Column("engine", String, nullable=False),
    Column("position", WholeNumber, nullable=False),
    Column("exception", WholeNumber, nullable=False),
)
"""One row, and the one lock: whoever stores documents or numbers anything locks it first.

`engine` is the database's own identity when it was last opened (see `epochs`); `position` and
`exception` are the last numbers given.
"""

epoch = Table(
    "epoch",
    SERVER,
    Column("number", WholeNumber, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False, unique=True),
    Column("began_at", Instant(), nullable=False),
    Column("began_at_position", WholeNumber, nullable=False),
    Column("why", String, nullable=False),
)

chain_head = Table(
    "chain_head",
    SERVER,
    Column("terminal", WholeNumber, primary_key=True, autoincrement=False),
    Column("incarnation", WholeNumber, primary_key=True, autoincrement=False),
    Column("sequence", WholeNumber, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

stream_mark = Table(
    "stream_mark",
    SERVER,
    Column("stream", WholeNumber, primary_key=True, autoincrement=False),
    Column("position", WholeNumber, nullable=False),
    Column("count", WholeNumber, nullable=False),
    Column("checksum", WholeNumber, nullable=False),
)
"""What each stream holds in all."""

stream_step = Table(
    "stream_step",
    SERVER,
    Column("stream", WholeNumber, primary_key=True, autoincrement=False),
    Column("position", WholeNumber, primary_key=True, autoincrement=False),
    Column("count", WholeNumber, nullable=False),
    Column("checksum", WholeNumber, nullable=False),
)
"""A stream's mark every few hundred documents, so that a page's end need not add up from zero."""

registered_terminal = Table(
    "registered_terminal",
    SERVER,
    Column("number", WholeNumber, primary_key=True, autoincrement=False),
    Column("store", WholeNumber, nullable=False),
    Column("name", String, nullable=False),
    Column("machine", String, nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("scope", String, nullable=False),
    Column("may_manage", Boolean, nullable=False),
    Column("enrolled_at", Instant(), nullable=False),
    Column("revoked_at", Instant()),
    Column("revoked_by", WholeNumber, nullable=False),
    Column("last_seen", Instant()),
    Column("complete_at", Instant()),
    Column("backlog", WholeNumber, nullable=False),
    Column("version", String, nullable=False),
    Column("clock_told", Instant()),
)
"""`scope` is "own" or "all"; `complete_at` when it last had nothing more to push."""

registered_store = Table(
    "registered_store",
    SERVER,
    Column("store", WholeNumber, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
)

invite = Table(
    "invite",
    SERVER,
    Column("code_hash", LargeBinary, primary_key=True),
    Column("store", WholeNumber, nullable=False),
    Column("store_name", String, nullable=False),
    Column("name", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("may_manage", Boolean, nullable=False),
    Column("existing", Boolean, nullable=False),
    Column("invited_by", WholeNumber, nullable=False),
    Column("asked_by", WholeNumber, nullable=False),
    Column("expires", Instant(), nullable=False),
    Column("used_at", Instant()),
    Column("used_by", WholeNumber, nullable=False),
)

fork_document = Table(
    "fork_document",
    SERVER,
    Column("hash", LargeBinary, primary_key=True),
    Column("key", WholeNumber, nullable=False, index=True),
    Column("spelled", Packed(), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("received_at", Instant(), nullable=False),
)
"""Documents in whose place the journal has another one: kept as they were signed."""

held_document = Table(
    "held_document",
    SERVER,
    Column("key", WholeNumber, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, primary_key=True),
    Column("spelled", Packed(), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("received_at", Instant(), nullable=False),
)
"""Documents of a revoked terminal, until a person decides."""

parked_try = Table(
    "parked_try",
    SERVER,
    Column("document", WholeNumber, primary_key=True, autoincrement=False),
    Column("parked_at", Instant(), nullable=False),
    Column("tries", WholeNumber, nullable=False),
    Column("next_position", WholeNumber, nullable=False, index=True),
)
"""When a parked document is tried again: ever further apart, and at each start."""

raised_exception = Table(
    "raised_exception",
    SERVER,
    Column("id", WholeNumber, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("store", WholeNumber, nullable=False),
    Column("document", WholeNumber, nullable=False),
    Column("subject", WholeNumber, nullable=False),
    Column("at", Instant(), nullable=False),
    Column("detail", String, nullable=False),
    UniqueConstraint("document", "kind", "subject", name="uq_raised_exception_once"),
    Index("ix_raised_exception_store", "store", "id"),
)
