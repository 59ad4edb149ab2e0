"""How a basket that is not yet a sale is kept on this machine."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from jxc_desktop.documents.wire import decode_hook, encode_hook
from jxc_desktop.domain.basket import Basket


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[Basket]:
    return msgspec.json.Decoder(Basket, dec_hook=decode_hook)


def basket_draft(basket: Basket) -> bytes:
    """The basket as bytes, so that it survives a crash."""
    return msgspec.json.encode(basket, enc_hook=encode_hook)


def read_basket_draft(draft: bytes) -> Basket | None:
    """The basket of `draft`; None when another version of the program wrote it otherwise."""
    try:
        return _decoder().decode(draft)
    except msgspec.MsgspecError:
        return None
