"""Receiving goods from a supplier, or as the opening stock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.authority import require
from jxc_desktop.documents.goods import GoodsReceived, ReceivedLine
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import shop_floor
from jxc_desktop.domain.numbers import NOTHING, ZERO
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.journal.post import post
from jxc_desktop.journal.series import GOODS, next_number

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import DocumentKey, PersonId, SupplierId
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class ReceiveGoods:
    """Take `lines` into the shop; without a supplier they are what the shop began with."""

    actor: PersonId
    lines: tuple[ReceivedLine, ...]
    supplier: SupplierId | None = None
    supplier_name: str = ""
    note: str = ""


def receive_goods(session: ShopSession, command: ReceiveGoods) -> DocumentKey:
    """Post the receipt; refuses an empty one (`nothing_received`) and a line without quantity."""
    require(session, command.actor, {Permission.RECEIVE_GOODS})
    if not command.lines:
        raise Refusal("nothing_received")
    for line in command.lines:
        if line.quantity <= NOTHING or line.value < ZERO:
            raise Refusal("received_line_unfit", name=line.name)
    body = GoodsReceived(
        serial=next_number(session.connection(), session.till.terminal, GOODS),
        warehouse=shop_floor(session.till.store),
        lines=command.lines,
        supplier=command.supplier,
        supplier_name=command.supplier_name,
        note=command.note.strip(),
    )
    return post(session, body, actor=command.actor).key
