"""The card that asks: the staff number first, then this person's PIN or password."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.domain.secret_policy import SECRET_LETTERS_MAX
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.pin_pad import PinPad
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_NUDGE_MS = 260
_NUDGES = ((0.2, 7), (0.45, -6), (0.7, 4), (0.85, -2))


class NumberAsk(QWidget):
    """Reports `number_entered`."""

    number_entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = CodeField(_("工号"), placeholder=_("输入工号"), icon="user")
        self.field.code_entered.connect(self.number_entered)
        pad = NumberPad(PadKeys.WHOLE, enter=_("下一步"), types=False)
        pad.key_pressed.connect(self._on_key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.MEDIUM)
        layout.addWidget(self.field)
        layout.addWidget(pad, 1)
        self.setFocusProxy(self.field)

    def clear(self) -> None:
        """Wait for a number."""
        self.field.clear()

    def _on_key(self, key: str) -> None:
        match key:
            case "enter":
                self.number_entered.emit(self.field.text())
            case "backspace":
                self.field.backspace()
            case _:
                self.field.insert(key)


class PasswordAsk(QWidget):
    """Reports `password_entered`, and forgets it."""

    password_entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line = QLineEdit()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setAccessibleName(_("密码"))
        self._line.setPlaceholderText(_("输入密码"))
        self._line.setMaxLength(SECRET_LETTERS_MAX)
        self._line.setProperty("size", "large")
        self._line.returnPressed.connect(self._on_entered)
        self._problem = TextLabel("", TextRole.SMALL, Tone.DANGER).wrapped()
        enter = TouchButton(_("确定"), icon="corner-down-left", variant=Variant.PRIMARY)
        enter.clicked.connect(self._on_entered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.MEDIUM)
        for widget in (self._line, self._problem, enter):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setFocusProxy(self._line)

    def show_problem(self, sentence: str) -> None:
        """Say what was wrong and wait for another."""
        self._problem.show_text(sentence)
        self._line.setAccessibleDescription(sentence)
        self._line.clear()

    def _on_entered(self) -> None:
        password = self._line.text()
        self._line.clear()
        if password:
            self.password_entered.emit(password)


class SecretCard(Card):
    """Reports `number_entered`, `secret_entered` and `other_person_pressed`."""

    number_entered = Signal(str)
    secret_entered = Signal(str)
    other_person_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._who = TextLabel("", TextRole.TITLE)
        self._what = TextLabel("", TextRole.SMALL, Tone.MUTED).wrapped()
        for label in (self._who, self._what):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._number = NumberAsk()
        self._pin = PinPad()
        self._password = PasswordAsk()
        self._asks = QStackedWidget()
        for ask in (self._number, self._pin, self._password):
            self._asks.addWidget(ask)
        self._other_way = TouchButton("", variant=Variant.PLAIN, shortcut="F4")
        self._other_person = TouchButton(
            _("换人"), icon="users", variant=Variant.PLAIN, shortcut="Esc"
        )
        self.body.addWidget(self._who)
        self.body.addWidget(self._what)
        self.body.addWidget(self._asks, 1)
        ways = QHBoxLayout()
        ways.setSpacing(Space.SMALL)
        ways.addWidget(self._other_person)
        ways.addWidget(self._other_way)
        self.body.addLayout(ways)
        self._prompt = ""
        self._connect()

    def ask_number(self) -> None:
        """Ask who it is."""
        self._who.show_text(_("谁在收银台？"))
        self._say(_("点自己的名字，或输入工号"))
        self._number.clear()
        self._show(self._number)

    def ask_secret(self, name: str, detail: str) -> None:
        """Ask this person for the PIN; F4 turns to the password."""
        self._who.show_text(name)
        self._say(detail)
        self.show_problem("")
        self._show(self._pin)

    def show_problem(self, sentence: str) -> None:
        """What was wrong with the secret; empty takes it back."""
        for ask in (self._pin, self._password):
            ask.show_problem(sentence)

    def nudge(self) -> None:
        """Shake the head, once and gently."""
        at = self._asks.pos()
        shake = QPropertyAnimation(self._asks, b"pos", self)
        shake.setDuration(_NUDGE_MS)
        shake.setEasingCurve(QEasingCurve.Type.InOutSine)
        shake.setStartValue(at)
        for moment, by in _NUDGES:
            shake.setKeyValueAt(moment, at + QPoint(by, 0))
        shake.setEndValue(at)
        shake.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def show_busy(self, *, busy: bool) -> None:
        """The secret is being checked."""
        self._what.show_text(_("正在核对…") if busy else self._prompt)

    def _connect(self) -> None:
        self._number.number_entered.connect(self.number_entered)
        self._pin.pin_entered.connect(self.secret_entered)
        self._password.password_entered.connect(self.secret_entered)
        self._other_person.clicked.connect(self.other_person_pressed)
        self._other_way.clicked.connect(self._on_other_way)

    def _say(self, prompt: str) -> None:
        self._prompt = prompt
        self._what.show_text(prompt)

    def _show(self, ask: QWidget) -> None:
        self._asks.setCurrentWidget(ask)
        asks_secret = ask is not self._number
        self._other_person.setVisible(asks_secret)
        self._other_way.setVisible(asks_secret)
        self._other_way.show_title(_("用密码") if ask is self._pin else _("用 PIN 码"))
        self.setFocusProxy(ask)
        ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other_way(self) -> None:
        pin_is_on = self._asks.currentWidget() is self._pin
        self._show(self._password if pin_is_on else self._pin)
