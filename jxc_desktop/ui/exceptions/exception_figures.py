"""The figures of an exception as people read them: plain facts of the server, written out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.formats import money_text, quantity_text
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.words import mark
from jxc_desktop.ui.language import _
from jxc_desktop.ui.permission_names import permission_name

Fact = str | int
_DAY_SECONDS = 86_400
_MINUTE_SECONDS = 60


def _money(value: Fact) -> str:
    return money_text(Money(value)) if isinstance(value, int) else value


def _quantity(value: Fact) -> str:
    return quantity_text(Quantity(value)) if isinstance(value, int) else value


def _permission(value: Fact) -> str:
    if isinstance(value, str) and value in set(Permission):
        return permission_name(Permission(value))
    return str(value)


def _minutes(value: Fact) -> str:
    seconds = abs(value) if isinstance(value, int) else 0
    return str(seconds // _MINUTE_SECONDS)


_FIGURES: dict[ExceptionKind, tuple[tuple[str, str, Callable[[Fact], str]], ...]] = {
    ExceptionKind.CREDIT_OVERRUN: (
        ("owed", mark("共欠 {value}"), _money),
        ("limit", mark("额度 {value}"), _money),
    ),
    ExceptionKind.NEGATIVE_STOCK: (("quantity", mark("账上 {value}"), _quantity),),
    ExceptionKind.RETURNED_TWICE: (
        ("sold", mark("卖出 {value}"), _quantity),
        ("returned", mark("退回 {value}"), _quantity),
    ),
    ExceptionKind.WITHDRAWN_PERMISSION: (("permission", mark("“{value}”"), _permission),),
    ExceptionKind.CONCURRENT_EDIT: (
        ("field", mark("项目 {value}"), str),
        ("kept", mark("现在 {value}"), str),
        ("lost", mark("没用上 {value}"), str),
    ),
    ExceptionKind.LATE_DOCUMENT: (("days", mark("晚了 {value} 天"), str),),
    ExceptionKind.CLOCK_WRONG: (("seconds", mark("差 {value} 分钟"), _minutes),),
    ExceptionKind.PARKED: (("reason", mark("原因 {value}"), str),),
    ExceptionKind.CHECKSUM: (("stream", mark("数据流 {value}"), str),),
}
"""By kind: which fact of the detail, how it is said, how it is written."""


def figures_text(kind: ExceptionKind | None, detail: Mapping[str, Fact]) -> str:
    """The figures that came with the exception; what a version does not tell is left out."""
    known = _FIGURES.get(kind, ()) if kind is not None else ()
    return " · ".join(
        _(text).format(value=written(detail[name]))
        for name, text, written in known
        if name in detail
    )
