"""What a presenter may rely on without knowing Qt: a desk that takes commands and questions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from jxc_desktop.domain.errors import Refusal

C = TypeVar("C")
R = TypeVar("R")
Handle = Callable[[Any, C], R]
"""A command's function: `(session, command) -> result`."""
Question = Callable[[Any], R]
"""A query with everything but the session: `lambda session: find_customers(session, text)`."""
Reading = Callable[[], AbstractContextManager[Any]]
"""Opens a session that only reads, for one `with`; `Store.reading` is one."""
Then = Callable[[R], object]
Refused = Callable[[Refusal], object]


class Runner(Protocol):
    """The one thread that writes; `workers/command_runner.py` keeps this promise."""

    def submit(self, handle: Handle[C, R], command: C) -> Future[R]:
        """Run `handle` with a session of its own, after all that was submitted before."""
        ...


class DeskPort(Protocol):
    """Where a presenter hands things in; the answers come back later, on the screen's thread."""

    def submit(self, handle: Handle[C, R], command: C, then: Then[R], refused: Refused) -> None:
        """Have `command` carried out; then exactly one of `then` and `refused` is called."""
        ...

    def ask(self, question: Question[R], then: Then[R], refused: Refused | None = None) -> None:
        """Have a long question answered beside the work."""
        ...


def answer(reading: Reading, question: Question[R]) -> R:
    """Open a session, answer `question` with it and close it, on the calling thread."""
    with reading() as session:
        return question(session)
