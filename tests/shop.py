"""A small shop for tests: a real encrypted store, a clock that tests set, people and goods."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.receive_goods import ReceiveGoods, receive_goods
from jxc_desktop.commands.shifts import OpenShift, open_shift
from jxc_desktop.commands.take_sale import SaleTaken, TakeSale, take_sale
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.goods import ReceivedLine
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.ids import (
    CustomerId,
    MethodId,
    PersonId,
    ProductId,
)
from jxc_desktop.domain.numbers import Money, Quantity, Rate
from jxc_desktop.domain.permissions import CASHIER, OWNER, RoleTemplate
from jxc_desktop.domain.tender import MethodKind, PaymentMethod, Tender
from jxc_desktop.journal.post import post
from jxc_desktop.queries.find_customer import basket_customer
from jxc_desktop.queries.find_sellable import find_sellable
from jxc_desktop.store.incarnation import first_till
from jxc_desktop.store.opening import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.documents.records import Value
    from jxc_desktop.domain.basket import BasketCustomer
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.store.session import ShopSession

C = TypeVar("C")
R = TypeVar("R")

KEY = bytes(range(32))
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
OWNER_ID, CASHIER_ID = PersonId(1), PersonId(2)
COLA, NOODLES, APPLES = ProductId(101), ProductId(102), ProductId(103)
COLA_CODE, COLA_CASE_CODE, NOODLES_CODE = "6901234567892", "6901234567908", "6920152414019"
CUSTOMER = CustomerId(501)

CASH = PaymentMethod(MethodId(1), "现金", MethodKind.CASH, opens_drawer=True, gives_change=True)
WECHAT = PaymentMethod(MethodId(2), "微信", MethodKind.WALLET, fee_rate=Rate(38))
ON_ACCOUNT = PaymentMethod(MethodId(6), "赊账", MethodKind.ON_ACCOUNT)
DEPOSIT = PaymentMethod(MethodId(7), "预存款", MethodKind.DEPOSIT)


@dataclass
class ShopClock:
    """A clock that stands still until a test moves it."""

    now: datetime = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Shop:
    """The shop with what tests need at hand."""

    store: Store
    clock: ShopClock
    signer: Ed25519PrivateKey
    requests: int = field(default=0)

    def do(self, handle: Callable[[ShopSession, C], R], command: C) -> R:
        """Run a command in a transaction of its own."""
        with self.store.transaction() as session:
            return handle(session, command)

    def ask(self, question: Callable[[ShopSession], R]) -> R:
        """Ask something of what is committed."""
        with self.store.reading() as session:
            return question(session)

    def item(self, code: str) -> SellableItem:
        found = self.ask(lambda session: find_sellable(session, code))
        assert found is not None
        return found

    def basket(self, *codes: str) -> Basket:
        basket = Basket()
        for code in codes:
            basket = basket.with_item(self.item(code))
        return basket

    def sell(self, basket: Basket, method: PaymentMethod = CASH, **options: object) -> SaleTaken:
        """Sell the basket for one method, exactly."""
        self.requests += 1
        tender = Tender(basket.total)
        if basket.total:
            tender = tender.with_payment(method, basket.total)
        command = TakeSale(
            basket=basket,
            tender=tender,
            actor=options.pop("actor", CASHIER_ID),  # type: ignore[arg-type]  # test options
            request=f"request-{self.requests}",
            **options,  # type: ignore[arg-type]  # test options
        )
        return self.do(take_sale, command)

    def customer(self) -> BasketCustomer:
        """The one customer that the shop knows, as a basket names it."""
        customer = self.ask(lambda session: basket_customer(session, CUSTOMER))
        assert customer is not None
        return customer

    def open_shift(self, brought: int = 20_000, actor: PersonId = CASHIER_ID) -> None:
        self.do(open_shift, OpenShift(actor, Money(brought)))

    def edit(self, entity: str, record: int, **fields: Value) -> None:
        with self.store.transaction() as session:
            write_records(session, (RecordChange(entity, record, dict(fields)),), OWNER_ID)


def make_shop(folder: Path, *, clock: ShopClock | None = None) -> Shop:
    """A shop that is set up and stocked; no shift is open."""
    shop = open_again(folder, clock=clock)
    with shop.store.transaction() as session:
        enrolled = TerminalEnrolled(
            name="收银台1",
            public_key=shop.signer.public_key().public_bytes_raw().hex(),
            version="test",
        )
        post(session, enrolled, actor=OWNER_ID)
        write_records(session, _records(), OWNER_ID)
        receive_goods(session, ReceiveGoods(OWNER_ID, _opening_stock()))
    return shop


def open_again(folder: Path, *, clock: ShopClock | None = None) -> Shop:
    """The shop in `folder` as it is; a new folder holds a shop that nobody has set up."""
    clock = clock or ShopClock()
    store = Store(folder / "shop.db", KEY)
    store.serve(first_till(clock, SIGNER.sign))
    return Shop(store, clock, SIGNER)


def _opening_stock() -> tuple[ReceivedLine, ...]:
    return (
        ReceivedLine(COLA, "可口可乐 500ml", Quantity(100_000), Money(20_000)),
        ReceivedLine(NOODLES, "康师傅红烧牛肉面(桶) 110g", Quantity(50_000), Money(16_000)),
        ReceivedLine(APPLES, "红富士苹果", Quantity(20_000), Money(12_000)),
    )


def _new(entity: str, record: int, **fields: Value) -> RecordChange:
    return RecordChange(entity, record, dict(fields), new=True)


def _role(record: int, role: RoleTemplate) -> RecordChange:
    return _new(
        "role",
        record,
        name=role.code,
        permissions=" ".join(sorted(role.permissions)),
        discount_limit=role.discount_limit.e4,
    )


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


def _product(record: int, code: str, name: str, initials: str, price: int) -> RecordChange:
    return RecordChange(
        "product",
        record,
        {
            "code": code,
            "name": name,
            "initials": initials,
            "tax_rate": 1300,
            "category": 11,
            "unit.0.name": "瓶",
            "unit.0.factor": 1000,
            "price.0.retail.2026-01-01": price,
        },
        new=True,
    )


def _records() -> tuple[RecordChange, ...]:
    cola = _product(COLA, "100001", "可口可乐 500ml", "kkkl500ml", 35_000)
    cola.fields.update(
        {
            f"barcode.{COLA_CODE}": 0,
            f"barcode.{COLA_CASE_CODE}": 1,
            "unit.1.name": "箱",
            "unit.1.factor": 24_000,
            "price.1.retail.2026-01-01": 780_000,
            "price.0.member.2026-01-01": 33_000,
        }
    )
    noodles = _product(NOODLES, "100002", "康师傅红烧牛肉面(桶) 110g", "ksfhsnrmt110g", 45_000)
    noodles.fields[f"barcode.{NOODLES_CODE}"] = 0
    apples = _product(APPLES, "100003", "红富士苹果", "hfspg", 129_800)
    apples.fields.update({"weighed": True, "scale_code": "00031", "unit.0.name": "kg"})
    return (
        _role(1, OWNER),
        _role(2, CASHIER),
        _new("person", OWNER_ID, number="1000", name="王老板", role=1),
        _new("person", CASHIER_ID, number="1001", name="李小红", role=2),
        _new("category", 11, name="饮料"),
        *(_method(method) for method in (CASH, WECHAT, ON_ACCOUNT, DEPOSIT)),
        _new(
            "customer",
            CUSTOMER,
            name="兴隆饭店",
            initials="xlfd",
            phone="19900000001",
            level="member",
            credit_limit=50_000,
        ),
        cola,
        noodles,
        apples,
    )
