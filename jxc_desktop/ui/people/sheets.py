"""The two sheets of the people: who somebody is, and a new PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from jxc_desktop.domain.ids import RoleId
from jxc_desktop.domain.secret_policy import is_easily_guessed
from jxc_desktop.queries.list_people import PersonRow, RoleRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.draft_sheet import DraftSheet
from jxc_desktop.ui.office.page import side_by_side
from jxc_desktop.ui.people.presenter import PersonDraft, SecretDraft
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.picking import PickList


class _SecretAsked(DraftSheet):
    """Warns of a PIN that a thief tries first."""

    def __init__(self, title: str, save: Callable[[], object]) -> None:
        super().__init__(title, save)
        self._warning = TextLabel("", TextRole.SMALL, Tone.WARNING).wrapped()

    def warn_of(self, secret: str) -> None:
        """Say so when `secret` is easily guessed."""
        guessed = bool(secret) and is_easily_guessed(secret)
        self.say(self._warning, _("这个 PIN 码很容易被猜到，最好换一个") if guessed else "")

    def add_complaints(self) -> None:
        self.add_hidden(self._warning)
        super().add_complaints()


class PersonSheet(_SecretAsked):
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


class SecretSheet(_SecretAsked):
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
