"""Fields for figures: exact as typed, or a sentence under the field that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import (
    money_text,
    parse_money,
    parse_quantity,
    parse_rate,
    parse_unit_price,
    quantity_text,
    rate_text,
    unit_price_text,
)
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.entry_line import EntryLine
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone

_LENGTH_MAX = 40


class FigureField(QWidget):
    """Reports `figure_typed` (a value, or None while it is not one) and `figure_entered`.

    An empty field is None without a complaint; a complaint appears as soon as the text can no
    longer become a figure.
    """

    figure_typed = Signal(object)
    figure_entered = Signal(object)

    def __init__(self, name: str, parse: Callable[[str], object], *, placeholder: str = "") -> None:
        super().__init__()
        self._parse = parse
        self.line = EntryLine(input_method=False)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(_LENGTH_MAX)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._problem = TextLabel("", TextRole.SMALL, Tone.DANGER).wrapped()
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HAIR)
        layout.addWidget(self.line)
        layout.addWidget(self._problem)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.entered.connect(self._on_entered)

    @property
    def figure(self) -> Any:
        """The figure that stands in the field, or None while it is none."""
        try:
            return self._read(self.line.text())
        except Refusal:
            return None

    def show_text(self, text: str) -> None:
        """Put `text` into the field, chosen, so that the next key replaces it."""
        self.line.setText(text)
        self.line.selectAll()
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Say under the field what is wrong with it; an empty sentence takes it back."""
        self._problem.show_text(sentence)
        self._problem.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        self.line.show_wrong(wrong=bool(sentence))

    def clear(self) -> None:
        """Empty the field."""
        self.line.clear()
        self.show_problem("")

    def _on_edited(self, text: str) -> None:
        self.figure_typed.emit(self._figure(text))

    def _on_entered(self) -> None:
        figure = self._figure(self.line.text())
        if figure is not None:
            self.figure_entered.emit(figure)

    def _figure(self, text: str) -> object | None:
        self.show_problem("")
        try:
            return self._read(text)
        except Refusal as refusal:
            self.show_problem(refusal_text(refusal))
            return None

    def _read(self, text: str) -> object | None:
        return None if text.strip() in {"", "-", "."} else self._parse(text)


class AmountField(FigureField):
    """Money, exact to the fen."""

    def __init__(self, name: str, *, placeholder: str = "0.00") -> None:
        super().__init__(name, parse_money, placeholder=placeholder)

    def show_figure(self, amount: Money) -> None:
        """Put `amount` into the field."""
        self.show_text(money_text(amount, symbol=False).replace(",", ""))


class QuantityField(FigureField):
    """A quantity, exact to a thousandth."""

    def __init__(self, name: str, *, placeholder: str = "1") -> None:
        super().__init__(name, parse_quantity, placeholder=placeholder)

    def show_figure(self, quantity: Quantity) -> None:
        """Put `quantity` into the field."""
        self.show_text(quantity_text(quantity))


class UnitPriceField(FigureField):
    """A price of one unit, exact to 1/10000 yuan."""

    def __init__(self, name: str, *, placeholder: str = "0.00") -> None:
        super().__init__(name, parse_unit_price, placeholder=placeholder)

    def show_figure(self, price: UnitPrice) -> None:
        """Put `price` into the field."""
        self.show_text(unit_price_text(price).replace(",", ""))


class RateField(FigureField):
    """A percentage, exact to 1/100 per cent."""

    def __init__(self, name: str, *, placeholder: str = "0%") -> None:
        super().__init__(name, parse_rate, placeholder=placeholder)

    def show_figure(self, rate: Rate) -> None:
        """Put `rate` into the field."""
        self.show_text(rate_text(rate))
