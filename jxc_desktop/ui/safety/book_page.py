"""The section of the book: one key checks everything, and a card says what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from jxc_desktop.queries.check_book import BookCheck
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.office.page import Column
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_FAULTS_SHOWN = 20


class BookPage(Column):
    """Reports `check_pressed`."""

    check_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._check = TouchButton(
            _("校验账本"), icon="shield-check", variant=Variant.PRIMARY, shortcut="Ctrl+K"
        )
        self._check.clicked.connect(lambda _checked: self.check_pressed.emit())
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(_("正在校验"))
        self._busy.hide()
        self._result = TextLabel("", TextRole.TITLE)
        self._details = TextLabel("", TextRole.BODY, Tone.MUTED).wrapped()
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card(_("校验账本"))
        card.header.addWidget(self._check)
        why = _(
            "每张单据都带着上一张的指纹和本机的签名。校验会从头到尾核对一遍：有没有少、"
            "有没有被改过、钱和库存对不对得上。校验时照常收银。"
        )
        card.body.addWidget(TextLabel(why, TextRole.SMALL, Tone.MUTED).wrapped())
        card.body.addWidget(self._busy)
        card.body.addWidget(self._result)
        card.body.addWidget(self._details)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._result.hide()

    def show_checking(self) -> None:
        """It is being checked; that takes as long as the book is thick."""
        self._busy.show()
        self._check.setEnabled(False)
        self._result.show()
        self._result.show_text(_("正在校验…"), Tone.MUTED)
        self._details.show_text("")

    def show_check(self, check: BookCheck) -> None:
        """What was found."""
        self._busy.hide()
        self._check.setEnabled(True)
        self._result.show()
        if check.sound:
            self._result.show_text(_("账本完好"), Tone.SUCCESS)
        else:
            count = len(check.faults)
            words = ngettext_("发现 {count} 处问题", "发现 {count} 处问题", count)
            self._result.show_text(words.format(count=count), Tone.DANGER)
        self._details.show_text("\n".join(_lines(check)))


def _lines(check: BookCheck) -> list[str]:
    lines = [
        _("单据 {documents} 张，收银台账链 {chains} 条").format(
            documents=check.documents, chains=check.chains
        )
    ]
    lines += [
        _("收银台 {terminal} 最后的指纹：{hash}").format(
            terminal=head.terminal, hash=_short(head.hash)
        )
        for head in check.heads
    ]
    lines.append(_("数据指纹：{digest}").format(digest=_short(check.digest)))
    if not check.sound:
        lines.append(_("请不要再改动，先备份，再联系服务人员："))
        lines += check.faults[:_FAULTS_SHOWN]
    return lines


def _short(hashed: str) -> str:
    """As much of a hash as people compare, in groups."""
    return " ".join(hashed[at : at + 4] for at in range(0, 32, 4))
