"""The section of this machine's devices: how the printer is reached, and the scanner's habits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.domain.machine_settings import (
    BAUD_RATES,
    MachineSettings,
    PrinterConnection,
)
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import Column, side_by_side
from jxc_desktop.ui.settings.setting_fields import ChoiceSetting, ListSetting, TextSetting
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.touch_button import TouchButton

MachineField = TextSetting | ChoiceSetting | ListSetting
_BELONGS = {
    "printer_host": PrinterConnection.TCP,
    "printer_port": PrinterConnection.TCP,
    "printer_line": PrinterConnection.SERIAL,
    "printer_baud": PrinterConnection.SERIAL,
    "printer_name": PrinterConnection.WINDOWS,
    "printer_file": PrinterConnection.FILE,
}


class MachinePage(Column):
    """Reports `edited` with name and value, and `test_pressed`; shows only what is needed."""

    edited = Signal(str, object)
    test_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, MachineField] = {**_printer_fields(), **_scanner_fields()}
        for field in self._fields.values():
            field.edited.connect(self.edited)
        self._fields["printer"].edited.connect(lambda _name, value: self._show_fields_of(value))
        self.body.addWidget(self._printer_card())
        self.body.addWidget(self._scanner_card())
        self.body.addStretch(1)

    def show_machine(self, machine: MachineSettings) -> None:
        """Show the stored values."""
        for name, field in self._fields.items():
            field.show_value(getattr(machine, name))
        self._show_fields_of(machine.printer)

    def show_problem(self, name: str, sentence: str) -> None:
        """Say beside the field what is wrong with it."""
        self._fields[name].show_problem(sentence)

    def _show_fields_of(self, printer: str) -> None:
        for name, owner in _BELONGS.items():
            self._fields[name].setVisible(owner.value == printer)
        self._fields["printer_profile"].setVisible(printer != PrinterConnection.NONE.value)
        self._test.setVisible(printer != PrinterConnection.NONE.value)

    def _printer_card(self) -> QWidget:
        card = Card(_("小票打印机"))
        card.body.addWidget(self._fields["printer"])
        for first, second in (("printer_host", "printer_port"), ("printer_line", "printer_baud")):
            card.body.addLayout(side_by_side(self._fields[first], self._fields[second]))
        for name in ("printer_name", "printer_file", "printer_profile"):
            card.body.addWidget(self._fields[name])
        self._test = TouchButton(_("打印测试页"), icon="printer", shortcut="Ctrl+T")
        self._test.clicked.connect(lambda _checked: self.test_pressed.emit())
        row = QHBoxLayout()
        row.addWidget(self._test)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _scanner_card(self) -> QWidget:
        card = Card(_("扫码枪"))
        hint = _("USB 扫码枪插上就能用，不用设置。串口扫码枪请填串口。")
        card.body.addWidget(TextLabel(hint, TextRole.SMALL, Tone.MUTED).wrapped())
        card.body.addLayout(
            side_by_side(self._fields["scanner_line"], self._fields["scanner_baud"])
        )
        card.body.addLayout(side_by_side(self._fields["scan_prefix"], self._fields["scan_suffix"]))
        return card


def _printer_fields() -> dict[str, MachineField]:
    return {
        "printer": ChoiceSetting(
            "printer",
            _("怎样连接"),
            [
                (PrinterConnection.NONE.value, _("没有")),
                (PrinterConnection.TCP.value, _("网络")),
                (PrinterConnection.SERIAL.value, _("串口")),
                (PrinterConnection.WINDOWS.value, "Windows"),
                (PrinterConnection.FILE.value, _("文件")),
            ],
        ),
        "printer_host": TextSetting(
            "printer_host", _("IP 地址"), placeholder="192.168.1.87", hint=_("打印机自检页上有")
        ),
        "printer_port": TextSetting("printer_port", _("端口"), hint=_("一般是 9100")),
        "printer_line": TextSetting("printer_line", _("串口"), placeholder="COM3"),
        "printer_baud": _baud("printer_baud"),
        "printer_name": TextSetting("printer_name", _("Windows 打印机名称")),
        "printer_file": TextSetting(
            "printer_file", _("写入文件"), hint=_("打印内容原样写进这个文件，也可以是 /dev/usb/lp0")
        ),
        "printer_profile": ListSetting(
            "printer_profile",
            _("打印机类型"),
            [
                ("80", _("80 毫米，带切刀，会回报状态")),
                ("80_silent", _("80 毫米，不回报状态")),
                ("58", _("58 毫米，没有切刀")),
                ("58_raster", _("58 毫米，没有中文字库（用图片打印，慢）")),
            ],
            hint=_("乱码、不切纸或总说“不确定”时换一种试试"),
        ),
    }


def _scanner_fields() -> dict[str, MachineField]:
    return {
        "scanner_line": TextSetting(
            "scanner_line", _("串口"), placeholder="COM4", hint=_("不是串口扫码枪就空着")
        ),
        "scanner_baud": _baud("scanner_baud"),
        "scan_prefix": TextSetting(
            "scan_prefix", _("扫码前缀"), hint=_("扫码枪设了前缀就填上，识别最可靠")
        ),
        "scan_suffix": TextSetting("scan_suffix", _("扫码后缀"), hint=_("回车不用填")),
    }


def _baud(name: str) -> ListSetting:
    return ListSetting(name, _("波特率"), [(rate, str(rate)) for rate in BAUD_RATES])
