"""The drawer's day: opened with a float, moved, counted, closed, sealed by a Z report."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.drawer import MoveCash, OpenDrawer, move_cash, open_drawer
from jxc_desktop.commands.held_baskets import HoldBasket, hold_basket
from jxc_desktop.commands.shifts import CloseShift, OpenShift, close_shift, open_shift
from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.ids import CustomerId
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.tender import Payment
from jxc_desktop.journal.verify import verify
from jxc_desktop.queries.find_customer import account_balance
from jxc_desktop.queries.find_shift import drawer_cash, find_open_shift, unclosed_days
from tests.refusing import refused
from tests.shop import (
    CASH,
    CASHIER_ID,
    COLA_CODE,
    CUSTOMER,
    ON_ACCOUNT,
    OWNER_ID,
    WECHAT,
    Shop,
)

TODAY = date(2026, 11, 24)


def balance(shop: Shop, account: Account, holder: int = 1) -> Money:
    return shop.ask(lambda s: account_balance(s, account, holder))


def test_the_shift_knows_its_cashier_and_what_lies_in_the_drawer(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.sell(shop.basket(COLA_CODE), WECHAT)

    running = shop.ask(find_open_shift)

    assert running is not None
    assert (running.cashier_name, running.number, running.receipts) == ("李小红", 1, 2)
    assert (running.opening_cash, running.drawer_cash) == (Money(20_000), Money(20_350))


def test_one_till_has_one_shift(shop: Shop) -> None:
    assert refused(shop.open_shift) == "shift_already_open"


def test_three_yuan_fifty_short_is_posted_and_blocks_nobody(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    closed = shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000), left=Money(15_000)))

    assert closed.difference == Money(-350)
    assert balance(shop, Account.OVER_SHORT) == Money(350)
    assert balance(shop, Account.DRAWER) == Money(15_000)
    assert balance(shop, Account.SAFE) == Money(-20_000 + 5_000)
    opened = shop.do(open_shift, OpenShift(CASHIER_ID))
    assert (opened.number, opened.cash) == (2, Money(15_000))


def test_a_held_basket_does_not_block_the_closing_and_is_named(shop: Shop) -> None:
    shop.do(hold_basket, HoldBasket(shop.basket(COLA_CODE), CASHIER_ID, "held"))

    closed = shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000)))

    assert closed.held_baskets == 1


def test_a_drawer_count_that_cannot_be_is_not_taken(shop: Shop) -> None:
    for counted, left, code in (
        (-1, 0, "cash_negative"),
        (10**8, 0, "cash_too_large"),
        (100, 200, "left_over_counted"),
    ):
        command = CloseShift(CASHIER_ID, Money(counted), Money(left))
        assert refused(lambda command=command: shop.do(close_shift, command)) == code  # type: ignore[misc]  # bound now


def test_somebody_elses_shift_is_closed_with_permission_only(shop: Shop) -> None:
    shop.do(close_shift, CloseShift(OWNER_ID, Money(20_000)))
    shop.open_shift(0, OWNER_ID)

    assert refused(lambda: shop.do(close_shift, CloseShift(CASHIER_ID, Money(0)))) == (
        "permission_missing"
    )


def test_nothing_is_closed_twice(closed_shop: Shop) -> None:
    command = CloseShift(CASHIER_ID, Money(0))
    assert refused(lambda: closed_shop.do(close_shift, command)) == "shift_not_open"


def test_cash_goes_in_and_out_for_a_reason(shop: Shop) -> None:
    for amount, purpose, account, holder in (
        (5_000, CashPurpose.FLOAT, Account.SAFE, 1),
        (-2_000, CashPurpose.EXPENSE, Account.EXPENSE, 0),
        (-3_000, CashPurpose.TO_BANK, Account.BANK, 0),
        (700, CashPurpose.OTHER_INCOME, Account.OTHER_INCOME, 0),
        (-1_000, CashPurpose.TO_SAFE, Account.SAFE, 1),
    ):
        before = balance(shop, account, holder)
        shop.do(move_cash, MoveCash(OWNER_ID, Money(amount), purpose, "理由"))
        assert balance(shop, account, holder) - before == Money(-amount)
    assert shop.ask(drawer_cash) == Money(20_000 + 5_000 - 2_000 - 3_000 + 700 - 1_000)


def test_cash_that_cannot_move_does_not(shop: Shop) -> None:
    for amount, purpose, reason, code in (
        (0, CashPurpose.FLOAT, "x", "cash_zero"),
        (10**8, CashPurpose.FLOAT, "x", "cash_too_large"),
        (100, CashPurpose.FLOAT, " ", "reason_needed"),
        (100, CashPurpose.EXPENSE, "x", "cash_direction"),
        (-100, CashPurpose.OTHER_INCOME, "x", "cash_direction"),
        (-30_000, CashPurpose.EXPENSE, "x", "drawer_too_empty"),
    ):
        command = MoveCash(OWNER_ID, Money(amount), purpose, reason)
        assert refused(lambda command=command: shop.do(move_cash, command)) == code  # type: ignore[misc]  # bound now


def test_a_cashier_moves_no_cash_and_opens_no_drawer_alone(shop: Shop) -> None:
    move = MoveCash(CASHIER_ID, Money(-100), CashPurpose.EXPENSE, "水")
    assert refused(lambda: shop.do(move_cash, move)) == "permission_missing"
    assert refused(lambda: shop.do(open_drawer, OpenDrawer(CASHIER_ID))) == "permission_missing"
    shop.do(open_drawer, OpenDrawer(OWNER_ID, "换零钱"))


def test_cash_between_shifts_is_refused_but_the_drawer_opens(closed_shop: Shop) -> None:
    move = MoveCash(OWNER_ID, Money(-100), CashPurpose.EXPENSE, "水")
    assert refused(lambda: closed_shop.do(move_cash, move)) == "shift_not_open"
    closed_shop.do(open_drawer, OpenDrawer(OWNER_ID))


def test_the_z_report_is_numbered_and_seals_the_chain(shop: Shop) -> None:
    for _ in range(3):
        shop.sell(shop.basket(COLA_CODE))
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(21_050)))

    closed = shop.do(close_day, CloseDay(OWNER_ID, TODAY))

    assert (closed.number, closed.net) == (1, Money(1050))
    assert shop.ask(lambda s: verify(s.connection()).faults) == []
    assert refused(lambda: shop.do(close_day, CloseDay(OWNER_ID, TODAY))) == "day_already_closed"


def test_a_sale_after_the_z_goes_to_the_next_business_date_and_is_shown_as_late(shop: Shop) -> None:
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000)))
    shop.do(close_day, CloseDay(OWNER_ID, TODAY))
    shop.open_shift(0)

    shop.sell(shop.basket(COLA_CODE))

    days = shop.ask(lambda s: s.execute(text("SELECT day, serial FROM sale")).all())
    late = shop.ask(
        lambda s: s.execute(text("SELECT subject FROM day_figure WHERE figure = 21")).all()
    )
    assert [tuple(day) for day in days] == [(20261125, 1)]
    assert [tuple(row) for row in late] == [(20261124,)]


def test_days_are_closed_in_order_and_none_is_forgotten(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=3)

    forgotten = shop.ask(unclosed_days)

    assert forgotten == (TODAY,)
    later = date(2026, 11, 27)
    assert refused(lambda: shop.do(close_day, CloseDay(OWNER_ID, later))) == "earlier_day_open"
    assert refused(lambda: shop.do(close_day, CloseDay(OWNER_ID, TODAY))) == "day_has_open_shift"
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_350)))
    shop.do(close_day, CloseDay(OWNER_ID, TODAY))
    tomorrow = CloseDay(OWNER_ID, date(2026, 11, 28))
    assert refused(lambda: shop.do(close_day, tomorrow)) == "day_not_begun"


def test_a_shift_over_midnight_belongs_to_the_evening_it_began(shop: Shop) -> None:
    shop.clock.pass_by(hours=14)  # 00:00 of the 25th on the shop's clock
    shop.sell(shop.basket(COLA_CODE))

    assert shop.ask(lambda s: s.scalar(text("SELECT day FROM sale"))) == 20261124


def test_customers_bring_deposits_and_pay_what_they_owe(shop: Shop) -> None:
    def paid(amount: int, *, repayment: bool = False) -> TakeCustomerMoney:
        payment = Payment(WECHAT, Money(amount), Money(amount))
        return TakeCustomerMoney(CASHIER_ID, CUSTOMER, payment, repayment)

    shop.do(take_customer_money, paid(10_000))
    assert balance(shop, Account.CUSTOMER_DEPOSIT, CUSTOMER) == Money(-10_000)
    assert refused(lambda: shop.do(take_customer_money, paid(1, repayment=True))) == (
        "repayment_over_debt"
    )
    assert refused(lambda: shop.do(take_customer_money, paid(0))) == "tender_zero"
    barcode = 690_123_456_789_200
    assert refused(lambda: shop.do(take_customer_money, paid(barcode))) == "cash_too_large"
    on_account = Payment(ON_ACCOUNT, Money(1), Money(1))
    unfit = TakeCustomerMoney(CASHIER_ID, CUSTOMER, on_account)
    assert refused(lambda: shop.do(take_customer_money, unfit)) == "method_unfit"
    stranger = TakeCustomerMoney(CASHIER_ID, CustomerId(9), Payment(CASH, Money(1), Money(1)))
    assert refused(lambda: shop.do(take_customer_money, stranger)) == "customer_needed"


def test_no_customers_money_between_shifts(closed_shop: Shop) -> None:
    command = TakeCustomerMoney(CASHIER_ID, CUSTOMER, Payment(CASH, Money(1), Money(1)))
    assert refused(lambda: closed_shop.do(take_customer_money, command)) == "shift_not_open"
