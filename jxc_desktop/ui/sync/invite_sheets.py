"""Inviting a terminal: for which store and called what; then the code, large enough to read out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jxc_desktop.domain.formats import instant_text
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.sync.sheets import TieSheet
from jxc_desktop.ui.sync.tie import Invited, InviteOrder, StoreChoice
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.picking import PickList, TickBox
from jxc_desktop.ui.widgets.qr_picture import QrPicture
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import Variant

NEW_STORE = 0
_NAME_MAX = 40
_GROUPS_A_LINE = 4


class InviteSheet(TieSheet):
    """Gives an `InviteOrder`."""

    def __init__(
        self, stores: Sequence[StoreChoice], give: Callable[[InviteOrder], object]
    ) -> None:
        super().__init__(_("邀请新终端"))
        self._give = give
        self.name = TextField(_("新终端叫什么"), length_max=_NAME_MAX)
        choices = [(row.store, row.name or str(row.store)) for row in stores]
        self.store = PickList(_("放在哪个门店"), [*choices, (NEW_STORE, _("新门店…"))])
        self.store_name = TextField(_("新门店的名称"), length_max=_NAME_MAX)
        self.existing = TickBox(_("它已经在单机收银，要把以前的单据一起带来"))
        self.may_manage = TickBox(_("它也可以邀请和停用终端（老板的电脑）"))
        self.body.addWidget(self.name)
        self.body.addWidget(FormRow(_("放在哪个门店"), self.store))
        self.body.addWidget(self.store_name)
        self.body.addWidget(self.existing)
        self.body.addWidget(self.may_manage)
        self.add_answer(_("生成邀请码"), self._go, icon="key")
        self.store.picked.connect(lambda _store: self._show_store_name())
        self.name.entered.connect(lambda _text: self._go())
        self.store_name.entered.connect(lambda _text: self._go())
        self._show_store_name()

    def _show_store_name(self) -> None:
        self.store_name.setVisible(self.store.value == NEW_STORE)

    def _go(self) -> None:
        store = int(self.store.value)
        self._give(
            InviteOrder(
                store=store,
                name=self.name.line.text(),
                store_name=self.store_name.line.text() if store == NEW_STORE else "",
                may_manage=self.may_manage.isChecked(),
                existing=self.existing.isChecked(),
            )
        )


class InvitedSheet(Sheet):
    """The code with its address, as words, as a line to copy, and as a picture to scan."""

    def __init__(self, invited: Invited, order: InviteOrder, zone: tzinfo) -> None:
        title = _("“{name}”的邀请码").format(name=order.name)
        super().__init__(title, width=820)
        self._line = invited.line
        words = QVBoxLayout()
        words.setSpacing(Space.SMALL)
        steps = _("在新电脑上打开程序，选“加入已有店铺”，输入下面的地址和邀请码。")
        words.addWidget(TextLabel(steps).wrapped())
        words.addWidget(TextLabel(_("服务器地址"), TextRole.SMALL, Tone.MUTED))
        words.addWidget(_large(invited.address))
        words.addWidget(TextLabel(_("邀请码"), TextRole.SMALL, Tone.MUTED))
        words.addWidget(_large(code_in_groups(invited.code)))
        until = _("只能用一次，{when} 前有效。不要发到群里。")
        moment = instant_text(invited.expires, zone)
        words.addWidget(TextLabel(until.format(when=moment), TextRole.BODY, Tone.WARNING).wrapped())
        words.addStretch(1)
        picture = QrPicture(_("邀请码的二维码"))
        picture.show_text(invited.line)
        row = QHBoxLayout()
        row.setSpacing(Space.WIDE)
        row.addLayout(words, 1)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self._copy = self.add_action(_("复制一整行"), self._on_copy, icon="copy", shortcut="Ctrl+C")
        self.add_action(_("好了"), self.dismiss, variant=Variant.PRIMARY, shortcut="Esc")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._line)
        self._copy.show_title(_("已复制"))


def code_in_groups(code: str) -> str:
    """The code in lines of a few groups, so that nobody loses the place while typing."""
    groups = code.split("-")
    lines = range(0, len(groups), _GROUPS_A_LINE)
    return "-\n".join("-".join(groups[at : at + _GROUPS_A_LINE]) for at in lines)


def _large(text: str) -> TextLabel:
    label = TextLabel(text, TextRole.TITLE)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
