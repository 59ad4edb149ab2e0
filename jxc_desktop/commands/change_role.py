"""Deciding what a role may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.change_person import refuse_no_owner
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.new_ids import new_ids
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.discount import ALL_OF_IT
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import RoleId
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.find_permissions import find_permissions
from jxc_desktop.queries.list_people import RoleRow, list_roles

if TYPE_CHECKING:
    from jxc_desktop.documents.records import Value
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.store.session import ShopSession

NAME_LETTERS_MAX = 20


@dataclass(frozen=True, slots=True)
class SaveRole:
    """What a role may do; `role` is None for a new one."""

    actor: PersonId
    role: RoleId | None
    name: str
    permissions: frozenset[Permission]
    discount_limit: Rate


def save_role(session: ShopSession, command: SaveRole) -> RoleId:
    """Write it; refuses to give, or to touch, what the actor may not (`role_above_own`).

    Refuses an unfit name (`role_name_needed`, `role_name_taken`, `text_too_long`), a limit that is
    no part of a whole (`discount_percent_range`) and a change after which nobody could look after
    people any more (`last_owner`).
    """
    require(session, command.actor, {Permission.EDIT_PEOPLE})
    roles = list_roles(session)
    name = _fit_name(command, roles)
    _refuse_above(session, command, roles)
    if not Rate(0) <= command.discount_limit <= ALL_OF_IT:
        raise Refusal("discount_percent_range")
    role = command.role or RoleId(next(new_ids(session.till.clock, session.till.random_bits)))
    fields: dict[str, Value] = {
        "name": name,
        "permissions": " ".join(sorted(command.permissions)),
        "discount_limit": command.discount_limit.e4,
    }
    change = RecordChange("role", role, fields, new=command.role is None)
    write_records(session, (change,), command.actor, source="people")
    refuse_no_owner(session)
    return role


def _fit_name(command: SaveRole, roles: tuple[RoleRow, ...]) -> str:
    name = " ".join(command.name.split())
    if not name or not name.isprintable():
        raise Refusal("role_name_needed")
    if len(name) > NAME_LETTERS_MAX:
        raise Refusal("text_too_long", limit=NAME_LETTERS_MAX)
    if any(row.name == name and row.role != command.role for row in roles):
        raise Refusal("role_name_taken", name=name)
    return name


def _refuse_above(session: ShopSession, command: SaveRole, roles: tuple[RoleRow, ...]) -> None:
    before = [row for row in roles if row.role == command.role]
    if command.role is not None and not before:
        raise Refusal("role_unknown", role=command.role)
    touched = command.permissions.union(*(row.permissions for row in before))
    if not touched <= find_permissions(session, command.actor):
        raise Refusal("role_above_own", name=command.name)
