"""The demo shop, made once and kept: opened again it has its ninety days already."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from jxc_desktop.app.open_shop import OpenedShop, demo_keys, open_shop, system_clock
from jxc_desktop.app.places import RESOURCES, Places
from jxc_desktop.demo.load import DAYS, DemoKeys, demo_people, load_demo
from jxc_desktop.demo.story_clock import ZONE
from jxc_desktop.domain.business_day import business_date
from jxc_desktop.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEMO_TABLES = RESOURCES / "demo"
_DEMO = "demo-shop"
"""Marks the folder from its first moment: only a folder with this file is ever cleared."""
_MADE = "made"
"""Written when the history is complete, so that one cut short is made anew."""


def demo_is_ready(places: Places) -> bool:
    """Whether the demo shop was made to its end before."""
    return (places.folder / _MADE).exists()


def make_demo(
    places: Places, progress: Callable[[str, int, int], None], days: int = DAYS
) -> OpenedShop:
    """Make the demo shop anew, with a history that ends yesterday; the demo before it goes.

    Refuses `not_a_demo_folder`: a shop's own book is never cleared away.
    """
    _clear(places.folder)
    keys = demo_keys(places)
    shop = open_shop(places, keys)
    today = business_date(system_clock(), ZONE, 4)
    load_demo(
        shop.store, DEMO_TABLES, DemoKeys(keys.public_key, keys.signer.sign), today, progress, days
    )
    shop.store.close()
    (places.folder / _MADE).write_text(f"{today - timedelta(days=days)}\n", encoding="utf-8")
    return open_demo(places)


def _clear(folder: Path) -> None:
    if folder.exists():
        if any(folder.iterdir()) and not (folder / _DEMO).exists():
            raise Refusal("not_a_demo_folder", folder=str(folder))
        shutil.rmtree(folder)
    folder.mkdir(parents=True, mode=0o700)
    (folder / _DEMO).touch()


def open_demo(places: Places) -> OpenedShop:
    """Open the demo shop that was made before."""
    return open_shop(places, demo_keys(places))


def demo_note() -> str:
    """Who works in the demo shop and with which PIN, for the sign-in."""
    return "\n".join(
        f"{person.number} {person.name} · PIN {person.pin}" for person in demo_people(DEMO_TABLES)
    )
