"""`jxc demo --headless`: a trading day through the real screens, and the papers that it leaves."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import platformdirs
from sqlalchemy import func, select

from jxc_desktop.app.devices import FONTS
from jxc_desktop.app.open_shop import OpenedShop, demo_keys, open_shop, system_clock
from jxc_desktop.app.places import Places
from jxc_desktop.app.scripts import say
from jxc_desktop.app.window import Occasion, ShopWindow, dress, the_application
from jxc_desktop.commands.local_settings import ChangeLocalSettings, change_local_settings
from jxc_desktop.demo.catalogue import read_table
from jxc_desktop.demo.day_at_the_till import DayAtTheTill
from jxc_desktop.demo.day_plan import CUSTOMERS, Visit, is_morning, plan_day
from jxc_desktop.demo.demand import Demand, wanted_of
from jxc_desktop.demo.hands import GaveUp, Hands
from jxc_desktop.demo.ready import DEMO_TABLES, make_demo
from jxc_desktop.demo.story_clock import ZONE, StoryClock
from jxc_desktop.devices.simulators.escpos_decoder import decode
from jxc_desktop.devices.simulators.paper_picture import paper_picture
from jxc_desktop.devices.simulators.tcp_printer_simulator import Mood, TcpPrinterSimulator
from jxc_desktop.domain.business_day import business_date
from jxc_desktop.domain.machine_settings import MachineSettings, PrinterConnection
from jxc_desktop.domain.paper import JobState
from jxc_desktop.domain.ticket_layout import CELLS_80, lay_out
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.queries.find_shift import find_open_shift
from jxc_desktop.queries.list_closed_days import list_closed_days
from jxc_desktop.queries.list_people import list_people
from jxc_desktop.reports.day_report import ReportKind, day_ticket
from jxc_desktop.reports.day_report_pdf import day_report_pdf
from jxc_desktop.ui.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]

SEED = 7
_MORNING, _EVENING = ("1004", "1004"), ("1005", "1005")
_MANAGER = ("1002", "246800")
_JAM_BEGINS, _JAM_ENDS = 60, 75
"""Between these customers the printer is jammed: nobody waits, and all paper comes later."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The running program, its printer, and the hands that work it."""

    shop: OpenedShop
    shown: ShopWindow
    hands: Hands
    printer: TcpPrinterSimulator
    clock: StoryClock
    out: Path


def run_demo_day(data: Path | None, out: Path | None, *, days: int) -> int:
    """Play the day and say where its papers are; 1 when the book is unsound or a screen crashed."""
    folder = out or platformdirs.user_data_path("jxc", appauthor=False) / "demo-day"
    folder.mkdir(parents=True, exist_ok=True)
    places = Places(data or folder / "shop")
    say("making the demo shop …")
    make_demo(places, _progress, days).store.close()
    begun = time.monotonic()
    crashes: list[type[BaseException]] = []
    sys.excepthook = _crash_counter(crashes)
    stage = _stage(places, folder)
    try:
        served = _play(stage)
        seconds = time.monotonic() - begun
        _wait_for_paper(stage)
    except GaveUp:
        stage.hands.picture(str(folder / "gave-up.png"))
        raise
    finally:
        stage.shown.stop()
        stage.printer.stop()
    say(f"{served} customers served in {seconds:.0f} s")
    code = _leave_papers(stage, places)
    say(f"crashes {len(crashes)}")
    return 1 if crashes else code


def _crash_counter(crashes: list[type[BaseException]]) -> ExceptHook:
    """A crash under Qt does not end the program; it must not be taken for a good day."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        crashes.append(kind)
        sys.__excepthook__(kind, error, trace)

    return hook


def _progress(stage: str, done: int, of: int) -> None:
    if done == of:
        say(f"  {stage}: {of}")


def _stage(places: Places, out: Path) -> Stage:
    today = business_date(system_clock(), ZONE, 4)
    clock = StoryClock(datetime(today.year, today.month, today.day, 6, 50, tzinfo=ZONE))
    clock.now = clock.now.astimezone(UTC)
    shop = open_shop(places, demo_keys(places), clock)
    printer = TcpPrinterSimulator().start()
    settings = MachineSettings(
        printer=PrinterConnection.TCP.value, printer_host="127.0.0.1", printer_port=printer.port
    )
    with shop.store.transaction() as session:
        owner = next(each for each in list_people(session) if each.number == "1001")
        change_local_settings(session, ChangeLocalSettings(owner.person, settings))
    app = the_application()
    dress(app, shop)
    shown = ShopWindow(shop, Occasion())
    shown.start()
    shown.window.resize(1366, 768)
    shown.window.show()
    hands = Hands(shown.window)
    hands.pause(0.3)
    return Stage(shop, shown, hands, printer, clock, out)


def _play(stage: Stage) -> int:
    visits = _visits(stage.shop)
    till = DayAtTheTill(stage.shop.store, stage.shown.window, stage.hands)
    today = business_date(stage.clock(), ZONE, 4)
    morning = [visit for visit in visits if is_morning(visit)]
    evening = visits[len(morning) :]
    for people, shift in ((_MORNING, morning), (_EVENING, evening)):
        _sign_in(stage, *people)
        _open_shift(stage)
        _serve(stage, till, today, shift)
        _hand_over(stage)
    _sign_in(stage, *_MANAGER)
    _close_day(stage)
    wishes = ", ".join(f"{wish} {count}" for wish, count in sorted(till.wishes.items()))
    say(f"wishes: {wishes}")
    return len(visits)


def _visits(shop: OpenedShop) -> tuple[Visit, ...]:
    with shop.store.reading() as session:
        wanted = wanted_of(session, read_table(DEMO_TABLES, "products"))
    chance = Random(SEED)  # noqa: S311 (a story, not a secret)
    return plan_day(Demand(wanted, chance), chance, CUSTOMERS)


def _serve(stage: Stage, till: DayAtTheTill, today: date, visits: Sequence[Visit]) -> None:
    stage.shown.window.show_workplace("till")
    stage.hands.pause(0.2)
    for number, visit in enumerate(visits):
        stage.clock.go_to(today, visit.hour, visit.minute)
        if number == _JAM_BEGINS:
            stage.printer.switch(Mood.JAMMED)
        if number == _JAM_ENDS:
            stage.printer.switch(Mood.FINE)
            stage.shown.machinery.spooler.look()
        till.serve(visit)
        if number == len(visits) // 2:
            stage.hands.picture(str(stage.out / f"till-{visit.hour}.png"))


def _sign_in(stage: Stage, number: str, pin: str) -> None:
    hands = stage.hands
    hands.pause(0.2)
    hands.enter(number)
    hands.pause(0.1)
    hands.enter(pin)
    hands.wait("somebody is signed in", stage.shown.somebody_works)
    hands.pause(0.2)


def _open_shift(stage: Stage) -> None:
    stage.shown.window.show_workplace("shift")
    stage.hands.pause(0.3)
    stage.hands.press("F12")
    stage.hands.wait("the shift is open", lambda: _shift_is_open(stage))


def _hand_over(stage: Stage) -> None:
    """Count what should be there, to the fen, and hand the drawer over."""
    hands = stage.hands
    with stage.shop.store.reading() as session:
        running = find_open_shift(session)
    assert running is not None, "it was opened this morning"
    stage.shown.window.show_workplace("shift")
    hands.pause(0.3)
    hands.press("F12")
    hands.pause(0.2)
    hands.count_cash(running.drawer_cash)
    hands.pause(0.2)
    for _step in range(4):
        if not _shift_is_open(stage):
            break
        hands.press("F12")
        hands.pause(0.25)
    hands.wait("the shift is closed", lambda: not _shift_is_open(stage))
    hands.picture(str(stage.out / f"shift-{running.number}.png"))
    hands.press("F12")
    hands.wait("the next person is asked for", lambda: not stage.shown.somebody_works())


def _close_day(stage: Stage) -> None:
    before = _closed_days(stage)
    stage.shown.window.show_workplace("day")
    stage.hands.pause(0.4)
    stage.hands.press("F12")
    stage.hands.pause(0.2)
    if stage.hands.a_sheet_is_open():
        stage.hands.press("F9")
    stage.hands.wait("the day is closed", lambda: _closed_days(stage) > before)
    stage.hands.pause(0.3)
    stage.hands.picture(str(stage.out / "day.png"))


def _shift_is_open(stage: Stage) -> bool:
    with stage.shop.store.reading() as session:
        return find_open_shift(session) is not None


def _closed_days(stage: Stage) -> int:
    with stage.shop.store.reading() as session:
        return len(list_closed_days(session, limit=1000))


def _wait_for_paper(stage: Stage) -> None:
    """Everything that was owed while the printer was jammed comes out in the end."""
    stage.shown.machinery.spooler.look()
    stage.hands.wait("all paper is printed", lambda: not _papers_waiting(stage))


def _papers_waiting(stage: Stage) -> int:
    waiting = (JobState.QUEUED.value, JobState.SENDING.value)
    with stage.shop.store.reading() as session:
        query = select(func.count()).where(PrintJob.state.in_(waiting))
        return session.execute(query).scalar_one()


def _leave_papers(stage: Stage, places: Places) -> int:
    shop = open_shop(places, demo_keys(places), stage.clock)
    with shop.store.reading() as session:
        found = verify(session.connection())
        day = list_closed_days(session, limit=1)[0].day
        facts = day_figures(session, day, session.till.terminal)
    shop.store.close()
    z_pdf, z_text = stage.out / "z-report.pdf", stage.out / "z-report.txt"
    z_pdf.write_bytes(
        day_report_pdf(facts, kind=ReportKind.Z, fonts=FONTS, words=words(), show_margin=True)
    )
    ticket = day_ticket(facts, kind=ReportKind.Z, words=words(), width=CELLS_80)
    lines = "\n".join(lay_out(ticket, CELLS_80).text_lines)
    z_text.write_text(lines + "\n", encoding="utf-8")
    say(lines)
    receipt = stage.out / "receipt.png"
    receipt.write_bytes(_longest_receipt(stage))
    say(f"documents {found.documents}, chains {found.chains}, faults {len(found.faults)}")
    for fault in found.faults:
        say(f"fault: {fault}")
    for path in sorted(stage.out.glob("*.*")):
        say(f"  {path}")
    return 0 if found.sound else 1


def _longest_receipt(stage: Stage) -> bytes:
    """What really came out of the printer, as a picture."""
    job = max(stage.printer.jobs, key=len)
    return paper_picture(decode(job), CELLS_80 * 12, FONTS.regular)
