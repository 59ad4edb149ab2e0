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
