"""Exceptions worked off: what a person decided about something that stands against a rule."""

from __future__ import annotations

from jxc_desktop.documents.fact import Fact


class ExceptionSettled(Fact, frozen=True, kw_only=True, tag="exception_settled"):
    """A person looked at an exception and settled it.

    `exception` is the server's number of it, `exception_kind` a member of
    `domain.exceptions.ExceptionKind`; `how` is a short word of the screen that offered the choice.
    """

    exception: int
    exception_kind: str
    how: str
    note: str = ""
