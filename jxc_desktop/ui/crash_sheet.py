"""What a person sees after a bug: that the books are safe, and the report to pass on."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from jxc_desktop.ui.language import _
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import Variant

_DETAILS_HEIGHT = 180


class CrashSheet(Sheet):
    """Calm words, the report folded away, a button that copies it."""

    def __init__(self, report: str, kept_at: str) -> None:
        super().__init__(_("程序遇到一个错误"), width=640)
        self._report = report
        saved = _("已保存报告；销售数据没有丢失。") if kept_at else _("销售数据没有丢失。")
        self.add_text(saved)
        self.add_text(_("可以继续工作。如果再次出现，请把报告发给技术支持。"))
        if kept_at:
            self.body.addWidget(TextLabel(kept_at, TextRole.SMALL, Tone.MUTED).wrapped())
        self._details = QPlainTextEdit(report)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("错误详情"))
        self._details.setMinimumHeight(_DETAILS_HEIGHT)
        self._details.hide()
        self.body.addWidget(self._details)
        self._unfold = self.add_action(
            _("详情"), self._show_details, icon="chevron-down", variant=Variant.PLAIN
        )
        self._copy = self.add_action(_("复制报告"), self._copy_report, icon="copy", shortcut="F8")
        self.add_action(_("继续"), self.dismiss, variant=Variant.PRIMARY, shortcut="F9")

    def _show_details(self) -> None:
        self._details.setVisible(not self._details.isVisible())
        self._unfold.show_icon("chevron-up" if self._details.isVisible() else "chevron-down")

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.show_title(_("已复制"))


def show_crash(window: QWidget, report: str, kept_at: str) -> None:
    """Tell it over `window`; while one report is being shown, others are kept but not told."""
    if not any(sheet.isVisible() for sheet in window.findChildren(CrashSheet)):
        CrashSheet(report, kept_at).open(window)
