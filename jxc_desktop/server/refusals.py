"""What the server says no to, as codes that the HTTP door maps to answers."""

from __future__ import annotations

from enum import StrEnum


class RefusalCode(StrEnum):
    """Why a caller got no answer."""

    TOKEN_UNKNOWN = "token_unknown"  # noqa: S105 (a kind of refusal)
    """This server knows no terminal with this token."""
    REVOKED = "revoked"
    """The terminal was revoked; it may still push, what it pushes is held."""
    NOT_ALLOWED = "not_allowed"
    """The caller may not do this."""
    OUT_OF_SCOPE = "out_of_scope"
    """The caller asked for a stream that is not its own."""
    UNREADABLE = "unreadable"
    """What was asked cannot be meant."""
    CODE_UNKNOWN = "code_unknown"
    """No such invitation, or it was used, or it is too old."""
    TERMINAL_TAKEN = "terminal_taken"
    """Another machine is registered under this terminal number."""
    NOT_FOUND = "not_found"
    """There is no such file."""
    BUSY = "busy"
    """Come again in a moment."""
    UNKNOWN_TENANT = "unknown_tenant"
    """This server has no company of that name."""


class ServerRefusal(Exception):
    """The server refuses; nothing was changed."""

    def __init__(self, code: RefusalCode, why: str = "", retry_seconds: int = 0) -> None:
        """`why` is for the log; `retry_seconds` when it is worth asking again (0: not said)."""
        super().__init__(f"{code.value}: {why}")
        self.code = code
        self.why = why
        self.retry_seconds = retry_seconds
