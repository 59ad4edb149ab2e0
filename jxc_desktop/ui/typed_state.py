"""What a field held before a scanner typed into it, and how to put that back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid


@runtime_checkable
class TakesKeys(Protocol):
    """A kit piece that keeps what is typed in itself, such as a PIN pad."""

    def typed_state(self) -> str:
        """What is typed so far."""
        ...

    def restore_typed(self, typed: str) -> None:
        """Go back to that."""
        ...


def remember_field() -> Callable[[], None]:
    """Remember the field that has the keyboard; what is returned puts it back as it was."""
    field = QApplication.focusWidget()
    if field is None:
        return _nothing
    if isinstance(field, TakesKeys):
        return partial(_restore_keys, field, field.typed_state())
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return partial(_restore_text, field, field.toPlainText(), field.textCursor().position())
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    if line is None:
        return _nothing
    selected = (line.selectionStart(), line.selectionLength())
    return partial(_restore_line, line, line.text(), line.cursorPosition(), selected)


def _nothing() -> None:
    """No field had the keyboard."""


def _restore_keys(field: TakesKeys, typed: str) -> None:
    if not isinstance(field, QWidget) or isValid(field):
        field.restore_typed(typed)


def _restore_line(line: QLineEdit, text: str, at: int, selected: tuple[int, int]) -> None:
    if not isValid(line) or line.text() == text:
        return
    line.setText(text)
    line.setCursorPosition(at)
    if selected[0] >= 0:
        line.setSelection(*selected)
    # Whoever listens to the typing heard the scan's digits; now they hear that these are gone.
    line.textEdited.emit(text)


def _restore_text(field: QPlainTextEdit | QTextEdit, text: str, at: int) -> None:
    if isValid(field) and field.toPlainText() != text:
        field.setPlainText(text)
        cursor = field.textCursor()
        cursor.setPosition(at)
        field.setTextCursor(cursor)
