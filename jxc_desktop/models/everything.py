"""All tables, so that whoever needs the whole schema imports one module."""

from __future__ import annotations

from jxc_desktop.models import (
    figures,
    journal,
    money,
    records,
    sales,
    shifts,
    stock,
    till,
)
from jxc_desktop.models.base import Base

__all__ = [
    "Base",
    "figures",
    "journal",
    "money",
    "records",
    "sales",
    "shifts",
    "stock",
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
        "alembic_version",
    }
)
"""Tables that are not computed from documents; every other one can be thrown away and rebuilt."""
