"""The kit on two pages: every widget in every state; and the window with made-up workplaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jxc_desktop.domain.formats import money_text, quantity_text, unit_price_text
from jxc_desktop.domain.numbers import Money, Quantity, UnitPrice
from jxc_desktop.ui.shell.window import ShellWindow
from jxc_desktop.ui.shell.workplace import Workplace
from jxc_desktop.ui.theme.in_use import set_density
from jxc_desktop.ui.theme.tokens import Density, Space
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.figure_field import AmountField, QuantityField
from jxc_desktop.ui.widgets.labels import Badge, MoneyLabel, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.lamp import Lamp, LampState
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import Card, EmptyState, FormRow
from jxc_desktop.ui.widgets.picking import PickList, TickBox
from jxc_desktop.ui.widgets.pin_pad import PinPad
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.search_list import SearchList
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.toast import Level, show_notice
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant
from tests.screens.registry import Context, screen


@dataclass(frozen=True, slots=True)
class Line:
    """A made-up basket line."""

    name: str
    code: str
    quantity: Quantity
    price: UnitPrice
    net: Money
    gives_back: bool = False


LINES = (
    Line(
        "农夫山泉 饮用天然水 550ml", "6921168509256", Quantity(12000), UnitPrice(20000), Money(2400)
    ),
    Line("可口可乐 330ml 罐装", "6928804011142", Quantity(2000), UnitPrice(30000), Money(600)),
    Line("红富士苹果", "2100123", Quantity(1236), UnitPrice(79800), Money(986)),
    Line(
        "康师傅红烧牛肉面（袋装五连包）超值家庭分享装",
        "6920152414019",
        Quantity(1000),
        UnitPrice(148000),
        Money(1332),
    ),
    Line(
        "青岛啤酒 经典 500ml", "6901035600617", Quantity(1000), UnitPrice(55000), Money(-550), True
    ),
)
COLUMNS: Sequence[Column[Line]] = (
    Column(
        "商品",
        lambda line: line.name,
        detail=lambda line: line.code,
        icon=lambda line: "undo-2" if line.gives_back else "",
    ),
    Column("数量", lambda line: quantity_text(line.quantity), width=96, right=True),
    Column("单价", lambda line: unit_price_text(line.price), width=110, right=True),
    Column(
        "金额",
        lambda line: money_text(line.net, symbol=False),
        width=130,
        right=True,
        bold=True,
        tone=lambda line: Tone.DANGER if line.gives_back else Tone.PLAIN,
    ),
)


def _now() -> datetime:
    return datetime(2026, 11, 24, 9, 41, tzinfo=UTC)


def _buttons() -> Card:
    card = Card("按钮")
    grid = QGridLayout()
    grid.setSpacing(Space.SMALL)
    pay = TouchButton(
        "收款", icon="wallet", variant=Variant.PRIMARY, shape=Shape.LARGE, shortcut="F9"
    )
    grid.addWidget(pay, 0, 0, 1, 2)
    grid.addWidget(TouchButton("挂单", icon="pause", shortcut="F5"), 1, 0)
    grid.addWidget(
        TouchButton("整单取消", icon="trash-2", variant=Variant.DANGER, shortcut="Ctrl+D"), 1, 1
    )
    grid.addWidget(TouchButton("更多", icon="ellipsis", variant=Variant.PLAIN), 2, 0)
    off = TouchButton("补打小票", icon="printer", shortcut="F8")
    off.setEnabled(False)
    grid.addWidget(off, 2, 1)
    focused = TouchButton("确定", variant=Variant.PRIMARY)
    grid.addWidget(focused, 3, 0)
    chosen = TouchButton("微信", icon="message-circle")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    grid.addWidget(chosen, 3, 1)
    card.body.addLayout(grid)
    tiles = QHBoxLayout()
    for title, detail, key in (
        ("塑料袋", "￥0.30", "1"),
        ("鲜鸡蛋 500g", "￥6.98", "2"),
        ("馒头", "￥1.00", ""),
    ):
        tile = TouchButton(title, shape=Shape.TILE, shortcut=f"Alt+{key}" if key else "")
        tile.show_detail(detail)
        tiles.addWidget(tile)
    card.body.addLayout(tiles)
    return card


def _words() -> Card:
    card = Card("文字与数字")
    total = MoneyLabel("应收")
    total.show_amount(Money(476800))
    card.body.addWidget(total)
    for role in TextRole:
        card.body.addWidget(TextLabel(f"{role} 小票号 20261124-0042", role))
    badges = QHBoxLayout()
    for tone, text in zip(Tone, ("普通", "次要", "会员", "已付", "低于成本", "退货"), strict=True):
        badges.addWidget(Badge(text, tone))
    badges.addStretch(1)
    card.body.addLayout(badges)
    return card


def _fields() -> Card:
    card = Card("输入")
    card.body.addWidget(CodeField("扫码或输入条码", placeholder="扫码，或输入条码、拼音首字母"))
    amount = AmountField("实收")
    card.body.addWidget(FormRow("实收", amount, hint="直接回车为正好收讫"))
    wrong = AmountField("金额")
    wrong.line.insert("12.345")
    wrong.line.textEdited.emit("12.345")
    card.body.addWidget(FormRow("金额", wrong))
    name = FormRow("名称", QLineEdit("可口可乐"))
    name.show_problem("这个名称已经有了")
    card.body.addWidget(name)
    quantity = QuantityField("数量")
    quantity.setEnabled(False)
    card.body.addWidget(quantity)
    return card


def _choices() -> Card:
    card = Card("选择")
    rounding = SegmentedChoice("抹零", [("fen", "到分"), ("jiao", "到角"), ("yuan", "到元")])
    rounding.show_choice("jiao")
    card.body.addWidget(rounding)
    card.body.addWidget(PickList("分类", [(1, "饮料"), (2, "粮油"), (3, "生鲜")]))
    card.body.addWidget(TickBox("打印小票", ticked=True))
    off = TickBox("开钱箱")
    off.setEnabled(False)
    card.body.addWidget(off)
    lamps = QHBoxLayout()
    for state, text in zip(LampState, ("正常", "纸将尽", "缺纸", ""), strict=True):
        lamp = Lamp("打印机")
        lamp.show_state(state, text)
        lamps.addWidget(lamp)
    lamps.addStretch(1)
    card.body.addLayout(lamps)
    card.body.addStretch(1)
    return card


@screen("kit-pieces", dark=True)
def kit_pieces(_context: Context) -> QWidget:
    """Buttons, words, fields and choices in all their states."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
    grid.setSpacing(Space.LARGE)
    for at, card in enumerate((_buttons(), _words(), _fields(), _choices())):
        grid.addWidget(card, at % 2, at // 2)
    pads = QVBoxLayout()
    pin = PinPad()
    pin.restore_typed("123")
    money = Card("数字键盘")
    money.body.addWidget(NumberPad(PadKeys.MONEY, enter="收讫"))
    secret = Card("PIN")
    secret.body.addWidget(pin)
    pads.addWidget(money)
    pads.addWidget(secret)
    grid.addLayout(pads, 0, 2, 2, 1)
    for column in range(3):
        grid.setColumnStretch(column, 1)
    return page


@screen("kit-tables", dark=True)
def kit_tables(_context: Context) -> QWidget:
    """The table at the till, at the desk, empty, and under a search."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
    row.setSpacing(Space.LARGE)
    till = Card("收银", padding=Space.MEDIUM)
    table = RowsTable("购物篮", COLUMNS)
    till.body.addWidget(table)
    desk = Card("后台", padding=Space.MEDIUM)
    set_density(desk, Density.DESK)
    plain = [Column("商品", lambda line: line.name), *COLUMNS[1:]]
    rows = RowsTable("商品", plain)
    desk.body.addWidget(rows)
    empty = RowsTable("挂单", COLUMNS[:1], empty="还没有挂单")
    desk.body.addWidget(empty)
    found = Card("查找", padding=Space.MEDIUM)
    search = SearchList("查找商品", (COLUMNS[0], COLUMNS[3]), placeholder="名称、拼音首字母或条码")
    found.body.addWidget(search)
    nothing = Card(padding=Space.MEDIUM)
    nothing.body.addWidget(
        EmptyState(
            "inbox",
            "没有要打印的小票",
            "卖出的每一单都会排在这里",
        )
    )
    right = QVBoxLayout()
    right.addWidget(found, 1)
    right.addWidget(nothing, 1)
    row.addWidget(till, 2)
    row.addWidget(desk, 2)
    row.addLayout(right, 1)
    table.show_rows(LINES)
    table.mark_row(len(LINES) - 1)
    rows.show_rows(LINES * 4)
    rows.mark_row(1)
    search.show_rows(LINES[:3])
    return page


def made_up_till() -> QWidget:
    """A till that nobody can sell at, to judge the window by."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
    row.setSpacing(Space.LARGE)
    left = Card(padding=Space.MEDIUM)
    field = CodeField("扫码或输入条码", placeholder="扫码，或输入条码、名称、拼音首字母")
    left.body.addWidget(field)
    table = RowsTable("购物篮", COLUMNS, empty="扫第一件商品就开始了")
    left.body.addWidget(table, 1)
    right = Card()
    right.body.addWidget(TextLabel("应收", TextRole.SMALL, Tone.MUTED))
    total = MoneyLabel("应收")
    total.show_amount(Money(4768))
    right.body.addWidget(total)
    right.body.addWidget(TextLabel("5 行 · 17 件 · 优惠 ￥1.48", TextRole.BODY, Tone.MUTED))
    keys = QGridLayout()
    keys.setSpacing(Space.SMALL)
    for at, (title, icon, key) in enumerate(
        (
            ("数量", "calculator", "F2"),
            ("优惠", "badge-percent", "F3"),
            ("会员", "user", "F4"),
            ("挂单", "pause", "F5"),
            ("取单", "play", "F6"),
            ("退货", "undo-2", "F7"),
        )
    ):
        keys.addWidget(TouchButton(title, icon=icon, shortcut=key), at // 2, at % 2)
    right.body.addLayout(keys)
    right.body.addWidget(NumberPad(PadKeys.MONEY, enter=""), 1)
    pay = TouchButton(
        "收款", icon="wallet", variant=Variant.PRIMARY, shape=Shape.LARGE, shortcut="F9"
    )
    right.body.addWidget(pay)
    right.setFixedWidth(400)
    row.addWidget(left, 1)
    row.addWidget(right)
    page.setFocusProxy(field)
    table.show_rows(LINES)
    table.mark_row(len(LINES) - 1)
    return page


def made_up_window() -> ShellWindow:
    """The window with nine workplaces and a person."""
    window = ShellWindow(now=_now)
    window.show_shop("好邻居便利店（人民路店）", "1 号收银台")
    window.show_person("李小红", "收银员")
    window.show_workplaces(
        [
            Workplace("checkout", "收银", "shopping-cart", made_up_till, "Ctrl+1"),
            Workplace("sales", "销售单", "receipt-text", QWidget, "Ctrl+2"),
            Workplace("products", "商品", "package", QWidget, "Ctrl+3", Density.DESK),
            Workplace("stock", "库存", "boxes", QWidget, "Ctrl+4"),
            Workplace("purchases", "进货", "truck", QWidget, "Ctrl+5"),
            Workplace("customers", "客户", "users", QWidget, "Ctrl+6"),
            Workplace("reports", "报表", "chart-column", QWidget, "Ctrl+7"),
            Workplace("shift", "交班", "clock", QWidget, "Ctrl+8"),
            Workplace("settings", "设置", "settings", QWidget, "Ctrl+9"),
        ]
    )
    window.show_workplace("checkout")
    window.show_lamp("printer", "打印机", LampState.FAULT, "缺纸，3 张待打印")
    window.show_lamp("sync", "同步", LampState.OFF, "单机")
    window.show_lamp("backup", "备份", LampState.OK, "今天 03:00")
    return window


@screen("shell-till", dark=True)
def shell_till(_context: Context) -> QWidget:
    """The window as a cashier sees it."""
    return made_up_window()


def _put_notices(window: QWidget) -> None:
    show_notice(window, Level.SUCCESS, "已收款 ￥47.68，找零 ￥2.32")
    show_notice(window, Level.WARN, "打印机缺纸：小票排队等候，销售不受影响")
    show_notice(window, Level.ERROR, "没有这个条码：6901234567892")


def _put_sheet(window: QWidget) -> None:
    sheet = Sheet("整单取消？")
    sheet.add_text("篮子里的 5 行商品会全部清空，这个动作会记录在流水里。")
    sheet.body.addWidget(FormRow("原因", PickList("原因", [(1, "顾客不要了"), (2, "扫错了")])))
    sheet.add_action("返回", sheet.dismiss, shortcut="Esc")
    sheet.add_action(
        "整单取消", sheet.close_sheet, variant=Variant.DANGER, icon="trash-2", shortcut="F9"
    )
    sheet.open(window)


@screen("shell-notices", after_show=_put_notices)
def shell_notices(_context: Context) -> QWidget:
    """Three notices over the till."""
    return made_up_window()


@screen("shell-sheet", dark=True, after_show=_put_sheet)
def shell_sheet(_context: Context) -> QWidget:
    """A decision that is due."""
    return made_up_window()


def _focus_everywhere(page: QWidget) -> None:
    for button in page.findChildren(TouchButton):
        if button.focusPolicy() is Qt.FocusPolicy.StrongFocus:
            button.setFocus(Qt.FocusReason.TabFocusReason)


@screen("kit-focus", after_show=_focus_everywhere)
def kit_focus(_context: Context) -> QWidget:
    """Where the keyboard is."""
    return _buttons()
