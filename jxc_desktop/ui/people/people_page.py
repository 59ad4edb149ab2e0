"""The section of the people: a table of everybody, and what can be done about one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from jxc_desktop.queries.list_people import PersonRow, RoleRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.marked_rows import MarkedRows, RowAction
from jxc_desktop.ui.people.presenter import PersonDraft, SecretDraft
from jxc_desktop.ui.people.sheets import PersonSheet, SecretSheet
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.rows_table import Column
from jxc_desktop.ui.widgets.touch_button import TouchButton


class PeoplePage(MarkedRows[PersonRow]):
    """Reports what was pressed, with the marked person."""

    add_pressed = Signal()
    open_pressed = Signal(object)
    secret_pressed = Signal(object)
    archive_pressed = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(_("员工"), _columns(), key=lambda row: row.person)
        self.table.row_chosen.connect(self.open_pressed)
        add = TouchButton(_("新员工"), icon="user-plus", shortcut="Ctrl+N")
        add.clicked.connect(lambda _checked: self.add_pressed.emit())
        self.add_actions(
            add,
            RowAction(lambda _row: _("修改"), "pencil", self.open_pressed.emit),
            RowAction(lambda _row: _("换密码"), "key", self.secret_pressed.emit),
            last=RowAction(_archiving, "archive", self._archive),
        )

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
        self.open_sheet(sheet, sheet.first)

    def ask_secret(self, person: PersonRow, answer: Callable[[SecretDraft], object]) -> None:
        """Ask for a new PIN."""
        sheet = SecretSheet(person, answer)
        self.open_sheet(sheet, sheet.first)

    def _archive(self, row: PersonRow) -> None:
        self.archive_pressed.emit(row, not row.archived)


def _archiving(row: PersonRow | None) -> str:
    return _("恢复在职") if row is not None and row.archived else _("离职")


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
