"""The list of exceptions for the tour: what waits, how it is settled, what was settled."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from jxc_desktop.commands.settle_exception import SettleException, settle_exception
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.ui.exceptions.compose import exceptions_page
from jxc_desktop.ui.exceptions.presenter import ExceptionWays
from jxc_desktop.ui.exceptions.view import ExceptionsView
from tests.screens.registry import Context, screen
from tests.shop import COLA_CODE, OWNER_ID, Shop
from tests.ui.at_the_till import shop_with_pins, stand_at
from tests.ui.exceptions.raised import raise_one_of_each

_SCRATCH = tempfile.TemporaryDirectory(prefix="jxc-pictures-")
_ZONE = ZoneInfo("Asia/Shanghai")


@lru_cache(maxsize=1)
def _shop() -> Shop:
    shop = shop_with_pins(Path(_SCRATCH.name))
    sold = shop.sell(shop.basket().with_item(shop.item(COLA_CODE), Quantity(103_000)))
    shop.edit("setting", 0, store_name="文三路店")
    shop.edit("store", 1, name="文三路店")
    raise_one_of_each(shop, sold.sale)
    for number, how, note in ((6, "accepted", ""), (10, "corrected", "已让小李把时间改好")):
        shop.do(settle_exception, SettleException(OWNER_ID, number, how, note))
    return shop


def _page() -> ExceptionsView:
    ways = ExceptionWays(frozenset({"receipts", "customer_money", "day"}), lambda _target: None)
    view, _presenter = exceptions_page(stand_at(_shop(), OWNER_ID).doors, ways, _ZONE)
    return view


@screen("exceptions-waiting", dark=True)
def waiting(_context: Context) -> QWidget:
    """Everything that waits, from here and from the server."""
    return _page()


def _look_at_settled(view: QWidget) -> None:
    assert isinstance(view, ExceptionsView)
    view.filtered.emit(True)


@screen("exceptions-settled", after_show=_look_at_settled)
def settled(_context: Context) -> QWidget:
    """What was settled, by whom, and how."""
    return _page()


def _press_settle(view: QWidget) -> None:
    assert isinstance(view, ExceptionsView)
    view.press_settle()


@screen("exceptions-settle", after_show=_press_settle)
def settle(_context: Context) -> QWidget:
    """How was it settled?"""
    return _page()
