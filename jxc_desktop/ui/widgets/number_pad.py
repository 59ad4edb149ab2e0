"""Keys for fingers: a number pad that types into whatever field has the keyboard."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

_QT_KEYS = {"backspace": Qt.Key.Key_Backspace, "enter": Qt.Key.Key_Return}


class PadKeys(Enum):
    """Which keys a pad has, row by row."""

    MONEY = ("789", "456", "123", ("0", "00", "."))
    WHOLE = ("789", "456", "123", ("00", "0", "backspace"))


class NumberPad(QWidget):
    """Reports `key_pressed` with a text to type, or `backspace`, `clear`, `enter`.

    It never takes the keyboard; with `types=True` it also types into the field that has it.
    """

    key_pressed = Signal(str)

    def __init__(
        self, keys: PadKeys = PadKeys.MONEY, *, enter: str = "", types: bool = True
    ) -> None:
        super().__init__()
        self._types = types
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.SMALL)
        for row, texts in enumerate(keys.value):
            for column, text in enumerate(texts):
                grid.addWidget(self._key(text), row, column)
        if keys is not PadKeys.WHOLE:
            grid.addWidget(self._key("backspace"), 0, 3)
            grid.addWidget(self._key("clear"), 1, 3)
        if enter:
            button = self._named_key("enter", enter, "corner-down-left", Variant.PRIMARY)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.MinimumExpanding)
            if keys is PadKeys.WHOLE:
                grid.addWidget(button, 4, 0, 1, 3)
            else:
                grid.addWidget(button, 2, 3, 2, 1)
        for column in range(grid.columnCount()):
            grid.setColumnStretch(column, 1)

    def _key(self, text: str) -> TouchButton:
        match text:
            case "backspace":
                return self._named_key(text, "", "delete", Variant.QUIET)
            case "clear":
                return self._named_key(text, _("清空"), "", Variant.QUIET)
            case _:
                return self._named_key(text, text, "", Variant.QUIET, shape=Shape.KEY)

    def _named_key(
        self, key: str, title: str, icon: str, variant: Variant, shape: Shape = Shape.ROW
    ) -> TouchButton:
        button = TouchButton(title, icon=icon, variant=variant, shape=shape)
        button.setAccessibleName(title or _("退格"))
        button.keep_focus_elsewhere()
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        button.clicked.connect(lambda: self._press(key))
        return button

    def _press(self, key: str) -> None:
        field = QApplication.focusWidget()
        if self._types and field is not None:
            self._type(field, key)
        self.key_pressed.emit(key)

    def _type(self, field: QWidget, key: str) -> None:
        if key == "clear":
            _send(field, Qt.Key.Key_A, "", Qt.KeyboardModifier.ControlModifier)
            _send(field, Qt.Key.Key_Delete, "")
        elif key in _QT_KEYS:
            _send(field, _QT_KEYS[key], "")
        else:
            for sign in key:
                _send(field, Qt.Key(ord(sign)), sign)


def _send(
    field: QWidget,
    key: Qt.Key,
    text: str,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, modifiers, text))
