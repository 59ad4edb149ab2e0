"""The shop as its papers name it, and the clock on its wall."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jxc_desktop.domain.receipt_facts import ShopHeader

if TYPE_CHECKING:
    from jxc_desktop.domain.settings import ShopSettings


def shop_header(settings: ShopSettings) -> ShopHeader:
    """Name, address and what else every paper carries."""
    return ShopHeader(
        name=settings.shop_name,
        store_name=settings.store_name,
        address=settings.address,
        phone=settings.phone,
        footer=settings.receipt_footer,
        capitals=settings.capitals_on_receipt,
    )


def shop_zone(settings: ShopSettings) -> ZoneInfo:
    """The time zone that the shop's papers tell the time in."""
    return ZoneInfo(settings.time_zone)
