"""How a basket that is not yet a sale is kept on this machine."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from jxc_desktop.documents.wire import decode_hook, encode_hook
from jxc_desktop.domain.basket import Basket

DRAFT_VERSION = 1
"""Raised when a basket means something new; another version's draft is kept, not guessed at."""


class _Draft(msgspec.Struct, frozen=True):
    version: int
    basket: Basket


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[_Draft]:
    return msgspec.json.Decoder(_Draft, dec_hook=decode_hook)


def basket_draft(basket: Basket) -> bytes:
    """The basket as bytes, so that it survives a crash."""
    return msgspec.json.encode(_Draft(DRAFT_VERSION, basket), enc_hook=encode_hook)


def read_basket_draft(draft: bytes) -> Basket | None:
    """The basket of `draft`; None when another version of the program wrote it otherwise."""
    try:
        read = _decoder().decode(draft)
    except msgspec.MsgspecError:
        return None
    return read.basket if read.version == DRAFT_VERSION else None
