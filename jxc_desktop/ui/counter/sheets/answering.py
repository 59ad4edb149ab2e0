"""A sheet with a figure to enter, given to somebody who may say why it will not do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.widgets.figure_field import FigureField
from jxc_desktop.ui.widgets.sheet import Sheet

A = TypeVar("A")


class AnswerSheet(Sheet, Generic[A]):
    """`give` closes the sheet when the answer is taken, and says what is wrong when it is not.

    `asked` tells in which field the figure stands at the moment.
    """

    def __init__(
        self,
        title: str,
        answer: Callable[[A], Refusal | None],
        asked: Callable[[], FigureField],
        *,
        width: int,
    ) -> None:
        super().__init__(title, width=width)
        self._answer = answer
        self._asked = asked
        self._given = False

    @property
    def field(self) -> FigureField:
        """The field in which the figure is asked for."""
        return self._asked()

    def give(self, answer: A) -> None:
        """Hand the answer over; an impatient second press hands over nothing."""
        if self._given:
            return
        self._given = True
        refusal = self._answer(answer)
        if refusal is None:
            self.close_sheet()
        else:
            self._given = False
            self.show_problem(refusal_text(refusal))

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the answer, at the field."""
        self.field.show_problem(sentence)
