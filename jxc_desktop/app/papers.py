"""Which report makes which paper: a print job becomes a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.devices.printer_profile import PROFILES
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.paper import Paper
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.reports.receipt import receipt_ticket
from jxc_desktop.reports.test_page import test_page

if TYPE_CHECKING:
    from jxc_desktop.domain.machine_settings import MachineSettings
    from jxc_desktop.domain.ticket import Ticket
    from jxc_desktop.domain.words import Words
    from jxc_desktop.store.opening import Store
    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.workers.print_spooler import OwedJob


class PaperMaker:
    """Reads what a job is about and lays it out for this machine's printer."""

    def __init__(self, store: Store, words: Words, settings: MachineSettings) -> None:
        """`words` is the language of paper; the printer's width comes from its profile."""
        self._store = store
        self._words = words
        self._settings = settings

    def use(self, settings: MachineSettings) -> None:
        """The machine's settings changed."""
        self._settings = settings

    def ticket_of(self, job: OwedJob) -> Ticket:
        """The job's ticket; raises `Refusal("paper_gone")` when its subject is unknown."""
        with self._store.reading() as session:
            return self._made(session, job)

    def _made(self, session: ShopSession, job: OwedJob) -> Ticket:
        width = PROFILES[self._settings.printer_profile].width
        match job.paper:
            case Paper.RECEIPT | Paper.RECEIPT_COPY:
                facts = find_receipt(session, job.subject)
                if facts is None:
                    raise Refusal("paper_gone", paper=job.paper)
                copy = facts.copies if job.paper is Paper.RECEIPT_COPY else 0
                return receipt_ticket(facts, width=width, words=self._words, copy_number=copy)
            case Paper.TEST_PAGE:
                return test_page(self._settings.printer_profile, width, self._words)
            case _:
                raise Refusal("paper_gone", paper=job.paper)
