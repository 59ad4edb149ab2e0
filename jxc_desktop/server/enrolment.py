"""Letting terminals in by a one-time code, and letting them in no more."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from jxc_desktop.domain.ids import TERMINAL_MAX
from jxc_desktop.domain.instants import milliseconds
from jxc_desktop.server import epochs
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.registry import all_stores, company, registered
from jxc_desktop.server.tables import invite as invite_table
from jxc_desktop.server.tables import registered_store, registered_terminal
from jxc_desktop.sync import wire
from jxc_desktop.sync.enrol_code import SECRET_BYTES, BadCode, read_secret, write_secret

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from jxc_desktop.server.registry import Registered

CODE_LASTS = timedelta(hours=24)
_PUBLIC_KEY_BYTES, _HASH_BYTES = 32, 32
_NAME_MAX = 200


def invite(
    connection: Connection,
    inviter: Registered | None,
    asked: wire.InviteAsked,
    now: datetime,
    random_bits: Callable[[int], int],
    *,
    scope_all: bool = False,
) -> wire.InviteAnswer:
    """A new code, good for a day and for one terminal; only its hash is kept."""
    if max(len(asked.name), len(asked.store_name)) > _NAME_MAX or asked.store < 0:
        raise ServerRefusal(RefusalCode.UNREADABLE, "a name too long, or no store")
    secret = random_bits(SECRET_BYTES * 8).to_bytes(SECRET_BYTES, "big")
    expires = now + CODE_LASTS
    row = {
        "code_hash": hashlib.sha256(secret).digest(),
        "store": asked.store,
        "store_name": asked.store_name,
        "name": asked.name,
        "scope": "all" if scope_all or asked.may_manage else "own",
        "may_manage": asked.may_manage,
        "existing": asked.existing,
        "invited_by": 0 if inviter is None else inviter.number,
        "asked_by": asked.asked_by,
        "expires": expires,
        "used_at": None,
        "used_by": 0,
    }
    connection.execute(insert(invite_table), row)
    code = write_secret(secret)
    return wire.InviteAnswer(code, milliseconds(expires))


def enrol(connection: Connection, asked: wire.EnrolAsked, now: datetime) -> wire.EnrolAnswer:
    """Register the terminal that brings a good code; the same terminal may ask again."""
    if len(asked.public_key) != _PUBLIC_KEY_BYTES or len(asked.token_hash) != _HASH_BYTES:
        raise ServerRefusal(RefusalCode.UNREADABLE, "no key or no token")
    if max(len(asked.name), len(asked.machine), len(asked.version)) > _NAME_MAX:
        raise ServerRefusal(RefusalCode.UNREADABLE, "a name too long")
    file = company(connection, lock=True)
    code_hash = hashlib.sha256(_secret_of(asked.code)).digest()
    found = connection.execute(
        select(invite_table).where(invite_table.c.code_hash == code_hash)
    ).one_or_none()
    if found is None or found.expires < now:
        raise ServerRefusal(RefusalCode.CODE_UNKNOWN)
    if found.used_at is not None:
        number = _same_again(connection, found, asked)
    else:
        number = _register(connection, found, asked, now)
    who = registered(connection, number)
    assert who is not None, "it was registered just now"
    shop = file.shop
    epoch = epochs.current(connection)
    return wire.EnrolAnswer(file.tenant, shop, who.number, who.store, epoch, file.neighbour_key)


def revoke(connection: Connection, asked: wire.RevokeAsked, now: datetime) -> None:
    """From now on the terminal gets nothing, and what it pushes is held."""
    table = registered_terminal
    if registered(connection, asked.terminal) is None:
        raise ServerRefusal(RefusalCode.NOT_FOUND, f"no terminal {asked.terminal}")
    connection.execute(
        update(table)
        .where(table.c.number == asked.terminal, table.c.revoked_at.is_(None))
        .values(revoked_at=now, revoked_by=asked.asked_by)
    )


def _same_again(
    connection: Connection, found: Row[tuple[object, ...]], asked: wire.EnrolAsked
) -> int:
    """An answer that was lost: the same machine with the same token asks once more."""
    table = registered_terminal.c
    same = connection.execute(
        select(table.number).where(
            table.number == found.used_by,
            table.token_hash == asked.token_hash,
            table.public_key == asked.public_key,
        )
    ).scalar()
    if same is None:
        raise ServerRefusal(RefusalCode.CODE_UNKNOWN, "used before")
    return int(same)


def _register(
    connection: Connection, found: Row[tuple[object, ...]], asked: wire.EnrolAsked, now: datetime
) -> int:
    store = _store_for(connection, found, asked)
    number = _number_for(connection, found, asked)
    row = {
        "number": number,
        "store": store,
        "name": found.name or asked.name,
        "machine": asked.machine,
        "token_hash": asked.token_hash,
        "public_key": asked.public_key,
        "scope": found.scope,
        "may_manage": found.may_manage,
        "enrolled_at": now,
        "revoked_at": None,
        "revoked_by": 0,
        "last_seen": now,
        "complete_at": None,
        "backlog": 0,
        "version": asked.version,
        "clock_told": None,
    }
    table = registered_terminal
    try:
        if registered(connection, number) is None:
            connection.execute(insert(table), row)
        else:
            connection.execute(update(table).where(table.c.number == number).values(row))
    except IntegrityError as error:
        raise ServerRefusal(RefusalCode.TERMINAL_TAKEN, "a token twice") from error
    connection.execute(
        update(invite_table)
        .where(invite_table.c.code_hash == found.code_hash)
        .values(used_at=now, used_by=number)
    )
    return number


def _store_for(
    connection: Connection, found: Row[tuple[object, ...]], asked: wire.EnrolAsked
) -> int:
    known = all_stores(connection)
    store = int(found.store) or (asked.store if found.existing else 0)
    if store <= 0:
        store = max(known, default=0) + 1
    named = select(registered_store.c.store).where(registered_store.c.store == store)
    if connection.execute(named).scalar() is None:
        row = {"store": store, "name": found.store_name}
        connection.execute(insert(registered_store), row)
    return store


def _number_for(
    connection: Connection, found: Row[tuple[object, ...]], asked: wire.EnrolAsked
) -> int:
    """A new number, or the one that an existing shop's terminal brings, with its own key."""
    if not asked.terminal or not found.existing:
        last = connection.execute(select(func.max(registered_terminal.c.number))).scalar() or 0
        return int(last) + 1
    if not 0 < asked.terminal <= TERMINAL_MAX:
        raise ServerRefusal(RefusalCode.UNREADABLE, "no terminal number")
    taken = registered(connection, asked.terminal)
    if taken is not None and taken.public_key != asked.public_key:
        raise ServerRefusal(RefusalCode.TERMINAL_TAKEN, f"terminal {asked.terminal}")
    return asked.terminal


def _secret_of(code: str) -> bytes:
    try:
        return read_secret(code)
    except BadCode as error:
        raise ServerRefusal(RefusalCode.CODE_UNKNOWN, "not a code") from error
