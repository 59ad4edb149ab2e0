"""The system's keyring, believed only after it was tried: one that is there may still fail."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

import keyring

from jxc_desktop.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

SERVICE = "jxc"
ANSWER_SECONDS = 20.0
"""A keyring may ask the person at the screen to unlock it; after so long it counts as broken."""
PROBE_SECONDS = 5.0

R = TypeVar("R")


class KeyringTrouble(Refusal):
    """The keyring gave no answer or a wrong one (`keyring_unavailable`, with `detail`)."""


def keyring_works(seconds: float = PROBE_SECONDS) -> bool:
    """Whether an item can be written, read back and deleted, within `seconds`.

    A keyring that keeps its items in a plain file does not count: it would be a key under the mat.
    """
    try:
        return _answer_of(_probe, seconds)
    except KeyringTrouble:
        return False


def _probe() -> bool:
    if _keeps_in_the_open(keyring.get_keyring()):
        return False
    entry, value = f"probe-{secrets.token_hex(8)}", secrets.token_hex(32)
    keyring.set_password(SERVICE, entry, value)
    found = keyring.get_password(SERVICE, entry)
    keyring.delete_password(SERVICE, entry)
    return found == value and keyring.get_password(SERVICE, entry) is None


def _keeps_in_the_open(backend: KeyringBackend) -> bool:
    several = getattr(backend, "backends", ())
    return any(type(each).__module__.startswith("keyrings.alt") for each in (backend, *several))


def read_from_keyring(entry: str, seconds: float = ANSWER_SECONDS) -> str | None:
    """The item's value; None when the keyring works and has none. Raises `KeyringTrouble`."""
    return _answer_of(lambda: keyring.get_password(SERVICE, entry), seconds)


def write_to_keyring(entry: str, value: str, seconds: float = ANSWER_SECONDS) -> None:
    """Keep the value under `entry`. Raises `KeyringTrouble`."""
    _answer_of(lambda: keyring.set_password(SERVICE, entry, value), seconds)


def _answer_of(question: Callable[[], R], seconds: float) -> R:
    """Ask on a thread of its own, which is left behind when a prompt never comes back."""
    answer: Future[R] = Future()
    threading.Thread(target=_ask, args=(question, answer), name="keyring", daemon=True).start()
    try:
        trouble = answer.exception(seconds)
    except TimeoutError as error:
        raise KeyringTrouble("keyring_unavailable", detail=f"no answer in {seconds} s") from error
    if trouble is not None:
        # Back ends raise whatever their desktop's library raises, not only KeyringError.
        raise KeyringTrouble("keyring_unavailable", detail=str(trouble)) from trouble
    return answer.result()


def _ask(question: Callable[[], R], answer: Future[R]) -> None:
    try:
        answer.set_result(question())
    except BaseException as error:  # noqa: BLE001 (handed whole to the thread that waits)
        answer.set_exception(error)
