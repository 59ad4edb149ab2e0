"""Which report makes which paper: a print job becomes a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from jxc_desktop.devices.printer_profile import PROFILES
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.paper import Paper
from jxc_desktop.queries.find_figures import shift_figures, z_figures
from jxc_desktop.queries.find_local_settings import find_local_settings
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.find_slip import find_cash_move, find_customer_payment, find_held
from jxc_desktop.reports.cash_slip import cash_slip
from jxc_desktop.reports.customer_payment_slip import customer_payment_slip
from jxc_desktop.reports.day_report import ReportKind, day_ticket
from jxc_desktop.reports.held_slip import held_slip
from jxc_desktop.reports.receipt import receipt_ticket
from jxc_desktop.reports.test_page import test_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.domain.ticket import Ticket
    from jxc_desktop.domain.words import Words
    from jxc_desktop.store.opening import Store
    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.workers.print_spooler import OwedJob


def paper_width(session: ShopSession) -> int:
    """How many cells go on a line of this machine's paper, as its printer's profile says."""
    return PROFILES[find_local_settings(session).printer_profile].width


class PaperMaker:
    """Reads what a job is about and lays it out for this machine's printer."""

    def __init__(self, store: Store, words: Words) -> None:
        """`words` is the language of paper; the printer's width comes from its profile."""
        self._store = store
        self._words = words

    def ticket_of(self, job: OwedJob) -> Ticket:
        """The job's ticket; raises `Refusal("paper_gone")` when its subject is unknown."""
        with self._store.reading() as session:
            return self._made(session, job)

    def _made(self, session: ShopSession, job: OwedJob) -> Ticket:
        width = paper_width(session)
        if job.paper is Paper.TEST_PAGE:
            profile = find_local_settings(session).printer_profile
            return test_page(profile, width, self._words)
        ticket = _MAKERS[job.paper](session, job, width, self._words)
        if ticket is None:
            raise Refusal("paper_gone", paper=job.paper)
        return ticket


Maker: TypeAlias = "Callable[[ShopSession, OwedJob, int, Words], Ticket | None]"
"""Lays a paper out; None where its subject is unknown."""


def _receipt(session: ShopSession, job: OwedJob, width: int, words: Words) -> Ticket | None:
    facts = find_receipt(session, job.subject)
    if facts is None:
        return None
    copy = int(job.detail or 0) if job.paper is Paper.RECEIPT_COPY else 0
    return receipt_ticket(facts, width=width, words=words, copy_number=copy)


def _shift_report(session: ShopSession, job: OwedJob, width: int, words: Words) -> Ticket | None:
    facts = shift_figures(session, job.subject)
    if facts is None:
        return None
    running = job.paper is Paper.X_REPORT
    # A cashier who is about to count blindly does not read here what should be there.
    hides = running and find_settings(session).blind_count
    kind = ReportKind.X if running else ReportKind.SHIFT
    return day_ticket(facts, kind=kind, words=words, width=width, show_drawer=not hides)


def _z_report(session: ShopSession, job: OwedJob, width: int, words: Words) -> Ticket | None:
    facts = z_figures(session, job.subject)
    if facts is None:
        return None
    return day_ticket(facts, kind=ReportKind.Z, words=words, width=width)


def _held_slip(session: ShopSession, job: OwedJob, width: int, words: Words) -> Ticket | None:
    facts = find_held(session, job.subject)
    return None if facts is None else held_slip(facts, width=width, words=words)


def _cash_slip(session: ShopSession, job: OwedJob, width: int, words: Words) -> Ticket | None:
    facts = find_cash_move(session, job.subject)
    return None if facts is None else cash_slip(facts, width=width, words=words)


def _customer_payment(
    session: ShopSession, job: OwedJob, width: int, words: Words
) -> Ticket | None:
    facts = find_customer_payment(session, job.subject)
    return None if facts is None else customer_payment_slip(facts, width=width, words=words)


_MAKERS: dict[Paper, Maker] = {
    Paper.RECEIPT: _receipt,
    Paper.RECEIPT_COPY: _receipt,
    Paper.X_REPORT: _shift_report,
    Paper.SHIFT_REPORT: _shift_report,
    Paper.Z_REPORT: _z_report,
    Paper.HELD_SLIP: _held_slip,
    Paper.CASH_SLIP: _cash_slip,
    Paper.CUSTOMER_PAYMENT: _customer_payment,
}
