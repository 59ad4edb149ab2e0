"""Finding a product by any part of its name, pinyin, code or barcode, at a million products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from jxc_desktop.domain.accounts import Location
from jxc_desktop.models.records import Product, ProductUnit
from jxc_desktop.models.stock import StockBalance
from jxc_desktop.queries.sellable_rows import here_and_now, item_of, sellable_select

if TYPE_CHECKING:
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.store.session import ShopSession

CANDIDATES_MAX = 400
"""So many matches are ranked; a question that matches more is too short to rank them all."""
TEXT_MAX = 64

_SOLD = (
    select(func.sum(StockBalance.quantity))
    .where(StockBalance.product == Product.id, StockBalance.location == Location.CUSTOMER.value)
    .scalar_subquery()
)
_RANK = select(Product.id, Product.name, Product.initials, _SOLD.label("sold")).where(
    Product.id.in_(bindparam("found", expanding=True))
)
_ITEMS = sellable_select().where(
    Product.id.in_(bindparam("found", expanding=True)),
    ProductUnit.unit == 0,
    Product.archived.is_(False),
)


def search_sellable(session: ShopSession, text: str, limit: int = 20) -> tuple[SellableItem, ...]:
    """The products that contain every word of `text`, best sellers that begin with it first."""
    plain = "".join(filter(str.isprintable, text.lower()))
    words = [word for word in plain.split() if any(map(str.isalnum, word))]
    if not words or len(text) > TEXT_MAX:
        return ()
    found = _candidates(session, words)
    if not found:
        return ()
    best = _ranked(session, found, words[0])[:limit]
    rows = session.execute(_ITEMS, {"found": best} | here_and_now(session)).all()
    place = {product: number for number, product in enumerate(best)}
    return tuple(item_of(row) for row in sorted(rows, key=lambda row: place[row.id]))


def _candidates(session: ShopSession, words: list[str]) -> list[int]:
    """Product ids that match: trigrams for long words, grams for words of one or two letters."""
    long = [word for word in words if len(word) >= 3]
    short = [word for word in words if len(word) < 3]
    clauses, parameters = [], []
    if long:
        clauses.append("SELECT rowid FROM product_search WHERE product_search MATCH ?")
        parameters.append(" AND ".join(map(_quoted, long)))
    if short:
        clauses.append("SELECT rowid FROM product_gram WHERE product_gram MATCH ?")
        parameters.append(" AND ".join(map(_quoted, short)))
    query = f"{' INTERSECT '.join(clauses)} LIMIT {CANDIDATES_MAX}"
    rows = session.connection().exec_driver_sql(query, tuple(parameters))
    return [row[0] for row in rows]


def _quoted(word: str) -> str:
    """The word as an FTS5 string: nothing in it can be an operator."""
    return '"' + word.replace('"', '""') + '"'


def _ranked(session: ShopSession, found: list[int], first: str) -> list[int]:
    rows = session.execute(_RANK, {"found": found}).all()

    def standing(row: tuple[int, str, str, object]) -> tuple[bool, int, int]:
        _product, name, initials, sold = row
        begins = name.lower().startswith(first) or initials.startswith(first)
        return (not begins, -getattr(sold, "milli", 0), len(name))

    return [row[0] for row in sorted(map(tuple, rows), key=standing)]
