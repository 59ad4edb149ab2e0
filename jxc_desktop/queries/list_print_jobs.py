"""The print queue: what waits, what a person has to decide, and what was printed lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, select

from jxc_desktop.domain.paper import JobState, Paper
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.receipt_numbers import find_refs

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import DocumentKey

_WAITING = (JobState.QUEUED.value, JobState.SENDING.value)


@dataclass(frozen=True, slots=True)
class PrintJobRow:
    """One job; `number` is the receipt's number where the paper is about a receipt."""

    job: int
    queued_at: datetime
    paper: Paper
    subject: DocumentKey
    number: str
    detail: str
    copies: int
    state: JobState
    attempts: int
    trouble: str
    done_at: datetime | None

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody must look if it is on paper."""
        return self.state is JobState.UNKNOWN


def list_print_jobs(session: Session, limit: int = 200) -> tuple[PrintJobRow, ...]:
    """Doubtful jobs first, then those that wait in their order, then the latest that are done."""
    doubtful = PrintJob.state == JobState.UNKNOWN.value
    waits = PrintJob.state.in_(_WAITING)
    order = case((doubtful, 0), (waits, 1), else_=2)
    # Those that wait come in the order in which they are printed, the others newest first.
    within = case((waits, PrintJob.id), else_=-PrintJob.id)
    jobs = session.execute(select(PrintJob).order_by(order, within).limit(limit)).scalars().all()
    numbers = {
        ref.key: ref.number
        for ref in find_refs(session.connection(), {job.subject for job in jobs})
    }
    return tuple(
        PrintJobRow(
            job=job.id,
            queued_at=job.queued_at,
            paper=Paper(job.paper),
            subject=job.subject,
            number=numbers.get(job.subject, ""),
            detail=job.detail,
            copies=job.copies,
            state=JobState(job.state),
            attempts=job.attempts,
            trouble=job.trouble,
            done_at=job.done_at,
        )
        for job in jobs
    )
