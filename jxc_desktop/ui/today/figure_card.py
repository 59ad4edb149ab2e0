"""One figure of the day, large, with a few words below."""

from __future__ import annotations

from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card


class FigureCard(Card):
    """A name, a figure and a remark."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._figure = TextLabel("—", TextRole.FIGURE)
        self._remark = TextLabel(" ", TextRole.SMALL, Tone.MUTED)
        self.body.addWidget(TextLabel(title, TextRole.SMALL, Tone.MUTED))
        self.body.addWidget(self._figure)
        self.body.addWidget(self._remark)

    def show_figure(self, figure: str, remark: str = "", tone: Tone = Tone.MUTED) -> None:
        """Show the figure; the remark says what to make of it."""
        self._figure.show_text(figure)
        self._remark.show_text(remark or " ", tone)
        self.setAccessibleName(f"{self._title} {figure} {remark}".strip())
