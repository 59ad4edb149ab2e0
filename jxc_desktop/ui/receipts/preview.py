"""A receipt as its paper looks, with what can still be done about it; and its PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey, terminal_of
from jxc_desktop.domain.numbers import NOTHING
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.store_day import store_day
from jxc_desktop.reports.receipt import receipt_ticket
from jxc_desktop.reports.ticket_pdf import ticket_pdf
from jxc_desktop.reports.ticket_picture import FontFiles, ticket_picture
from jxc_desktop.store.safe_file import write_whole
from jxc_desktop.ui.language import _, words

if TYPE_CHECKING:
    from jxc_desktop.domain.receipt_facts import ReceiptFacts
    from jxc_desktop.domain.ticket import Ticket
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class PaperHere:
    """How paper looks on this machine: its fonts, its width in cells now, where PDFs go."""

    fonts: FontFiles
    width: Callable[[], int]
    folder: Path


@dataclass(frozen=True, slots=True)
class Preview:
    """A receipt, the picture of its paper (PNG), and why something cannot be done with it."""

    facts: ReceiptFacts
    picture: bytes
    no_return: Refusal | None
    no_void: Refusal | None


def preview_of(session: ShopSession, key: DocumentKey, fonts: FontFiles, width: int) -> Preview:
    """Raises `Refusal("receipt_unknown")` when `key` is no receipt."""
    facts = _known(session, key)
    picture = ticket_picture(_ticket(facts, width), width, fonts)
    return Preview(facts, picture, _no_return(facts), _no_void(session, facts))


def save_pdf(session: ShopSession, key: DocumentKey, here: PaperHere, width: int) -> Path:
    """Where the PDF of the receipt is now; saving it again replaces it.

    Raises `Refusal("paper_not_saved")` when the folder cannot be written to.
    """
    facts = _known(session, key)
    name = _("小票 {number}").format(number=facts.number)
    path = here.folder / f"{name}.pdf"
    page = ticket_pdf(_ticket(facts, width), width, here.fonts)
    try:
        here.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, page, durable=False)
    except OSError as trouble:
        raise Refusal("paper_not_saved", folder=str(here.folder)) from trouble
    return path


def _known(session: ShopSession, key: DocumentKey) -> ReceiptFacts:
    facts = find_receipt(session, key)
    if facts is None:
        raise Refusal("receipt_unknown")
    return facts


def _ticket(facts: ReceiptFacts, width: int) -> Ticket:
    return receipt_ticket(facts, width=width, words=words())


def _no_return(facts: ReceiptFacts) -> Refusal | None:
    if facts.is_void or facts.is_return:
        return Refusal("receipt_takes_back")
    if facts.voided_by is not None:
        return Refusal("already_voided")
    lines = [line.returnable for line in facts.lines if line.returnable is not None]
    if all(line.returned >= line.sold for line in lines):
        return Refusal("nothing_to_return")
    return None


def _no_void(session: ShopSession, facts: ReceiptFacts) -> Refusal | None:
    """What `void_sale` would say, said before somebody gives a reason and an approval for it."""
    if facts.is_void:
        return Refusal("void_of_void")
    if facts.voided_by is not None:
        return Refusal("already_voided")
    if terminal_of(facts.key) != session.till.terminal or facts.day != store_day(session):
        return Refusal("void_too_late")
    if any(line.returnable and line.returnable.returned > NOTHING for line in facts.lines):
        return Refusal("already_returned")
    return None
