"""A printer that is off, jammed or out of paper never holds up a sale, and loses no paper."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select, update

from jxc_desktop.commands.paper_owed import OwedPaper, owe_papers
from jxc_desktop.commands.print_jobs import RetryPrintJob, retry_print_job
from jxc_desktop.devices.escpos_encoder import drawer_kick, encode
from jxc_desktop.devices.printer_profile import PRINTER_80
from jxc_desktop.devices.printer_talk import Waits
from jxc_desktop.devices.simulators.escpos_decoder import decode
from jxc_desktop.devices.simulators.tcp_printer_simulator import Mood, TcpPrinterSimulator
from jxc_desktop.devices.tcp_printer import TcpPrinter
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.paper import JobState, Paper
from jxc_desktop.domain.ticket import Text, Ticket
from jxc_desktop.models.till import PrintJob
from jxc_desktop.workers.print_spooler import OwedJob, PrinterNews, Printing, PrintSpooler
from tests.shop import COLA_CODE, Shop, make_shop


def printing(port: TcpPrinter) -> Printing:
    return Printing(port, lambda paper: encode(paper, PRINTER_80), drawer_kick(PRINTER_80))


@dataclass
class Desk:
    """The shop, its printer and what the lamp was told."""

    shop: Shop
    printer: TcpPrinterSimulator
    spooler: PrintSpooler
    news: list[PrinterNews] = field(default_factory=list)
    told: threading.Condition = field(default_factory=threading.Condition)

    def hear(self, news: PrinterNews) -> None:
        with self.told:
            self.news.append(news)
            self.told.notify_all()

    def wait_for(self, wanted: Callable[[PrinterNews], bool]) -> PrinterNews:
        with self.told:
            assert self.told.wait_for(lambda: self.news and wanted(self.news[-1]), 10), self.news
            return self.news[-1]

    def owe(self, *papers: Paper, copies: int = 1) -> None:
        with self.shop.store.transaction() as session:
            owe_papers(session, [OwedPaper(paper, copies=copies) for paper in papers])
        self.spooler.look()

    def states(self) -> list[str]:
        query = select(PrintJob.state).order_by(PrintJob.id)
        return self.shop.ask(lambda s: list(s.execute(query).scalars()))

    def printed(self) -> list[str]:
        return [line for job in self.printer.jobs for line in decode(job).lines]


def ticket(job: OwedJob) -> Ticket:
    if job.paper is Paper.HELD_SLIP:
        raise Refusal("paper_gone", paper=job.paper)
    return Ticket("t", (Text(f"{job.paper} {job.job}"),))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    shop = make_shop(tmp_path)
    printer = TcpPrinterSimulator().start()
    port = TcpPrinter("127.0.0.1", PRINTER_80, printer.port, waits=Waits(0.4, 0.4, 0.4))
    desk = Desk(shop, printer, None)  # type: ignore[arg-type]  # set in the next line
    desk.spooler = PrintSpooler(shop.store, ticket, printing(port), desk.hear)
    yield desk
    desk.spooler.stop()
    printer.stop()
    shop.store.close()


def idle(news: PrinterNews) -> bool:
    return news == PrinterNews()


def test_papers_are_printed_in_order_and_the_drawer_opens_first(desk: Desk) -> None:
    desk.owe(Paper.RECEIPT, Paper.X_REPORT, Paper.DRAWER_KICK)
    desk.spooler.start()
    desk.wait_for(idle)

    assert desk.states() == [JobState.CONFIRMED, JobState.CONFIRMED, JobState.SENT]
    desk.printer.stop()
    assert desk.printed() == ["receipt 1", "x_report 2"]
    assert sum(decode(job).drawer_kicks for job in desk.printer.jobs) == 1


def test_a_sale_does_not_wait_for_a_printer_that_is_off_and_its_receipt_comes_later(
    desk: Desk,
) -> None:
    """FloCafe #700: a sale stopped 10 to 20 s by an unreachable printer."""
    desk.printer.switch(Mood.OFF)
    desk.spooler.start()
    desk.shop.open_shift()
    desk.shop.sell(desk.shop.basket(COLA_CODE))
    desk.spooler.look()
    news = desk.wait_for(lambda n: n.trouble != "")
    assert (news.trouble, news.waiting) == ("refused", 2)

    desk.shop.clock.pass_by(hours=1)
    desk.printer.switch(Mood.FINE)
    desk.spooler.look()
    desk.wait_for(idle)

    assert desk.states() == [JobState.EXPIRED, JobState.CONFIRMED]
    desk.printer.stop()
    assert sum(decode(job).drawer_kicks for job in desk.printer.jobs) == 0


def test_a_doubtful_receipt_is_printed_again_only_when_somebody_says_so(desk: Desk) -> None:
    desk.printer.switch(Mood.RUNS_OUT)
    desk.owe(Paper.RECEIPT)
    desk.spooler.start()
    news = desk.wait_for(lambda n: n.doubtful == 1)
    assert (news.trouble, news.waiting) == ("", 0)

    desk.printer.switch(Mood.FINE)
    desk.spooler.look()
    desk.owe(Paper.X_REPORT)
    desk.wait_for(lambda n: n.waiting == 0)
    assert desk.states()[0] == JobState.UNKNOWN
    desk.shop.do(retry_print_job, RetryPrintJob(1))
    desk.spooler.look()
    desk.wait_for(idle)

    assert desk.states() == [JobState.CONFIRMED, JobState.CONFIRMED]


def test_what_was_being_sent_when_the_program_died_is_doubtful(desk: Desk) -> None:
    desk.owe(Paper.RECEIPT)
    with desk.shop.store.transaction() as session:
        job = session.get(PrintJob, 1)
        assert job is not None
        job.state = JobState.SENDING.value

    desk.spooler.start()

    assert desk.wait_for(lambda n: n.doubtful == 1).waiting == 0


def test_without_a_printer_paper_waits_until_there_is_one(desk: Desk) -> None:
    port = TcpPrinter("127.0.0.1", PRINTER_80, desk.printer.port)
    desk.spooler.use(None)
    desk.owe(Paper.RECEIPT)
    desk.spooler.start()
    assert desk.wait_for(lambda n: n.trouble == "no_printer").waiting == 1

    desk.spooler.use(printing(port))
    desk.wait_for(idle)

    assert desk.states() == [JobState.CONFIRMED]


def test_a_paper_that_cannot_be_made_waits_for_a_person_and_the_rest_goes_on(desk: Desk) -> None:
    desk.owe(Paper.HELD_SLIP, Paper.RECEIPT)
    desk.spooler.start()
    desk.wait_for(lambda n: n.doubtful == 1 and n.waiting == 0)

    assert desk.states() == [JobState.UNKNOWN, JobState.CONFIRMED]


def test_copies_are_printed_and_one_that_fails_leaves_doubt(desk: Desk) -> None:
    desk.owe(Paper.RECEIPT, copies=2)
    desk.spooler.start()
    desk.wait_for(idle)
    desk.printer.stop()

    assert desk.printed() == ["receipt 1", "receipt 1"]


@pytest.mark.parametrize(
    ("mood", "trouble"),
    [
        (Mood.OUT_OF_PAPER, "paper_out"),
        (Mood.COVER_OPEN, "cover_open"),
        (Mood.JAMMED, "no_answer"),
    ],
)
def test_receipts_of_a_printer_without_paper_come_out_by_themselves_when_it_has_some(
    desk: Desk, mood: Mood, trouble: str
) -> None:
    desk.printer.switch(mood)
    desk.owe(Paper.RECEIPT, Paper.RECEIPT)
    desk.spooler.start()
    news = desk.wait_for(lambda n: n.trouble != "")
    assert (news.trouble, news.waiting, news.doubtful) == (trouble, 2, 0)

    desk.printer.switch(Mood.FINE)
    desk.spooler.look()
    desk.wait_for(idle)

    assert desk.states() == [JobState.CONFIRMED, JobState.CONFIRMED]
    desk.printer.stop()
    assert desk.printed() == ["receipt 1", "receipt 2"]


def test_a_drawer_that_may_have_opened_is_no_doubtful_paper(desk: Desk) -> None:
    desk.printer.switch(Mood.DROPS)
    desk.owe(Paper.DRAWER_KICK)
    desk.spooler.start()

    desk.wait_for(idle)

    assert desk.states() == [JobState.EXPIRED]


def test_closing_the_shop_does_not_wait_for_a_jammed_printer(desk: Desk) -> None:
    port = TcpPrinter("127.0.0.1", PRINTER_80, desk.printer.port, waits=Waits(60, 60, 60))
    desk.spooler.use(printing(port))
    desk.printer.switch(Mood.JAMMED)
    desk.owe(Paper.RECEIPT)
    desk.spooler.start()
    until = time.monotonic() + 5
    while desk.states() != [JobState.SENDING]:
        assert time.monotonic() < until, desk.states()
        time.sleep(0.02)

    started = time.monotonic()
    desk.spooler.stop()

    assert time.monotonic() - started < 2
    assert desk.states() == [JobState.QUEUED]


def test_a_job_that_was_dismissed_in_the_last_moment_is_not_printed(desk: Desk) -> None:
    def dismissed_meanwhile(paper: Ticket) -> bytes:
        with desk.shop.store.transaction() as session:
            session.execute(update(PrintJob).values(state=JobState.DISMISSED.value))
        return encode(paper, PRINTER_80)

    port = TcpPrinter("127.0.0.1", PRINTER_80, desk.printer.port)
    desk.spooler.use(Printing(port, dismissed_meanwhile, b""))
    desk.owe(Paper.RECEIPT)
    desk.spooler.start()
    desk.wait_for(idle)

    desk.printer.stop()
    assert desk.printer.jobs == []
    assert desk.states() == [JobState.DISMISSED]
