"""A shop in its folder, as the program itself makes it at the first start; closed again."""

from __future__ import annotations

from jxc_desktop.app.open_shop import demo_keys, open_shop
from jxc_desktop.app.places import Places
from jxc_desktop.commands.create_product import CreateProduct, create_product
from jxc_desktop.commands.set_up_shop import SetUpShop, set_up_shop
from jxc_desktop.commands.shifts import OpenShift, open_shift
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import Money, UnitPrice
from jxc_desktop.domain.tender import Tender
from jxc_desktop.queries.list_methods import list_methods
from jxc_desktop.store.session import ShopSession


def make_shop_folder(places: Places, *, sales: int = 0) -> None:
    """Set the shop up and take so many sales in its first shift; without any, none is opened."""
    keys = demo_keys(places)
    shop = open_shop(places, keys)
    assert not shop.set_up
    with shop.store.transaction() as session:
        order = SetUpShop("好邻居", "王老板", "1000", "1470", keys.public_key)
        owner = set_up_shop(session, order).owner
        if sales:
            _sell(session, owner, sales)
    shop.note_progress()
    shop.store.close()


def _sell(session: ShopSession, owner: PersonId, sales: int) -> None:
    open_shift(session, OpenShift(owner, Money(10_000)))
    basket = Basket().with_item(
        create_product(session, CreateProduct(owner, "可口可乐", UnitPrice(35_000)))
    )
    tender = Tender(basket.total).with_payment(list_methods(session)[0], Money(500))
    for number in range(sales):
        take_sale(session, TakeSale(basket, tender, owner, f"basket-{number}"))
