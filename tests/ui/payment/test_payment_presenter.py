"""Taking the money at a till with a queue: cash, wallets, both, on account, and money back."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from jxc_desktop.commands.take_sale import SaleTaken, TakeSale
from jxc_desktop.domain.basket import Basket, BasketCustomer
from jxc_desktop.domain.discount import Discount
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import MethodId
from jxc_desktop.domain.numbers import ONE, Money, Rate
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.rounding import NO_ROUNDING, RoundingRule, RoundingStep
from jxc_desktop.domain.tender import MethodKind, PaymentMethod
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
from jxc_desktop.ui.payment.presenter import PaymentLinks, PaymentPresenter
from jxc_desktop.ui.payment.shown import PaymentShown, SoldShown
from tests.shop import CASH, COLA_CODE, CUSTOMER, DEPOSIT, NOODLES_CODE, ON_ACCOUNT, WECHAT
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.counter_memory import CounterMemory


@dataclass
class PaymentMemory(CounterMemory):
    """The payment page as tests see it."""

    shown: list[PaymentShown] = field(default_factory=list)
    sold: list[SoldShown] = field(default_factory=list)
    selling: list[bool] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    changes: list[Money | None] = field(default_factory=list)
    left: int = 0
    cleared: int = 0

    @property
    def now(self) -> PaymentShown:
        return self.shown[-1]

    def show_payment(self, shown: PaymentShown) -> None:
        self.shown.append(shown)

    def clear_amount(self) -> None:
        self.cleared += 1

    def show_change(self, change: Money | None) -> None:
        self.changes.append(change)

    def show_selling(self, *, on: bool) -> None:
        self.selling.append(on)

    def show_problem(self, refusal: Refusal) -> None:
        self.problems.append(refusal.code)

    def leave_payment(self) -> None:
        self.left += 1

    def show_sold(self, sold: SoldShown) -> None:
        self.sold.append(sold)


@dataclass
class Till:
    counter: Counter
    approval: ApprovalMemory
    rule: RoundingRule = NO_ROUNDING
    screen: PaymentMemory = field(default_factory=PaymentMemory)
    scanned: list[str] = field(default_factory=list)
    sales: list[SaleTaken] = field(default_factory=list)
    customers_asked: int = 0

    def __post_init__(self) -> None:
        doors = self.counter.doors
        self.in_hand = BasketInHand(doors.desk, self.rule)
        links = PaymentLinks(self.scanned.append, self._customer_asked, self.sales.append)
        approvals = ApprovalPresenter(doors, self.approval)
        self.presenter = PaymentPresenter(doors, self.in_hand, approvals, self.screen, links)

    def _customer_asked(self) -> None:
        self.customers_asked += 1

    def pay(self, basket: Basket) -> None:
        self.in_hand.put(basket)
        self.presenter.start()

    def scan(self, *codes: str) -> Basket:
        basket = self.in_hand.basket
        for code in codes:
            basket = basket.with_item(self.counter.shop.item(code))
        return basket

    def customer(self) -> BasketCustomer:
        return self.counter.shop.customer()

    def taken(self) -> list[TakeSale]:
        return self.counter.handed_in(TakeSale)


@pytest.fixture
def till(counter: Counter, approval: ApprovalMemory) -> Till:
    return Till(counter, approval)


def test_enter_takes_the_exact_cash(till: Till) -> None:
    till.pay(till.scan(COLA_CODE, NOODLES_CODE))
    assert till.screen.now.chosen.kind is MethodKind.CASH
    assert till.screen.now.quick == (
        Money(800),
        Money(1000),
        Money(2000),
        Money(5000),
        Money(10000),
    )
    till.presenter.take(None)
    (sold,) = till.screen.sold
    assert (sold.total, sold.change, sold.paid_by) == (Money(800), Money(0), ("现金",))
    assert till.in_hand.basket.is_empty


def test_a_hundred_note_gives_change(till: Till) -> None:
    till.pay(till.scan(COLA_CODE, NOODLES_CODE))
    till.presenter.take(Money(10_000))
    (sold,) = till.screen.sold
    assert (sold.tendered, sold.change) == (Money(10_000), Money(9_200))
    assert till.sales[0].opens_drawer


def test_the_change_is_seen_while_the_amount_is_typed(till: Till) -> None:
    till.pay(till.scan(COLA_CODE, NOODLES_CODE))
    for typed in (Money(100), Money(1_000), Money(10_000), None):
        till.presenter.type_amount(typed)
    assert till.screen.changes == [None, Money(200), Money(9_200), None]
    till.presenter.choose(WECHAT)
    till.presenter.type_amount(Money(10_000))
    assert till.screen.changes[-1] is None


def test_an_impatient_cashier_sells_once(till: Till) -> None:
    till.pay(till.scan(COLA_CODE))
    for _ in range(3):
        till.presenter.take(None)
    assert len(till.taken()) == 1
    assert len(till.screen.sold) == 1


def test_half_in_cash_and_the_rest_by_wechat(till: Till) -> None:
    till.pay(till.scan(COLA_CODE, NOODLES_CODE))
    till.presenter.take(Money(500))
    assert till.screen.sold == []
    assert till.screen.now.tender.missing == Money(300)
    till.presenter.choose(WECHAT)
    assert till.screen.now.quick == (), "a wallet takes what is missing, not notes"
    till.presenter.take(None)
    assert till.screen.sold[0].paid_by == ("现金", "微信")


def test_a_payment_is_taken_back_before_the_sale(till: Till) -> None:
    till.pay(till.scan(COLA_CODE, NOODLES_CODE))
    till.presenter.take(Money(500))
    till.presenter.remove(1)
    assert till.screen.now.tender.payments == ()
    till.presenter.remove(1)
    assert till.screen.problems == ["payment_unknown"]


def test_a_wallet_gives_no_change(till: Till) -> None:
    till.pay(till.scan(COLA_CODE))
    till.presenter.choose(WECHAT)
    till.presenter.take(Money(1000))
    assert till.screen.problems == ["tender_over"]
    till.presenter.take(Money(0))
    assert till.screen.problems == ["tender_over", "tender_zero"]
    assert till.taken() == []


def test_a_barcode_in_the_amount_is_refused(till: Till) -> None:
    till.pay(till.scan(COLA_CODE))
    till.presenter.take(Money(690_123_456_789_200))
    assert till.screen.problems == ["tender_too_large"]


def test_an_empty_basket_is_not_paid(till: Till) -> None:
    till.presenter.start()
    assert till.screen.refusals == ["basket_empty"]
    assert till.screen.shown == []


def test_on_account_asks_whose_account_it_is(till: Till) -> None:
    till.pay(till.scan(COLA_CODE))
    till.presenter.choose(ON_ACCOUNT)
    assert till.customers_asked == 1
    till.presenter.take(None)
    assert till.screen.problems == ["customer_needed"]
    till.in_hand.put(till.in_hand.basket.with_customer(till.customer()))
    account = till.screen.now.account
    assert account is not None
    assert (account.limit, account.before, account.after) == (Money(50_000), Money(0), Money(330))
    till.presenter.take(None)
    assert till.screen.sold[0].customer == "兴隆饭店"
    assert till.customer().owed == Money(330)


def test_over_the_credit_limit_the_owner_has_to_come(till: Till) -> None:
    till.counter.shop.edit("customer", CUSTOMER, credit_limit=300)
    till.pay(till.scan(COLA_CODE).with_customer(till.customer()))
    till.presenter.choose(ON_ACCOUNT)
    account = till.screen.now.account
    assert account is not None
    assert account.over == Money(30)
    till.presenter.take(None)
    assert till.approval.asked == [Permission.OVER_CREDIT_LIMIT]
    assert till.screen.selling == [True]
    till.approval.enter("1000", "1470")
    assert till.screen.selling == [True, False]
    assert len(till.screen.sold) == 1


def test_nobody_comes_and_the_customer_pays_cash(till: Till) -> None:
    till.counter.shop.edit("customer", CUSTOMER, credit_limit=300)
    till.pay(till.scan(COLA_CODE).with_customer(till.customer()))
    till.presenter.choose(ON_ACCOUNT)
    till.presenter.take(None)
    till.approval.dismiss()
    assert till.screen.problems == ["permission_missing"]
    till.presenter.remove(1)
    till.presenter.take(None)
    assert till.screen.sold[0].paid_by == ("现金",)


def test_a_deposit_gives_no_more_than_there_is(till: Till) -> None:
    till.pay(till.scan(COLA_CODE).with_customer(till.customer()))
    till.presenter.choose(DEPOSIT)
    assert till.screen.now.preset == Money(0)
    till.presenter.take(Money(330))
    assert till.screen.problems == ["deposit_too_small"]
    assert till.screen.sold == []


def test_without_a_shift_the_sale_is_refused_and_kept(
    counter: Counter, approval: ApprovalMemory
) -> None:
    till = Till(counter, approval)
    with counter.shop.store.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM shift")
    till.pay(till.scan(COLA_CODE))
    till.presenter.take(None)
    assert till.screen.problems == ["shift_not_open"]
    assert till.in_hand.basket.total == Money(350)
    assert not till.in_hand.is_away


def test_an_even_exchange_is_settled_by_enter(till: Till) -> None:
    cola = till.counter.shop.item(COLA_CODE)
    till.counter.shop.edit(
        "role",
        2,
        permissions=" ".join((*till.counter.doors.cashier.permissions, "return_without_receipt")),
    )
    basket = till.scan(COLA_CODE).with_return(cola, ONE, None, cola.unit_price)
    till.pay(basket)
    assert till.screen.now.tender.complete
    till.presenter.take(None)
    assert till.screen.sold[0].total == Money(0)


def test_money_goes_back_the_way_it_came(till: Till) -> None:
    shop = till.counter.shop
    sold = shop.sell(shop.basket(COLA_CODE), WECHAT)
    facts = shop.ask(lambda session: find_receipt(session, sold.sale))
    assert facts is not None
    line = facts.lines[0]
    till.pay(till.in_hand.basket.with_return(line.item, ONE, line.returnable, line.price))
    assert till.screen.now.goes_back
    assert till.screen.now.chosen.name == "微信"
    assert till.screen.now.preset == Money(350)
    till.presenter.choose(CASH)
    assert till.approval.asked == [Permission.REFUND_OTHER_METHOD]
    till.approval.enter("1000", "1470")
    till.presenter.take(None)
    assert till.screen.sold[0].total == Money(-350)
    assert till.screen.sold[0].paid_by == ("现金",)


def test_a_discount_that_the_owner_allowed_is_not_asked_again(till: Till) -> None:
    till.approval.allow()
    basket = till.scan(COLA_CODE).with_order_discount(Discount.percent(Rate(4000)))
    till.pay(basket)
    till.presenter.take(None)
    assert till.approval.asked == [Permission.DISCOUNT_ORDER, Permission.DISCOUNT_OVER_LIMIT]
    assert till.screen.sold[0].total == Money(210)


def test_cash_only_rounding_ends_with_the_first_wechat(
    counter: Counter, approval: ApprovalMemory
) -> None:
    till = Till(counter, approval, RoundingRule(step=RoundingStep.YUAN, cash_only=True))
    till.pay(till.scan(COLA_CODE))
    assert till.screen.now.tender.total == Money(300)
    till.presenter.choose(WECHAT)
    assert till.screen.now.tender.total == Money(350)
    till.presenter.back()
    assert till.in_hand.basket.total == Money(300)
    till.presenter.start()
    till.presenter.take(Money(100))
    till.presenter.choose(WECHAT)
    till.presenter.take(None)
    assert till.screen.sold[0].total == Money(350)


def test_one_more_thing_is_scanned_on_the_payment_page(till: Till) -> None:
    till.pay(till.scan(COLA_CODE))
    till.presenter.scan(NOODLES_CODE)
    assert till.screen.left == 1
    assert till.scanned == [NOODLES_CODE]


def test_goods_do_not_join_once_money_was_taken(till: Till) -> None:
    till.pay(till.scan(COLA_CODE))
    till.presenter.take(Money(100))
    till.presenter.scan(NOODLES_CODE)
    assert till.scanned == []
    assert till.screen.sounds == 1


def test_money_taken_is_kept_while_the_cashier_looks_at_the_basket(till: Till) -> None:
    till.pay(till.scan(COLA_CODE))
    till.presenter.take(Money(100))
    till.presenter.back()
    till.presenter.back()
    assert till.screen.left == 1
    till.presenter.start()
    assert till.screen.now.tender.missing == Money(250)
    till.presenter.back()
    till.in_hand.begin()
    till.pay(till.scan(COLA_CODE))
    assert till.screen.now.tender.missing == Money(350), "another customer's money is not theirs"


def test_a_sale_without_paper(till: Till) -> None:
    till.pay(till.scan(COLA_CODE))
    till.presenter.print_receipt(on=False)
    till.presenter.take(None)
    assert not till.taken()[0].print_receipt


def test_a_reference_is_asked_where_the_method_needs_it(till: Till) -> None:
    transfer = PaymentMethod(MethodId(5), "银行转账", MethodKind.TRANSFER, needs_reference=True)
    till.pay(till.scan(COLA_CODE))
    till.presenter.choose(transfer)
    till.presenter.take(None)
    assert till.screen.problems == ["reference_needed"]


class Impatient:
    """Scans the next customer's goods before the sale is confirmed."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self._submit = till.counter.doors.desk.submit

    def submit(self, handle, command, then, refused) -> None:  # type: ignore[no-untyped-def]
        if isinstance(command, TakeSale):
            self._till.presenter.scan(NOODLES_CODE)
            self._till.presenter.take(None)
        self._submit(handle, command, then, refused)


def test_a_scan_before_the_answer_goes_into_the_next_basket(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(till.counter.doors.desk, "submit", Impatient(till).submit)
    till.pay(till.scan(COLA_CODE))
    till.presenter.take(None)
    assert till.scanned == [NOODLES_CODE]
    assert len(till.screen.sold) == 1
