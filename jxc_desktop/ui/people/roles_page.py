"""The section of the roles: their names, and the ticks of the chosen one by subject."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.ids import RoleId
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.list_people import RoleRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import Column as PageColumn
from jxc_desktop.ui.office.page import side_by_side
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.people.permission_groups import PERMISSION_GROUPS
from jxc_desktop.ui.people.roles_presenter import RoleDraft
from jxc_desktop.ui.permission_names import permission_name
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.figure_field import RateField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card, FormRow
from jxc_desktop.ui.widgets.picking import TickBox
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_LIST_WIDTH = 180
_TICKS_A_LINE = 3


class RolesPage(QWidget):
    """Reports each tick; nothing is kept until `save_pressed`."""

    chosen = Signal(object)
    add_pressed = Signal()
    renamed = Signal(str)
    ticked = Signal(object, bool)
    discount_typed = Signal(object)
    save_pressed = Signal()
    revert_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ticks: dict[Permission, TickBox] = {}
        columns: list[Column[RoleRow]] = [Column("", lambda row: row.name)]
        self._list = RowsTable(_("角色"), columns, key=lambda row: row.role)
        self._list.hide_titles()
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.row_marked.connect(self.chosen)
        left = QVBoxLayout()
        left.setSpacing(Space.SMALL)
        left.addWidget(self._list, 1)
        add = TouchButton(_("新角色"), icon="plus", shortcut="Ctrl+R")
        add.clicked.connect(lambda _checked: self.add_pressed.emit())
        left.addWidget(add)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LARGE)
        layout.addLayout(left)
        layout.addWidget(self._role_card(), 1)

    def show_roles(self, roles: Sequence[RoleRow], chosen: RoleId | None) -> None:
        """Show all roles, the chosen one marked."""
        self._list.show_rows(roles)
        for at, row in enumerate(roles):
            if row.role == chosen:
                self._list.blockSignals(True)
                self._list.mark_row(at)
                self._list.blockSignals(False)

    def show_role(self, draft: RoleDraft, allowed: frozenset[Permission]) -> None:
        """Show the ticks of one role; what may not be given cannot be ticked."""
        self._name.show_text(draft.name)
        self._discount.show_figure(draft.discount_limit)
        above = bool(draft.permissions - allowed)
        for permission, tick in self._ticks.items():
            tick.setChecked(permission in draft.permissions)
            tick.setEnabled(permission in allowed and not above)
        self._above.setVisible(above)

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Offer to keep it, or not."""
        self._save.setEnabled(unsaved)
        self._revert.setEnabled(unsaved)

    def _role_card(self) -> QWidget:
        card = Card()
        self._name = TextField(_("角色名称"), length_max=40)
        self._name.typed.connect(self.renamed)
        self._discount = RateField(_("最多优惠"))
        self._discount.figure_typed.connect(self.discount_typed)
        hint = _("超过要别人授权")
        card.body.addLayout(
            side_by_side(self._name, FormRow(_("最多优惠"), self._discount, hint=hint))
        )
        self._above = TextLabel(
            _("这个角色的权限比你自己的还高，不能改"), TextRole.SMALL, Tone.WARNING
        )
        card.body.addWidget(self._above)
        column = PageColumn(width_max=2000)
        for title, permissions in PERMISSION_GROUPS:
            column.body.addWidget(TextLabel(_(title), TextRole.HEADING))
            column.body.addLayout(self._group(permissions))
        column.body.addStretch(1)
        card.body.addWidget(column, 1)
        card.body.addLayout(self._buttons())
        return card

    def _group(self, permissions: Sequence[Permission]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for at, permission in enumerate(permissions):
            tick = TickBox(permission_name(permission))
            tick.clicked.connect(lambda on, permission=permission: self.ticked.emit(permission, on))
            self._ticks[permission] = tick
            grid.addWidget(tick, at // _TICKS_A_LINE, at % _TICKS_A_LINE)
        for column in range(_TICKS_A_LINE):
            grid.setColumnStretch(column, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self._revert = TouchButton(_("还原"), icon="undo-2", shortcut="Ctrl+Z")
        self._save = TouchButton(_("保存"), icon="save", variant=Variant.PRIMARY, shortcut="Ctrl+S")
        self._revert.clicked.connect(lambda _checked: self.revert_pressed.emit())
        self._save.clicked.connect(lambda _checked: self.save_pressed.emit())
        row.addStretch(1)
        row.addWidget(self._revert)
        row.addWidget(self._save)
        return row
