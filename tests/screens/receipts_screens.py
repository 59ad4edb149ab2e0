"""Looking through receipts, in a real window over a real shop with a morning of sales."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from jxc_desktop.app.devices import FONTS
from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import ONE, Quantity
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.receipts.preview import PaperHere
from jxc_desktop.ui.receipts.view import Receipts
from tests.screens.registry import Context, screen
from tests.screens.shift_screens import in_window
from tests.shop import (
    CASH,
    COLA_CASE_CODE,
    COLA_CODE,
    NOODLES_CODE,
    ON_ACCOUNT,
    OWNER_ID,
    WECHAT,
    Shop,
)
from tests.ui.at_the_till import ApprovalMemory, Counter, shop_with_pins, stand_at

_SCRATCH = tempfile.TemporaryDirectory(prefix="jxc-pictures-")


@lru_cache(maxsize=1)
def morning() -> Counter:
    """The owner at a till where some customers were served, and one of them came back."""
    # Never closed: the scratch folder goes with the program.
    shop = shop_with_pins(Path(_SCRATCH.name))
    shop.edit("setting", 0, shop_name="好邻居便利店", address="杭州市西湖区文三路 100 号")
    shop.edit("setting", 0, phone="0571-8888 0000", receipt_footer="谢谢惠顾，欢迎再来")
    _serve(shop)
    return stand_at(shop, OWNER_ID)


def _serve(shop: Shop) -> None:
    full = shop.basket(COLA_CODE, NOODLES_CODE, NOODLES_CODE)
    full = full.with_item(shop.item("100003"), Quantity(1_235))
    cases = shop.basket(COLA_CASE_CODE, COLA_CASE_CODE).with_customer(shop.customer())
    sales = []
    for basket, method in (
        *((shop.basket(COLA_CODE), (CASH, WECHAT)[at % 2]) for at in range(12)),
        (cases, ON_ACCOUNT),
        (full, CASH),
        (shop.basket(NOODLES_CODE, COLA_CODE), WECHAT),
        (full, WECHAT),
    ):
        sales.append(shop.sell(basket, method).sale)
        shop.clock.pass_by(minutes=7)
    shop.do(void_sale, VoidSale(sales[-2], OWNER_ID, "收款方式选错了"))
    shop.clock.pass_by(minutes=2)
    _bring_back(shop, sales[-3])


def _bring_back(shop: Shop, sale: DocumentKey) -> None:
    facts = shop.ask(lambda session: find_receipt(session, sale))
    assert facts is not None
    line = facts.lines[1]
    shop.sell(Basket().with_return(line.item, ONE, line.returnable, line.price))


def _receipts() -> QWidget:
    counter = morning()
    page = Receipts(
        counter.doors,
        ApprovalPresenter(counter.doors, ApprovalMemory()),
        PaperHere(FONTS, lambda: 48, Path(_SCRATCH.name) / "paper"),
        open_return=lambda _sale: None,
        failed_sound=lambda: None,
    )
    return in_window(page, "小票", "receipt-text")


def _page(window: QWidget) -> Receipts:
    page = window.findChild(Receipts)
    assert page is not None
    return page


@screen("receipts", dark=True)
def receipts(_context: Context) -> QWidget:
    """The newest receipt of the day."""
    return _receipts()


def _void(window: QWidget) -> None:
    page = _page(window)
    page.list.searched.emit("16")
    page.paper.void_pressed.emit()


@screen("receipts-void", after_show=_void)
def void(_context: Context) -> QWidget:
    """Why a receipt is voided."""
    return _receipts()


@screen("receipts-day", after_show=lambda window: _page(window).list.days.other_day_pressed.emit())
def other_day(_context: Context) -> QWidget:
    """Which day."""
    return _receipts()


@screen(
    "receipts-nothing", after_show=lambda window: _page(window).list.days.yesterday_pressed.emit()
)
def nothing(_context: Context) -> QWidget:
    """A day without trade."""
    return _receipts()


@screen("receipts-search", after_show=lambda window: _page(window).list.searched.emit("xlfd"))
def search(_context: Context) -> QWidget:
    """A customer's receipts."""
    return _receipts()
