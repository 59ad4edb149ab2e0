"""Every way to pay with its place on the till, those put away included: for the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.tender import MethodKind, PaymentMethod
from jxc_desktop.models.records import PaymentMethodRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One way to pay; `sort` is its place among the till's buttons."""

    method: PaymentMethod
    sort: int
    archived: bool


def list_method_rows(session: Session) -> tuple[MethodRow, ...]:
    """All of them in the order of the till's buttons, archived ones last."""
    rows = session.execute(
        select(PaymentMethodRow).order_by(
            PaymentMethodRow.archived, PaymentMethodRow.sort, PaymentMethodRow.id
        )
    ).scalars()
    return tuple(MethodRow(_method(row), row.sort, row.archived) for row in rows)


def _method(row: PaymentMethodRow) -> PaymentMethod:
    return PaymentMethod(
        method=row.id,
        name=row.name,
        kind=MethodKind(row.kind),
        fee_rate=row.fee_rate,
        opens_drawer=row.opens_drawer,
        works_offline=row.works_offline,
        gives_change=row.gives_change,
        needs_reference=row.needs_reference,
    )
