"""A book with two tills of one store and one of another: what is this till's, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.receive_goods import ReceiveGoods, receive_goods
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.goods import ReceivedLine
from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.receipt_facts import ReceiptFacts
from jxc_desktop.journal.post import post
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.queries.find_receipt import find_receipt_by_number
from jxc_desktop.queries.find_shift import find_open_shift, unclosed_days
from jxc_desktop.queries.list_closed_days import list_closed_days
from jxc_desktop.queries.list_exceptions import list_exceptions
from jxc_desktop.queries.list_receipts import find_newest_receipt, list_receipts
from jxc_desktop.queries.terminal_name import terminal_name
from jxc_desktop.queries.top_products import top_products
from jxc_desktop.store.session import Till
from jxc_desktop.ui.today.today_now import read_today
from tests.refusing import refused
from tests.shop import (
    CASHIER_ID,
    COLA,
    COLA_CODE,
    NOODLES_CODE,
    ON_ACCOUNT,
    OWNER_ID,
    SIGNER,
    Shop,
)

TODAY = date(2026, 11, 24)


@contextmanager
def at_till(shop: Shop, terminal: int, store: int) -> Iterator[None]:
    """What happens within happens at that till, into the same book."""
    here = shop.store.till
    assert here is not None
    shop.store.serve(Till(TerminalNo(terminal), 0, StoreId(store), shop.clock, SIGNER.sign))
    yield
    shop.store.serve(here)


@pytest.fixture
def company(shop: Shop) -> Shop:
    """Till 1 sold a bottle, till 2 beside it two bowls of noodles, till 3 elsewhere a bottle."""
    shop.sell(shop.basket(COLA_CODE))
    for terminal, store in ((2, 1), (3, 2)):
        with at_till(shop, terminal, store):
            with shop.store.transaction() as session:
                enrolled = TerminalEnrolled(
                    name=f"收银台{terminal}", public_key=f"{terminal:064x}", version="test"
                )
                post(session, enrolled, actor=OWNER_ID)
            shop.open_shift(brought=terminal * 10_000)
    with at_till(shop, 3, 2):
        line = ReceivedLine(COLA, "可口可乐 500ml", Quantity(10_000), Money(2_000))
        shop.do(receive_goods, ReceiveGoods(OWNER_ID, (line,)))
        shop.sell(shop.basket(COLA_CODE))
    with at_till(shop, 2, 1):
        for _bowl in range(2):
            shop.clock.pass_by(minutes=5)
            shop.sell(shop.basket(NOODLES_CODE))
    return shop


def numbers(shop: Shop, **wanted: str) -> list[str]:
    return [row.number for row in shop.ask(lambda session: list_receipts(session, **wanted))]  # type: ignore[arg-type]  # test options


def test_the_history_shows_the_whole_store_and_says_which_till(company: Shop) -> None:
    assert numbers(company) == [
        "01-02-20261124-0002",
        "01-02-20261124-0001",
        "01-01-20261124-0001",
    ]
    assert numbers(company, text="1") == ["01-02-20261124-0001", "01-01-20261124-0001"]
    with at_till(company, 3, 2):
        assert numbers(company) == ["02-03-20261124-0001"]


def test_a_whole_number_and_a_customer_are_found_in_every_store_that_is_held(
    company: Shop,
) -> None:
    with at_till(company, 3, 2):
        basket = company.basket(COLA_CODE).with_customer(company.customer())
        company.sell(basket, ON_ACCOUNT)
    assert numbers(company, text="02-03-20261124-0001") == ["02-03-20261124-0001"]
    assert numbers(company, text="兴隆") == ["02-03-20261124-0002"]


def test_the_last_receipt_is_the_one_that_this_till_issued(company: Shop) -> None:
    newest = company.ask(find_newest_receipt)
    assert newest is not None
    found = company.ask(lambda session: find_receipt_by_number(session, "1"))
    assert found is not None
    assert (found.key, found.number) == (newest, "01-01-20261124-0001")


def test_goods_sold_at_the_till_beside_come_back_here_and_once_only(company: Shop) -> None:
    number = "01-02-20261124-0001"

    def sold() -> ReceiptFacts:
        found = company.ask(lambda session: find_receipt_by_number(session, number))
        assert found is not None
        return found

    [line] = sold().lines
    assert line.returnable is not None
    back = company.basket().with_return(line.item, line.quantity, line.returnable, line.price)
    company.sell(back)
    [line] = sold().lines
    assert line.returnable is not None
    assert line.returnable.returned == line.quantity
    assert refused(lambda: company.sell(back)) == "return_changed"


def test_shift_drawer_and_days_are_the_tills_own(company: Shop) -> None:
    own = company.ask(find_open_shift)
    assert own is not None
    assert (own.drawer_cash, own.receipts) == (Money(20_350), 1)
    with at_till(company, 2, 1):
        beside = company.ask(find_open_shift)
    assert beside is not None
    assert (beside.drawer_cash, beside.receipts) == (Money(20_900), 2)

    company.do(close_shift, CloseShift(CASHIER_ID, Money(20_350), left=Money(20_350)))
    closed = company.do(close_day, CloseDay(OWNER_ID, TODAY))
    assert (closed.number, closed.net) == (1, Money(350))
    company.clock.pass_by(days=1)
    assert company.ask(unclosed_days) == ()
    with at_till(company, 2, 1):
        assert company.ask(unclosed_days) == (TODAY,)
        assert company.ask(list_closed_days) == ()


def test_the_owner_sees_the_store_and_its_day_is_closed_with_its_last_till(company: Shop) -> None:
    def home() -> tuple[Money, bool, int]:
        now = company.ask(lambda session: read_today(session, TODAY))
        return now.facts.net.amount, now.is_closed, len(now.facts.sealed)

    def close(left: int) -> None:
        company.do(close_shift, CloseShift(CASHIER_ID, Money(left), left=Money(left)))
        company.do(close_day, CloseDay(OWNER_ID, TODAY))

    assert home() == (Money(1_250), False, 0)
    with at_till(company, 3, 2):
        close(30_350)
    assert home() == (Money(1_250), False, 0), "another store's Z report is not ours"
    close(20_350)
    assert home() == (Money(1_250), False, 1)
    with at_till(company, 2, 1):
        close(20_900)
    assert home() == (Money(1_250), True, 2)


def test_figures_of_a_store_count_its_tills_and_no_others(company: Shop) -> None:
    store = company.ask(lambda session: day_figures(session, TODAY))
    till = company.ask(lambda session: day_figures(session, TODAY, TerminalNo(1)))
    assert (store.net.amount, till.net.amount) == (Money(1_250), Money(350))
    assert [span.terminal for span in store.numbers] == [1, 2]
    names = company.ask(lambda session: [row.name for row in top_products(session, TODAY)])
    assert names == ["康师傅红烧牛肉面(桶) 110g", "可口可乐 500ml"]


def test_the_shelf_is_the_stores_own(company: Shop) -> None:
    with at_till(company, 3, 2):
        company.sell(company.basket().with_item(company.item(COLA_CODE), Quantity(12_000)))
        [cola] = company.ask(list_exceptions).negative
        assert cola.quantity == Quantity(-3_000)
    assert company.ask(list_exceptions).negative == ()


def test_each_store_prints_its_own_name_and_what_it_lacks_is_the_companys(company: Shop) -> None:
    company.edit("setting", 0, shop_name="好邻居", store_name="总店", phone="0571-1")
    company.edit("store", 2, name="河边店", address="河边路 1 号")

    def printed(number: str) -> tuple[str, str, str]:
        found = company.ask(lambda session: find_receipt_by_number(session, number))
        assert found is not None
        return found.shop.store_name, found.shop.address, found.shop.phone

    assert printed("02-03-20261124-0001") == ("河边店", "河边路 1 号", "0571-1")
    assert printed("01-01-20261124-0001") == ("总店", "", "0571-1")
    with at_till(company, 3, 2):
        assert company.ask(lambda session: day_figures(session, TODAY)).shop.store_name == "河边店"


def test_each_till_has_the_name_it_joined_with_and_the_first_the_settings(company: Shop) -> None:
    company.edit("setting", 0, terminal_name="前台")
    assert company.ask(terminal_name) == "前台"
    for terminal, store in ((2, 1), (3, 2)):
        with at_till(company, terminal, store):
            assert company.ask(terminal_name) == f"收银台{terminal}"
