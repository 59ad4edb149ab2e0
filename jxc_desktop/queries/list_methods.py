"""The ways to pay that this shop offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.models.sales import SalePaymentRow
from jxc_desktop.queries.list_method_rows import list_method_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import DocumentKey, MethodId
    from jxc_desktop.domain.tender import PaymentMethod


def list_methods(session: Session) -> tuple[PaymentMethod, ...]:
    """The methods in the order of the till's buttons, archived ones left out."""
    return tuple(row.method for row in list_method_rows(session) if not row.archived)


def ways_paid(session: Session, sales: Collection[DocumentKey]) -> frozenset[MethodId]:
    """The methods by which `sales` were paid."""
    return frozenset(
        session.scalars(select(SalePaymentRow.method).where(SalePaymentRow.sale.in_(sales)))
    )
