"""Each kind of exception as a sentence with names and figures, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.formats import instant_text
from jxc_desktop.domain.words import mark
from jxc_desktop.queries.list_server_exceptions import ServerExceptionRow
from jxc_desktop.ui.exceptions.exception_figures import figures_text
from jxc_desktop.ui.exceptions.waiting_item import Gravity, Target, WaitingItem, Way
from jxc_desktop.ui.language import _


@dataclass(frozen=True, slots=True)
class _KindWords:
    name: str
    what: str
    advice: str
    way: Way = Way.RECEIPT
    gravity: Gravity = Gravity.WARNING


_KINDS = {
    ExceptionKind.CREDIT_OVERRUN: _KindWords(
        mark("超额度赊账"),
        mark("“{name}”在几家店加起来欠过了额度"),
        mark("催一下款，或者调高额度"),
        Way.CUSTOMER,
    ),
    ExceptionKind.NEGATIVE_STOCK: _KindWords(
        mark("负库存"),
        mark("“{name}”卖出的比账上的多"),
        mark("查一下是不是漏了进货，或者盘点一次"),
    ),
    ExceptionKind.WITHDRAWN_PERMISSION: _KindWords(
        mark("权限已收回"),
        mark("“{name}”办这一单时，权限已经被收回了"),
        mark("看一下单据，问问本人"),
    ),
    ExceptionKind.CONCURRENT_EDIT: _KindWords(
        mark("两处同时改"),
        mark("“{name}”的同一项在两处改了，后改的算数"),
        mark("看现在的内容对不对，不对就改过来"),
        Way.NOWHERE,
    ),
    ExceptionKind.FORK: _KindWords(
        mark("数据有两份"),
        mark("终端“{name}”的磁盘被复制或恢复过，两份都卖了货"),
        mark("两边的单据都在；旧电脑别再用，核对一次现金"),
        Way.SYNC,
        Gravity.DANGER,
    ),
    ExceptionKind.LATE_DOCUMENT: _KindWords(
        mark("单据晚到"),
        mark("终端“{name}”的单据过了几天才到"),
        mark("报表已自动补上；常这样就看看那里的网络"),
        Way.SYNC,
        Gravity.MUTED,
    ),
    ExceptionKind.RETURNED_TWICE: _KindWords(
        mark("退多了"),
        mark("“{name}”退的比卖的多，可能在两处各退了一次"),
        mark("找到两张退货单，问问收银员"),
        gravity=Gravity.DANGER,
    ),
    ExceptionKind.PARKED: _KindWords(
        mark("看不懂先存着"),
        mark("服务器还看不懂终端“{name}”的一张单据，先存着"),
        mark("升级服务器以后会自动补上"),
        Way.SYNC,
    ),
    ExceptionKind.HELD: _KindWords(
        mark("停用后才到"),
        mark("终端“{name}”停用以后，又传来一张单据，扣着没有入账"),
        mark("问清楚是不是真的销售，再决定要不要"),
        Way.SYNC,
        Gravity.DANGER,
    ),
    ExceptionKind.CLOCK_WRONG: _KindWords(
        mark("时间不准"),
        mark("终端“{name}”的电脑时间差得太多"),
        mark("到那台电脑上把时间改过来"),
        Way.SYNC,
    ),
    ExceptionKind.CHECKSUM: _KindWords(
        mark("对不上"),
        mark("终端“{name}”的账和服务器对不上"),
        mark("请联系服务人员，先不要动那台电脑的数据"),
        Way.SYNC,
        Gravity.DANGER,
    ),
}
_UNKNOWN = _KindWords(
    mark("新的种类"),
    mark("服务器报告了一件本程序还不认识的事"),
    mark("请升级本程序再看"),
    Way.NOWHERE,
)
HOWS = {
    "fine": mark("核对过，没问题"),
    "corrected": mark("已经改正"),
    "accepted": mark("知道了，就这样"),
}
"""By the short word that the document keeps; the sentence is how a person says it."""


def item_of(row: ServerExceptionRow, zone: tzinfo) -> WaitingItem:
    """What the server raised, as people read it."""
    words = _UNKNOWN if row.kind is None else _KINDS[row.kind]
    name = row.subject_name or str(row.subject)
    return WaitingItem(
        id=f"server-{row.exception}",
        kind=row.kind_text if row.kind is None else _(words.name),
        what=_(words.what).format(name=name),
        detail=figures_text(row.kind, row.detail),
        advice=_(words.advice),
        store=row.store_name or (str(row.store) if row.store else ""),
        at=row.raised_at,
        gravity=Gravity.MUTED if row.settled else words.gravity,
        target=_target(row, words.way),
        exception=row.exception,
        settled=_settled(row, zone),
        note=row.note,
    )


def how_text(how: str) -> str:
    """The short word of a settlement in words; one of a newer version as it is."""
    return _(HOWS[how]) if how in HOWS else how


def _target(row: ServerExceptionRow, way: Way) -> Target:
    if way is Way.CUSTOMER:
        return Target(way, row.subject)
    return Target(way, row.document) if way is Way.RECEIPT else Target(way)


def _settled(row: ServerExceptionRow, zone: tzinfo) -> str:
    if not row.settled:
        return ""
    when = "" if row.settled_at is None else instant_text(row.settled_at, zone)
    return " · ".join(part for part in (how_text(row.how), row.settled_by, when) if part)
