"""The sheet on which somebody approves: who they are, and their PIN or password."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.find_permissions import ApproverRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.permission_names import permission_name
from jxc_desktop.ui.sign_in.secret_card import PasswordAsk
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.pin_pad import PinPad
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import TouchButton

_SHOWN_MAX = 6


class ApprovalSheet(Sheet):
    """Reports `secret_entered` with staff number and secret."""

    secret_entered = Signal(str, str)

    def __init__(self, permission: Permission, approvers: Sequence[ApproverRow]) -> None:
        name = permission_name(permission)
        super().__init__(_("需要授权：{permission}").format(permission=name), width=720)
        self._buttons: dict[str, TouchButton] = {}
        self._number = CodeField(_("授权人工号"), placeholder=_("工号"), icon="user")
        self._number.setProperty("size", None)
        self._number.code_typed.connect(self._show_chosen)
        self._number.code_entered.connect(lambda _code: self.secret_field.setFocus())
        self._pin = PinPad(_("授权人 PIN 码"))
        self._password = PasswordAsk()
        self._asks = QStackedWidget()
        self._asks.addWidget(self._pin)
        self._asks.addWidget(self._password)
        self._pin.pin_entered.connect(self._on_secret)
        self._password.password_entered.connect(self._on_secret)
        row = QHBoxLayout()
        row.setSpacing(Space.WIDE)
        row.addLayout(self._who(approvers), 1)
        row.addWidget(self._asks, 1)
        self.body.addLayout(row)
        self._other_way = self.add_action(_("用密码"), self._on_other_way, shortcut="F4")
        self.add_action(_("取消"), self.dismiss, shortcut="Esc")
        if approvers:
            self._choose(approvers[0].number)

    @property
    def secret_field(self) -> QWidget:
        """Where the secret is typed at the moment."""
        return self._pin if self._asks.currentWidget() is self._pin else self._password

    def show_problem(self, sentence: str) -> None:
        """Say what was wrong; the sheet waits for another try."""
        self._pin.show_problem(sentence)
        self._password.show_problem(sentence)

    def _who(self, approvers: Sequence[ApproverRow]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.SMALL)
        words = _("请有权限的人点自己的名字，再输入 PIN 码。") if approvers else _nobody()
        column.addWidget(TextLabel(words, TextRole.SMALL, Tone.MUTED).wrapped())
        for approver in approvers[:_SHOWN_MAX]:
            button = TouchButton(f"{approver.name}  {approver.number}", icon="user")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, who=approver.number: self._choose(who))
            self._buttons[approver.number] = button
            column.addWidget(button)
        column.addWidget(self._number)
        column.addStretch(1)
        return column

    def _choose(self, number: str) -> None:
        self._number.show_code(number)
        self._show_chosen(number)
        self.secret_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self, number: str) -> None:
        for known, button in self._buttons.items():
            button.setChecked(known == number)

    def _on_secret(self, secret: str) -> None:
        self.secret_entered.emit(self._number.text().strip(), secret)

    def _on_other_way(self) -> None:
        to_pin = self._asks.currentWidget() is self._password
        self._asks.setCurrentWidget(self._pin if to_pin else self._password)
        self._other_way.show_title(_("用密码") if to_pin else _("用 PIN 码"))
        self.secret_field.setFocus(Qt.FocusReason.OtherFocusReason)


def _nobody() -> str:
    return _("店里还没有其他人有这个权限；请老板在“员工”里设置。")


class ApprovalSheets(QObject):
    """Puts the sheet over the window of `over`: what `ApprovalPresenter` sees as its screen."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._sheet: ApprovalSheet | None = None

    def ask_approver(
        self,
        permission: Permission,
        approvers: Sequence[ApproverRow],
        entered: Callable[[str, str], object],
        dismissed: Callable[[], object],
    ) -> None:
        """Open the sheet, as soon as a question that led to it has closed its own."""
        sheet = ApprovalSheet(permission, approvers)
        sheet.secret_entered.connect(entered)
        sheet.dismissed.connect(dismissed)
        self._sheet = sheet
        QTimer.singleShot(0, self, lambda: sheet.open(self._over, focus=sheet.secret_field))

    def show_problem(self, refusal: Refusal) -> None:
        """Say on the sheet what was wrong."""
        if self._sheet is not None:
            self._sheet.show_problem(refusal_text(refusal))

    def close(self) -> None:
        """The sheet has done its work."""
        if self._sheet is not None:
            self._sheet.close_sheet()
            self._sheet = None
