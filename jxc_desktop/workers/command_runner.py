"""The one thread that writes to the store: commands run here one after another."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.store.opening import Store
    from jxc_desktop.store.session import ShopSession

C = TypeVar("C")
R = TypeVar("R")


class CommandRunner:
    """Runs each command in a transaction of its own, in the order in which they were handed in."""

    def __init__(self, store: Store, after_commit: Callable[[], None] = lambda: None) -> None:
        """`after_commit` hears of every commit, so that workers downstream look for new rows."""
        self._store = store
        self._after_commit = after_commit
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="command-runner")

    def submit(self, handle: Callable[[ShopSession, C], R], command: C) -> Future[R]:
        """Run `handle` with `command`; the future brings the result, the refusal or the fault."""
        return self._thread.submit(self._run, handle, command)

    def _run(self, handle: Callable[[ShopSession, Any], R], command: Any) -> R:
        with self._store.transaction() as session:
            result = handle(session, command)
        self._after_commit()
        return result

    def stop(self) -> None:
        """Finish what was handed in, then end the thread."""
        self._thread.shutdown(wait=True)
