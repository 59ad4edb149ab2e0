"""The figures of a shift, of a till's day and of the whole store's: X, hand-over and Z reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from jxc_desktop.domain.day_facts import DayFacts
from jxc_desktop.domain.figures import Figure
from jxc_desktop.domain.ids import MethodId
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.models.base import table_of
from jxc_desktop.models.shifts import DayClosing
from jxc_desktop.queries.cash_facts import day_cash, shift_cash
from jxc_desktop.queries.figure_rows import FigureSheet, day_sheet, shift_sheet
from jxc_desktop.queries.figure_tallies import (
    category_tallies,
    event_tallies,
    hour_tallies,
    late_tallies,
    method_names,
    method_tallies,
    person_tallies,
    tax_tallies,
)
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.receipt_spans import day_spans, shift_spans
from jxc_desktop.queries.shift_facts import person_names, shift_facts
from jxc_desktop.queries.shop_header import shop_header, shop_zone
from jxc_desktop.queries.store_day import store_day
from jxc_desktop.queries.z_seals import find_seals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from jxc_desktop.domain.ids import DocumentKey, TerminalNo
    from jxc_desktop.domain.settings import ShopSettings
    from jxc_desktop.store.session import ShopSession

_CLOSING = table_of(DayClosing)
_CLOSED_BY = select(_CLOSING.c.day, _CLOSING.c.terminal).where(
    _CLOSING.c.document == bindparam("document")
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a report needs to know of the shop beside its figures, read once."""

    settings: ShopSettings
    zone: ZoneInfo
    people: Mapping[int, str]
    methods: Mapping[int, tuple[str, MethodKind]]

    @property
    def cash_methods(self) -> frozenset[MethodId]:
        """The methods whose money lies in the drawer."""
        return frozenset(
            MethodId(method)
            for method, (_, kind) in self.methods.items()
            if kind is MethodKind.CASH
        )


def day_figures(session: ShopSession, day: date, terminal: TerminalNo | None = None) -> DayFacts:
    """The figures of a business date: of one terminal, or of the whole store."""
    connection, known = session.connection(), _known(session)
    sheet = day_sheet(session, day, terminal)
    shifts = shift_facts(connection, sheet.shifts, known.people, known.zone)
    return replace(
        _counted(session, known, sheet, day),
        terminal=terminal,
        sealed=find_seals(connection, day, (session.till.store, terminal), known.zone),
        cash=day_cash(session, sheet, day, shifts, known.cash_methods),
        numbers=day_spans(connection, day, sheet.terminals),
        shifts=tuple(shifts.values()),
    )


def shift_figures(session: ShopSession, shift: DocumentKey) -> DayFacts | None:
    """The figures of one shift so far, or from its opening to its closing; None if unknown."""
    connection, known = session.connection(), _known(session)
    facts = shift_facts(connection, (shift,), known.people, known.zone).get(shift)
    if facts is None:
        return None
    last = facts.closed_day or max(facts.day, store_day(session))
    sheet = shift_sheet(session, shift, facts.terminal, (facts.day, last))
    return replace(
        _counted(session, known, sheet, facts.day),
        terminal=facts.terminal,
        shift=facts,
        cash=shift_cash(sheet, facts.opening_cash, known.cash_methods),
        numbers=shift_spans(connection, shift, facts.terminal),
        shifts=(facts,),
    )


def z_figures(session: ShopSession, document: DocumentKey) -> DayFacts | None:
    """The figures of the day that `document` closed; None when it closed none."""
    row = session.connection().execute(_CLOSED_BY, {"document": document}).one_or_none()
    return None if row is None else day_figures(session, row.day, row.terminal)


def _known(session: ShopSession) -> _Known:
    connection, settings = session.connection(), find_settings(session)
    return _Known(settings, shop_zone(settings), person_names(connection), method_names(connection))


def _counted(session: ShopSession, known: _Known, sheet: FigureSheet, day: date) -> DayFacts:
    """Everything that is a sum over the sheet."""
    return DayFacts(
        shop=shop_header(session.connection(), known.settings, session.till.store),
        day=day,
        asked_at=session.till.clock().astimezone(known.zone),
        sales=sheet.total(Figure.SALES),
        returns=sheet.total(Figure.RETURNS),
        voids=sheet.total(Figure.VOIDS),
        methods=method_tallies(known.methods, sheet, Figure.METHOD),
        customer_payments=method_tallies(known.methods, sheet, Figure.CUSTOMER_PAID),
        categories=category_tallies(session.connection(), sheet),
        cashiers=person_tallies(sheet, known.people),
        hours=hour_tallies(sheet, known.settings.day_end_hour),
        line_discounts=sheet.total(Figure.LINE_DISCOUNT),
        order_discounts=sheet.total(Figure.ORDER_DISCOUNT),
        rounding=sheet.total(Figure.ROUNDING),
        taxes=tax_tallies(sheet),
        drawer_openings=sheet.total(Figure.DRAWER_OPENED).count,
        events=event_tallies(sheet),
        late=late_tallies(sheet),
    )
