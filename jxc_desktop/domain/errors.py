"""The two kinds of trouble that a person is told about: a rule says no, or a device misbehaves."""

from __future__ import annotations


class Refusal(Exception):
    """A rule of the shop says no; nothing has changed, and the person can act.

    `code` names the rule; `facts` are the figures that the sentence on the screen needs.
    The words of every code live in `ui/messages.py`.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class DeviceFault(Exception):
    """The world misbehaves: a device or cable. A lamp turns red; the sale is safe."""

    def __init__(self, device: str, what: str) -> None:
        super().__init__(device, what)
        self.device = device
        self.what = what
