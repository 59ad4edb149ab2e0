"""The categories that a product can be put into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.models.records import Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import CategoryId


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category; `parent` is None at the top of the tree."""

    category: CategoryId
    name: str
    parent: CategoryId | None


def list_categories(session: Session) -> tuple[CategoryRow, ...]:
    """All that are in use, in the shop's own order."""
    rows = session.execute(
        select(Category.id, Category.name, Category.parent)
        .where(Category.archived.is_(False))
        .order_by(Category.sort, Category.id)
    )
    return tuple(CategoryRow(row.id, row.name, row.parent) for row in rows)
