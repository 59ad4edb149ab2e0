"""Batches make hundreds of thousands of small values without cycles; nobody need search them."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_searching_for_cycles() -> Iterator[None]:
    """For a fraction of a second: the values go when the last one lets go of them.

    Else the search walks through the living ones again and again, and takes a third of the time.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
