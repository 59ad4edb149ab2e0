"""All tables, so that whoever needs the whole schema imports one module."""

from __future__ import annotations

from jxc_desktop.models import (
    company,
    figures,
    journal,
    money,
    records,
    sales,
    shifts,
    stock,
    sync,
    till,
)
from jxc_desktop.models.base import Base

__all__ = [
    "Base",
    "company",
    "figures",
    "journal",
    "money",
    "records",
    "sales",
    "shifts",
    "stock",
    "sync",
    "till",
]

LOCAL_TABLES = frozenset(
    {
        "journal",
        "parked_document",
        "incarnation",
        "open_basket",
        "held_basket",
        "print_job",
        "sign_in_attempt",
        "approval_grant",
        "local_setting",
        "stream_cursor",
        "foreign_store",
        "foreign_stock",
        "foreign_account",
        "server_exception",
        "forked_document",
        "neighbour_document",
        "alembic_version",
    }
)
"""Tables that are not computed from documents; every other one can be thrown away and rebuilt."""

COMPANY_TABLES = frozenset(
    {
        "barcode",
        "category",
        "customer",
        "exception_settlement",
        "field_clock",
        "hybrid_clock",
        "payment_method",
        "person",
        "price",
        "product",
        "product_unit",
        "quick_key",
        "role",
        "setting",
        "store",
        "supplier",
        "terminal",
    }
)
"""Projected tables whose rows belong to the company's stream."""

STORE_TABLES = frozenset(
    {
        "account_balance",
        "day_figure",
        "product_day",
        "receipt_copies",
        "returned_line",
        "sale",
        "stock_balance",
    }
)
"""Projected tables whose column `store` names the stream of each row."""

DOCUMENT_TABLES = {
    "applied_document": "document",
    "day_closing": "document",
    "money_entry": "document",
    "sale_line": "sale",
    "sale_payment": "sale",
    "shift": "document",
    "shift_closing": "document",
    "stock_move": "document",
}
"""Projected tables whose rows belong to the stream of the document in the column named."""

TERMINAL_TABLES = frozenset({"counter"})
"""Projected tables whose rows belong to the store of the terminal in the column `terminal`."""

SUM_TABLES = frozenset(
    {
        "account_balance",
        "day_figure",
        "product_day",
        "receipt_copies",
        "returned_line",
        "stock_balance",
    }
)
"""Tables of sums, where a row of nothing but zeros says the same as none."""
