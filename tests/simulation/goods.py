"""What every simulated company has: its goods, people, customers and ways to pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.ids import MethodId
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import CASHIER, CLERK, MANAGER, OWNER
from jxc_desktop.domain.tender import MethodKind, PaymentMethod
from tests.simulation.oracle import rounded

if TYPE_CHECKING:
    from jxc_desktop.documents.records import Value
    from jxc_desktop.domain.permissions import RoleTemplate

CASH = PaymentMethod(MethodId(1), "现金", MethodKind.CASH, opens_drawer=True, gives_change=True)
WALLETS = (
    PaymentMethod(MethodId(2), "微信", MethodKind.WALLET, fee_rate=Rate(38)),
    PaymentMethod(MethodId(4), "银行卡", MethodKind.CARD, fee_rate=Rate(60)),
    PaymentMethod(MethodId(5), "银行转账", MethodKind.TRANSFER),
)
ON_ACCOUNT = PaymentMethod(MethodId(6), "赊账", MethodKind.ON_ACCOUNT)
DEPOSIT = PaymentMethod(MethodId(7), "预存款", MethodKind.DEPOSIT)
METHODS = (CASH, *WALLETS, ON_ACCOUNT, DEPOSIT)

PRODUCTS = {101: 35_000, 102: 45_050, 103: 129_833, 104: 9_900, 105: 1_288_000}
"""Price by product, in 1/10000 yuan; 103 is weighed, 101 comes in cases of 24 too."""
WEIGHED, CASED = 103, 101
CUSTOMERS = (501, 502, 503)
SUPPLIER = 601
PRICED_SINCE = "2020-01-01"
PRICE_FIELD = f"price.0.retail.{PRICED_SINCE}"


def payment_seen(method: PaymentMethod, fen: int) -> tuple[str, int, int, int]:
    """A payment as the oracle knows it: kind, method, amount, and the fee by the contract."""
    return (method.kind.value, method.method, fen, rounded(fen * method.fee_rate.e4, 10_000))


def first_records() -> tuple[RecordChange, ...]:
    """What the office wrote before the first sale."""
    people = ((1, "1000", "王老板", 1), *((n, f"10{n}", f"收银员{n}", 4) for n in range(11, 17)))
    return (
        *(_role(number, role) for number, role in enumerate((OWNER, MANAGER, CLERK, CASHIER), 1)),
        *(
            _new("person", person, number=number, name=name, role=role, secret="unused")
            for person, number, name, role in people
        ),
        *(_method(method) for method in METHODS),
        *(
            _new("customer", customer, name=f"客户{customer}", level="member", credit_limit=40_000)
            for customer in CUSTOMERS
        ),
        _new("supplier", SUPPLIER, name="批发部"),
        _new("category", 11, name="食品"),
        *(_product(product, price) for product, price in PRODUCTS.items()),
        RecordChange("setting", 0, {"shop_name": "连锁", "receipt_footer": "谢谢"}),
    )


def _new(entity: str, record: int, **fields: Value) -> RecordChange:
    return RecordChange(entity, record, dict(fields), new=True)


def _role(record: int, role: RoleTemplate) -> RecordChange:
    permissions = " ".join(sorted(role.permissions))
    limit = role.discount_limit.e4
    return _new("role", record, name=role.code, permissions=permissions, discount_limit=limit)


def _method(method: PaymentMethod) -> RecordChange:
    return _new(
        "payment_method",
        method.method,
        name=method.name,
        kind=method.kind.value,
        fee_rate=method.fee_rate.e4,
        opens_drawer=method.opens_drawer,
        gives_change=method.gives_change,
        sort=int(method.method),
    )


def _product(product: int, price: int) -> RecordChange:
    fields: dict[str, Value] = {
        "code": f"10{product}",
        "name": f"商品{product}",
        "initials": f"sp{product}",
        "tax_rate": 1300,
        "category": 11,
        "weighed": product == WEIGHED,
        "unit.0.name": "kg" if product == WEIGHED else "个",
        "unit.0.factor": 1000,
        f"barcode.69{product:011d}": 0,
        PRICE_FIELD: price,
    }
    if product == CASED:
        fields |= {
            "unit.1.name": "箱",
            "unit.1.factor": 24_000,
            f"price.1.retail.{PRICED_SINCE}": 24 * price,
        }
    return RecordChange("product", product, fields, new=True)
