"""Writing down what a store of the company is called, where it is and how to ring it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.set_up_shop import fit_text
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.permissions import Permission

if TYPE_CHECKING:
    from jxc_desktop.documents.records import Value
    from jxc_desktop.domain.ids import PersonId, StoreId
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class SaveStore:
    """What stands on the papers of a store; what is empty is taken from the shop's settings."""

    actor: PersonId
    store: StoreId
    name: str
    address: str
    phone: str


def save_store(session: ShopSession, command: SaveStore) -> None:
    """Write it; refuses a line that would not fit on paper (`text_too_long`).

    A store comes into being with its first terminal (`TerminalEnrolled`), not here.
    """
    require(session, command.actor, {Permission.EDIT_SETTINGS})
    fields: dict[str, Value] = {
        "name": fit_text(command.name),
        "address": fit_text(command.address),
        "phone": fit_text(command.phone),
    }
    change = RecordChange("store", command.store, fields)
    write_records(session, (change,), command.actor, source="settings")
