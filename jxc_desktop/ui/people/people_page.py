"""The section of the people: a table of everybody, and what can be done about one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.queries.list_people import PersonRow, RoleRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.people.presenter import PersonDraft, SecretDraft
from jxc_desktop.ui.people.sheets import AnswerSheet, PersonSheet, SecretSheet
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton


class PeoplePage(QWidget):
    """Reports what was pressed, with the marked person."""

    add_pressed = Signal()
    open_pressed = Signal(object)
    secret_pressed = Signal(object)
    archive_pressed = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._marked: PersonRow | None = None
        self._sheet: AnswerSheet | None = None
        self._table = RowsTable(_("员工"), _columns(), key=lambda row: row.person)
        card = Card(_("员工"))
        card.body.addWidget(self._table, 1)
        card.body.addLayout(self._buttons())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)
        self._table.row_chosen.connect(self.open_pressed)
        self._table.row_marked.connect(self._on_marked)

    def show_people(self, people: Sequence[PersonRow]) -> None:
        """Show everybody; the marked one stays marked."""
        self._table.show_rows(people)
        if people and self._marked is None:
            self._table.mark_row(0)
            self._marked = people[0]
        marked = None if self._marked is None else self._marked.person
        self._on_marked(next((row for row in people if row.person == marked), None))

    def ask_person(
        self,
        draft: PersonDraft,
        roles: Sequence[RoleRow],
        *,
        is_new: bool,
        answer: Callable[[PersonDraft], object],
    ) -> None:
        """Ask who somebody is."""
        sheet = PersonSheet(draft, roles, is_new=is_new, answer=answer)
        self._open(sheet, sheet.first)

    def ask_secret(self, person: PersonRow, answer: Callable[[SecretDraft], object]) -> None:
        """Ask for a new PIN."""
        sheet = SecretSheet(person, answer)
        self._open(sheet, sheet.first)

    def show_sheet_problem(self, refusal: Refusal) -> None:
        """Say on the sheet why it is not kept."""
        if self._sheet is not None:
            self._sheet.show_problem(refusal)

    def close_sheet(self) -> None:
        """It is kept."""
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _open(self, sheet: AnswerSheet, focus: QWidget) -> None:
        self._sheet = sheet
        sheet.closed.connect(self._forget_sheet)
        sheet.open(self, focus=focus)

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        add = TouchButton(_("新员工"), icon="user-plus", shortcut="Ctrl+N")
        add.clicked.connect(lambda _checked: self.add_pressed.emit())
        self._edit = self._button(_("修改"), "pencil", self.open_pressed.emit)
        self._secret = self._button(_("换密码"), "key", self.secret_pressed.emit)
        self._archive = self._button(
            _("离职"), "archive", lambda one: self.archive_pressed.emit(one, not one.archived)
        )
        for button in (add, self._edit, self._secret):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._archive)
        return row

    def _button(self, title: str, icon: str, press: Callable[[PersonRow], object]) -> TouchButton:
        button = TouchButton(title, icon=icon)

        def pressed(_checked: bool) -> None:
            if self._marked is not None:
                press(self._marked)

        button.clicked.connect(pressed)
        button.setEnabled(False)
        return button

    def _on_marked(self, row: PersonRow | None) -> None:
        self._marked = row
        for button in (self._edit, self._secret, self._archive):
            button.setEnabled(row is not None)
        if row is not None:
            self._archive.show_title(_("恢复在职") if row.archived else _("离职"))


def _columns() -> list[Column[PersonRow]]:
    def tone(row: PersonRow) -> Tone:
        return Tone.MUTED if row.archived else Tone.PLAIN

    return [
        Column(_("工号"), lambda row: row.number, width=120, tone=tone),
        Column(
            _("姓名"),
            lambda row: row.name + (_("（已离职）") if row.archived else ""),
            bold=True,
            tone=tone,
        ),
        Column(_("角色"), lambda row: row.role_name, width=160, tone=tone),
        Column(
            _("登录"),
            lambda row: "" if row.has_secret else _("还没有密码，不能登录"),
            width=220,
            tone=lambda _row: Tone.WARNING,
        ),
    ]
