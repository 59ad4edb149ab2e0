"""The four pages of the wizard, each a few fields that know their names."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jxc_desktop.domain.machine_settings import PAPER_WIDTHS, PrinterConnection
from jxc_desktop.ui.first_run.presenter import FirstRunDraft
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import side_by_side
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.office.time_zones import TIME_ZONES
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.picking import PickList
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice


class StepPage(QWidget):
    """Reports `edited` with name and value, and `entered` when Enter was pressed in a field."""

    edited = Signal(str, object)
    entered = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._fields: dict[str, TextField] = {}
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(Space.LARGE)
        self.rows.addWidget(TextLabel(title, TextRole.TITLE))
        self.rows.addWidget(TextLabel(text, TextRole.BODY, Tone.MUTED).wrapped())

    def field(self, name: str, title: str, *, hint: str = "", secret: bool = False) -> TextField:
        """A new field of this page, to be put into a row."""
        field = TextField(title, hint=hint, secret=secret)
        field.typed.connect(lambda text: self.edited.emit(name, text))
        field.entered.connect(lambda _text: self.entered.emit())
        self._fields[name] = field
        return field

    def has(self, name: str) -> bool:
        """Whether a field is on this page."""
        return name in self._fields

    def show_draft(self, draft: FirstRunDraft) -> None:
        """Show what was typed before."""
        for name, field in self._fields.items():
            field.show_text(str(getattr(draft, name)))

    def show_problem(self, name: str, sentence: str) -> None:
        """Say what is wrong beside the field, and put the keyboard there."""
        self._fields[name].show_problem(sentence)
        if sentence:
            self._fields[name].setFocus()

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self._fields.values())).setFocus()


class ShopPage(StepPage):
    """店铺."""

    def __init__(self) -> None:
        super().__init__(_("店铺"), _("这些会印在小票上，以后随时可以在设置里改。"))
        self.rows.addWidget(self.field("shop_name", _("店名")))
        self.rows.addWidget(self.field("phone", _("电话（可以不填）")))
        self.rows.addWidget(self.field("address", _("地址（可以不填）")))
        self.rows.addStretch(1)


class TillPage(StepPage):
    """收银台."""

    def __init__(self) -> None:
        super().__init__(_("收银台"), _("一家店可以有几个收银台，这台电脑是其中一个。"))
        self.rows.addWidget(
            self.field("terminal_name", _("收银台名称"), hint=_("不填就叫“收银台 1”"))
        )
        self.rows.addWidget(self.field("store_name", _("门店名称"), hint=_("只有一家店可以不填")))
        hours = [(hour, _("凌晨 {hour} 点").format(hour=hour)) for hour in range(7)]
        hours[0] = (0, _("半夜 0 点"))
        self._zone = PickList(_("时区"), [(zone, zone) for zone in TIME_ZONES])
        self._zone.picked.connect(lambda zone: self.edited.emit("time_zone", zone))
        self._hour = PickList(_("营业日切换时间"), hours)
        self._hour.picked.connect(lambda hour: self.edited.emit("day_end_hour", hour))
        self.rows.addWidget(FormRow(_("时区"), self._zone))
        self.rows.addWidget(
            FormRow(
                _("营业日切换时间"),
                self._hour,
                hint=_("在这之前的销售还算前一个营业日，适合开到半夜的店"),
            )
        )
        self.rows.addStretch(1)

    def show_draft(self, draft: FirstRunDraft) -> None:
        """Show what was typed before."""
        super().show_draft(draft)
        self._hour.show_choice(draft.day_end_hour)
        self._zone.show_choice(draft.time_zone)


class OwnerPage(StepPage):
    """老板账号."""

    def __init__(self) -> None:
        super().__init__(_("老板账号"), _("老板什么都能做。其他员工以后在“员工”里添加。"))
        name = self.field("owner_name", _("姓名"))
        number = self.field("owner_number", _("工号"), hint=_("登录时用"))
        self.rows.addLayout(side_by_side(name, number))
        secret = self.field("secret", _("PIN 码或密码"), hint=_("PIN 码至少 4 位数字"), secret=True)
        again = self.field("secret_again", _("再输一次"), secret=True)
        self.rows.addLayout(side_by_side(secret, again))
        self._guessed = TextLabel("", TextRole.SMALL, Tone.WARNING).wrapped()
        self.rows.addWidget(self._guessed)
        self.rows.addStretch(1)

    def show_easily_guessed(self, *, guessed: bool) -> None:
        """Warn of a PIN that is tried first."""
        self._guessed.show_text(_("这个 PIN 码很容易被猜到，最好换一个") if guessed else "")


class PaperPage(StepPage):
    """打印机."""

    def __init__(self) -> None:
        super().__init__(_("小票打印机"), _("还没有打印机也可以先开店，以后在设置里接上。"))
        widths = [(width, _("{width} 毫米").format(width=width)) for width in PAPER_WIDTHS]
        self._width = SegmentedChoice(_("小票宽度"), widths)
        self._width.chosen.connect(lambda width: self.edited.emit("receipt_width", width))
        self._printer = SegmentedChoice(
            _("怎样连接"),
            [
                (PrinterConnection.NONE.value, _("先不接")),
                (PrinterConnection.TCP.value, _("网络")),
                (PrinterConnection.SERIAL.value, _("串口")),
                (PrinterConnection.WINDOWS.value, "Windows"),
            ],
        )
        self._printer.chosen.connect(self._on_printer)
        self._address = self.field(
            "printer_address",
            _("打印机在哪里"),
            hint=_("网络填 IP 地址，串口填 COM3 这样的名字，Windows 填打印机名称"),
        )
        self.rows.addWidget(FormRow(_("小票宽度"), self._width))
        self.rows.addWidget(FormRow(_("怎样连接"), self._printer))
        self.rows.addWidget(self._address)
        self.rows.addStretch(1)

    def show_draft(self, draft: FirstRunDraft) -> None:
        """Show what was picked before."""
        super().show_draft(draft)
        self._width.show_choice(draft.receipt_width)
        self._printer.show_choice(draft.printer)
        self._address.setVisible(draft.printer != PrinterConnection.NONE.value)

    def begin(self) -> None:
        """Put the keyboard on the width."""
        self._width.setFocus()

    def _on_printer(self, printer: str) -> None:
        self.edited.emit("printer", printer)
        self._address.setVisible(printer != PrinterConnection.NONE.value)
