"""The journal: what is posted stays, balances, and can be computed again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.tender import Tender
from jxc_desktop.journal.digest import digests
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.stock import StockBalance
from jxc_desktop.queries.find_customer import account_balance
from tests.shop import CASH, CASHIER_ID, COLA, COLA_CODE, NOODLES_CODE, WECHAT, Shop, make_shop


def test_a_sold_bottle_leaves_the_shelf_and_its_money_lies_in_the_drawer(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))

    assert shop.ask(lambda s: account_balance(s, Account.DRAWER, 1)) == Money(20_000 + 350)
    assert shop.ask(lambda s: account_balance(s, Account.REVENUE, 0)) == Money(-310)
    assert shop.ask(lambda s: account_balance(s, Account.TAX, 0)) == Money(-40)
    assert shop.ask(lambda s: account_balance(s, Account.COST_OF_GOODS, 0)) == Money(200)
    left = shop.ask(lambda s: s.get(StockBalance, (1, COLA, 1)))
    assert left is not None
    assert (left.quantity, left.value) == (Quantity(99_000), Money(19_800))


def test_a_wallet_sale_posts_the_channels_fee_as_cost(shop: Shop) -> None:
    basket = shop.basket(NOODLES_CODE).with_quantity(1, Quantity(10_000))

    shop.sell(basket, WECHAT)

    # 45.00 at 0.38 % is 0.171, rounded to 0.17.
    assert shop.ask(lambda s: account_balance(s, Account.CHANNEL_FEE, 2)) == Money(17)
    assert shop.ask(lambda s: account_balance(s, Account.CHANNEL, 2)) == Money(4500 - 17)


def test_an_impatient_cashier_sells_once(shop: Shop) -> None:
    basket = shop.basket(COLA_CODE)
    command = TakeSale(
        basket, Tender(basket.total).with_payment(CASH, Money(350)), CASHIER_ID, "one-press"
    )

    first, second = shop.do(take_sale, command), shop.do(take_sale, command)

    assert first.sale == second.sale
    assert shop.ask(lambda s: s.scalar(text("SELECT count(*) FROM sale"))) == 1


def test_the_book_is_sound_and_computes_to_itself(shop: Shop) -> None:
    for number in range(5):
        shop.sell(shop.basket(COLA_CODE, NOODLES_CODE), WECHAT if number % 2 else CASH)
    with shop.store.reading() as session:
        found = verify(session.connection())
        before = digests(session.connection())
    assert found.faults == []
    assert found.chains == 1

    with shop.store.transaction() as session:
        rebuild(session.connection())
    with shop.store.reading() as session:
        assert digests(session.connection()) == before


def test_a_changed_byte_in_the_journal_is_found(shop: Shop) -> None:
    sale = shop.sell(shop.basket(COLA_CODE)).sale
    with shop.store.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql("DROP TRIGGER journal_never_updated")
        connection.execute(
            text("UPDATE journal SET hash = zeroblob(32) WHERE key = :key"), {"key": sale}
        )

    faults = shop.ask(lambda s: verify(s.connection()).faults)

    assert any("hash does not fit" in fault for fault in faults)
    assert any("signature is not this terminal's" in fault for fault in faults)


def test_a_posted_document_can_be_neither_changed_nor_removed(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    for statement in (
        "DELETE FROM journal",
        "UPDATE journal SET spelled = x'00'",
        "UPDATE money_entry SET amount = amount + 1",
        "DELETE FROM money_entry",
        "UPDATE stock_move SET quantity = 5",
        "DELETE FROM stock_move",
    ):
        with (
            pytest.raises(IntegrityError, match=r"never|closed"),
            shop.store.transaction() as session,
        ):
            session.connection().exec_driver_sql(statement)


def test_entries_that_do_not_balance_are_refused_by_the_database(shop: Shop) -> None:
    with (
        pytest.raises(IntegrityError, match="debits and credits"),
        shop.store.transaction() as session,
    ):
        _post_unbalanced(session.connection())


def _post_unbalanced(connection: Connection) -> None:
    connection.exec_driver_sql(
        "INSERT INTO journal (key, spelled, hash, signature, stream) "
        "VALUES (77, x'00', zeroblob(32), zeroblob(64), 1)"
    )
    connection.exec_driver_sql("INSERT INTO money_entry VALUES (77, 1, 1001, 1, 500)")
    connection.exec_driver_sql("INSERT INTO applied_document VALUES (77)")


def test_two_people_who_change_different_fields_both_keep_their_change(shop: Shop) -> None:
    shop.edit("product", COLA, name="可口可乐 汽水")
    shop.edit("product", COLA, **{"price.0.retail.2026-11-01": 38_000})

    item = shop.item(COLA_CODE)

    assert (item.name, item.unit_price.e4) == ("可口可乐 汽水", 38_000)


def test_a_sale_without_an_open_shift_is_refused_and_nothing_stays(tmp_path: Path) -> None:
    shop = make_shop(tmp_path)
    with pytest.raises(Refusal) as refused:
        shop.sell(shop.basket(COLA_CODE))
    assert refused.value.code == "shift_not_open"
    assert shop.ask(lambda s: s.scalar(text("SELECT count(*) FROM sale"))) == 0
    shop.store.close()
