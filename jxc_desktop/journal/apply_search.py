"""The search index of products: any part of name, pinyin, code and barcodes, at a million."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jxc_desktop.models.records import Barcode, Product

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row

_CHUNK = 400


def index_products(connection: Connection, changed: set[int], made: set[int]) -> None:
    """Index the products anew; `made` ones cannot be in the index yet."""
    if changed:
        gone = [(product,) for product in changed]
        connection.exec_driver_sql("DELETE FROM product_search WHERE rowid = ?", gone)
        connection.exec_driver_sql("DELETE FROM product_gram WHERE rowid = ?", gone)
    everyone = sorted(changed | made)
    for start in range(0, len(everyone), _CHUNK):
        _index(connection, everyone[start : start + _CHUNK])


def _index(connection: Connection, products: list[int]) -> None:
    codes: dict[int, list[str]] = defaultdict(list)
    for product, code in connection.execute(
        select(Barcode.product, Barcode.code).where(Barcode.product.in_(products))
    ):
        codes[product].append(code)
    rows = connection.execute(
        select(Product.id, Product.name, Product.pinyin, Product.initials, Product.code).where(
            Product.id.in_(products), Product.archived.is_(False)
        )
    ).all()
    if not rows:
        return
    connection.exec_driver_sql(
        "INSERT INTO product_search (rowid, words) VALUES (?, ?)",
        [(row.id, _words(row, sorted(codes[row.id]))) for row in rows],
    )
    connection.exec_driver_sql(
        "INSERT INTO product_gram (rowid, grams) VALUES (?, ?)",
        [
            (row.id, " ".join(sorted(set(grams_of(row.name, row.initials, row.code)))))
            for row in rows
        ],
    )


def _words(row: Row[*tuple[Any, ...]], codes: list[str]) -> str:
    return " ".join((row.name, row.initials, row.pinyin, row.code, *codes)).lower()


def grams_of(name: str, initials: str, code: str) -> Iterator[str]:
    """What questions of one or two letters find: each Chinese letter, each neighbouring pair.

    Of the initials and the code the beginning counts alone too, so that `k` finds what starts with
    k and not every product.
    """
    letters = name.lower()
    yield from (letter for letter in letters if not letter.isascii() and letter.isalnum())
    for run in (letters, initials.lower()):
        yield from (one + two for one, two in pairwise(run) if one.isalnum() and two.isalnum())
    for start in (initials.lower(), code.lower()):
        yield from (start[:1], start[:2]) if start else ()
