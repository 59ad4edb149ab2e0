"""The figures of a day for programs: English names, amounts as decimal text, a fixed order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jxc_desktop.domain.formats import quantity_text, rate_text
from jxc_desktop.domain.numbers import NOTHING
from jxc_desktop.reports.sales_table import plain_amount

if TYPE_CHECKING:
    from jxc_desktop.domain.day_facts import DayFacts, MethodTally, ShiftFacts, Tally


def sales_json(facts: DayFacts, *, show_margin: bool = False) -> str:
    """The figures as JSON; cost and margin for those who may see them only."""
    whole = {
        "day": facts.day.isoformat(),
        "terminal": facts.terminal,
        "shop": facts.shop.name,
        "store": facts.shop.store_name,
        **_sold(facts, show_margin=show_margin),
        "line_discounts": plain_amount(facts.line_discounts.amount),
        "order_discounts": plain_amount(facts.order_discounts.amount),
        "rounding": plain_amount(facts.rounding.amount),
        "taxes": [
            {
                "rate": rate_text(part.rate),
                "tax": plain_amount(part.tax),
                "untaxed": plain_amount(part.untaxed),
            }
            for part in facts.taxes
        ],
        "drawer": _drawer(facts),
        "shifts": [_shift(shift) for shift in facts.shifts],
        **_trace(facts),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _sold(facts: DayFacts, *, show_margin: bool) -> dict[str, Any]:
    def tally(part: Tally) -> dict[str, Any]:
        return _tally(part, show_margin=show_margin)

    return {
        "sales": tally(facts.sales),
        "returns": tally(facts.returns),
        "voids": tally(facts.voids),
        "net": tally(facts.net),
        "methods": [_method(part) for part in facts.methods],
        "customer_payments": [_method(part) for part in facts.customer_payments],
        "categories": [
            {"category": part.category, "name": part.name, **tally(part.tally)}
            for part in facts.categories
        ],
        "cashiers": [
            {"person": part.person, "name": part.name, **tally(part.tally)}
            for part in facts.cashiers
        ],
        "hours": [{"hour": part.hour, **tally(part.tally)} for part in facts.hours],
    }


def _tally(tally: Tally, *, show_margin: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {"count": tally.count, "amount": plain_amount(tally.amount)}
    if tally.quantity != NOTHING:
        plain["quantity"] = quantity_text(tally.quantity)
    if show_margin:
        plain |= {"cost": plain_amount(tally.cost), "margin": plain_amount(tally.margin)}
    return plain


def _method(part: MethodTally) -> dict[str, Any]:
    return {
        "method": part.method,
        "name": part.name,
        "count": part.count,
        "amount": plain_amount(part.amount),
        "fee": plain_amount(part.fee),
        "after_fee": plain_amount(part.after_fee),
    }


def _drawer(facts: DayFacts) -> dict[str, str]:
    cash = facts.cash
    return {
        "opening": plain_amount(cash.opening),
        "brought": plain_amount(cash.brought),
        "sales": plain_amount(cash.sales),
        "customers": plain_amount(cash.customers),
        "moved_in": plain_amount(cash.moved_in.amount),
        "moved_out": plain_amount(cash.moved_out.amount),
        "expected": plain_amount(cash.expected),
        "over_short": plain_amount(cash.over_short),
        "to_safe": plain_amount(cash.to_safe),
        "left": plain_amount(cash.left),
    }


def _shift(shift: ShiftFacts) -> dict[str, Any]:
    return {
        "terminal": shift.terminal,
        "number": shift.number,
        "cashier": shift.cashier_name,
        "opened_at": shift.opened_at.isoformat(),
        "closed_at": None if shift.closed_at is None else shift.closed_at.isoformat(),
        "expected": plain_amount(shift.expected),
        "counted": plain_amount(shift.counted),
        "difference": plain_amount(shift.difference),
    }


def _trace(facts: DayFacts) -> dict[str, Any]:
    """What an owner or an auditor looks for beside the money."""
    return {
        "drawer_openings": facts.drawer_openings,
        "events": [
            {"event": part.event.value, "count": part.count, "amount": plain_amount(part.amount)}
            for part in facts.events
        ],
        "late": [
            {
                "missed": part.missed.isoformat(),
                "count": part.count,
                "amount": plain_amount(part.amount),
            }
            for part in facts.late
        ],
        "receipts": [
            {"terminal": span.terminal, "first": span.first, "last": span.last, "count": span.count}
            for span in facts.numbers
        ],
        "sealed": [
            {
                "terminal": sealed.terminal,
                "z_number": sealed.number,
                "closed_at": sealed.closed_at.isoformat(),
                "grand_total": plain_amount(sealed.grand_total),
                "document": sealed.key,
                "hash": sealed.hash,
            }
            for sealed in facts.sealed
        ],
    }
