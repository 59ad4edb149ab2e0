"""The kit's pieces do what fingers, mice and keyboards expect of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from jxc_desktop.domain.numbers import Money
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.fonts import bundled_family, text_font, use_bundled_font
from jxc_desktop.ui.theme.icons import ICONS, icon, icon_pixmap
from jxc_desktop.ui.theme.in_use import palette_in_use, set_density
from jxc_desktop.ui.theme.tokens import TOUCH_TARGET_MIN, Density, Mode
from jxc_desktop.ui.widgets.labels import Badge, MoneyLabel, TextLabel
from jxc_desktop.ui.widgets.lamp import Lamp, LampState
from jxc_desktop.ui.widgets.number_pad import NumberPad
from jxc_desktop.ui.widgets.picking import PickList, TickBox
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.toast import Level, Toast, show_notice
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant
from tests.ui_kit.windows import shown


def test_a_button_is_pressed_by_finger_space_and_shortcut_but_not_by_enter(
    qtbot: QtBot, dressed: QApplication
) -> None:
    button = TouchButton("收款", shortcut="F9", variant=Variant.PRIMARY)
    window = shown(qtbot, button)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("pressed"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    assert len(pressed) == 3
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    assert len(pressed) == 3
    button.setEnabled(False)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    assert len(pressed) == 3


@pytest.mark.parametrize("shape", list(Shape))
def test_every_button_of_the_till_is_large_enough_for_a_finger(
    qtbot: QtBot, dressed: QApplication, shape: Shape
) -> None:
    button = TouchButton("多", icon="ellipsis", shape=shape)
    qtbot.addWidget(button)
    hint = button.minimumSizeHint()
    assert min(hint.width(), hint.height()) >= TOUCH_TARGET_MIN


def test_the_desk_is_denser_than_the_till(qtbot: QtBot, dressed: QApplication) -> None:
    at_till, at_desk = TouchButton("保存"), TouchButton("保存")
    desk = shown(qtbot, at_desk)
    set_density(desk, Density.DESK)
    qtbot.addWidget(at_till)
    assert at_desk.sizeHint().height() < at_till.sizeHint().height()


def test_a_long_total_shrinks_rather_than_lose_a_digit(qtbot: QtBot, dressed: QApplication) -> None:
    total = MoneyLabel("应收")
    qtbot.addWidget(total)
    total.resize(200, 70)
    total.show_amount(Money(99_999_999_999))
    assert total.accessibleName() == "应收 ￥999,999,999.99"
    painted = total.grab().toImage()
    ground = painted.pixelColor(0, 0)
    edge = [painted.pixelColor(0, y) for y in range(painted.height())]
    assert all(pixel == ground for pixel in edge), "nothing is cut off at the left edge"


def test_words_are_never_read_as_markup(qtbot: QtBot, dressed: QApplication) -> None:
    label = TextLabel("<b>可乐</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_each_lamp_state_looks_and_reads_different(qtbot: QtBot, dressed: QApplication) -> None:
    lamp = Lamp("打印机")
    qtbot.addWidget(lamp)
    pictures = set()
    for state in LampState:
        lamp.show_state(state, tip="纸卷用完了")
        lamp.resize(lamp.sizeHint())
        pictures.add(bytes(lamp.grab().toImage().constBits()))
    assert len(pictures) == len(LampState)
    assert lamp.accessibleDescription() == "纸卷用完了"


def test_one_of_a_few_is_chosen_by_arrow_and_by_finger(qtbot: QtBot, dressed: QApplication) -> None:
    choice = SegmentedChoice("抹零", [("fen", "分"), ("jiao", "角"), ("yuan", "元")])
    shown(qtbot, choice)
    chosen: list[str] = []
    choice.chosen.connect(chosen.append)
    QTest.keyClick(choice, Qt.Key.Key_Right)
    QTest.mouseClick(
        choice, Qt.MouseButton.LeftButton, pos=QPoint(choice.width() - 5, choice.height() // 2)
    )
    QTest.keyClick(choice, Qt.Key.Key_Right)
    assert chosen == ["jiao", "yuan"]
    choice.show_choice("fen")
    assert chosen == ["jiao", "yuan"], "showing is not choosing"
    assert choice.accessibleName() == "抹零: 分"


def test_a_list_reports_the_value_and_not_its_place(qtbot: QtBot, dressed: QApplication) -> None:
    picks = PickList("分类", [(7, "饮料"), (9, "粮油")])
    qtbot.addWidget(picks)
    picked: list[int] = []
    picks.picked.connect(picked.append)
    picks.show_choice(9)
    picks.activated.emit(picks.currentIndex())
    assert picked == [9]


def test_a_tick_box_is_ticked_anywhere_on_its_row(qtbot: QtBot, dressed: QApplication) -> None:
    box = TickBox("打印小票")
    shown(qtbot, box)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 3, box.height() // 2))
    assert box.isChecked()


def test_an_empty_badge_is_not_there(qtbot: QtBot, dressed: QApplication) -> None:
    badge = Badge("会员")
    shown(qtbot, badge)
    assert badge.isVisible()
    badge.show_badge("")
    assert not badge.isVisible()


@pytest.mark.usefixtures("dressed")
class TestSheet:
    """A decision that is due."""

    @pytest.fixture
    def window(self, qtbot: QtBot) -> QWidget:
        self.pressed: list[str] = []
        beneath = QWidget()
        self.field = QLineEdit()
        button = TouchButton("收款", shortcut="F9")
        button.clicked.connect(lambda: self.pressed.append("beneath"))
        layout = QVBoxLayout(beneath)
        layout.addWidget(self.field)
        layout.addWidget(button)
        window = shown(qtbot, beneath)
        window.resize(800, 600)
        self.field.setFocus()
        return window

    def ask(self, window: QWidget) -> Sheet:
        """A question with one answer, F9."""
        sheet = Sheet("作废？")
        sheet.add_text("确定吗")
        sheet.add_action("取消", sheet.dismiss, shortcut="Esc")

        def answered() -> None:
            sheet.close_sheet()
            self.pressed.append("answer")

        sheet.add_action("作废", answered, shortcut="F9")
        sheet.open(window)
        return sheet

    def test_nothing_beneath_a_sheet_is_reached_by_its_shortcut(self, window: QWidget) -> None:
        self.ask(window)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
        assert self.pressed == ["answer"]
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
        assert self.pressed == ["answer", "beneath"], "and afterwards it is as before"

    def test_escape_decides_nothing_and_gives_the_keyboard_back(
        self, window: QWidget, qtbot: QtBot
    ) -> None:
        sheet = self.ask(window)
        assert not self.field.hasFocus()
        with qtbot.waitSignals([sheet.dismissed, sheet.closed]):
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
        assert self.pressed == []
        assert self.field.hasFocus()

    def test_enter_answers_nothing(self, window: QWidget) -> None:
        sheet = self.ask(window)
        for _ in range(4):
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        assert self.pressed == []
        assert sheet.isVisible()

    def test_tab_walks_within_the_sheet(self, window: QWidget) -> None:
        sheet = Sheet("原因")
        field = QLineEdit()
        sheet.body.addWidget(field)
        sheet.add_action("好", sheet.close_sheet)
        sheet.open(window, focus=field)
        for _ in range(6):
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
            focused = QApplication.focusWidget()
            assert focused is not None
            assert focused is sheet or sheet.isAncestorOf(focused)

    def test_a_sheet_over_a_sheet_gives_back_to_the_lower_one(self, window: QWidget) -> None:
        lower = Sheet("收款")
        field = QLineEdit()
        lower.body.addWidget(field)
        lower.open(window, focus=field)
        upper = Sheet("授权")
        upper.open(window)
        assert not lower.isEnabled()
        upper.dismiss()
        assert lower.isEnabled()
        assert field.hasFocus()
        assert not self.field.isEnabled()
        lower.dismiss()
        assert self.field.hasFocus()

    def test_a_lower_sheet_that_closes_first_leaves_the_screen_to_the_upper_one(
        self, window: QWidget
    ) -> None:
        lower, upper = Sheet("收款"), Sheet("错误")
        lower.open(window)
        upper.open(window)
        lower.close_sheet()
        assert not self.field.isEnabled()
        upper.close_sheet()
        assert self.field.isEnabled()
        assert self.field.hasFocus()

    def test_a_field_that_is_gone_when_its_sheet_closes_breaks_nothing(
        self, window: QWidget
    ) -> None:
        sheet = Sheet("收款")
        sheet.open(window)
        delete(self.field)
        sheet.close_sheet()
        assert self.pressed == []
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
        assert self.pressed == ["beneath"]

    def test_a_sheet_grows_with_its_window(self, window: QWidget, qtbot: QtBot) -> None:
        sheet = Sheet("大")
        sheet.open(window)
        window.resize(1000, 700)
        qtbot.waitUntil(lambda: sheet.size() == window.size())


def toasts_of(window: QWidget) -> list[Toast]:
    return [toast for toast in window.findChildren(Toast) if toast.isVisible()]


def test_three_notices_are_shown_and_the_fourth_waits(qtbot: QtBot, dressed: QApplication) -> None:
    window = shown(qtbot, QLineEdit())
    for number in range(4):
        show_notice(window, Level.SUCCESS, f"第 {number} 条")
    assert [toast.text for toast in toasts_of(window)] == ["第 0 条", "第 1 条", "第 2 条"]
    QTest.mouseClick(toasts_of(window)[0], Qt.MouseButton.LeftButton)
    assert [toast.text for toast in toasts_of(window)] == ["第 1 条", "第 2 条", "第 3 条"]


def test_the_same_notice_again_is_one_notice(qtbot: QtBot, dressed: QApplication) -> None:
    field = QLineEdit()
    window = shown(qtbot, field)
    for _ in range(50):
        show_notice(field, Level.ERROR, "没有这个条码")
    assert len(toasts_of(window)) == 1


def test_a_notice_takes_the_keyboard_from_nobody(qtbot: QtBot, dressed: QApplication) -> None:
    field = QLineEdit()
    window = shown(qtbot, field)
    show_notice(window, Level.WARN, "打印机缺纸")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_7)
    assert field.text() == "7"


def test_a_long_notice_with_signs_from_everywhere_stays_on_the_window(
    qtbot: QtBot, dressed: QApplication
) -> None:
    window = shown(qtbot, QLineEdit())
    window.resize(700, 400)
    show_notice(window, Level.ERROR, "🍎مرحبا" * 2000)
    toast = toasts_of(window)[0]
    assert window.rect().contains(toast.geometry())


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_has_a_pixel_for_every_pixel_of_the_screen(
    dressed: QApplication, ratio: float
) -> None:
    pixmap = icon_pixmap("printer", palette_in_use().ink, 24, ratio)
    assert pixmap.width() == round(24 * ratio)
    assert pixmap.deviceIndependentSize().width() == 24


def most_opaque(pixmap: QPixmap) -> str:
    image = pixmap.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda pixel: pixel.alpha()).name()


def test_an_icon_changes_its_ink_with_the_mode(dressed: QApplication) -> None:
    accent = icon("scan-barcode", "accent")
    by_day = palette_in_use().accent
    assert most_opaque(accent.pixmap(24, 24)) == by_day
    apply_theme(dressed, Mode.DARK)
    by_night = palette_in_use().accent
    assert by_night != by_day
    assert most_opaque(accent.pixmap(24, 24)) == by_night


def test_every_icon_of_the_set_can_be_drawn(dressed: QApplication) -> None:
    for path in ICONS.glob("*.svg"):
        assert most_opaque(icon_pixmap(path.stem, "#000000", 24, 1.0)) == "#000000", path.stem


def test_the_bundled_font_is_the_font_and_its_digits_are_of_one_width(
    dressed: QApplication,
) -> None:
    assert bundled_family() == "Noto Sans SC"
    dressed.setFont(QFont("DejaVu Sans"))
    text_font.cache_clear()
    assert text_font(16).family() == "DejaVu Sans", "something was drawn before it was dressed"
    use_bundled_font(dressed)
    font = text_font(16)
    assert QFontInfo(font).family() == "Noto Sans SC"
    metrics = QFontMetrics(font)
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1


def test_keys_of_the_pad_leave_the_keyboard_where_it_is(
    qtbot: QtBot, dressed: QApplication
) -> None:
    field, pad = QLineEdit(), NumberPad()
    shown(qtbot, field, pad)
    QTest.mouseClick(pad.findChildren(TouchButton)[0], Qt.MouseButton.LeftButton)
    assert field.hasFocus()
