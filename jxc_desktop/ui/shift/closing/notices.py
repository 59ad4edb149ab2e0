"""How a difference and a waiting basket are put into words: calmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.widgets.labels import Tone

if TYPE_CHECKING:
    from jxc_desktop.ui.shift.closing.presenter import Unfinished

_NAMED_MAX = 4


def difference_text(difference: Money) -> str:
    """`长款 ￥2.00`, `短款 ￥3.50`, or that it is exact."""
    if difference > ZERO:
        return _("长款 {amount}").format(amount=money_text(difference))
    if difference < ZERO:
        return _("短款 {amount}").format(amount=money_text(-difference))
    return _("账款相符")


def difference_tone(difference: Money) -> Tone:
    """Neither over nor short is a crime: both are worth a look."""
    return Tone.WARNING if difference else Tone.SUCCESS


def waiting_text(unfinished: Unfinished) -> str:
    """What lies at the till and goes on in the next shift; empty when nothing does."""
    parts = []
    if unfinished.open_lines:
        text = ngettext_(
            "收银台上还有一单没收款（{count} 行）",
            "收银台上还有一单没收款（{count} 行）",
            unfinished.open_lines,
        )
        parts.append(text.format(count=unfinished.open_lines))
    if unfinished.held:
        names = _("、").join(unfinished.held[:_NAMED_MAX])
        if len(unfinished.held) > _NAMED_MAX:
            names += "…"
        text = ngettext_(
            "还有 {count} 单挂着：{names}", "还有 {count} 单挂着：{names}", len(unfinished.held)
        )
        parts.append(text.format(count=len(unfinished.held), names=names))
    if not parts:
        return ""
    return _("{waiting}。不影响交班，留给下一班。").format(waiting=_("；").join(parts))
