"""Joining as whoever stands before the new computer sees it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.first_run.code_page import CodePage
from jxc_desktop.ui.joining.presenter import JoinProgress, JoinStage
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.sync.join_line import JoinLine
from jxc_desktop.ui.sync.sheets import join_fields
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_WIDTH, _HEIGHT = 860, 480


class JoinView(QWidget):
    """Reports what was typed; the whole `jxc://` line may stand in either field."""

    pasted = Signal(str)
    join_pressed = Signal(str, str)
    back_pressed = Signal()
    print_pressed = Signal()
    finish_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("加入已有店铺"))
        self._pages = QStackedWidget()
        self._fields = self._fields_page()
        self._progress = self._progress_page()
        self.code = CodePage(_("已经加入，可以收银了"))
        for page in (self._fields, self._progress, self.code):
            self._pages.addWidget(page)
        card = Card(padding=Space.VAST)
        card.setFixedSize(_WIDTH, _HEIGHT)
        card.body.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(self.address)
        self.code.print_pressed.connect(self.print_pressed)
        self.code.finish_pressed.connect(self.finish_pressed)

    def keep(self, presenter: object) -> None:
        """Hold the presenter for as long as the page is open."""
        self._kept = presenter

    def show_line(self, line: JoinLine) -> None:
        """What was pasted, in its fields."""
        self.address.show_text(line.address)
        self.invite.show_text(line.code)
        self.invite.setFocus()

    def show_problem(self, refusal: Refusal) -> None:
        """Say why not; what was typed stays."""
        self._problem.show_text(refusal_text(refusal))

    def show_progress(self, progress: JoinProgress) -> None:
        """How far it has come."""
        self._problem.show_text("")
        self._pages.setCurrentWidget(self._progress)
        for at, label in self._stages.items():
            done, now = at < progress.stage, at is progress.stage
            sign = "✓" if done else "…" if now else "  "
            tone = Tone.SUCCESS if done else Tone.ACCENT if now else Tone.MUTED
            label.show_text(f"{sign}  {self._stage_text(at)}", tone)
        loading = progress.stage is JoinStage.LOADING
        self._bar.setRange(0, 100 if loading and progress.percent else 0)
        self._bar.setValue(progress.percent)
        if progress.shop:
            self._shop.show_text(_("正在加入“{shop}”").format(shop=progress.shop))

    def show_fields(self) -> None:
        """It did not come about; try again."""
        self._pages.setCurrentWidget(self._fields)
        self.invite.setFocus()

    def show_recovery_code(self, code: str) -> None:
        """This terminal has secrets of its own; the code brings them back."""
        self.code.show_code(code)
        self._pages.setCurrentWidget(self.code)

    def _press(self) -> None:
        self.join_pressed.emit(self.address.line.text(), self.invite.line.text())

    def _fields_page(self) -> QWidget:
        page, column = _column()
        self.address, self.invite = join_fields(self._press)
        self.address.typed.connect(self.pasted)
        self.invite.typed.connect(self.pasted)
        self._problem = TextLabel("", TextRole.BODY, Tone.DANGER).wrapped()
        column.addWidget(TextLabel(_("加入已有店铺"), TextRole.FIGURE))
        text = _("请老板在他的电脑上打开“同步 → 邀请新终端”，把地址和邀请码给您。")
        column.addWidget(TextLabel(text, TextRole.BODY, Tone.MUTED).wrapped())
        column.addWidget(self.address)
        column.addWidget(self.invite)
        column.addWidget(self._problem)
        column.addStretch(1)
        back = TouchButton(_("上一步"), icon="arrow-left", shortcut="Alt+Left")
        join = TouchButton(_("加入"), icon="cloud", variant=Variant.PRIMARY, shortcut="F12")
        back.clicked.connect(lambda _on: self.back_pressed.emit())
        join.clicked.connect(lambda _on: self._press())
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(join)
        column.addLayout(row)
        return page

    def _progress_page(self) -> QWidget:
        page, column = _column()
        self._shop = TextLabel(_("正在加入"), TextRole.FIGURE)
        self._stages = {stage: TextLabel("", TextRole.LARGE) for stage in JoinStage}
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column.addWidget(self._shop)
        for label in self._stages.values():
            column.addWidget(label)
        column.addWidget(self._bar)
        text = _("下载中断了也不要紧，会从断开的地方接着来。")
        column.addWidget(TextLabel(text, TextRole.BODY, Tone.MUTED).wrapped())
        column.addStretch(1)
        return page

    @staticmethod
    def _stage_text(stage: JoinStage) -> str:
        texts = {
            JoinStage.ENROLLING: _("核对服务器证书和邀请码"),
            JoinStage.LOADING: _("下载员工、商品和价格"),
            JoinStage.READY: _("可以登录收银；以前的单据在后台接着下载"),
        }
        return texts[stage]


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.LARGE)
    return page, column
