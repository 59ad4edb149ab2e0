"""What waits in this shop itself; it goes by itself once it is put right."""

from __future__ import annotations

from collections.abc import Iterator

from jxc_desktop.domain.formats import date_text, quantity_text
from jxc_desktop.queries.list_exceptions import Exceptions
from jxc_desktop.ui.exceptions.waiting_item import Gravity, Target, WaitingItem, Way
from jxc_desktop.ui.language import _


def local_items(found: Exceptions) -> tuple[WaitingItem, ...]:
    """All of it, what concerns the books most first."""
    return (*_days(found), *_baskets(found), *_negative(found), *_new(found))


def _days(found: Exceptions) -> Iterator[WaitingItem]:
    for day in found.forgotten_days:
        yield WaitingItem(
            id=f"day-{day}",
            kind=_("忘了日结"),
            what=date_text(day),
            advice=_("到“日结”里补做"),
            gravity=Gravity.DANGER,
            target=Target(Way.DAY),
        )


def _baskets(found: Exceptions) -> Iterator[WaitingItem]:
    for row in found.forgotten_baskets:
        yield WaitingItem(
            id=f"basket-{row.held}",
            kind=_("挂单没取"),
            what=row.note or row.held_by,
            advice=_("问一下顾客，取单或删掉"),
            at=row.held_at,
            target=Target(Way.TILL),
        )


def _negative(found: Exceptions) -> Iterator[WaitingItem]:
    for row in found.negative:
        yield WaitingItem(
            id=f"negative-{row.product}",
            kind=_("负库存"),
            what=row.name,
            detail=f"{quantity_text(row.quantity)} {row.unit_name}".strip(),
            advice=_("查一下是不是漏了进货"),
        )


def _new(found: Exceptions) -> Iterator[WaitingItem]:
    for row in found.unreviewed:
        yield WaitingItem(
            id=f"new-{row.product}",
            kind=_("收银台新建"),
            what=row.name,
            detail=row.code,
            advice=_("核对名称、分类和进价"),
            gravity=Gravity.PLAIN,
        )
