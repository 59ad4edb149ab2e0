"""The shop as its papers name it, and the clock on its wall."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from jxc_desktop.domain.receipt_facts import ShopHeader
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import StoreRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jxc_desktop.domain.ids import StoreId
    from jxc_desktop.domain.settings import ShopSettings

_STORE = table_of(StoreRow)
_OWN = select(_STORE.c.name, _STORE.c.address, _STORE.c.phone).where(
    _STORE.c.id == bindparam("store")
)


def shop_header(connection: Connection, settings: ShopSettings, store: StoreId) -> ShopHeader:
    """Name, address and what else every paper of the store carries.

    What nobody wrote down for the store itself is that of the company.
    """
    own = connection.execute(_OWN, {"store": store}).one_or_none()
    name, address, phone = ("", "", "") if own is None else own
    return ShopHeader(
        name=settings.shop_name,
        store_name=name or settings.store_name,
        address=address or settings.address,
        phone=phone or settings.phone,
        footer=settings.receipt_footer,
        capitals=settings.capitals_on_receipt,
    )


def shop_zone(settings: ShopSettings) -> ZoneInfo:
    """The time zone that the shop's papers tell the time in."""
    return ZoneInfo(settings.time_zone)
