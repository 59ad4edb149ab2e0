"""The section of the ways to pay: a table, and one of them on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import rate_text
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.domain.words import mark
from jxc_desktop.queries.list_method_rows import MethodRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.settings.methods_presenter import MethodDraft
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.figure_field import RateField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card, FormRow
from jxc_desktop.ui.widgets.picking import PickList, TickBox
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

KIND_NAMES = {
    MethodKind.CASH: mark("现金"),
    MethodKind.WALLET: mark("扫码钱包"),
    MethodKind.CARD: mark("银行卡"),
    MethodKind.TRANSFER: mark("银行转账"),
    MethodKind.ON_ACCOUNT: mark("赊账"),
    MethodKind.DEPOSIT: mark("预存款"),
}


class MethodsPage(QWidget):
    """Reports what was pressed, with the marked row."""

    add_pressed = Signal()
    open_pressed = Signal(object)
    archive_pressed = Signal(object, bool)
    move_pressed = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self._marked: MethodRow | None = None
        self._sheet: MethodSheet | None = None
        self._table = RowsTable(_("收款方式"), _columns(), key=lambda row: row.method.method)
        card = Card(_("收款方式"))
        card.body.addWidget(self._table, 1)
        card.body.addLayout(self._buttons())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)
        self._table.row_chosen.connect(self.open_pressed)
        self._table.row_marked.connect(self._on_marked)

    def show_methods(self, rows: Sequence[MethodRow]) -> None:
        """Show all of them."""
        self._table.show_rows(rows)
        if rows and self._marked is None:
            self._table.mark_row(0)
            self._marked = rows[0]
        marked = None if self._marked is None else self._marked.method.method
        same = [row for row in rows if row.method.method == marked]
        self._on_marked(same[0] if same else None)

    def ask_method(
        self, draft: MethodDraft, *, is_new: bool, answer: Callable[[MethodDraft], object]
    ) -> None:
        """Ask on a sheet."""
        self._sheet = MethodSheet(draft, is_new=is_new, answer=answer)
        self._sheet.closed.connect(self._forget_sheet)
        self._sheet.open(self, focus=self._sheet.name)

    def show_sheet_problem(self, refusal: Refusal) -> None:
        """Say on the sheet why it is not kept."""
        if self._sheet is not None:
            self._sheet.show_problem(refusal)

    def close_sheet(self) -> None:
        """It is kept."""
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        add = TouchButton(_("新增"), icon="plus", shortcut="Ctrl+N")
        add.clicked.connect(lambda _checked: self.add_pressed.emit())
        self._edit = self._button(_("修改"), "pencil", self.open_pressed.emit)
        self._up = self._button(_("上移"), "arrow-up", lambda one: self.move_pressed.emit(one, -1))
        self._down = self._button(
            _("下移"), "arrow-down", lambda one: self.move_pressed.emit(one, 1)
        )
        self._archive = self._button(
            _("停用"),
            "archive",
            lambda one: self.archive_pressed.emit(one, not one.archived),
        )
        for button in (add, self._edit, self._up, self._down):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._archive)
        return row

    def _button(self, title: str, icon: str, press: Callable[[MethodRow], object]) -> TouchButton:
        button = TouchButton(title, icon=icon)

        def pressed(_checked: bool) -> None:
            if self._marked is not None:
                press(self._marked)

        button.clicked.connect(pressed)
        button.setEnabled(False)
        return button

    def _on_marked(self, row: MethodRow | None) -> None:
        self._marked = row
        for button in (self._edit, self._archive):
            button.setEnabled(row is not None)
        for button in (self._up, self._down):
            button.setEnabled(row is not None and not row.archived)
        if row is not None:
            self._archive.show_title(_("启用") if row.archived else _("停用"))


class MethodSheet(Sheet):
    """One way to pay; what is typed is handed to `answer` as a whole."""

    def __init__(
        self, draft: MethodDraft, *, is_new: bool, answer: Callable[[MethodDraft], object]
    ) -> None:
        super().__init__(_("新的收款方式") if is_new else _("修改收款方式"))
        self._draft = draft
        self._answer = answer
        self.name = TextField(_("名称"), length_max=40)
        self.name.show_text(draft.name)
        self.name.typed.connect(lambda text: self._change(name=text))
        self.name.entered.connect(lambda _text: self._save())
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
        self._problem = TextLabel("", TextRole.SMALL, Tone.DANGER).wrapped()
        self.body.addWidget(self._problem)
        self.add_action(_("取消"), self.dismiss)
        self.add_action(
            _("保存"), self._save, variant=Variant.PRIMARY, icon="save", shortcut="Ctrl+S"
        )

    def show_problem(self, refusal: Refusal) -> None:
        """Say why it is not kept; what was typed stays."""
        self._problem.show_text(refusal_text(refusal))

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
        self._problem.show_text("")

    def _save(self) -> None:
        self._answer(self._draft)


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
