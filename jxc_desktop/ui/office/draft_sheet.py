"""A sheet on which something is drafted: kept as a whole, or refused with the words still there."""

from __future__ import annotations

from collections.abc import Callable

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.office.text_field import LENGTH_MAX, TextField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import Variant


class DraftSheet(Sheet):
    """Add the fields to `body`, then room for a complaint by `add_complaints`."""

    def __init__(self, title: str, save: Callable[[], object]) -> None:
        super().__init__(title)
        self._save = save
        self._problem = TextLabel("", TextRole.SMALL, Tone.DANGER).wrapped()
        self.add_action(_("取消"), self.dismiss)
        self.add_action(
            _("保存"), self._save, variant=Variant.PRIMARY, icon="save", shortcut="Ctrl+S"
        )

    def line(
        self,
        title: str,
        typed: Callable[[str], object],
        *,
        secret: bool = False,
        length_max: int = LENGTH_MAX,
    ) -> TextField:
        """A field whose Enter keeps the sheet."""
        field = TextField(title, secret=secret, length_max=length_max)

        def changed(text: str) -> None:
            self.forget_problem()
            typed(text)

        field.typed.connect(changed)
        field.entered.connect(lambda _text: self._save())
        return field

    def add_complaints(self) -> None:
        """Room for what is wrong, below the fields."""
        self.add_hidden(self._problem)

    def add_hidden(self, label: TextLabel) -> None:
        """A sentence that is not always there."""
        self.body.addWidget(label)
        label.hide()

    def show_problem(self, refusal: Refusal) -> None:
        """Say why it is not kept; what was typed stays."""
        self.say(self._problem, refusal_text(refusal))

    def forget_problem(self) -> None:
        """It is being mended."""
        self.say(self._problem, "")

    @staticmethod
    def say(label: TextLabel, text: str) -> None:
        """Show `label` with these words; without any it takes no room."""
        label.show_text(text)
        label.setVisible(bool(text))
