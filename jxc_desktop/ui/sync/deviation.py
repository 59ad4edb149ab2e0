"""How far a clock is off, as people say it. Knows no Qt."""

from __future__ import annotations

from jxc_desktop.ui.language import _


def deviation_text(seconds: int) -> str:
    """`快 12 分钟`, `慢 3 秒`, `很准`."""
    if not seconds:
        return _("很准")
    minutes, rest = divmod(abs(seconds), 60)
    if minutes:
        text = _("快 {count} 分钟") if seconds > 0 else _("慢 {count} 分钟")
        return text.format(count=minutes)
    text = _("快 {count} 秒") if seconds > 0 else _("慢 {count} 秒")
    return text.format(count=rest)
