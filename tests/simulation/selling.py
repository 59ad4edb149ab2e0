"""Baskets filled, sold and brought back, with what the customer saw of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.commands.shifts import OpenShift, open_shift
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.domain.basket import Basket, Discount, DiscountKind
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey, ProductId
from jxc_desktop.domain.numbers import NOTHING, ZERO, Money, Quantity, Rate
from jxc_desktop.domain.tender import PaymentMethod, Tender
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.find_sellable import find_unit
from jxc_desktop.queries.find_shift import running_shift
from tests.simulation import goods
from tests.simulation.hands import OWNER_ID
from tests.simulation.oracle import price_of

if TYPE_CHECKING:
    from jxc_desktop.commands.take_sale import SaleTaken
    from tests.simulation.hands import Hands
    from tests.simulation.oracle import Fact

Ways = tuple[tuple[PaymentMethod, Money | None], ...]
"""How it is paid; None is what is missing."""


def take_shift(hands: Hands) -> None:
    """Open the till where it is closed."""
    if hands.node.ask(running_shift) is None:
        brought = 100 * hands.chance.randrange(300)
        fact: Fact = {"kind": "shift_opened", "brought": brought}
        hands.post(open_shift, OpenShift(OWNER_ID, Money(brought)), fact)


def fill_basket(hands: Hands) -> Basket:
    """One to four things, at the prices that the screen shows; a discount now and then."""
    basket = Basket()
    for _ in range(hands.chance.randrange(1, 5)):
        product = ProductId(hands.chance.choice(list(goods.PRODUCTS)))
        cased = product == goods.CASED and hands.chance.random() < 0.2
        item = hands.node.ask(lambda s, p=product, u=int(cased): find_unit(s, p, u))  # type: ignore[misc]  # bound now
        if item is None:
            hands.world.fault(f"{hands.node.name} does not know product {product}")
            continue
        milli = 1000 * hands.chance.randrange(1, 4)
        if item.weighed:
            milli = hands.chance.randrange(1, 3000)
        basket = basket.with_item(item, Quantity(milli))
    _look_at_the_total(hands, basket)
    if basket.lines and hands.chance.random() < 0.15:
        percent = Discount(DiscountKind.PERCENT, Rate(1_000), reason="熟客")
        basket = basket.with_line_discount(1, percent)
    return basket


def _look_at_the_total(hands: Hands, basket: Basket) -> None:
    """The cashier knows how to multiply."""
    expected = sum(price_of(line.price.e4, line.quantity.milli) for line in basket.lines)
    if basket.total.minor != expected:
        hands.world.fault(f"{basket.total.minor} is asked for {expected}")


def sell_basket(
    hands: Hands, basket: Basket, ways: Ways, *, customer: int | None = None, request: str = ""
) -> SaleTaken | None:
    """Sell it; a machine that stopped meanwhile is asked again with the same request."""
    if basket.is_empty:
        return None
    take_shift(hands)
    tender = _tender(basket, ways)
    if tender is None:
        return None
    request = request or f"{hands.node.name}-{hands.chance.getrandbits(40)}"
    if any(fact.get("request") == request for fact in hands.world.facts):
        _press_again(hands, TakeSale(basket, tender, OWNER_ID, request))
        return None
    fact: Fact = {
        "kind": "sale",
        "request": request,
        "customer": customer,
        "total": basket.total.minor,
        "lines": [
            (line.item.product, line.base_quantity.milli, line.paid.minor)
            for line in basket.sale_lines
        ],
        "returns": [
            (
                line.item.product,
                line.base_quantity.milli,
                line.paid.minor,
                None if line.return_of is None else (int(line.return_of.sale), line.return_of.line),
            )
            for line in basket.return_lines
        ],
        "payments": [
            goods.payment_seen(payment.method, payment.amount.minor) for payment in tender.payments
        ],
    }
    actor = hands.cashier if hands.chance.random() < 0.3 and not basket.return_lines else OWNER_ID
    return hands.post(take_sale, TakeSale(basket, tender, actor, request), fact)


def _press_again(hands: Hands, command: TakeSale) -> None:
    """What was sold is sold: the answer is the same receipt, and nothing is posted."""
    before = hands.node.head_key()
    hands.post(take_sale, command)
    if hands.node.kept_since(before):
        hands.world.fault(f"{command.request} was sold twice")


def _tender(basket: Basket, ways: Ways) -> Tender | None:
    tender = Tender(basket.total)
    for method, amount in ways:
        if not tender.complete:
            tender = tender.with_payment(method, tender.missing if amount is None else amount)
    return tender if tender.complete else None


def bring_back(hands: Hands, sale: Fact) -> None:
    """A part of the first line that still has something left comes back, for cash."""
    found = hands.node.ask(lambda session: find_receipt(session, DocumentKey(sale["key"])))
    if found is None:
        return
    for line in found.lines:
        back = line.returnable
        if back is None or back.left <= NOTHING:
            continue
        half = Quantity(
            back.left.milli // 2 if line.item.weighed else back.left.milli // 2000 * 1000
        )
        quantity = half if half and hands.chance.random() < 0.5 else back.left
        try:
            basket = Basket().with_return(line.item, quantity, back, line.price)
        except Refusal as refusal:
            hands.world.tell(f"{hands.node.name} refused {refusal.code}")
            return
        if basket.total == ZERO:
            return
        sell_basket(hands, basket, ((goods.CASH, None),), customer=None)
        return
