"""Where and with which code to join: typed in two fields, or pasted as one line into either."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.typed_text import half_width

_LINE = re.compile(r"(?i:jxc://)(?P<address>[^/\s]+)/(?P<code>[^/\s]+)/?")
_HOST = r"(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)"
_ADDRESS = re.compile(_HOST + r"(?::(?P<port>[0-9]{1,5}))?")
_PORT_MAX = 65_535


@dataclass(frozen=True, slots=True)
class JoinLine:
    """An address (`host` or `host:port`) and the one-time code."""

    address: str
    code: str


def read_line(text: str) -> JoinLine | None:
    """The two halves of `jxc://host:port/CODE`, or None where it is no such line."""
    found = _LINE.fullmatch(half_width(text).strip())
    return None if found is None else JoinLine(found["address"], found["code"].upper())


def read_join(address: str, code: str) -> JoinLine:
    """What was typed, wherever the whole line was put; refuses what leads nowhere."""
    pasted = read_line(address) or read_line(code)
    if pasted is None:
        typed = half_width(code).strip().upper()
        pasted = JoinLine(half_width(address).strip().removeprefix("https://").rstrip("/"), typed)
    if not pasted.address:
        raise Refusal("join_address_needed")
    if not pasted.code:
        raise Refusal("join_code_needed")
    found = _ADDRESS.fullmatch(pasted.address)
    if found is None or int(found["port"] or 1) not in range(1, _PORT_MAX + 1):
        raise Refusal("join_line_unfit")
    return pasted
