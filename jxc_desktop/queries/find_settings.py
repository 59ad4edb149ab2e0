"""The shop's settings as they stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.settings import ShopSettings, read_settings
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Setting
from jxc_desktop.store.questions import Question

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SETTING = table_of(Setting)
_ALL = Question(select(_SETTING.c.name, _SETTING.c.value))


def find_settings(session: Session) -> ShopSettings:
    """What the shop decided, with what holds by itself where it decided nothing."""
    return _read(frozenset(_ALL.all(session.connection())))


@lru_cache(maxsize=4)
def _read(texts: frozenset[tuple[str, str]]) -> ShopSettings:
    """Read once, since every sale asks and hardly any finds a change."""
    return read_settings(dict(texts))
