"""Planted bugs: what a registry of them is made of, and how one is put into the running program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

Patch = tuple[Any, str, Any]
"""A module or class, the name of one of its functions, and the faulty one."""


@dataclass(frozen=True)
class Bug:
    """A mistake that somebody could have made; `quick` ones are found within a few seeds."""

    name: str
    sentence: str
    patches: Callable[[], list[Patch]]
    quick: bool = False


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """Run with the bug, and take it out again."""
    with ExitStack() as stack:
        for place, name, faulty in bug.patches():
            stack.enter_context(replaced(place, name, faulty))
        yield


@contextmanager
def replaced(place: Any, name: str, faulty: Any) -> Iterator[None]:
    """Let the place's function be another one for a while."""
    sound = place.__dict__[name]
    setattr(place, name, faulty)
    try:
        yield
    finally:
        setattr(place, name, sound)


BUGS: dict[str, Bug] = {}


def bug(
    sentence: str, *, quick: bool = False
) -> Callable[[Callable[[], list[Patch]]], Callable[[], list[Patch]]]:
    """Register the patches that a function makes under its name."""

    def register(patches: Callable[[], list[Patch]]) -> Callable[[], list[Patch]]:
        name = patches.__name__
        assert name not in BUGS, f"{name} is planted twice"
        BUGS[name] = Bug(name, sentence, patches, quick)
        return patches

    return register
