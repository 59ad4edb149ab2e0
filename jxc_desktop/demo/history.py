"""Ninety days of the demo shop, played through the program's own commands, at their hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import delete

from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.drawer import MoveCash, move_cash
from jxc_desktop.commands.receive_goods import ReceiveGoods, receive_goods
from jxc_desktop.commands.shifts import CloseShift, OpenShift, close_shift, open_shift
from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.commands.take_sale import SaleTaken, TakeSale, take_sale
from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.demo.demand import HOURS, MORNING_ENDS, Demand, Wanted
from jxc_desktop.documents.goods import ReceivedLine
from jxc_desktop.domain.basket import Basket, BasketCustomer, ReturnOf
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import ZERO, Money, Quantity
from jxc_desktop.domain.tender import MethodKind, Payment, PaymentMethod, Tender
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.find_customer import basket_customer
from jxc_desktop.queries.find_shift import drawer_cash

if TYPE_CHECKING:
    from jxc_desktop.demo.story_clock import StoryClock
    from jxc_desktop.domain.ids import CustomerId, ProductId, SupplierId
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.store.opening import Store
    from jxc_desktop.store.session import ShopSession

Progress = Callable[[int, int], None]

NOBODY = PersonId(0)
_FLOAT = Money(30_000)
_ON_ACCOUNT_SHARE, _RETURN_SHARE, _VOID_SHARE = 0.03, 0.012, 0.004


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what the story is about."""

    owner: PersonId
    cashiers: tuple[PersonId, ...]
    methods: tuple[PaymentMethod, ...]
    customers: tuple[CustomerId, ...]
    wanted: tuple[Wanted, ...]
    suppliers: tuple[tuple[SupplierId, str], ...]


@dataclass
class History:
    """The story as far as it has been told."""

    store: Store
    clock: StoryClock
    cast: Cast
    chance: Random
    customers_a_day: int = 70
    sold: Counter[ProductId] = field(default_factory=Counter)
    """Base quantity sold since the last delivery, in thousandths, by product."""
    requests: int = 0
    on_duty: PersonId = NOBODY

    def play(self, first: date, days: int, progress: Progress) -> None:
        """Tell `days` days from `first` on; `progress` hears of each one."""
        demand = Demand(self.cast.wanted, self.chance)
        for number in range(days):
            with self.store.transaction() as session:
                self._day(session, demand, first + timedelta(days=number), number)
                # What was printed then is on paper; nothing of it is owed today.
                session.execute(delete(PrintJob))
            progress(number + 1, days)

    def _day(self, session: ShopSession, demand: Demand, day: date, number: int) -> None:
        self.clock.go_to(day, 6, 40)
        if number == 0:
            self._opening_stock(session)
        elif day.weekday() in {0, 3}:
            self._delivery(session)
        self.clock.go_to(day, 7, 0)
        self._open(session, number)
        if number == 0:
            self._deposits(session)
        for hour in HOURS:
            if hour == MORNING_ENDS:
                self._close(session)
                self._open(session, number + 1)
            self._hour(session, demand, day, hour)
        self._errands(session, number)
        self.clock.go_to(day, 23, 0)
        self._close(session)
        close_day(session, CloseDay(self.cast.owner, day))

    def _open(self, session: ShopSession, turn: int) -> None:
        cashiers = self.cast.cashiers
        self.on_duty = cashiers[turn % len(cashiers)]
        brought = max(ZERO, _FLOAT - drawer_cash(session))
        open_shift(session, OpenShift(self.on_duty, brought))

    def _close(self, session: ShopSession) -> None:
        """Count the drawer; now and then a coin is missing or too many."""
        expected = drawer_cash(session)
        slip = self.chance.choice((0, 0, 0, 0, 0, 50, -50, -100, 100, -350))
        counted = max(ZERO, expected + Money(slip))
        left = min(counted, _FLOAT)
        close_shift(session, CloseShift(self.on_duty, counted, left, blind=True))

    def _hour(self, session: ShopSession, demand: Demand, day: date, hour: int) -> None:
        busy = 1.25 if day.weekday() >= 5 else 1.0
        customers = demand.customers_at(hour, round(self.customers_a_day * busy))
        minutes = sorted(self.chance.randrange(60) for _ in range(customers))
        for minute in minutes:
            self.clock.go_to(day, hour, minute, self.chance.randrange(60))
            self._customer(session, demand)

    def _customer(self, session: ShopSession, demand: Demand) -> None:
        """One customer buys, some on account; some bring goods back, some slips are void."""
        named = None
        if self.chance.random() < _ON_ACCOUNT_SHARE and self.cast.customers:
            named = basket_customer(session, self.chance.choice(self.cast.customers))
        basket = demand.basket(Basket().with_customer(named))
        method = self._method(demand, named, basket.total)
        taken = self._sell(session, basket, method)
        for line in basket.sale_lines:
            self.sold[line.item.product] += line.base_quantity.milli
        fate = self.chance.random()
        if fate < _VOID_SHARE:
            void_sale(session, VoidSale(taken.sale, self.cast.owner, "顾客不要了"))
        elif fate < _VOID_SHARE + _RETURN_SHARE:
            self._bring_back(session, taken, basket, method)

    def _method(self, demand: Demand, named: BasketCustomer | None, total: Money) -> PaymentMethod:
        kind = demand.method_kind()
        if named is not None and total <= named.credit_left:
            kind = MethodKind.ON_ACCOUNT
        elif named is not None and total <= named.deposit:
            kind = MethodKind.DEPOSIT
        return self.chance.choice([each for each in self.cast.methods if each.kind is kind])

    def _sell(self, session: ShopSession, basket: Basket, method: PaymentMethod) -> SaleTaken:
        self.requests += 1
        tender = Tender(basket.total)
        if basket.total:
            reference = "0000" if method.needs_reference else ""
            tender = tender.with_payment(method, basket.total, reference)
        command = TakeSale(
            basket, tender, self.on_duty, f"demo-{self.requests}", print_receipt=False
        )
        return take_sale(session, command)

    def _bring_back(
        self, session: ShopSession, taken: SaleTaken, basket: Basket, method: PaymentMethod
    ) -> None:
        """The first line comes back with its receipt; the money goes the way it came."""
        line = basket.lines[0]
        of = ReturnOf(taken.sale, 1, line.quantity, line.paid)
        back = Basket().with_customer(basket.customer)
        back = back.with_return(line.item, line.quantity, of, line.price)
        if method.kind is not MethodKind.CASH or -back.total <= drawer_cash(session):
            self._sell(session, back, method)

    def _errands(self, session: ShopSession, number: int) -> None:
        """Skim the drawer, pay for small things, and once a month customers pay what they owe."""
        drawer = drawer_cash(session)
        if drawer > Money(150_000):
            skim = MoveCash(self.cast.owner, -Money(100_000), CashPurpose.TO_SAFE, "存入保险柜")
            move_cash(session, skim)
        if number % 4 == 1 and drawer > Money(10_000):
            spent = -Money(self.chance.randrange(500, 6_000))
            move_cash(
                session, MoveCash(self.cast.owner, spent, CashPurpose.EXPENSE, "买垃圾袋、交水费")
            )
        if number % 30 == 27:
            self._collect(session)

    def _collect(self, session: ShopSession) -> None:
        wallet = next(each for each in self.cast.methods if each.kind is MethodKind.WALLET)
        for customer in self.cast.customers:
            known = basket_customer(session, customer)
            if known is not None and known.owed > ZERO and self.chance.random() < 0.8:
                payment = Payment(wallet, known.owed, known.owed)
                take_customer_money(
                    session,
                    TakeCustomerMoney(self.cast.owner, customer, payment, repayment=True),
                )

    def _deposits(self, session: ShopSession) -> None:
        wallet = next(each for each in self.cast.methods if each.kind is MethodKind.WALLET)
        for customer in self.cast.customers[::5]:
            amount = Money(50_000)
            payment = Payment(wallet, amount, amount)
            take_customer_money(session, TakeCustomerMoney(self.cast.owner, customer, payment))

    def _opening_stock(self, session: ShopSession) -> None:
        """Enough of everything for two weeks, weighed goods by the kilogram."""
        heaviest = max(each.weight for each in self.cast.wanted)
        lines = [
            _received(each.item, Quantity(1000 * (6 + 180 * each.weight // heaviest)))
            for each in self.cast.wanted
        ]
        for start in range(0, len(lines), _LINES_A_DELIVERY):
            chunk = tuple(lines[start : start + _LINES_A_DELIVERY])
            receive_goods(session, ReceiveGoods(self.cast.owner, chunk, note="期初库存"))

    def _delivery(self, session: ShopSession) -> None:
        """What was sold comes again, a little more than that."""
        by_product = {each.item.product: each.item for each in self.cast.wanted}
        lines = [
            _received(by_product[product], Quantity(-(-milli // 1000) * 1000 + 1000))
            for product, milli in sorted(self.sold.items())
            if product in by_product
        ]
        self.sold.clear()
        for number, start in enumerate(range(0, len(lines), _LINES_A_DELIVERY)):
            supplier, name = self.cast.suppliers[number % len(self.cast.suppliers)]
            chunk = tuple(lines[start : start + _LINES_A_DELIVERY])
            receive_goods(session, ReceiveGoods(self.cast.owner, chunk, supplier, name))


_LINES_A_DELIVERY = 60


def _received(item: SellableItem, quantity: Quantity) -> ReceivedLine:
    """A line of a delivery at the last purchase price, its tax apart."""
    value = item.cost.amount(quantity)
    return ReceivedLine(
        item.product, item.name, quantity, value, value.at_rate(item.tax_rate), item.tax_rate
    )
