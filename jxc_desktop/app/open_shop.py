"""Opening the shop of this machine: its keys, its store, its till, and whether it is sound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.begin_incarnation import BeginIncarnation, begin_incarnation
from jxc_desktop.journal.continuity import ChainBreak, find_break, last_seen
from jxc_desktop.journal.rebuild import retry_parked
from jxc_desktop.queries.find_sync import count_parked
from jxc_desktop.store.incarnation import find_till, first_till
from jxc_desktop.store.keys import KeyPlace, PlainKeyFile, TillKeys, key_place, make_keys, open_keys
from jxc_desktop.store.opening import Store
from jxc_desktop.store.sentinel import Sentinel, sentinel_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.app.places import Places
    from jxc_desktop.store.sentinel import LastSeen
    from jxc_desktop.store.session import Till


def system_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


class LastNote(Protocol):
    """What remembers outside the database how far the till has come."""

    def read(self) -> LastSeen | None:
        """The latest note of this till."""
        ...


@dataclass(frozen=True, slots=True)
class OpenedShop:
    """The store, ready to serve; `set_up` is False while no shop has been made in it."""

    places: Places
    store: Store
    keys: TillKeys
    sentinel: Sentinel
    set_up: bool
    found_break: ChainBreak | None = None
    """Why a new incarnation was begun at this start, for the person to know."""

    def note_progress(self) -> None:
        """Remember outside the database how far it has come."""
        till = self.store.till
        if till is None:
            return
        with self.store.reading() as session:
            last = last_seen(session.connection(), till)
        if last.sequence:
            self.sentinel.write(last)


def first_keys(places: Places) -> TillKeys:
    """Fresh keys for a shop that is about to be set up; nothing is kept yet."""
    places.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return make_keys()


def demo_keys(places: Places) -> TillKeys:
    """The demo's keys, which lie in the open and are never asked for."""
    if key_place(places.key_file) is KeyPlace.NOWHERE:
        PlainKeyFile(places.key_file).keep(first_keys(places))
    return open_keys(places.key_file)


def open_shop(
    places: Places, keys: TillKeys, clock: Callable[[], datetime] = system_clock
) -> OpenedShop:
    """Open the store with `keys`; refuses (`StoreTrouble`) what cannot be used safely.

    A database that was restored, rolled back or copied goes on as a new incarnation, so that no
    number is ever printed twice.
    """
    places.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = Store(places.database, keys.database_key)
    sentinel = Sentinel(sentinel_files(places.database, keys.check), keys.check)
    till = find_till(store, clock, keys.signer.sign)
    if till is None:
        store.serve(first_till(clock, keys.signer.sign))
        return OpenedShop(places, store, keys, sentinel, set_up=False)
    store.serve(till)
    found = go_on(store, till, keys, sentinel)
    take_up_parked(store)
    return OpenedShop(places, store, keys, sentinel, set_up=True, found_break=found)


def go_on(store: Store, till: Till, keys: TillKeys, sentinel: LastNote) -> ChainBreak | None:
    """Begin a new incarnation where the database is not what the till last wrote; says why."""
    with store.reading() as session:
        found = find_break(session.connection(), till, sentinel.read())
    if found is None:
        return None
    store.serve(replace(till, incarnation=found.incarnation))
    with store.transaction() as session:
        begin_incarnation(session, BeginIncarnation(found, keys.public_key))
    return found


def take_up_parked(store: Store) -> None:
    """Project what an older version of the program could only keep; most starts find nothing."""
    with store.reading() as session:
        waiting = count_parked(session)
    if waiting:
        with store.transaction() as session:
            retry_parked(session.connection())
