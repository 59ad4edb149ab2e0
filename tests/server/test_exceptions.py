"""What stands although a rule was broken is found once, in the order of positions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.documents.records import RecordChange, RecordsChanged
from jxc_desktop.documents.sale import LineRemark, Sale, SaleLine, SalePayment
from jxc_desktop.documents.shift import DrawerOpened
from jxc_desktop.domain.ids import (
    CategoryId,
    CustomerId,
    DocumentKey,
    MethodId,
    ProductId,
    StoreId,
    TerminalNo,
    WarehouseId,
)
from jxc_desktop.domain.numbers import ZERO, Money, Quantity, Rate, UnitPrice
from jxc_desktop.sync import wire
from tests.server.foreign_till import NOON, ForeignTill
from tests.server.tills import Setting, push
from tests.shop import CASHIER_ID, COLA, COLA_CODE, CUSTOMER, OWNER_ID

pytestmark = pytest.mark.postgres
ONE = Quantity(1000)


@pytest.fixture
def till(setting: Setting) -> ForeignTill:
    """Till 7 of store 2, whose owner sees all; the shop has pushed what it has."""
    push(setting.service, setting.shop)
    till = ForeignTill(TerminalNo(7), StoreId(2))
    till.join(setting.service, scope_all=True)
    return till


def raised(setting: Setting) -> list[tuple[str, int, int]]:
    found = setting.service.exceptions(TerminalNo(7), 0).raised
    assert [each.id for each in found] == list(range(1, len(found) + 1))
    return [(each.kind, each.document, each.subject) for each in found]


def line(product: int = COLA, back: tuple[int, int] | None = None) -> SaleLine:
    net = Money(350)
    remark = None
    if back is not None:
        remark = LineRemark(takes_back_sale=DocumentKey(back[0]), takes_back_line=back[1])
    numbers = (ONE, ONE, UnitPrice(35_000), net, ZERO, ZERO, Rate(0), CategoryId(0))
    return SaleLine(ProductId(product), "可乐", "瓶", *numbers, remark=remark)


def sale(serial: int, *lines: SaleLine, kind: str = "cash", amount: int = 350) -> Sale:
    method = MethodId(6 if kind == "on_account" else 1)
    payment = SalePayment(method=method, name=kind, kind=kind, amount=Money(amount))
    return Sale(
        serial=serial,
        shift=DocumentKey(1),
        warehouse=WarehouseId(2),
        lines=lines,
        payments=(payment,),
        total=Money(amount),
        customer=CustomerId(CUSTOMER) if kind == "on_account" else None,
    )


def test_more_credit_than_the_limit_over_all_stores(setting: Setting, till: ForeignTill) -> None:
    setting.shop.edit("customer", CUSTOMER, credit_limit=800)
    push(setting.service, setting.shop)
    stock = [each for each in raised(setting) if each[0] != "negative_stock"]
    assert stock == []
    keys = [till.post(sale(serial, line(), kind="on_account")) for serial in (1, 2, 3)]
    till.push(setting.service)
    overruns = [each for each in raised(setting) if each[0] == "credit_overrun"]
    assert overruns == [("credit_overrun", keys[2], CUSTOMER)]
    till.push(setting.service)
    assert len([each for each in raised(setting) if each[0] == "credit_overrun"]) == 1


def test_the_sale_that_takes_the_book_below_nothing(setting: Setting, till: ForeignTill) -> None:
    first = till.post(sale(1, line()))
    till.post(sale(2, line()))
    till.push(setting.service)
    assert raised(setting) == [("negative_stock", first, COLA)]


def test_a_line_that_came_back_at_two_tills(setting: Setting, till: ForeignTill) -> None:
    sold = setting.shop.sell(setting.shop.basket(COLA_CODE)).sale
    setting.shop.do(void_sale, VoidSale(sold, OWNER_ID, "错了"))
    push(setting.service, setting.shop)
    body = sale(1, amount=-350)
    back = Sale(
        serial=1,
        shift=body.shift,
        warehouse=body.warehouse,
        returns=(line(back=(sold, 1)),),
        payments=body.payments,
        total=Money(-350),
    )
    key = till.post(back)
    till.push(setting.service)
    assert raised(setting) == [("returned_twice", key, COLA)]


def test_two_who_changed_one_field(setting: Setting, till: ForeignTill) -> None:
    setting.shop.edit("customer", CUSTOMER, phone="111")
    push(setting.service, setting.shop)
    later = int((NOON + timedelta(hours=1)).timestamp() * 1000) << 16
    fields: dict[str, str | int | bool | list[str] | None] = {"phone": "222"}
    change = RecordChange("customer", CUSTOMER, fields, based_on=1)
    key = till.post(RecordsChanged(clock=later, changes=(change,)))
    same = RecordChange("customer", CUSTOMER, fields, based_on=1)
    till.post(RecordsChanged(clock=later + 1, changes=(same,)))
    till.push(setting.service)
    assert raised(setting) == [("concurrent_edit", key, CUSTOMER)]
    (found,) = setting.service.exceptions(TerminalNo(7), 0).raised
    assert found.detail["value"] == "222"
    assert found.detail["other"] == "111"


def test_who_was_archived_meanwhile(setting: Setting, till: ForeignTill) -> None:
    setting.clock.pass_by(hours=1)
    setting.shop.edit("person", CASHIER_ID, archived=True)
    push(setting.service, setting.shop)
    till.post(DrawerOpened(reason="before"), actor=CASHIER_ID)
    after = NOON + timedelta(hours=2)
    key = till.post(DrawerOpened(reason="after"), at=after, actor=CASHIER_ID)
    till.push(setting.service)
    assert raised(setting) == [("withdrawn_permission", key, CASHIER_ID)]


def test_a_week_offline_is_one_line_a_day(setting: Setting, till: ForeignTill) -> None:
    later = NOON + timedelta(minutes=1)
    first = till.post(DrawerOpened(reason="a"), at=later)
    till.post(DrawerOpened(reason="b"), at=later)
    setting.clock.pass_by(days=7)
    till.push(setting.service)
    assert raised(setting) == [("late_document", first, 7)]


def test_stock_and_customers_of_other_stores_are_heard_of(
    setting: Setting, till: ForeignTill
) -> None:
    till.post(sale(1, line(), kind="on_account"))
    till.push(setting.service)
    caller = TerminalNo(1)
    answer = setting.service.foreign(caller, 0)
    assert [(each.store, each.outstanding) for each in answer.stores] == [(2, 0)]
    assert answer.stocks == (wire.ForeignStock(2, 2, COLA, -1000, 0),)
    assert answer.accounts == (wire.ForeignAccount(2, 1122, CUSTOMER, 350),)
    assert setting.service.foreign(caller, answer.position).stocks == ()
    till.post(sale(2, line(), kind="on_account"))
    till.push(setting.service)
    newer = setting.service.foreign(caller, answer.position)
    assert newer.stocks == (wire.ForeignStock(2, 2, COLA, -2000, 0),)
    assert newer.accounts == (wire.ForeignAccount(2, 1122, CUSTOMER, 700),)
