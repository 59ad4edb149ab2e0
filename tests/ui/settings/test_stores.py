"""Each store's name, address and phone: typed on a sheet, printed on that store's papers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jxc_desktop.commands.save_store import SaveStore, save_store
from jxc_desktop.domain.ids import PersonId, StoreId
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.list_store_rows import StoreDetails, list_store_rows
from jxc_desktop.ui.settings.compose import settings_page
from tests.refusing import refused
from tests.shop import CASHIER_ID, COLA_CODE, OWNER_ID, Shop
from tests.ui.at_the_till import stand_at
from tests.ui.fingers import press, put_up, type_keys


def test_the_owner_writes_down_what_the_store_prints(
    qtbot: QtBot, dressed: QApplication, shop: Shop
) -> None:
    page = settings_page(stand_at(shop, OWNER_ID).doors, lambda: None, lambda: None)
    window = put_up(qtbot, page)
    page.show_section("stores")
    press(window, "修改")
    type_keys("Riverside", Qt.Key.Key_Return)

    [row] = shop.ask(list_store_rows)
    assert row == StoreDetails(StoreId(1), "Riverside", "", "", is_own=True)
    sale = shop.sell(shop.basket(COLA_CODE)).sale
    receipt = shop.ask(lambda session: find_receipt(session, sale))
    assert receipt is not None
    assert receipt.shop.store_name == "Riverside"


def test_only_who_arranges_the_shop_renames_a_store_and_it_must_fit_on_paper(shop: Shop) -> None:
    def save(actor: PersonId, name: str) -> str:
        command = SaveStore(actor, StoreId(1), name, "", "")
        return refused(lambda: shop.do(save_store, command))

    assert save(CASHIER_ID, "河边店") == "permission_missing"
    assert save(OWNER_ID, "店" * 61) == "text_too_long"
    shop.do(save_store, SaveStore(OWNER_ID, StoreId(2), " 河边店 ", "河边路 1 号", "0571-2"))
    names = {row.store: (row.name, row.is_own) for row in shop.ask(list_store_rows)}
    assert names[StoreId(2)] == ("河边店", False)
