"""`jxc report day`: a business date's figures as ticket, table or PDF, by the screens' own code."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from jxc_desktop.app.devices import FONTS
from jxc_desktop.app.scripts import say, shop_for_a_script
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ticket_layout import CELLS_80, lay_out
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.queries.store_day import store_day
from jxc_desktop.reports.day_report import ReportKind, day_ticket
from jxc_desktop.reports.day_report_pdf import day_report_pdf
from jxc_desktop.reports.sales_json import sales_json
from jxc_desktop.reports.sales_table import sales_csv
from jxc_desktop.ui.language import words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jxc_desktop.app.places import Places
    from jxc_desktop.domain.day_facts import DayFacts


def run_report(places: Places, asked: argparse.Namespace) -> int:
    """Print the report of `asked.day`, or write it to `asked.out`."""
    wanted = _day(asked.day)
    with shop_for_a_script(places) as shop, shop.store.reading() as session:
        facts = day_figures(session, wanted or store_day(session))
    content = _FORMATS[asked.format](facts)
    if asked.out is not None:
        asked.out.write_bytes(content)
        say(f"{asked.out}: {len(content)} bytes")
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return 0


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise Refusal("day_not_a_date", text=text) from error


def _ticket(facts: DayFacts) -> bytes:
    ticket = day_ticket(facts, kind=ReportKind.X, words=words(), width=CELLS_80, show_margin=True)
    return ("\n".join(lay_out(ticket, CELLS_80).text_lines) + "\n").encode()


_FORMATS: dict[str, Callable[[DayFacts], bytes]] = {
    "ticket": _ticket,
    "csv": lambda facts: sales_csv(facts, words(), show_margin=True),
    "json": lambda facts: sales_json(facts, show_margin=True).encode(),
    "pdf": lambda facts: day_report_pdf(
        facts, kind=ReportKind.X, fonts=FONTS, words=words(), show_margin=True
    ),
}
