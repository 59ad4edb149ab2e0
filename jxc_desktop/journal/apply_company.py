"""The company's terminals, and what became of exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.exceptions import ExceptionSettled
from jxc_desktop.models.base import table_of
from jxc_desktop.models.company import ExceptionSettlement, TerminalRow

if TYPE_CHECKING:
    from jxc_desktop.documents.document import Document
    from jxc_desktop.journal.adding import Adding

_TERMINAL = table_of(TerminalRow)
_TERMINAL_COLUMNS = (
    "terminal", "incarnation", "document", "store", "name", "public_key", "enrolled_at",
)  # fmt: skip
_SETTLEMENT = table_of(ExceptionSettlement)
_SETTLEMENT_COLUMNS = ("exception", "document", "kind", "at", "by", "how", "note")


def apply_company(adding: Adding, document: Document) -> None:
    """Write the terminal's row, or how the exception was settled."""
    head = document.head
    match document.body:
        case TerminalEnrolled() as enrolled:
            life = (head.terminal, head.incarnation, document.key, head.store)
            told = (enrolled.name, enrolled.public_key, head.at)
            adding.keep_first(_TERMINAL, _TERMINAL_COLUMNS, [(*life, *told)])
        case ExceptionSettled() as settled:
            made = (document.key, settled.exception_kind, head.at, head.actor)
            decided = (settled.how, settled.note)
            row = (settled.exception, *made, *decided)
            adding.keep_first(_SETTLEMENT, _SETTLEMENT_COLUMNS, [row])
        case _:
            pass
