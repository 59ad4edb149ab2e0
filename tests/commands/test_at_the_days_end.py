"""The business date ends while a command runs: its number and its document are of one date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from jxc_desktop.commands.take_customer_money import TakeCustomerMoney, take_customer_money
from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.sale import Sale
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.tender import Payment
from jxc_desktop.queries.find_document import find_document
from tests.refusing import refused
from tests.shop import CASH, CUSTOMER, OWNER_ID, Shop, ShopClock, make_shop

TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)
JUST_BEFORE = datetime(2026, 11, 24, 19, 59, 59, tzinfo=UTC)
"""The shop's day ends at four o'clock in Shanghai."""
LOOKS = range(5)


@dataclass
class Passing(ShopClock):
    """A clock that goes over the day's end when it has been looked at so many times."""

    looks_left: int | None = None

    def __call__(self) -> datetime:
        if self.looks_left is None:
            return self.now
        self.looks_left -= 1
        return self.now if self.looks_left >= 0 else self.now + timedelta(seconds=2)


def shop_just_before(folder: Path) -> tuple[Shop, Passing]:
    clock = Passing(JUST_BEFORE)
    shop = make_shop(folder, clock=clock)
    shop.open_shift()
    return shop, clock


def dated_serial(shop: Shop, key: DocumentKey) -> tuple[date, int]:
    document = shop.ask(lambda session: find_document(session, key))
    assert document is not None
    assert isinstance(document.body, Sale | CustomerPaid)
    return document.head.day, document.body.serial


@pytest.mark.parametrize("looks", LOOKS)
def test_a_void_over_the_days_end_has_the_number_of_its_own_date(
    tmp_path: Path, looks: int
) -> None:
    shop, clock = shop_just_before(tmp_path)
    sale = shop.sell(shop.basket("6901234567892")).sale

    clock.looks_left = looks
    command = VoidSale(sale, OWNER_ID, "打错了")
    if looks == 0:
        assert refused(lambda: shop.do(void_sale, command)) == "void_too_late"
    else:
        assert dated_serial(shop, shop.do(void_sale, command).void) == (TODAY, 2)
    shop.store.close()


@pytest.mark.parametrize("looks", LOOKS)
def test_a_deposit_over_the_days_end_has_the_number_of_its_own_date(
    tmp_path: Path, looks: int
) -> None:
    shop, clock = shop_just_before(tmp_path)
    payment = Payment(CASH, Money(500), Money(500))
    command = TakeCustomerMoney(OWNER_ID, CUSTOMER, payment)
    shop.do(take_customer_money, command)

    clock.looks_left = looks
    paid = shop.do(take_customer_money, command)

    assert dated_serial(shop, paid) in {(TODAY, 2), (TOMORROW, 1)}
    shop.store.close()
