"""Deciding how customers can pay: a new way, a change, another order, one put away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.new_ids import new_ids
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import MethodId
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.queries.list_method_rows import MethodRow, list_method_rows

if TYPE_CHECKING:
    from jxc_desktop.documents.records import Value
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.store.session import ShopSession

NAME_LETTERS_MAX = 12
FEE_MAX = Rate(1000)
"""Ten per cent: more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class SavePaymentMethod:
    """What the shop decided about one way to pay; `method` is None for a new one.

    The kind of an existing one stays: money that was taken lies in the account of its kind.
    """

    actor: PersonId
    method: MethodId | None
    name: str
    kind: MethodKind
    fee_rate: Rate
    opens_drawer: bool
    needs_reference: bool


@dataclass(frozen=True, slots=True)
class ArchivePaymentMethod:
    """Put a way to pay away, or bring it back."""

    actor: PersonId
    method: MethodId
    archived: bool


@dataclass(frozen=True, slots=True)
class SortPaymentMethods:
    """The buttons of the till in this order."""

    actor: PersonId
    methods: tuple[MethodId, ...]


def save_payment_method(session: ShopSession, command: SavePaymentMethod) -> MethodId:
    """Write it; refuses a name that is missing, too long or taken, and an absurd fee."""
    require(session, command.actor, {Permission.EDIT_SETTINGS})
    rows = list_method_rows(session)
    fields: dict[str, Value] = {
        "name": _fit_name(command, rows),
        "fee_rate": _fit_fee(command.fee_rate).e4,
        "opens_drawer": command.opens_drawer,
        "needs_reference": command.needs_reference,
    }
    if command.method is not None:
        _row(rows, command.method)
        _write(session, command.actor, RecordChange("payment_method", command.method, fields))
        return command.method
    method = MethodId(next(new_ids(session.till.clock, session.till.random_bits)))
    fields |= {
        "kind": command.kind.value,
        "gives_change": command.kind is MethodKind.CASH,
        "works_offline": True,
        "sort": 1 + max((row.sort for row in rows), default=0),
    }
    _write(session, command.actor, RecordChange("payment_method", method, fields, new=True))
    return method


def archive_payment_method(session: ShopSession, command: ArchivePaymentMethod) -> None:
    """Put it away or bring it back; the last one for cash stays (`last_cash_method`)."""
    require(session, command.actor, {Permission.EDIT_SETTINGS})
    rows = list_method_rows(session)
    row = _row(rows, command.method)
    others = [other for other in rows if other is not row and not other.archived]
    has_cash = any(other.method.kind is MethodKind.CASH for other in others)
    if command.archived and row.method.kind is MethodKind.CASH and not has_cash:
        raise Refusal("last_cash_method", name=row.method.name)
    change = RecordChange("payment_method", command.method, {"archived": command.archived})
    _write(session, command.actor, change)


def sort_payment_methods(session: ShopSession, command: SortPaymentMethods) -> None:
    """Write the places that changed."""
    require(session, command.actor, {Permission.EDIT_SETTINGS})
    rows = list_method_rows(session)
    changes = [
        RecordChange("payment_method", method, {"sort": place})
        for place, method in enumerate(command.methods, 1)
        if _row(rows, method).sort != place
    ]
    if changes:
        _write(session, command.actor, *changes)


def _fit_name(command: SavePaymentMethod, rows: tuple[MethodRow, ...]) -> str:
    name = " ".join(command.name.split())
    if not name or not name.isprintable():
        raise Refusal("method_name_needed")
    if len(name) > NAME_LETTERS_MAX:
        raise Refusal("text_too_long", limit=NAME_LETTERS_MAX)
    if any(row.method.name == name and row.method.method != command.method for row in rows):
        raise Refusal("method_name_taken", name=name)
    return name


def _fit_fee(fee: Rate) -> Rate:
    if not Rate(0) <= fee <= FEE_MAX:
        raise Refusal("fee_range", limit=FEE_MAX)
    return fee


def _row(rows: tuple[MethodRow, ...], method: MethodId) -> MethodRow:
    row = next((row for row in rows if row.method.method == method), None)
    if row is None:
        raise Refusal("method_unknown")
    return row


def _write(session: ShopSession, actor: PersonId, *changes: RecordChange) -> None:
    write_records(session, changes, actor, source="settings")
