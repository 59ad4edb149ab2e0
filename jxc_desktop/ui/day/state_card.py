"""Where the business date stands, in one sentence, and the one key that leads on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jxc_desktop.domain.formats import date_text, money_text
from jxc_desktop.ui.day.day_now import DayNow
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import Badge, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

_NAMED_MAX = 4
_KEY_WIDTH = 300


class StateCard(Card):
    """Reports `go_on_pressed`."""

    go_on_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=Space.WIDE)
        self._day = TextLabel("", TextRole.FIGURE)
        self._badge = Badge()
        self._sentence = TextLabel("", TextRole.BODY).wrapped()
        self.key = TouchButton(
            _("日结"),
            icon="calendar-check",
            variant=Variant.PRIMARY,
            shape=Shape.LARGE,
            shortcut="F12",
        )
        self.key.setMinimumWidth(_KEY_WIDTH)
        self.key.clicked.connect(self.go_on_pressed)
        head = QHBoxLayout()
        head.setSpacing(Space.MEDIUM)
        head.addWidget(self._day)
        head.addWidget(self._badge)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(Space.SMALL)
        words.addLayout(head)
        words.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setSpacing(Space.WIDE)
        row.addLayout(words, 1)
        row.addWidget(self.key)
        self.body.addLayout(row)

    def show_day(self, now: DayNow) -> None:
        """Where the date stands and what the key will do."""
        self._day.show_text(date_text(now.today))
        if now.is_closed:
            self._badge.show_badge(_("已日结"), Tone.SUCCESS)
        elif now.forgotten:
            self._badge.show_badge(_("有忘记日结的日子"), Tone.WARNING)
        else:
            self._badge.show_badge(_("未日结"), Tone.ACCENT)
        self._sentence.show_text(_sentence(now))
        self.key.show_title(_key_title(now))
        self.key.show_icon("user-check" if now.shift_in_the_way else "calendar-check")
        self.key.setEnabled(bool(now.forgotten) or not now.is_closed)


def _key_title(now: DayNow) -> str:
    if now.shift_in_the_way:
        return _("先去交班")
    if now.forgotten:
        count = len(now.forgotten)
        return ngettext_("补结 {count} 天", "补结 {count} 天", count).format(count=count)
    return _("已日结") if now.is_closed else _("日结")


def _sentence(now: DayNow) -> str:
    parts = []
    if now.forgotten:
        text = _("{days} 忘记日结，按顺序一键补结。")
        parts.append(text.format(days=days_text(now.forgotten)))
    if now.shift_in_the_way:
        assert now.shift is not None
        text = _("第 {number} 班（{cashier}）还没交班，交班后才能日结。")
        parts.append(text.format(number=now.shift.number, cashier=now.shift.cashier_name))
    elif now.is_closed and not now.forgotten:
        parts.append(_closed_sentence(now))
    elif not now.forgotten:
        parts.append(_("都交班了，可以日结。日结后的销售算到下一个营业日。"))
    return "".join(parts)


def _closed_sentence(now: DayNow) -> str:
    row = next((row for row in now.closed if row.day == now.today), None)
    if row is None:
        return _("现在的销售算到下一个营业日。")
    text = _("Z 报表第 {number} 号，净销售 {net}。现在的销售算到下一个营业日。")
    return text.format(number=row.number, net=money_text(row.net))


def days_text(days: tuple[date, ...]) -> str:
    """`11月22日、11月23日`, and how many there are when they are many."""
    named = _("、").join(
        _("{month}月{day}日").format(month=day.month, day=day.day) for day in days[:_NAMED_MAX]
    )
    if len(days) <= _NAMED_MAX:
        return named
    return _("{days} 等 {count} 天").format(days=named, count=len(days))
