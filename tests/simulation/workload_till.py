"""What cashiers do: sell, take back, void, take money, count it, close the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.drawer import MoveCash, OpenDrawer, move_cash, open_drawer
from jxc_desktop.commands.held_baskets import HoldBasket, RecallBasket, hold_basket, recall_basket
from jxc_desktop.commands.print_jobs import ReprintReceipt, reprint_receipt
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.commands.till_trace import TraceRemoval, trace_removal
from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.ids import CustomerId, DocumentKey
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.tender import Payment
from jxc_desktop.queries.find_customer import basket_customer
from jxc_desktop.queries.find_shift import find_open_shift, unclosed_days
from jxc_desktop.queries.list_held_baskets import list_held_baskets
from jxc_desktop.queries.store_day import store_day
from tests.simulation import goods
from tests.simulation.goods import CASH, DEPOSIT, ON_ACCOUNT
from tests.simulation.hands import OWNER_ID
from tests.simulation.selling import bring_back, fill_basket, sell_basket, take_shift

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simulation.hands import Hands
    from tests.simulation.oracle import Fact


def sell(hands: Hands) -> None:
    """A few things for one way to pay."""
    method = hands.chance.choice((CASH, *goods.WALLETS))
    sell_basket(hands, fill_basket(hands), ((method, None),))


def sell_mixed(hands: Hands) -> None:
    """Part by wallet, the rest in cash, with a note too large."""
    basket = fill_basket(hands)
    part = Money(basket.total.minor // 3)
    if part:
        sell_basket(hands, basket, ((goods.WALLETS[0], part), (CASH, None)))


def sell_on_account(hands: Hands) -> None:
    """A known customer takes goods on account, or from what was paid in before."""
    customer = CustomerId(hands.chance.choice(goods.CUSTOMERS))
    named = hands.node.ask(lambda session: basket_customer(session, customer))
    if named is None:
        return
    basket = fill_basket(hands).with_customer(named)
    method = DEPOSIT if named.deposit >= basket.total else ON_ACCOUNT
    sell_basket(hands, basket, ((method, None),), customer=customer)


def impatient(hands: Hands) -> None:
    """Enter pressed twice sells once."""
    basket = fill_basket(hands)
    request = f"{hands.node.name}-{hands.chance.getrandbits(40)}"
    for _ in range(2):
        sell_basket(hands, basket, ((CASH, None),), request=request)


def take_back(hands: Hands) -> None:
    """Goods of one of this machine's own sales come back."""
    _take_back(hands, own=True)


def take_back_abroad(hands: Hands) -> None:
    """Goods come back to another till than they were bought at."""
    _take_back(hands, own=False)


def _take_back(hands: Hands, *, own: bool) -> None:
    node = hands.node
    sales = [
        fact
        for fact in hands.world.facts
        if fact["kind"] == "sale"
        and fact["lines"]
        and (fact["disk"] == node.name) is own
        and fact["store"] == node.place
    ]
    if sales:
        bring_back(hands, hands.chance.choice(sales[-12:]))


def void(hands: Hands) -> None:
    """The last receipt was a mistake."""
    mine = [
        fact
        for fact in hands.world.facts
        if fact["kind"] == "sale" and fact["disk"] == hands.node.name
    ]
    if not mine:
        return
    sale = mine[-1]
    take_shift(hands)
    fact: Fact = {"kind": "void", "of": sale, "customer": sale["customer"]}
    command = VoidSale(DocumentKey(sale["key"]), OWNER_ID, "打错了")
    hands.post(void_sale, command, fact)


def customer_pays(hands: Hands) -> None:
    """A deposit, or a part of what is owed."""
    take_shift(hands)
    customer = CustomerId(hands.chance.choice(goods.CUSTOMERS))
    named = hands.node.ask(lambda session: basket_customer(session, customer))
    if named is None:
        return
    repayment = named.owed > ZERO and hands.chance.random() < 0.7
    amount = Money(1 + hands.chance.randrange(named.owed.minor if repayment else 20_000))
    method = hands.chance.choice((CASH, *goods.WALLETS))
    fact: Fact = {
        "kind": "customer_paid",
        "customer": customer,
        "repayment": repayment,
        "payment": goods.payment_seen(method, amount.minor),
    }
    command = TakeCustomerMoney(
        OWNER_ID, customer, Payment(method, amount, amount), repayment=repayment
    )
    hands.post(take_customer_money, command, fact)


def move(hands: Hands) -> None:
    """Cash into the drawer, or out of it."""
    take_shift(hands)
    purpose = hands.chance.choice(list(CashPurpose))
    amount = 1 + hands.chance.randrange(5_000)
    signed = Money(amount if purpose.comes_in else -amount)
    fact: Fact = {"kind": "cash", "amount": signed.minor, "purpose": purpose.value}
    hands.post(move_cash, MoveCash(OWNER_ID, signed, purpose, "零钱"), fact)


def open_the_drawer(hands: Hands) -> None:
    """To give change."""
    hands.post(open_drawer, OpenDrawer(OWNER_ID, "换零钱"), {"kind": "event"})


def reprint(hands: Hands) -> None:
    """A copy of a receipt that this machine holds."""
    sales = [fact for fact in hands.world.facts if fact["kind"] == "sale"]
    if not sales:
        return
    sale = hands.chance.choice(sales[-10:])
    command = ReprintReceipt(DocumentKey(sale["key"]), OWNER_ID)
    hands.post(reprint_receipt, command, {"kind": "copy", "sale": sale["key"]})


def hold(hands: Hands) -> None:
    """Put a basket aside."""
    request = f"{hands.node.name}-{hands.chance.getrandbits(40)}"
    hands.post(
        hold_basket, HoldBasket(fill_basket(hands), hands.cashier, request), {"kind": "event"}
    )


def recall(hands: Hands) -> None:
    """Take a basket up again and sell it."""
    held = hands.node.ask(list_held_baskets)
    if not held:
        return
    command = RecallBasket(held[0].held, hands.cashier)
    recalled = hands.post(recall_basket, command, {"kind": "event"})
    if recalled is not None:
        sell_basket(hands, recalled.basket, ((CASH, None),), request=recalled.request)


def remove_line(hands: Hands) -> None:
    """A line taken out leaves a trace."""
    line = fill_basket(hands).lines[0]
    command = TraceRemoval(OWNER_ID, line, line.quantity, line.paid, whole_line=True)
    hands.post(trace_removal, command, {"kind": "event"})


def change_shift(hands: Hands) -> None:
    """Count the drawer and hand it over."""
    running = hands.node.ask(find_open_shift)
    if running is None:
        take_shift(hands)
        return
    counted = max(0, running.drawer_cash.minor + hands.chance.choice((0, 0, -100, 250)))
    left = hands.chance.choice((0, counted // 2))
    fact: Fact = {"kind": "shift_closed", "counted": counted, "left": left}
    hands.post(close_shift, CloseShift(OWNER_ID, Money(counted), Money(left)), fact)


def close_the_day(hands: Hands) -> None:
    """The earliest day that is still open, or today."""
    if hands.node.ask(find_open_shift) is not None:
        change_shift(hands)
    node = hands.node
    days = node.ask(unclosed_days)
    day = days[0] if days else node.ask(store_day)
    hands.post(close_day, CloseDay(OWNER_ID, day), {"kind": "day_closed"})


TILL_WORK: dict[str, Callable[[Hands], None]] = {
    "sell": sell,
    "sell_mixed": sell_mixed,
    "sell_on_account": sell_on_account,
    "impatient": impatient,
    "take_back": take_back,
    "take_back_abroad": take_back_abroad,
    "void": void,
    "customer_pays": customer_pays,
    "move_cash": move,
    "open_drawer": open_the_drawer,
    "reprint": reprint,
    "hold": hold,
    "recall": recall,
    "remove_line": remove_line,
    "change_shift": change_shift,
    "close_day": close_the_day,
}
