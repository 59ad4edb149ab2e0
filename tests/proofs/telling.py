"""What a proof asks of every refusal: its code, and a sentence that people can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.journal.digest import book_digest
from jxc_desktop.journal.verify import verify
from jxc_desktop.ui.messages import SENTENCES, refusal_text
from tests.shop import Shop


@contextmanager
def refused_plainly(*codes: str) -> Iterator[None]:
    """The shop says no with one of `codes`, in a sentence of its own."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code in codes
    assert caught.value.code in SENTENCES
    assert "{" not in refusal_text(caught.value)


def book_of(shop: Shop) -> tuple[int, str]:
    """How many documents there are and the fingerprint of all figures; the book is sound."""
    found = shop.ask(lambda session: verify(session.connection()))
    assert found.faults == []
    return found.documents, shop.ask(lambda session: book_digest(session.connection()))
