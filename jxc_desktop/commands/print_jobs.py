"""What a person decides about paper: print a copy, try again, or let it be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from jxc_desktop.commands.at_the_till import first_approver
from jxc_desktop.commands.authority import require
from jxc_desktop.commands.paper_owed import NO_SUBJECT, OwedPaper, owe_papers
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.paper import JobState, Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.journal.post import post
from jxc_desktop.models.sales import ReceiptCopies, SaleRow
from jxc_desktop.models.till import PrintJob

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import DocumentKey, PersonId
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class ReprintReceipt:
    """Print a copy of the receipt, marked 补打."""

    sale: DocumentKey
    actor: PersonId
    approvals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class QueuePaper:
    """Print a paper that no document owes: an X report, a test page."""

    paper: Paper
    actor: PersonId
    subject: DocumentKey = NO_SUBJECT
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RetryPrintJob:
    """Print the job again although it may be on paper already."""

    job: int


@dataclass(frozen=True, slots=True)
class DismissPrintJob:
    """The job need not be printed (any more)."""

    job: int
    actor: PersonId


_WAITS_FOR_A_PERSON = (JobState.QUEUED.value, JobState.UNKNOWN.value)


def reprint_receipt(session: ShopSession, command: ReprintReceipt) -> DocumentKey:
    """Record and queue the next copy; refuses an unknown receipt (`receipt_unknown`)."""
    approvers = require(session, command.actor, {Permission.REPRINT}, command.approvals)
    total = session.execute(select(SaleRow.total).where(SaleRow.document == command.sale)).scalar()
    if total is None:
        raise Refusal("receipt_unknown")
    body = EventRecorded(
        event=TillEvent.RECEIPT_REPRINTED.value,
        about=command.sale,
        amount=total,
        approved_by=first_approver(approvers),
    )
    posted = post(session, body, actor=command.actor)
    copies = session.execute(
        select(func.sum(ReceiptCopies.copies)).where(ReceiptCopies.sale == command.sale)
    ).scalar_one()
    owe_papers(session, (OwedPaper(Paper.RECEIPT_COPY, command.sale, detail=str(copies)),))
    return posted.key


def queue_paper(session: ShopSession, command: QueuePaper) -> None:
    """Queue it; an X report needs its permission."""
    if command.paper is Paper.X_REPORT:
        require(session, command.actor, {Permission.X_REPORT})
    owe_papers(session, (OwedPaper(command.paper, command.subject, detail=command.detail),))


def retry_print_job(session: ShopSession, command: RetryPrintJob) -> None:
    """Queue the job again; refuses one that is printed or gone (`job_done`)."""
    _decide(session, command.job, JobState.QUEUED)


def dismiss_print_job(session: ShopSession, command: DismissPrintJob) -> None:
    """Let the job be, and record who said so."""
    _decide(session, command.job, JobState.DISMISSED)
    event = EventRecorded(event=TillEvent.PRINT_DISMISSED.value, name=str(command.job))
    post(session, event, actor=command.actor)


def _decide(session: ShopSession, job: int, state: JobState) -> None:
    changed = session.execute(
        update(PrintJob)
        .where(PrintJob.id == job, PrintJob.state.in_(_WAITS_FOR_A_PERSON))
        .values(state=state.value, attempts=0, trouble="")
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
        raise Refusal("job_done", job=job)
