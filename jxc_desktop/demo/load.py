"""Loading the demo shop into an empty store: its records, its people, its ninety days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from jxc_desktop.commands.change_person import AddPerson, add_person
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.set_up_shop import (
    CASHIER_ROLE,
    CLERK_ROLE,
    MANAGER_ROLE,
    SetUpShop,
    set_up_shop,
)
from jxc_desktop.demo.catalogue import Catalogue, read_catalogue, read_table
from jxc_desktop.demo.demand import wanted_of
from jxc_desktop.demo.history import Cast, History
from jxc_desktop.demo.story_clock import ZONE, StoryClock
from jxc_desktop.domain.ids import CustomerId, PersonId, SupplierId
from jxc_desktop.queries.list_methods import list_methods
from jxc_desktop.store.incarnation import first_till

if TYPE_CHECKING:
    from jxc_desktop.documents.records import RecordChange
    from jxc_desktop.store.opening import Store
    from jxc_desktop.store.session import ShopSession

DAYS = 90
SEED = 20261124
_RECORDS_A_DOCUMENT = 500
_ROLES = {"manager": MANAGER_ROLE, "clerk": CLERK_ROLE, "cashier": CASHIER_ROLE}

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class DemoKeys:
    """How the demo till signs."""

    public_key: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo, with the PIN that the sign-in screen shows."""

    number: str
    name: str
    role: str
    pin: str


def demo_people(folder: Path) -> tuple[DemoPerson, ...]:
    """Who works in the demo shop."""
    return tuple(
        DemoPerson(row["number"], row["name"], row["role"], row["pin"])
        for row in read_table(folder, "people")
    )


def load_demo(
    store: Store, folder: Path, keys: DemoKeys, today: date, progress: Progress, days: int = DAYS
) -> None:
    """Fill the store; the same `today` makes the same shop. `progress` hears stage, done, of.

    The store serves the demo's own clock while it is loaded: hand it a till again afterwards.
    """
    catalogue = read_catalogue(folder)
    first = today - timedelta(days=days)
    clock = StoryClock(datetime(first.year, first.month, first.day, 5, 30, tzinfo=ZONE))
    clock.now = clock.now.astimezone(UTC)
    store.serve(first_till(clock, keys.sign))
    owner = _set_up(store, catalogue, keys)
    _write_catalogue(store, catalogue, owner, progress)
    with store.transaction() as session:
        cashiers = _hire(session, catalogue, owner)
    cast = _cast(store, catalogue, owner, cashiers)
    history = History(store, clock, cast, Random(SEED))  # noqa: S311 (a story, not a secret)
    history.play(first, days, lambda done, of: progress("history", done, of))


def _set_up(store: Store, catalogue: Catalogue, keys: DemoKeys) -> PersonId:
    owner = next(row for row in catalogue.people if row["role"] == "owner")
    command = SetUpShop(
        shop_name="好邻居便利店",
        store_name="幸福路店",
        terminal_name="收银台 1",
        owner_name=owner["name"],
        owner_number=owner["number"],
        owner_secret=owner["pin"],
        public_key=keys.public_key,
        address="幸福路 88 号",
        phone="0571-8800 0000",
    )
    with store.transaction() as session:
        return set_up_shop(session, command).owner


def _write_catalogue(
    store: Store, catalogue: Catalogue, owner: PersonId, progress: Progress
) -> None:
    changes = catalogue.changes
    for start in range(0, len(changes), _RECORDS_A_DOCUMENT):
        chunk: tuple[RecordChange, ...] = changes[start : start + _RECORDS_A_DOCUMENT]
        with store.transaction() as session:
            write_records(session, chunk, owner, source="demo")
        progress("catalogue", min(start + _RECORDS_A_DOCUMENT, len(changes)), len(changes))


def _hire(session: ShopSession, catalogue: Catalogue, owner: PersonId) -> tuple[PersonId, ...]:
    cashiers = []
    for row in catalogue.people:
        if row["role"] == "owner":
            continue
        person = add_person(
            session,
            AddPerson(
                actor=owner,
                number=row["number"],
                name=row["name"],
                role=_ROLES[row["role"]],
                secret=row["pin"],
            ),
        )
        if row["role"] == "cashier":
            cashiers.append(person)
    return tuple(cashiers)


def _cast(
    store: Store, catalogue: Catalogue, owner: PersonId, cashiers: tuple[PersonId, ...]
) -> Cast:
    with store.reading() as session:
        wanted = wanted_of(session, catalogue.products)
        methods = list_methods(session)
    return Cast(
        owner=owner,
        cashiers=cashiers,
        methods=methods,
        customers=tuple(map(CustomerId, catalogue.customer_ids())),
        wanted=wanted,
        suppliers=tuple(
            (SupplierId(record), row["name"])
            for record, row in zip(catalogue.supplier_ids(), catalogue.suppliers, strict=True)
        ),
    )
