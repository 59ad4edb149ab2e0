"""What is asked about the tie to the server, and the plain facts for the person who helps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.sync_facts import SyncNews, TerminalStatus
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.sync.sync_words import unsent_text
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_DETAILS_HEIGHT = 380


class TieSheet(Sheet):
    """A question whose answer may take the server a while; a complaint stands above the answers."""

    def __init__(self, title: str, *, width: int = 560) -> None:
        super().__init__(title, width=width)
        self._problem = TextLabel("", TextRole.BODY, Tone.DANGER).wrapped()
        self._answer: TouchButton | None = None

    def add_answer(
        self,
        title: str,
        act: Callable[[], object],
        *,
        icon: str,
        variant: Variant = Variant.PRIMARY,
    ) -> None:
        """The one answer beside letting it be; after all of the body."""
        self.body.addWidget(self._problem)
        self._problem.hide()
        self.add_action(_("取消"), self.dismiss, shortcut="Esc")
        self._answer = self.add_action(title, act, variant=variant, icon=icon, shortcut="Ctrl+S")

    def show_problem(self, refusal: Refusal) -> None:
        """Say why not; what was typed stays."""
        self._say(refusal_text(refusal), Tone.DANGER)

    def show_waiting(self, *, on: bool) -> None:
        """The server is being asked."""
        if self._answer is not None:
            self._answer.setEnabled(not on)
        self._say(_("正在和服务器联系…") if on else "", Tone.ACCENT)

    def _say(self, text: str, tone: Tone) -> None:
        self._problem.show_text(text, tone)
        self._problem.setVisible(bool(text))


class ConnectSheet(TieSheet):
    """Asks for address and code; the whole line may be pasted into either field."""

    def __init__(self, give: Callable[[str, str], object]) -> None:
        super().__init__(_("连接到服务器"), width=640)
        self._give = give
        self.add_text(_("本店以前的单据会全部上传；以后和公司的其他终端看到同样的账。收银照常。"))
        self.address, self.code = join_fields(self._go)
        self.body.addWidget(self.address)
        self.body.addWidget(self.code)
        self.add_answer(_("连接"), self._go, icon="cloud")

    def _go(self) -> None:
        self._give(self.address.line.text(), self.code.line.text())


def join_fields(entered: Callable[[], object]) -> tuple[TextField, TextField]:
    """Where to and with which code; Enter in the first leads to the second unless it has all."""
    address = TextField(
        _("服务器地址"),
        hint=_("也可以把 jxc:// 开头的一整行粘贴到这里，邀请码就不用再输"),
        placeholder="192.168.1.10:8765",
    )
    code = TextField(_("邀请码"), hint=_("在老板的电脑上，“同步 → 邀请新终端”里看得到"))

    def on_address(text: str) -> None:
        if code.line.text() or "://" in text:
            entered()
        else:
            code.setFocus(Qt.FocusReason.OtherFocusReason)

    address.entered.connect(on_address)
    code.entered.connect(lambda _text: entered())
    return address, code


def pause_sheet(news: SyncNews, give: Callable[[], object]) -> TieSheet:
    """What being offline on purpose means."""
    sheet = TieSheet(_("要暂停联网吗？"))
    sheet.add_text(_("照常收银、打印、交班；但是："))
    for text in (
        _("· 这里的销售只存在本机，电脑坏了就没有第二份"),
        _("· 别的终端看不到这里的销售，库存和欠款会对不上"),
        _("· 别处改的价格、商品、客户，这里收不到"),
        _("一直停到有人按“恢复联网”为止，重新开机也不会自己恢复。"),
    ):
        sheet.add_text(text)
    if news.backlog:
        sheet.add_text(_("现在还有 {unsent}。").format(unsent=unsent_text(news.backlog)))
    sheet.add_answer(_("暂停联网"), give, icon="pause", variant=Variant.DANGER)
    return sheet


def revoke_sheet(row: TerminalStatus, store: str, give: Callable[[], object]) -> TieSheet:
    """What letting a terminal in no more means."""
    title = _("要停用“{name}”（{store}）吗？")
    sheet = TieSheet(title.format(name=row.name or row.terminal, store=store))
    for text in (
        _("电脑丢了、卖了、不用了，就停用它。它以前的单据都留着，账不变。"),
        _("停用以后它收不到公司的任何数据；它没传完的销售会先扣下，由您决定要不要。"),
        _("不能反悔：要再用得重新邀请。"),
    ):
        sheet.add_text(text)
    if row.backlog:
        told = _("注意：它上次在线时还有 {unsent}，最好先让它传完。")
        sheet.body.addWidget(
            TextLabel(
                told.format(unsent=unsent_text(row.backlog)), TextRole.BODY, Tone.WARNING
            ).wrapped()
        )
    sheet.add_answer(_("停用"), give, icon="ban", variant=Variant.DANGER)
    return sheet


class DetailsSheet(Sheet):
    """Plain facts, to be copied or read out."""

    def __init__(self, text: str) -> None:
        super().__init__(_("给帮忙的人看"), width=720)
        self._text = text
        field = QPlainTextEdit(text)
        field.setReadOnly(True)
        field.setAccessibleName(_("给帮忙的人看"))
        field.setMinimumHeight(_DETAILS_HEIGHT)
        self.add_text(_("打电话求助时念给对方听，或者复制下来发过去；里面没有密码。"))
        self.body.addWidget(field)
        self.add_action(_("关闭"), self.dismiss, shortcut="Esc")
        self._copy = self.add_action(
            _("复制"), self._on_copy, variant=Variant.PRIMARY, icon="copy", shortcut="Ctrl+C"
        )

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copy.show_title(_("已复制"))
