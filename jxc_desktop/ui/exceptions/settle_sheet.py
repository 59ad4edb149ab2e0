"""How an exception was settled: one of a few answers, and a note for whoever asks later."""

from __future__ import annotations

from collections.abc import Callable

from jxc_desktop.ui.exceptions.exception_words import HOWS, how_text
from jxc_desktop.ui.exceptions.waiting_item import WaitingItem
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.draft_sheet import DraftSheet
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice

_NOTE_MAX = 200


class SettleSheet(DraftSheet):
    """Gives the short word of the answer and the note; stays open until it is kept."""

    def __init__(self, item: WaitingItem, give: Callable[[str, str], object]) -> None:
        super().__init__(_("怎么处理的？"), self._give_it)
        self._give = give
        self._how = next(iter(HOWS))
        self.body.addWidget(TextLabel(item.what, TextRole.HEADING).wrapped())
        if item.detail:
            self.body.addWidget(TextLabel(item.detail, TextRole.BODY, Tone.MUTED).wrapped())
        self.choice = SegmentedChoice(_("怎么处理的？"), [(how, how_text(how)) for how in HOWS])
        self.choice.chosen.connect(self._on_chosen)
        self.note = self.line(_("备注（可以不填）"), lambda _text: None, length_max=_NOTE_MAX)
        self.body.addWidget(FormRow(_("结果"), self.choice))
        self.body.addWidget(self.note)
        self.add_complaints()

    def _on_chosen(self, how: str) -> None:
        self._how = how

    def _give_it(self) -> None:
        self._give(self._how, self.note.line.text())
