"""Money that a customer brings without buying: a deposit, or what was owed."""

from __future__ import annotations

from jxc_desktop.documents.fact import Fact
from jxc_desktop.documents.sale import SalePayment
from jxc_desktop.domain.ids import CustomerId, DocumentKey


class CustomerPaid(Fact, frozen=True, kw_only=True, tag="customer_paid"):
    """A customer paid in: as a deposit for later, or against what is owed."""

    serial: int
    shift: DocumentKey | None = None
    customer: CustomerId
    customer_name: str
    purpose: str
    payment: SalePayment
    note: str = ""
