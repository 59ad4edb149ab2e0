"""The figures of an exception as people read them: plain facts of the server, written out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.formats import money_text, quantity_text
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.words import mark
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.permission_names import permission_name
from jxc_desktop.ui.sync.deviation import deviation_text

Fact = str | int
_DAY_HOURS = 24
FIELD_NAMES = {
    "name": mark("名称"),
    "phone": mark("电话"),
    "address": mark("地址"),
    "note": mark("备注"),
    "credit_limit": mark("信用额度"),
    "level": mark("级别"),
    "member_number": mark("会员号"),
    "price": mark("售价"),
    "member_price": mark("会员价"),
    "floor_price": mark("最低售价"),
    "category": mark("分类"),
    "archived": mark("停用"),
    "permissions": mark("权限"),
    "role": mark("角色"),
    "reorder_point": mark("补货线"),
}
"""The fields that people change most; any other is named as the book names it."""


def _money(value: Fact) -> str:
    return money_text(Money(value)) if isinstance(value, int) else value


def _quantity(value: Fact) -> str:
    return quantity_text(Quantity(value)) if isinstance(value, int) else value


def _permission(value: Fact) -> str:
    if value == "archived":
        return _("已停用的员工")
    if isinstance(value, str) and value in set(Permission):
        return permission_name(Permission(value))
    return str(value)


def _fields(value: Fact) -> str:
    names = str(value).split()
    return _("、").join(_(FIELD_NAMES[name]) if name in FIELD_NAMES else name for name in names)


def _deviation(value: Fact) -> str:
    return deviation_text(value) if isinstance(value, int) else value


def _hours(value: Fact) -> str:
    if not isinstance(value, int) or value < _DAY_HOURS:
        return ngettext_("{count} 小时", "{count} 小时", int(value)).format(count=value)
    days = value // _DAY_HOURS
    return ngettext_("{count} 天", "{count} 天", days).format(count=days)


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
    ExceptionKind.WITHDRAWN_PERMISSION: (("permission", mark("权限：{value}"), _permission),),
    ExceptionKind.CONCURRENT_EDIT: (
        ("fields", mark("项目：{value}"), _fields),
        ("value", mark("一处改成 {value}"), str),
        ("other", mark("另一处 {value}"), str),
    ),
    ExceptionKind.LATE_DOCUMENT: (
        ("day", mark("营业日 {value}"), str),
        ("hours", mark("晚了 {value}"), _hours),
    ),
    ExceptionKind.CLOCK_WRONG: (("ahead_seconds", mark("时间{value}"), _deviation),),
    ExceptionKind.PARKED: (("why", mark("原因 {value}"), str),),
    ExceptionKind.FORK: (("sequence", mark("从第 {value} 张起分开"), str),),
    ExceptionKind.HELD: (("sequence", mark("第 {value} 张"), str),),
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
