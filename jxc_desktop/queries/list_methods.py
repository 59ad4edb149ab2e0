"""The ways to pay that this shop offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.tender import MethodKind, PaymentMethod
from jxc_desktop.models.records import PaymentMethodRow
from jxc_desktop.models.sales import SalePaymentRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import DocumentKey, MethodId


def list_methods(session: Session) -> tuple[PaymentMethod, ...]:
    """The methods in the order of the till's buttons, archived ones left out."""
    rows = session.execute(
        select(
            PaymentMethodRow.id,
            PaymentMethodRow.name,
            PaymentMethodRow.kind,
            PaymentMethodRow.fee_rate,
            PaymentMethodRow.opens_drawer,
            PaymentMethodRow.works_offline,
            PaymentMethodRow.gives_change,
            PaymentMethodRow.needs_reference,
        )
        .where(PaymentMethodRow.archived.is_(False))
        .order_by(PaymentMethodRow.sort, PaymentMethodRow.id)
    )
    return tuple(
        PaymentMethod(
            method=row.id,
            name=row.name,
            kind=MethodKind(row.kind),
            fee_rate=row.fee_rate,
            opens_drawer=row.opens_drawer,
            works_offline=row.works_offline,
            gives_change=row.gives_change,
            needs_reference=row.needs_reference,
        )
        for row in rows
    )


def ways_paid(session: Session, sales: Collection[DocumentKey]) -> frozenset[MethodId]:
    """The methods by which `sales` were paid."""
    return frozenset(
        session.scalars(select(SalePaymentRow.method).where(SalePaymentRow.sale.in_(sales)))
    )
