"""Fields take what people and scanners really type, and say what is wrong at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.typed_text import CODE_LENGTH_MAX, cleaned_code, scanned_code
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.figure_field import (
    AmountField,
    FigureField,
    QuantityField,
    RateField,
    UnitPriceField,
)
from jxc_desktop.ui.widgets.labels import TextLabel
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.pin_pad import PinPad
from jxc_desktop.ui.widgets.touch_button import TouchButton
from tests.ui_kit.windows import shown


def problem_of(field: FigureField) -> str:
    label = field.findChild(TextLabel)
    assert label is not None
    return label.text() if not label.isHidden() else ""


@pytest.fixture
def code(qtbot: QtBot, dressed: QApplication) -> CodeField:
    code = CodeField("条码")
    shown(qtbot, code)
    return code


def test_the_input_method_stays_out_of_the_code_field(code: CodeField) -> None:
    assert code.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    assert QLineEdit().inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is True


def test_a_code_typed_by_hand_is_reported_at_enter(code: CodeField) -> None:
    entered: list[str] = []
    code.code_entered.connect(entered.append)
    QTest.keyClicks(code, "6901")
    QTest.keyClick(code, Qt.Key.Key_Enter)
    assert entered == ["6901"]


def test_a_novel_pasted_into_the_code_field_is_cut(code: CodeField) -> None:
    QGuiApplication.clipboard().setText("x" * 10_000)
    code.paste()
    assert len(code.text()) == CODE_LENGTH_MAX


def test_a_field_knows_its_figure_without_a_complaint(qtbot: QtBot, dressed: QApplication) -> None:
    field = AmountField("金额")
    shown(qtbot, field)
    figures = []
    for text in ("", "3.50", "x"):
        field.line.setText(text)
        figures.append(field.figure)
    assert figures == [None, Money(350), None]
    assert field.line.accessibleDescription() == ""


def test_line_ends_and_full_width_digits_pasted_with_a_code_go_away(code: CodeField) -> None:
    QGuiApplication.clipboard().setText("６９０\r\n１２３\t４\x07")
    typed: list[str] = []
    code.code_typed.connect(typed.append)
    code.paste()
    assert code.text() == typed[-1]
    assert "".join(code.text().split()) == "6901234"


def test_the_cursor_stays_where_a_full_width_sign_was_typed(code: CodeField) -> None:
    code.setText("1234")
    code.setCursorPosition(2)
    code.insert("９")
    code.textEdited.emit(code.text())
    assert (code.text(), code.cursorPosition()) == ("12934", 3)


@given(st.text(max_size=400))
def test_cleaning_a_code_twice_changes_nothing_more(text: str) -> None:
    once = cleaned_code(text)
    assert len(once) <= CODE_LENGTH_MAX
    assert once.isprintable() or any(sign.isspace() for sign in once)
    assert cleaned_code(once) == once


def test_the_scanners_name_for_the_symbology_is_no_part_of_the_code() -> None:
    assert scanned_code("]E06901234567892") == "6901234567892"
    assert scanned_code("6901234567892") == "6901234567892"


def test_an_amount_is_exact_to_the_fen(qtbot: QtBot, dressed: QApplication) -> None:
    field = AmountField("实收")
    shown(qtbot, field)
    typed: list[object] = []
    entered: list[object] = []
    field.figure_typed.connect(typed.append)
    field.figure_entered.connect(entered.append)
    QTest.keyClicks(field.line, "0.29")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert typed == [Money(0), Money(0), Money(20), Money(29)]
    assert entered == [Money(29)]
    assert problem_of(field) == ""


@pytest.mark.parametrize("text", ["12.345", "abc", "1e5", "９9x", "--3"])
def test_what_is_no_amount_is_said_under_the_field_and_not_entered(
    qtbot: QtBot, dressed: QApplication, text: str
) -> None:
    field = AmountField("实收")
    shown(qtbot, field)
    entered: list[object] = []
    field.figure_entered.connect(entered.append)
    QGuiApplication.clipboard().setText(text)
    field.line.paste()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert entered == []
    assert problem_of(field) != ""
    field.clear()
    assert problem_of(field) == ""


def test_each_kind_of_figure_comes_back_as_it_was_shown(
    qtbot: QtBot, dressed: QApplication
) -> None:
    money, quantity = AmountField("a"), QuantityField("b")
    price, rate = UnitPriceField("c"), RateField("d")
    money.show_figure(Money(123456789))
    quantity.show_figure(Quantity(485))
    price.show_figure(UnitPrice(12345))
    rate.show_figure(Rate(60))
    heard: list[object] = []
    for field in (money, quantity, price, rate):
        qtbot.addWidget(field)
        field.figure_entered.connect(heard.append)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert heard == [Money(123456789), Quantity(485), UnitPrice(12345), Rate(60)]


def key_of(pad: QWidget, name: str) -> TouchButton:
    return next(b for b in pad.findChildren(TouchButton) if b.accessibleName() == name)


def test_fingers_type_into_the_field_that_has_the_keyboard(
    qtbot: QtBot, dressed: QApplication
) -> None:
    field, pad = AmountField("实收"), NumberPad(PadKeys.MONEY, enter="收讫")
    shown(qtbot, field, pad)
    entered: list[object] = []
    field.figure_entered.connect(entered.append)
    for key in ("1", "00", ".", "5", "退格", "8"):
        QTest.mouseClick(key_of(pad, key), Qt.MouseButton.LeftButton)
    assert field.line.text() == "100.8"
    QTest.mouseClick(key_of(pad, "收讫"), Qt.MouseButton.LeftButton)
    assert entered == [Money(10080)]
    QTest.mouseClick(key_of(pad, "清空"), Qt.MouseButton.LeftButton)
    assert field.line.text() == ""


def test_a_pin_by_keyboard_and_by_finger_and_never_shown(
    qtbot: QtBot, dressed: QApplication
) -> None:
    pad = PinPad()
    shown(qtbot, pad)
    pins: list[str] = []
    pad.pin_entered.connect(pins.append)
    QTest.keyClicks(pad, "14x7")
    QTest.mouseClick(key_of(pad, "0"), Qt.MouseButton.LeftButton)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert pins == ["1470"]
    assert pad.typed_state() == ""
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert pins == ["1470"], "an empty PIN is no attempt"


def test_a_code_is_too_long_for_a_pin_and_counts_as_no_attempt(
    qtbot: QtBot, dressed: QApplication
) -> None:
    pad = PinPad()
    shown(qtbot, pad)
    pins: list[str] = []
    pad.pin_entered.connect(pins.append)
    QTest.keyClicks(pad, "6901234567892")
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert pins == []
    assert pad.accessibleDescription() != ""
