"""The shop's settings as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.settings import ShopSettings, read_settings
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Setting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SETTING = table_of(Setting)
_ALL = select(_SETTING.c.name, _SETTING.c.value)


def find_settings(session: Session) -> ShopSettings:
    """What the shop decided, with what holds by itself where it decided nothing."""
    return read_settings({row.name: row.value for row in session.connection().execute(_ALL)})
