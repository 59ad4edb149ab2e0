"""More that came back of a sale's line than was sold: two tills that were apart took it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.documents.document import UnreadableDocument, read_document
from jxc_desktop.documents.sale import Sale
from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.numbers import NOTHING
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sales import ReturnedLine
from jxc_desktop.server.raising import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document
    from jxc_desktop.domain.numbers import Quantity

_Line = tuple[int, int]


def returned_twice(connection: Connection, documents: Sequence[Document]) -> Iterator[Finding]:
    """Returns after which more of a line is back than was sold; subject: its product."""
    returns = [(each, back) for each in documents if (back := _back(each))]
    if not returns:
        return
    lines = {line for _, back in returns for line in back}
    came = _came_back(connection, lines)
    for _, back in returns:
        for line, (quantity, _product) in back.items():
            came[line] = came.get(line, NOTHING) - quantity
    sold = _sold(connection, {sale for sale, _ in lines})
    for document, back in returns:
        for line, (quantity, product) in sorted(back.items()):
            came[line] += quantity
            limit = sold.get(line)
            if limit is not None and quantity > NOTHING and came[line] > limit:
                detail: dict[str, str | int] = {
                    "sale": line[0],
                    "line": line[1],
                    "sold": limit.milli,
                    "returned": came[line].milli,
                }
                place = (int(document.head.store), int(document.key), product)
                yield Finding(ExceptionKind.RETURNED_TWICE, *place, detail)


def _back(document: Document) -> dict[_Line, tuple[Quantity, int]]:
    """How much of which line of which sale the document takes back, in the unit sold."""
    sale = document.body
    if not isinstance(sale, Sale):
        return {}
    back: dict[_Line, tuple[Quantity, int]] = {}
    for lines, sign in ((sale.returns, 1), (sale.lines, -1)):
        for line in lines:
            if line.remark is None or line.remark.takes_back_sale is None:
                continue
            name = (int(line.remark.takes_back_sale), line.remark.takes_back_line)
            quantity = line.quantity if sign > 0 else -line.quantity
            before = back.get(name, (NOTHING, 0))[0]
            back[name] = (before + quantity, int(line.product))
    return back


def _came_back(connection: Connection, lines: set[_Line]) -> dict[_Line, Quantity]:
    """Over all stores."""
    rows = connection.execute(
        select(ReturnedLine.sale, ReturnedLine.line, ReturnedLine.quantity).where(
            ReturnedLine.sale.in_({sale for sale, _ in lines})
        )
    )
    came: dict[_Line, Quantity] = {}
    for row in rows:
        came[row.sale, row.line] = came.get((row.sale, row.line), NOTHING) + row.quantity
    return came


def _sold(connection: Connection, sales: set[int]) -> dict[_Line, Quantity]:
    """What the sales' lines sold, of those sales that are here."""
    rows = connection.execute(
        select(JournalEntry.key, JournalEntry.spelled).where(JournalEntry.key.in_(sales))
    )
    sold: dict[_Line, Quantity] = {}
    for key, spelled in rows:
        try:
            body = read_document(spelled).body
        except UnreadableDocument:
            continue
        if isinstance(body, Sale):
            for place, line in enumerate(body.lines, 1):
                sold[int(key), place] = line.quantity
    return sold
