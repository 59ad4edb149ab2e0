"""Who belongs to the company: terminals, their tokens and keys, and what each of them may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.domain.streams import COMPANY
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.tables import (
    company_file,
    registered_store,
    registered_terminal,
    stream_mark,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_FILE = 1


@dataclass(frozen=True, slots=True)
class Registered:
    """A terminal as the server knows it."""

    number: TerminalNo
    store: StoreId
    public_key: bytes
    may_manage: bool
    revoked: bool
    scope_all: bool
    enrolled_at: datetime


@dataclass(frozen=True, slots=True)
class CompanyFile:
    """The company's one row."""

    tenant: str
    shop: str
    neighbour_key: bytes
    engine: str
    position: int
    exception: int


def find_caller(connection: Connection, token_hash: bytes) -> TerminalNo:
    """The terminal whose token's SHA-256 this is; refuses with `token_unknown`."""
    table = registered_terminal.c
    found = connection.execute(select(table.number).where(table.token_hash == token_hash)).scalar()
    if found is None:
        raise ServerRefusal(RefusalCode.TOKEN_UNKNOWN)
    return TerminalNo(found)


def registered(connection: Connection, number: int) -> Registered | None:
    """The terminal `number`, revoked or not; None for one that never enrolled."""
    table = registered_terminal.c
    row = connection.execute(
        select(
            table.number,
            table.store,
            table.public_key,
            table.may_manage,
            table.revoked_at,
            table.scope,
            table.enrolled_at,
        ).where(table.number == number)
    ).one_or_none()
    if row is None:
        return None
    return Registered(
        TerminalNo(row.number),
        StoreId(row.store),
        row.public_key,
        bool(row.may_manage),
        row.revoked_at is not None,
        row.scope == "all",
        row.enrolled_at,
    )


def admitted(connection: Connection, number: int) -> Registered:
    """The caller; refuses who is unknown (`token_unknown`) or was revoked (`revoked`)."""
    who = registered(connection, number)
    if who is None:
        raise ServerRefusal(RefusalCode.TOKEN_UNKNOWN)
    if who.revoked:
        raise ServerRefusal(RefusalCode.REVOKED)
    return who


def streams_of(connection: Connection, who: Registered) -> tuple[int, ...]:
    """The streams that the terminal holds: the company's, and its store's or every store's."""
    stores = all_stores(connection) if who.scope_all else {int(who.store)}
    return (COMPANY, *sorted(stores))


def all_stores(connection: Connection) -> set[int]:
    """Every store that has a terminal or documents."""
    table = registered_terminal.c
    stores = set(connection.execute(select(table.store)).scalars())
    stores |= set(connection.execute(select(registered_store.c.store)).scalars())
    stores |= set(connection.execute(select(stream_mark.c.stream)).scalars())
    return stores - {COMPANY}


def company(connection: Connection, *, lock: bool = False) -> CompanyFile:
    """The company's row; with `lock` nobody else numbers anything until this transaction ends."""
    query = select(
        company_file.c.tenant,
        company_file.c.shop,
        company_file.c.neighbour_key,
        company_file.c.engine,
        company_file.c.position,
        company_file.c.exception,
    ).where(company_file.c.id == _FILE)
    row = connection.execute(query.with_for_update() if lock else query).one()
    return CompanyFile(*row)


def note(connection: Connection, **values: object) -> None:
    """Change the company's row, which the caller has locked."""
    connection.execute(company_file.update().where(company_file.c.id == _FILE).values(**values))
