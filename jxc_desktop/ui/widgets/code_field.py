"""The field that codes are scanned and typed into: no input method, no line ends, no novels."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from jxc_desktop.domain.typed_text import CODE_LENGTH_MAX, cleaned_code
from jxc_desktop.ui.theme.icons import icon as palette_icon
from jxc_desktop.ui.widgets.entry_line import EntryLine


class CodeField(EntryLine):
    """Reports `code_typed` at each change and `code_entered` at Enter, both cleaned."""

    code_typed = Signal(str)
    code_entered = Signal(str)
    moved_up = Signal()
    moved_down = Signal()

    def __init__(self, name: str, *, placeholder: str = "", icon: str = "scan-barcode") -> None:
        super().__init__(input_method=False)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setMaxLength(CODE_LENGTH_MAX)
        self.setProperty("size", "large")
        if icon:
            action = QAction(palette_icon(icon, "ink_muted"), name, self)
            action.setEnabled(False)
            self.addAction(action, QLineEdit.ActionPosition.LeadingPosition)
        self.entered.connect(self._on_entered)
        self.textEdited.connect(self._on_edited)

    def show_code(self, code: str) -> None:
        """Put `code` into the field and the cursor behind it."""
        self.setText(cleaned_code(code))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self.moved_up.emit()
            case Qt.Key.Key_Down:
                self.moved_down.emit()
            case _:
                super().keyPressEvent(event)

    def _on_entered(self) -> None:
        self.code_entered.emit(cleaned_code(self.text()).strip())

    def _on_edited(self, text: str) -> None:
        code = cleaned_code(text)
        if code != text:
            at = len(cleaned_code(text[: self.cursorPosition()]))
            self.setText(code)
            self.setCursorPosition(at)
        self.code_typed.emit(code)
