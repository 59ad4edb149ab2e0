"""The fields of the settings: each knows the name of its setting and reports what was typed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.picking import PickList, TickBox
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice

_LINES_HEIGHT = 132


class TextSetting(TextField):
    """A setting that is typed on one line; reports `edited`."""

    edited = Signal(str, object)

    def __init__(self, name: str, title: str, *, hint: str = "", placeholder: str = "") -> None:
        super().__init__(title, hint=hint, placeholder=placeholder)
        self.typed.connect(lambda text: self.edited.emit(name, text))

    def show_value(self, value: object) -> None:
        """Show the stored value, unless somebody is typing the same."""
        self.show_text(str(value))


class _Framed(QWidget):
    edited = Signal(str, object)

    def __init__(self, title: str, field: QWidget, hint: str) -> None:
        super().__init__()
        self._row = FormRow(title, field, hint=hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._row)
        self.setFocusProxy(field)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with it."""
        self._row.show_problem(sentence)


class ChoiceSetting(_Framed):
    """One of a few, side by side; goes back by itself where a choice is refused."""

    def __init__(
        self, name: str, title: str, choices: Sequence[tuple[Hashable, str]], *, hint: str = ""
    ) -> None:
        choice = SegmentedChoice(title, choices)
        super().__init__(title, choice, hint)
        self._choice = choice
        choice.chosen.connect(lambda value: self.edited.emit(name, value))

    def show_value(self, value: object) -> None:
        """Switch the stored one on."""
        self._choice.show_choice(value)


class ListSetting(_Framed):
    """One of many; a stored value that is not among them is added."""

    def __init__(
        self, name: str, title: str, choices: Sequence[tuple[Hashable, str]], *, hint: str = ""
    ) -> None:
        picks = PickList(title, choices)
        super().__init__(title, picks, hint)
        self._choices = list(choices)
        self._list = picks
        picks.picked.connect(lambda value: self.edited.emit(name, value))

    def show_value(self, value: Hashable) -> None:
        """Show the stored one as picked."""
        if value not in {known for known, _title in self._choices}:
            self._choices.append((value, str(value)))
            self._list.show_choices(self._choices)
        self._list.show_choice(value)


class TickSetting(QWidget):
    """Yes or no."""

    edited = Signal(str, object)

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        super().__init__()
        self._hint = hint
        self._box = TickBox(title)
        self._below = TextLabel(hint, TextRole.SMALL, Tone.MUTED).wrapped()
        self._below.setVisible(bool(hint))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._box)
        layout.addWidget(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self._box)
        self._box.clicked.connect(lambda ticked: self.edited.emit(name, ticked))

    def show_value(self, value: object) -> None:
        """Tick it or not."""
        self._box.setChecked(bool(value))

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with it."""
        shown = sentence or self._hint
        self._below.show_text(shown, Tone.DANGER if sentence else Tone.MUTED)
        self._below.setVisible(bool(shown))


class LinesSetting(_Framed):
    """A setting of several lines."""

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        lines = QPlainTextEdit()
        lines.setTabChangesFocus(True)
        lines.setFixedHeight(_LINES_HEIGHT)
        super().__init__(title, lines, hint)
        self._showing = False
        self._name = name
        self._lines = lines
        lines.textChanged.connect(self._on_changed)

    def show_value(self, value: object) -> None:
        """Show the stored lines."""
        self._showing = True
        self._lines.setPlainText(str(value))
        self._showing = False

    def _on_changed(self) -> None:
        if not self._showing:
            self.edited.emit(self._name, self._lines.toPlainText())
