"""The two sheets of the people: who somebody is, and a new PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import RoleId
from jxc_desktop.domain.secret_policy import is_easily_guessed
from jxc_desktop.queries.list_people import PersonRow, RoleRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.office.page import side_by_side
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.people.presenter import PersonDraft, SecretDraft
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.picking import PickList
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import Variant


class AnswerSheet(Sheet):
    """A sheet with a way to keep what was typed, and room to say why it is not kept."""

    def __init__(self, title: str, save: Callable[[], object]) -> None:
        super().__init__(title)
        self._save = save
        self._problem = TextLabel("", TextRole.SMALL, Tone.DANGER).wrapped()
        self._warning = TextLabel("", TextRole.SMALL, Tone.WARNING).wrapped()
        self.add_action(_("取消"), self.dismiss)
        self.add_action(
            _("保存"), self._save, variant=Variant.PRIMARY, icon="save", shortcut="Ctrl+S"
        )

    def show_problem(self, refusal: Refusal) -> None:
        """Say why it is not kept; what was typed stays."""
        self._say(self._problem, refusal_text(refusal))

    def line(
        self, title: str, typed: Callable[[str], object], *, secret: bool = False
    ) -> TextField:
        """A field whose Enter keeps the sheet."""
        field = TextField(title, secret=secret)

        def changed(text: str) -> None:
            self._say(self._problem, "")
            typed(text)

        field.typed.connect(changed)
        field.entered.connect(lambda _text: self._save())
        return field

    def warn_of(self, secret: str) -> None:
        """Warn of a PIN that a thief tries first."""
        guessed = bool(secret) and is_easily_guessed(secret)
        self._say(self._warning, _("这个 PIN 码很容易被猜到，最好换一个") if guessed else "")

    def add_complaints(self) -> None:
        """Room for what is wrong, below the fields."""
        for label in (self._warning, self._problem):
            self.body.addWidget(label)
            label.hide()

    @staticmethod
    def _say(label: TextLabel, text: str) -> None:
        label.show_text(text)
        label.setVisible(bool(text))


class PersonSheet(AnswerSheet):
    """Number, name and role; for somebody new a first PIN, typed twice."""

    def __init__(
        self,
        draft: PersonDraft,
        roles: Sequence[RoleRow],
        *,
        is_new: bool,
        answer: Callable[[PersonDraft], object],
    ) -> None:
        super().__init__(_("新员工") if is_new else _("修改员工"), lambda: answer(self._draft))
        self._draft = draft
        self.first = self.line(_("姓名"), lambda text: self._change(name=text))
        self.first.show_text(draft.name)
        number = self.line(_("工号"), lambda text: self._change(number=text))
        number.show_text(draft.number)
        self.body.addLayout(side_by_side(self.first, number))
        choices: list[tuple[RoleId, str]] = [(row.role, row.name) for row in roles]
        if draft.role not in {role for role, _name in choices}:
            choices.insert(0, (draft.role, _("（没有角色）")))
        picks = PickList(_("角色"), choices)
        picks.show_choice(draft.role)
        picks.picked.connect(lambda role: self._change(role=role))
        self.body.addWidget(FormRow(_("角色"), picks))
        if is_new:
            secret = self.line(_("PIN 码或密码"), self._on_secret, secret=True)
            again = self.line(
                _("再输一次"), lambda text: self._change(secret_again=text), secret=True
            )
            self.body.addLayout(side_by_side(secret, again))
        self.add_complaints()

    def _on_secret(self, text: str) -> None:
        self._change(secret=text)
        self.warn_of(text)

    def _change(self, **changes: Any) -> None:
        self._draft = replace(self._draft, **changes)


class SecretSheet(AnswerSheet):
    """A new PIN for somebody, and the own one as proof."""

    def __init__(self, person: PersonRow, answer: Callable[[SecretDraft], object]) -> None:
        title = _("给“{name}”换密码").format(name=person.name)
        super().__init__(title, lambda: answer(self._draft))
        self._draft = SecretDraft()
        self.first = self.line(
            _("你自己的 PIN 码或密码"), lambda text: self._change(own=text), secret=True
        )
        new = self.line(_("新的 PIN 码或密码"), self._on_new, secret=True)
        again = self.line(_("再输一次"), lambda text: self._change(again=text), secret=True)
        self.body.addWidget(self.first)
        self.body.addLayout(side_by_side(new, again))
        self.add_complaints()

    def _on_new(self, text: str) -> None:
        self._change(new=text)
        self.warn_of(text)

    def _change(self, **changes: Any) -> None:
        self._draft = replace(self._draft, **changes)
