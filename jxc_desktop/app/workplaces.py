"""The workplaces of the window: which there are, who may open them, and what each is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from jxc_desktop import __version__
from jxc_desktop.app.devices import FONTS
from jxc_desktop.app.papers import paper_width
from jxc_desktop.app.recovery_paper import recovery_pdf
from jxc_desktop.domain.ids import CustomerId, DocumentKey
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.reports.day_report import ReportKind
from jxc_desktop.reports.day_report_pdf import day_report_pdf
from jxc_desktop.store.backup_shelf import kept_backups
from jxc_desktop.store.schema import SCHEMA_VERSION
from jxc_desktop.ui.checkout.place import CheckoutPlace, PlaceLinks
from jxc_desktop.ui.customer_money.view import CustomerMoney
from jxc_desktop.ui.day.papers import day_papers
from jxc_desktop.ui.day.place import DayPlace
from jxc_desktop.ui.exceptions.compose import exceptions_page
from jxc_desktop.ui.exceptions.presenter import ExceptionWays
from jxc_desktop.ui.exceptions.waiting_item import Target, Way
from jxc_desktop.ui.help.compose import help_page
from jxc_desktop.ui.language import _, words
from jxc_desktop.ui.page_desk import while_shown
from jxc_desktop.ui.people.compose import people_page
from jxc_desktop.ui.printing.compose import print_queue_page
from jxc_desktop.ui.receipts.preview import PaperHere
from jxc_desktop.ui.receipts.view import Receipts
from jxc_desktop.ui.safety.compose import safety_page
from jxc_desktop.ui.safety.presenter import BackupRow, SafetyPlace
from jxc_desktop.ui.settings.compose import settings_page
from jxc_desktop.ui.shell.workplace import Workplace
from jxc_desktop.ui.shift.place import ShiftPlace
from jxc_desktop.ui.sync.compose import sync_page
from jxc_desktop.ui.theme.tokens import Density
from jxc_desktop.ui.today.place import TodayPlace
from jxc_desktop.ui.today.presenter import TodayWays
from jxc_desktop.workers.backup_keeper import BackupState

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from jxc_desktop.app.company import Company
    from jxc_desktop.commands.sign_in import SignedIn
    from jxc_desktop.domain.day_facts import DayFacts


_KEYS_MAX = 9
"""There is no key for a tenth workplace: Ctrl+1 to Ctrl+9."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """A workplace and the permission that opens it."""

    id: str
    title: str
    icon: str
    permission: Permission | None
    """`None`: everybody's."""
    make: Callable[[Company], QWidget]
    density: Density = Density.TILL


def workplaces_of(company: Company) -> list[Workplace]:
    """What the person's role opens, in the order of the rail."""
    return [
        Workplace(
            offer.id,
            offer.title,
            offer.icon,
            partial(offer.make, company),
            f"Ctrl+{number}" if number <= _KEYS_MAX else "",
            offer.density,
        )
        for number, offer in enumerate(_allowed(company.person), 1)
    ]


def offered_to(person: SignedIn) -> frozenset[str]:
    """The ids of the workplaces that the person's role opens."""
    return frozenset(offer.id for offer in _allowed(person))


def _allowed(person: SignedIn) -> list[_Offer]:
    may = person.permissions
    return [offer for offer in _offers() if offer.permission is None or offer.permission in may]


def _offers() -> list[_Offer]:
    desk = Density.DESK
    return [
        _Offer("till", _("收银"), "shopping-cart", Permission.SELL, _till),
        _Offer("shift", _("交班"), "clock", Permission.OPEN_SHIFT, _shift),
        # Whoever hands over last closes the day; without CLOSE_DAY somebody approves it in place.
        _Offer("day", _("日结"), "calendar-check", Permission.CLOSE_SHIFT, _day),
        _Offer("receipts", _("小票"), "receipt-text", Permission.SELL, _receipts),
        _Offer(
            "customer_money", _("客户收款"), "hand-coins", Permission.TAKE_DEPOSIT, _customer_money
        ),
        _Offer("today", _("今天"), "house", Permission.SEE_REPORTS, _today, desk),
        _Offer("exceptions", _("例外"), "list-checks", Permission.SEE_REPORTS, _exceptions, desk),
        _Offer("sync", _("同步"), "cloud", None, _sync, desk),
        _Offer("printing", _("打印"), "printer", Permission.SELL, _printing, desk),
        _Offer("safety", _("安全"), "shield-check", Permission.VERIFY, _safety, desk),
        _Offer("people", _("人员"), "users", Permission.EDIT_PEOPLE, _people, desk),
        _Offer("settings", _("设置"), "settings", Permission.EDIT_SETTINGS, _settings, desk),
        _Offer("help", _("帮助"), "circle-help", None, _help, desk),
    ]


def _till(company: Company) -> QWidget:
    show = company.window.show_workplace
    place = CheckoutPlace(
        company.doors,
        company.approval,
        company.sounds.play_failed,
        PlaceLinks(
            to_shift=lambda: show("shift"),
            to_receipts=lambda: show("receipts"),
            now=company.now,
        ),
    )

    def open_return(sale: DocumentKey) -> None:
        show("till")
        place.open_return(sale)

    company.open_return = open_return
    company.shift_changed = place.refresh
    return place


def _receipts(company: Company) -> QWidget:
    place = Receipts(
        company.doors,
        company.approval,
        PaperHere(FONTS, lambda: company.doors.look_up(paper_width), company.shop.places.paper),
        # Looked up when pressed: the till may be opened after this screen.
        open_return=lambda sale: company.open_return(sale),  # noqa: PLW0108
        failed_sound=company.sounds.play_failed,
    )
    company.open_receipt = place.open_receipt
    return place


def _shift(company: Company) -> QWidget:
    place = ShiftPlace(
        company.doors,
        company.approval,
        zone=company.zone,
        changed=lambda: company.shift_changed(),  # noqa: PLW0108 (as above)
        handed_over=company.leave,
    )
    company.shift_place = place
    return place


def _day(company: Company) -> QWidget:
    def sheet(facts: DayFacts) -> bytes:
        return day_report_pdf(facts, kind=ReportKind.Z, fonts=FONTS, words=words())

    papers = day_papers(
        company.doors, FONTS, width=paper_width, sheet=sheet, open_pdf=company.keep_pdf
    )
    return DayPlace(
        company.doors,
        company.approval,
        papers,
        zone=company.zone,
        to_shift=company.begin_closing,
    )


def _printing(company: Company) -> QWidget:
    view, presenter = print_queue_page(company.doors, company.zone)
    company.printer_heard.append(
        lambda news: presenter.hear_news(news.trouble, news.waiting, news.doubtful)
    )
    news = company.machinery.spooler.last_news
    if news is not None:
        view.show_printer(news.trouble, news.waiting, news.doubtful)
    return view


def _customer_money(company: Company) -> QWidget:
    place = CustomerMoney(company.doors, company.approval, failed_sound=company.sounds.play_failed)
    company.open_customer = place.open_customer
    return place


def _safety(company: Company) -> QWidget:
    places = company.shop.places

    def backups() -> tuple[BackupRow, ...]:
        return tuple(
            BackupRow(kept.taken_at, kept.path.name, kept.path.stat().st_size)
            for kept in kept_backups(places.backups)
        )

    view, presenter = safety_page(
        company.doors,
        SafetyPlace(
            folder=str(places.backups),
            version=__version__,
            database_version=SCHEMA_VERSION,
            list_backups=backups,
            back_up_now=company.machinery.keeper.back_up_now,
            recovery_code=lambda: company.shop.keys.recovery_code,
            print_code=lambda code: company.keep_pdf("recovery-code.pdf", recovery_pdf(code)),
        ),
        company.zone,
    )
    company.backup_heard.append(
        lambda news: presenter.hear_backup(
            working=news.state is BackupState.WORKING, trouble=news.trouble
        )
    )
    return view


def _exceptions(company: Company) -> QWidget:
    def open_way(target: Target) -> None:
        company.window.show_workplace(target.way.value)
        if target.way is Way.RECEIPT and target.key:
            company.open_receipt(DocumentKey(target.key))
        if target.way is Way.CUSTOMER:
            company.open_customer(CustomerId(target.key))

    ways = ExceptionWays(offered_to(company.person), open_way)
    view, presenter = exceptions_page(company.doors, ways, company.zone)
    company.sync_heard.append(partial(while_shown, view, presenter.refresh))
    return view


def _sync(company: Company) -> QWidget:
    view, presenter = sync_page(company.doors, company.tie, company.zone)
    company.sync_heard.append(partial(while_shown, view, presenter.start))
    return view


def _today(company: Company) -> QWidget:
    sheet_words = words()

    def open_report(facts: DayFacts) -> None:
        company.desk.ask(
            lambda _session: day_report_pdf(
                facts, kind=ReportKind.X, fonts=FONTS, words=sheet_words
            ),
            lambda content: company.keep_pdf(f"day-{facts.day}.pdf", content),
        )

    def last_backup() -> datetime | None:
        kept = kept_backups(company.shop.places.backups)
        return max((backup.taken_at for backup in kept), default=None)

    ways = TodayWays(
        offered=offered_to(company.person),
        open_workplace=company.window.show_workplace,
        open_report=open_report,
        last_backup=last_backup,
    )
    return TodayPlace(company.doors, ways, zone=company.zone, now=company.now)


def _people(company: Company) -> QWidget:
    return people_page(company.doors)


def _help(_company: Company) -> QWidget:
    return help_page()


def _settings(company: Company) -> QWidget:
    return settings_page(company.doors, company.shop_changed, company.machine_changed)
