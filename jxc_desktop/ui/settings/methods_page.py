"""The section of the ways to pay: a table, and one of them on a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal

from jxc_desktop.domain.formats import rate_text
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.domain.words import mark
from jxc_desktop.queries.list_method_rows import MethodRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.draft_sheet import DraftSheet
from jxc_desktop.ui.office.marked_rows import MarkedRows, RowAction
from jxc_desktop.ui.settings.methods_presenter import MethodDraft
from jxc_desktop.ui.widgets.figure_field import RateField
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.picking import PickList, TickBox
from jxc_desktop.ui.widgets.rows_table import Column
from jxc_desktop.ui.widgets.touch_button import TouchButton

KIND_NAMES = {
    MethodKind.CASH: mark("现金"),
    MethodKind.WALLET: mark("扫码钱包"),
    MethodKind.CARD: mark("银行卡"),
    MethodKind.TRANSFER: mark("银行转账"),
    MethodKind.ON_ACCOUNT: mark("赊账"),
    MethodKind.DEPOSIT: mark("预存款"),
}


class MethodsPage(MarkedRows[MethodRow]):
    """Reports what was pressed, with the marked row."""

    add_pressed = Signal()
    open_pressed = Signal(object)
    archive_pressed = Signal(object, bool)
    move_pressed = Signal(object, int)

    def __init__(self) -> None:
        super().__init__(_("收款方式"), _columns(), key=lambda row: row.method.method)
        self.table.row_chosen.connect(self.open_pressed)
        add = TouchButton(_("新增"), icon="plus", shortcut="Ctrl+N")
        add.clicked.connect(lambda _checked: self.add_pressed.emit())
        self.add_actions(
            add,
            RowAction(lambda _row: _("修改"), "pencil", self.open_pressed.emit),
            RowAction(lambda _row: _("上移"), "arrow-up", partial(self._move, -1), _in_use),
            RowAction(lambda _row: _("下移"), "arrow-down", partial(self._move, 1), _in_use),
            last=RowAction(_archiving, "archive", self._archive),
        )

    def ask_method(
        self, draft: MethodDraft, *, is_new: bool, answer: Callable[[MethodDraft], object]
    ) -> None:
        """Ask on a sheet."""
        sheet = MethodSheet(draft, is_new=is_new, answer=answer)
        self.open_sheet(sheet, sheet.name)

    def _move(self, by: int, row: MethodRow) -> None:
        self.move_pressed.emit(row, by)

    def _archive(self, row: MethodRow) -> None:
        self.archive_pressed.emit(row, not row.archived)


def _in_use(row: MethodRow) -> bool:
    return not row.archived


def _archiving(row: MethodRow | None) -> str:
    return _("启用") if row is not None and row.archived else _("停用")


class MethodSheet(DraftSheet):
    """One way to pay; what is typed is handed to `answer` as a whole."""

    def __init__(
        self, draft: MethodDraft, *, is_new: bool, answer: Callable[[MethodDraft], object]
    ) -> None:
        title = _("新的收款方式") if is_new else _("修改收款方式")
        super().__init__(title, lambda: answer(self._draft))
        self._draft = draft
        self.name = self.line(_("名称"), lambda text: self._change(name=text), length_max=40)
        self.name.show_text(draft.name)
        self.body.addWidget(self.name)
        if is_new:
            kinds = PickList(_("种类"), [(kind, _(name)) for kind, name in KIND_NAMES.items()])
            kinds.show_choice(draft.kind)
            kinds.picked.connect(lambda kind: self._change(kind=kind))
            hint = _("种类决定钱进哪个账户，以后不能改")
            self.body.addWidget(FormRow(_("种类"), kinds, hint=hint))
        self._fee = RateField(_("手续费率"))
        self._fee.show_figure(draft.fee_rate)
        self._fee.figure_typed.connect(self._on_fee)
        self.body.addWidget(FormRow(_("手续费率"), self._fee, hint=_("平台从每笔收款里扣的")))
        self._add_ticks()
        self.add_complaints()

    def _add_ticks(self) -> None:
        drawer = TickBox(_("收款时打开钱箱"), ticked=self._draft.opens_drawer)
        drawer.toggled.connect(lambda on: self._change(opens_drawer=on))
        reference = TickBox(_("要填参考号"), ticked=self._draft.needs_reference)
        reference.toggled.connect(lambda on: self._change(needs_reference=on))
        self.body.addWidget(drawer)
        self.body.addWidget(reference)

    def _on_fee(self, rate: Rate | None) -> None:
        self._change(fee_rate=Rate(0) if rate is None else rate)

    def _change(self, **changes: object) -> None:
        self._draft = replace(self._draft, **changes)  # type: ignore[arg-type]  # names of its own
        self.forget_problem()


def _columns() -> list[Column[MethodRow]]:
    def tone(row: MethodRow) -> Tone:
        return Tone.MUTED if row.archived else Tone.PLAIN

    return [
        Column(
            _("名称"),
            lambda row: row.method.name + (_("（停用）") if row.archived else ""),
            bold=True,
            tone=tone,
        ),
        Column(_("种类"), lambda row: _(KIND_NAMES[row.method.kind]), width=120, tone=tone),
        Column(
            _("手续费"),
            lambda row: rate_text(row.method.fee_rate),
            width=96,
            right=True,
            tone=tone,
        ),
        Column(_("钱箱"), lambda row: _("打开") if row.method.opens_drawer else "", width=88),
        Column(_("参考号"), lambda row: _("必填") if row.method.needs_reference else "", width=88),
    ]
