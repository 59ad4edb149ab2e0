"""A trading day posted document by document, with every figure worked out by hand beside it.

serial  hour  what                                              net    cost   how
1       10    3 cola 3.50                                     10.50    6.00   cash, 20.00 given
2       10    2 noodles 4.50, line discount 0.90               8.10    6.40   wechat, fee 0.03
3       11    1 case cola 78.00, 1.5 kg apples 12.98 = 19.47;
              5.00 off it all (4.00 + 1.00), 抹零 0.07        92.40   57.00   cash 50.00,
                                                                              wechat 42.40, 0.16
4       11    10 noodles                                      45.00   32.00   on account
-       12    deposit of a customer                          100.00           cash
5       12    4 cola                                          14.00    8.00   deposit
6       12    1 cola of serial 1 comes back                   -3.50   -2.00   cash
7       12    1 cola                                           3.50    2.00   wechat, fee 0.01
8       12    serial 7 voided                                 -3.50   -2.00   wechat
-       13    cash out 30.00, cash in 50.00, drawer opened, a line removed, a copy printed
-       13    first shift closed: 377.00 expected, 373.50 counted, 200.00 left
9       15    second shift: 2 cola                             7.00    4.00   cash
-       16    second shift closed: 207.00 expected and counted, 200.00 left
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.documents.sale import LineRemark, Sale, SaleLine, SalePayment
from jxc_desktop.documents.shift import (
    CashMoved,
    CountedMethod,
    CountedNote,
    DrawerOpened,
    ShiftClosed,
    ShiftOpened,
)
from jxc_desktop.domain.ids import CategoryId, DocumentKey, PersonId, ProductId, WarehouseId
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.journal.post import post
from jxc_desktop.queries.figure_rows import NO_SHIFT
from tests.shop import APPLES, CASHIER_ID, COLA, CUSTOMER, NOODLES, OWNER_ID, Shop

if TYPE_CHECKING:
    from jxc_desktop.documents.kinds import Body

DRINKS, INSTANT, FRUIT = CategoryId(11), CategoryId(12), CategoryId(13)
CATEGORIES = {DRINKS: "饮料", INSTANT: "方便食品", FRUIT: "水果"}


@dataclass(frozen=True)
class HandDay:
    """The shifts of the day and its first receipt."""

    first_shift: DocumentKey
    second_shift: DocumentKey
    first_sale: DocumentKey


def cola(bottles: int, net: int, tax: int, remark: LineRemark | None = None) -> SaleLine:
    return line(
        COLA,
        "可口可乐 500ml",
        bottles,
        net=net,
        cost=bottles * 200,
        tax=tax,
        category=DRINKS,
        remark=remark,
    )


def noodles(
    cups: int, net: int, tax: int, *, discount: int = 0, remark: LineRemark | None = None
) -> SaleLine:
    return line(
        NOODLES,
        "牛肉面",
        cups,
        net=net,
        cost=cups * 320,
        tax=tax,
        category=INSTANT,
        discount=discount,
        remark=remark,
    )


def line(
    product: ProductId,
    name: str,
    pieces: int,
    *,
    net: int,
    cost: int,
    tax: int,
    category: CategoryId,
    remark: LineRemark | None = None,
    discount: int = 0,
) -> SaleLine:
    """So many pieces for `net` fen in all."""
    return SaleLine(
        product=product,
        name=name,
        unit="瓶" if category == DRINKS else "桶",
        quantity=Quantity(pieces * 1000),
        factor=Quantity(1000),
        price=UnitPrice((net + discount) * 100 // pieces),
        net=Money(net),
        cost=Money(cost),
        tax=Money(tax),
        tax_rate=Rate(1300),
        category=category,
        discount=Money(discount),
        remark=remark,
    )


CASE_AND_APPLES = (
    SaleLine(
        product=COLA,
        name="可口可乐 500ml",
        unit="箱",
        quantity=Quantity(1000),
        factor=Quantity(24_000),
        price=UnitPrice(780_000),
        net=Money(7394),
        cost=Money(4800),
        tax=Money(851),
        tax_rate=Rate(1300),
        category=DRINKS,
        share=Money(400),
        rounding=Money(-6),
    ),
    SaleLine(
        product=APPLES,
        name="红富士苹果",
        unit="kg",
        quantity=Quantity(1500),
        factor=Quantity(1000),
        price=UnitPrice(129_800),
        net=Money(1846),
        cost=Money(900),
        tax=Money(152),
        tax_rate=Rate(900),
        category=FRUIT,
        share=Money(100),
        rounding=Money(-1),
    ),
)


def paid(method: int, amount: int, *, fee: int = 0, tendered: int | None = None) -> SalePayment:
    """A payment by one of the test shop's methods."""
    name, kind = {
        1: ("现金", "cash"),
        2: ("微信", "wallet"),
        6: ("赊账", "on_account"),
        7: ("预存款", "deposit"),
    }[method]
    given = None if tendered is None else Money(tendered)
    return SalePayment(
        method=method,  # type: ignore[arg-type]  # a plain number will do here
        name=name,
        kind=kind,
        amount=Money(amount),
        fee=Money(fee),
        tendered=given,
    )


@dataclass
class Counter:
    """Posts what happens at the counter and counts the receipts."""

    shop: Shop
    shift: DocumentKey = NO_SHIFT
    serial: int = 0
    person: PersonId = CASHIER_ID

    def at(self, hour: int, minute: int = 0) -> None:
        """It is so late by the shop's clock."""
        self.shop.clock.now = datetime(2026, 11, 24, hour - 8, minute, tzinfo=UTC)

    def post(self, body: Body) -> DocumentKey:
        with self.shop.store.transaction() as session:
            return post(session, body, actor=self.person).key

    def open(self, number: int, person: PersonId, *, brought: int = 0, found: int = 0) -> None:
        self.person = person
        opened = ShiftOpened(number=number, brought=Money(brought), found=Money(found))
        self.shift = self.post(opened)

    def sell(
        self,
        *lines: SaleLine,
        by: tuple[SalePayment, ...],
        returns: tuple[SaleLine, ...] = (),
        change: int = 0,
        voids: DocumentKey | None = None,
        customer: bool = False,
    ) -> DocumentKey:
        self.serial += 1
        return self.post(
            Sale(
                serial=self.serial,
                shift=self.shift,
                warehouse=WarehouseId(1),
                lines=lines,
                returns=returns,
                payments=by,
                total=Money.sum(each.amount for each in by),
                change=Money(change),
                customer=CUSTOMER if customer else None,
                customer_name="兴隆饭店" if customer else "",
                voids=voids,
            )
        )


def play(shop: Shop) -> HandDay:
    """Post the day; it is not closed yet."""
    for category, name in CATEGORIES.items():
        shop.edit("category", category, name=name)
    counter = Counter(shop)
    counter.at(9, 55)
    counter.open(1, CASHIER_ID, brought=20_000)
    first_shift = counter.shift
    first_sale = _morning(counter)
    _noon(counter, first_sale)
    _close_first_shift(counter)
    counter.at(14, 55)
    counter.open(2, OWNER_ID, found=20_000)
    counter.at(15, 30)
    counter.sell(cola(2, 700, 81), by=(paid(1, 700),))
    counter.at(16)
    counter.post(
        ShiftClosed(
            shift=counter.shift, expected=Money(20_700), counted=Money(20_700), left=Money(20_000)
        )
    )
    return HandDay(first_shift, counter.shift, first_sale)


def _morning(counter: Counter) -> DocumentKey:
    counter.at(10, 5)
    first = counter.sell(cola(3, 1050, 121), by=(paid(1, 1050, tendered=2000),), change=950)
    counter.at(10, 40)
    cheaper = LineRemark(reason="临期")
    two = noodles(2, 810, 93, remark=cheaper, discount=90)
    counter.sell(two, by=(paid(2, 810, fee=3),))
    counter.at(11, 10)
    counter.sell(*CASE_AND_APPLES, by=(paid(1, 5000), paid(2, 4240, fee=16)))
    counter.at(11, 50)
    ten = noodles(10, 4500, 518)
    counter.sell(ten, by=(paid(6, 4500),), customer=True)
    return first


def _noon(counter: Counter, first_sale: DocumentKey) -> None:
    counter.at(12, 0)
    counter.post(
        CustomerPaid(
            serial=1,
            shift=counter.shift,
            customer=CUSTOMER,
            customer_name="兴隆饭店",
            purpose="deposit",
            payment=paid(1, 10_000),
        )
    )
    counter.at(12, 10)
    counter.sell(cola(4, 1400, 161), by=(paid(7, 1400),), customer=True)
    back = LineRemark(takes_back_sale=first_sale, takes_back_line=1)
    counter.sell(returns=(cola(1, 350, 40, back),), by=(paid(1, -350),))
    wrong = counter.sell(cola(1, 350, 40), by=(paid(2, 350, fee=1),))
    undone = LineRemark(takes_back_sale=wrong, takes_back_line=1)
    counter.sell(returns=(cola(1, 350, 40, undone),), by=(paid(2, -350, fee=-1),), voids=wrong)
    counter.at(13)
    counter.post(
        CashMoved(shift=counter.shift, amount=Money(-3000), purpose="expense", reason="买胶带")
    )
    counter.post(
        CashMoved(shift=counter.shift, amount=Money(5000), purpose="float", reason="补零钱")
    )
    counter.post(DrawerOpened(shift=counter.shift, reason="换零钱"))
    removed = TillEvent.LINE_REMOVED.value
    counter.post(EventRecorded(event=removed, shift=counter.shift, amount=Money(450)))
    copied = TillEvent.RECEIPT_REPRINTED.value
    counter.post(
        EventRecorded(event=copied, shift=counter.shift, about=first_sale, amount=Money(1050))
    )


def _close_first_shift(counter: Counter) -> None:
    counter.at(13, 30)
    counter.post(
        ShiftClosed(
            shift=counter.shift,
            expected=Money(37_700),
            counted=Money(37_350),
            left=Money(20_000),
            notes=(
                CountedNote(Money(10_000), 3),
                CountedNote(Money(5000), 1),
                CountedNote(Money(1000), 2),
                CountedNote(Money(100), 3),
                CountedNote(Money(50), 1),
            ),
            methods=(
                CountedMethod(
                    method=2, name="微信", expected=Money(5050), counted=Money(5050), receipts=4
                ),
            ),
            blind=True,
            held_baskets=1,
            taken_over_by=OWNER_ID,
            remark="少三块五，已告知店长",
        )
    )
