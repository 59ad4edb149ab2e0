"""What the office does, at any machine: the same records changed by several people at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.commands.change_records import ChangeRecords, change_records
from jxc_desktop.commands.change_role import SaveRole, save_role
from jxc_desktop.commands.create_product import CreateProduct, create_product
from jxc_desktop.commands.receive_goods import ReceiveGoods, receive_goods
from jxc_desktop.documents.exceptions import ExceptionSettled
from jxc_desktop.documents.goods import ReceivedLine
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.ids import ProductId, RoleId, SupplierId
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.permissions import CASHIER, Permission
from jxc_desktop.journal.post import post
from tests.simulation import goods
from tests.simulation.hands import OWNER_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.documents.records import Value
    from jxc_desktop.store.session import ShopSession
    from tests.simulation.hands import Hands
    from tests.simulation.oracle import Fact


def edit(hands: Hands, entity: str, record: int, **fields: Value) -> None:
    """Change these fields of a record, and remember it for the oracle."""
    write(hands, entity, record, dict(fields))


def write(hands: Hands, entity: str, record: int, fields: dict[str, Value]) -> None:
    """The same, for fields whose names are no words."""
    fact: Fact = {"kind": "edit", "entity": entity, "record": record, "fields": dict(fields)}
    change = RecordChange(entity, record, dict(fields))
    if hands.post(change_records, ChangeRecords(OWNER_ID, (change,)), fact) is not None:
        _look_at_it(hands, entity, record, fields)


def _look_at_it(hands: Hands, entity: str, record: int, fields: dict[str, Value]) -> None:
    """Who has just changed a record sees the change, whatever the clock says."""
    for name, value in fields.items():
        if entity == "setting" or "." in name:
            continue
        shown = hands.node.rows(f"SELECT {name} FROM {entity} WHERE id = ?", record)
        if shown != [(value,)]:
            hands.world.fault(f"{hands.node.name}: {entity} {record} {name} stays {shown}")


def edit_product(hands: Hands) -> None:
    """Two people rename the same product."""
    product = hands.chance.choice(list(goods.PRODUCTS))
    edit(hands, "product", product, name=f"{product} 改 {hands.chance.randrange(1000)}")


def edit_customer(hands: Hands) -> None:
    """Limit and phone of a customer, one or both."""
    fields: dict[str, Value] = {}
    if hands.chance.random() < 0.6:
        fields["credit_limit"] = 1000 * hands.chance.randrange(10, 90)
    if not fields or hands.chance.random() < 0.5:
        fields["phone"] = f"199{hands.chance.randrange(10**8):08d}"
    write(hands, "customer", hands.chance.choice(goods.CUSTOMERS), fields)


def change_price(hands: Hands) -> None:
    """Another price since the same day."""
    product = hands.chance.choice(list(goods.PRODUCTS))
    write(hands, "product", product, {goods.PRICE_FIELD: 100 * hands.chance.randrange(10, 9000)})


def new_product(hands: Hands) -> None:
    """Made at the till while the customer waits."""
    price = UnitPrice(100 * hands.chance.randrange(1, 999))
    command = CreateProduct(OWNER_ID, f"新品{hands.chance.randrange(10**6)}", price)
    hands.post(create_product, command, {"kind": "event"})


def archive(hands: Hands) -> None:
    """Put something away, or bring it back."""
    away = hands.chance.random() < 0.5
    edit(hands, "product", 105, archived=away)


def edit_role(hands: Hands) -> None:
    """What cashiers may do."""
    permissions = CASHIER.permissions | {
        Permission.SELL_ON_ACCOUNT if hands.chance.random() < 0.5 else Permission.SEE_REPORTS
    }
    limit = Rate(500 + hands.chance.randrange(500))
    command = SaveRole(OWNER_ID, RoleId(4), "收银员", permissions, limit)
    hands.post(save_role, command, {"kind": "event"})


def new_person(hands: Hands) -> None:
    """Somebody new, written by an import."""
    person = 1000 + hands.chance.randrange(10**6)
    change = RecordChange(
        "person", person, {"number": f"{person}", "name": "新人", "role": 4}, True
    )
    hands.post(change_records, ChangeRecords(OWNER_ID, (change,), "import"), {"kind": "event"})


def archive_person(hands: Hands) -> None:
    """A cashier leaves, or comes back, while the tills may not hear of it."""
    edit(hands, "person", hands.chance.randrange(11, 15), archived=hands.chance.random() < 0.5)


def edit_setting(hands: Hands) -> None:
    """The words at the foot of every receipt."""
    edit(hands, "setting", 0, receipt_footer=f"再见 {hands.chance.randrange(1000)}")


def edit_method(hands: Hands) -> None:
    """The order of the buttons."""
    edit(hands, "payment_method", 2, sort=hands.chance.randrange(100))


def receive(hands: Hands) -> None:
    """A delivery of the supplier, or found stock."""
    product = ProductId(hands.chance.choice(list(goods.PRODUCTS)))
    milli, value = 1000 * hands.chance.randrange(1, 60), hands.chance.randrange(100, 20_000)
    tax = value * 13 // 100
    supplier = SupplierId(goods.SUPPLIER) if hands.chance.random() < 0.8 else None
    line = ReceivedLine(product, f"{product}", Quantity(milli), Money(value), Money(tax))
    fact: Fact = {
        "kind": "goods",
        "lines": [(product, milli, value, tax)],
        "supplier": supplier,
    }
    hands.post(receive_goods, ReceiveGoods(OWNER_ID, (line,), supplier, "批发部"), fact)


def settle(hands: Hands) -> None:
    """Somebody works off an exception; two may do so unaware of each other."""
    raised = hands.node.rows("SELECT id FROM server_exception ORDER BY id LIMIT 5")
    number = raised[0][0] if raised else hands.chance.randrange(1, 9)
    body = ExceptionSettled(
        exception=number, exception_kind=ExceptionKind.NEGATIVE_STOCK.value, how="seen"
    )

    def say(session: ShopSession, settled: ExceptionSettled) -> None:
        post(session, settled, actor=OWNER_ID)

    hands.post(say, body, {"kind": "event"})


OFFICE_WORK: dict[str, Callable[[Hands], None]] = {
    "edit_product": edit_product,
    "edit_customer": edit_customer,
    "change_price": change_price,
    "new_product": new_product,
    "archive": archive,
    "edit_role": edit_role,
    "new_person": new_person,
    "archive_person": archive_person,
    "edit_setting": edit_setting,
    "edit_method": edit_method,
    "receive": receive,
    "settle": settle,
}
