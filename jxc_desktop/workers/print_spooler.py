"""Prints what is owed, at the printer's pace: a dead printer holds nobody up and loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import case, select, update

from jxc_desktop.devices.ports import Delivery
from jxc_desktop.domain.errors import DeviceFault, Refusal
from jxc_desktop.domain.paper import JobState, Paper
from jxc_desktop.models.base import table_of
from jxc_desktop.models.till import PrintJob

if TYPE_CHECKING:
    from jxc_desktop.devices.ports import PrinterPort
    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.domain.ticket import Ticket
    from jxc_desktop.store.opening import Store

WAITS_SECONDS = (1, 2, 5, 10, 30)
"""After each failure in a row the printer is left alone for so long."""
KICK_LASTS = timedelta(seconds=10)
"""A drawer that could not be opened within this time stays shut: nobody stands there any more."""
KEPT_FOR = timedelta(days=7)
"""Finished jobs are forgotten after this time."""

_JOB = table_of(PrintJob)
_DONE = {Delivery.SENT: JobState.SENT, Delivery.CONFIRMED: JobState.CONFIRMED}
_FINISHED = {JobState.SENT, JobState.CONFIRMED, JobState.EXPIRED}
_IS_KICK = _JOB.c.paper == Paper.DRAWER_KICK.value
_NEXT = (
    select(_JOB.c.id, _JOB.c.paper, _JOB.c.subject, _JOB.c.detail, _JOB.c.copies, _JOB.c.queued_at)
    .where(_JOB.c.state == JobState.QUEUED.value)
    .order_by(case((_IS_KICK, 0), else_=1), _JOB.c.id)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class OwedJob:
    """One job of the queue."""

    job: int
    paper: Paper
    subject: DocumentKey
    detail: str
    copies: int
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class Printing:
    """The printer in use, and how tickets and drawer kicks are spelled for it."""

    port: PrinterPort
    spell: Callable[[Ticket], bytes]
    kick: bytes


@dataclass(frozen=True, slots=True)
class PrinterNews:
    """How printing goes: `trouble` is empty while it goes well, `doubtful` counts unknown jobs."""

    trouble: str = ""
    waiting: int = 0
    doubtful: int = 0


class PrintSpooler:
    """One thread that prints the queue in order; drawer kicks go ahead of paper."""

    def __init__(
        self,
        store: Store,
        build: Callable[[OwedJob], Ticket],
        printing: Printing | None,
        news: Callable[[PrinterNews], None],
    ) -> None:
        """`build` makes a job's ticket; `news` hears from the spooler's thread of every change.

        Without a printer jobs wait, and the news says `no_printer`.
        """
        self._store = store
        self._build = build
        self._printing = printing
        self._news = news
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._failures = 0
        self.last_news: PrinterNews | None = None
        """What was told last, for whoever begins to listen."""
        self._thread = threading.Thread(target=self._run, name="print-spooler", daemon=True)

    def start(self) -> None:
        """Take the work up. What was being sent when the program died is doubtful now."""
        with self._store.transaction() as session:
            session.execute(
                update(PrintJob)
                .where(PrintJob.state == JobState.SENDING.value)
                .values(
                    state=case(
                        (_IS_KICK, JobState.EXPIRED.value),
                        else_=JobState.UNKNOWN.value,
                    ),
                    trouble="interrupted",
                )
            )
            session.execute(
                _JOB.delete().where(
                    _JOB.c.done_at.is_not(None), _JOB.c.done_at < datetime.now(UTC) - KEPT_FOR
                )
            )
        self._thread.start()

    def look(self) -> None:
        """Something may have been queued, or the printer may be back."""
        self._wake.set()

    def use(self, printing: Printing | None) -> None:
        """Print with another printer from the next job on."""
        self._printing = printing
        self._failures = 0
        self._wake.set()

    def stop(self) -> None:
        """End within the time that a printer is waited for; what is queued stays queued."""
        self._stopped.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(2)

    def _run(self) -> None:
        while not self._stopped.is_set():
            trouble = self._print_all()
            self._tell(trouble)
            self._wake.wait(self._pause(trouble))
            self._wake.clear()

    def _pause(self, trouble: str) -> float | None:
        if not trouble or trouble == "no_printer":
            return None
        return WAITS_SECONDS[min(self._failures, len(WAITS_SECONDS)) - 1]

    def _print_all(self) -> str:
        """Print until nothing is queued; the reason when the printer does not take it."""
        while not self._stopped.is_set():
            job = self._next()
            if job is None:
                return ""
            printing = self._printing
            if printing is None:
                return "no_printer"
            try:
                self._print(job, printing)
                self._failures = 0
            except DeviceFault as fault:
                self._failures += 1
                self._settle(job, JobState.QUEUED, fault.what)
                self._expire_kicks()
                return fault.what
        return ""

    def _next(self) -> OwedJob | None:
        self._expire_kicks()
        with self._store.reading() as session:
            row = session.connection().execute(_NEXT).one_or_none()
        if row is None:
            return None
        return OwedJob(row.id, Paper(row.paper), row.subject, row.detail, row.copies, row.queued_at)

    def _print(self, job: OwedJob, printing: Printing) -> None:
        try:
            payload = self._payload(job, printing)
        except Refusal as refusal:
            # Its subject is gone or newer than this program: a person decides, the rest goes on.
            self._settle(job, JobState.UNKNOWN, refusal.code)
            return
        if not self._take(job):
            return  # somebody dismissed it meanwhile
        for copy in range(max(1, job.copies)):
            delivery = self._send(printing, payload, first=copy == 0)
            if delivery is Delivery.UNKNOWN:
                self._settle(job, _doubt_about(job), "unconfirmed")
                return
        self._settle(job, _DONE[delivery], "")

    def _payload(self, job: OwedJob, printing: Printing) -> bytes:
        if job.paper is Paper.DRAWER_KICK:
            return printing.kick
        return printing.spell(self._build(job))

    def _send(self, printing: Printing, payload: bytes, *, first: bool) -> Delivery:
        """A copy that fails after another one was printed leaves the job in doubt."""
        try:
            return printing.port.send(payload, self._stopped.is_set)
        except DeviceFault:
            if first:
                raise
            return Delivery.UNKNOWN

    def _take(self, job: OwedJob) -> bool:
        """Mark the job before its first byte; whether it was still queued."""
        with self._store.transaction() as session:
            taken = session.execute(
                update(PrintJob)
                .where(PrintJob.id == job.job, PrintJob.state == JobState.QUEUED.value)
                .values(state=JobState.SENDING.value, trouble="", attempts=PrintJob.attempts + 1)
            )
            return bool(taken.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has it

    def _settle(self, job: OwedJob, state: JobState, trouble: str) -> None:
        values: dict[str, object] = {"state": state.value, "trouble": trouble}
        if state in _FINISHED:
            values["done_at"] = datetime.now(UTC)
        with self._store.transaction() as session:
            session.execute(update(PrintJob).where(PrintJob.id == job.job).values(values))

    def _expire_kicks(self) -> None:
        """A drawer never opens long after its sale."""
        late = self._now() - KICK_LASTS
        stale = (
            _IS_KICK,
            _JOB.c.state == JobState.QUEUED.value,
            _JOB.c.queued_at < late,
        )
        with self._store.reading() as session:
            if session.execute(select(_JOB.c.id).where(*stale).limit(1)).first() is None:
                return
        with self._store.transaction() as session:
            session.execute(
                _JOB.update()
                .where(*stale)
                .values(state=JobState.EXPIRED.value, done_at=datetime.now(UTC))
            )

    def _now(self) -> datetime:
        till = self._store.till
        return datetime.now(UTC) if till is None else till.clock()

    def _tell(self, trouble: str) -> None:
        with self._store.reading() as session:
            states = list(
                session.execute(
                    select(_JOB.c.state).where(
                        _JOB.c.state.in_((JobState.QUEUED.value, JobState.UNKNOWN.value))
                    )
                ).scalars()
            )
        doubtful = states.count(JobState.UNKNOWN.value)
        news = PrinterNews(trouble, len(states) - doubtful, doubtful)
        if news != self.last_news:
            self.last_news = news
            self._news(news)


def _doubt_about(job: OwedJob) -> JobState:
    """A drawer that may or may not have opened is seen by everybody: nobody is asked about it."""
    return JobState.EXPIRED if job.paper is Paper.DRAWER_KICK else JobState.UNKNOWN
