"""A line of text as the back office asks for it: named, with a hint and room for a complaint."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jxc_desktop.ui.widgets.entry_line import EntryLine
from jxc_desktop.ui.widgets.panels import FormRow

LENGTH_MAX = 200


class TextField(QWidget):
    """Reports `typed` with each change by hand, and `entered` with the text at Enter."""

    typed = Signal(str)
    entered = Signal(str)

    def __init__(
        self,
        title: str,
        *,
        hint: str = "",
        placeholder: str = "",
        secret: bool = False,
        length_max: int = LENGTH_MAX,
    ) -> None:
        super().__init__()
        self.line = EntryLine()
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(length_max)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._row = FormRow(title, self.line, hint=hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._row)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.typed)
        self.line.entered.connect(lambda: self.entered.emit(self.line.text()))

    def show_text(self, text: str) -> None:
        """Put `text` into the field, unless it is there already: the cursor stays where it is."""
        if self.line.text() != text:
            self.line.setText(text)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with it; an empty sentence takes it back."""
        self._row.show_problem(sentence)
        self.line.show_wrong(wrong=bool(sentence))
