"""Looking through receipts: by day, by number, by customer, page by page."""

from __future__ import annotations

from datetime import date

from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import ONE, Money
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.list_receipts import ReceiptRow, ReceiptState, list_receipts
from tests.queries.plans import plan_of
from tests.shop import CASH, COLA_CODE, NOODLES_CODE, ON_ACCOUNT, OWNER_ID, WECHAT, Shop


def listed(shop: Shop, **wanted: object) -> tuple[ReceiptRow, ...]:
    return shop.ask(lambda s: list_receipts(s, **wanted))  # type: ignore[arg-type]  # test options


def serials(shop: Shop, **wanted: object) -> list[int]:
    return [row.serial for row in listed(shop, **wanted)]


def bring_back(shop: Shop, sale: DocumentKey, lines: int) -> None:
    facts = shop.ask(lambda s: find_receipt(s, sale))
    assert facts is not None
    basket = Basket()
    for line in facts.lines[:lines]:
        basket = basket.with_return(line.item, ONE, line.returnable, line.price)
    shop.sell(basket)


def test_the_latest_receipt_comes_first(shop: Shop) -> None:
    for code in (COLA_CODE, NOODLES_CODE, COLA_CODE):
        shop.sell(shop.basket(code), WECHAT)
        shop.clock.pass_by(minutes=1)

    rows = listed(shop)

    assert [row.number[-4:] for row in rows] == ["0003", "0002", "0001"]
    assert (rows[1].total, rows[1].cashier, rows[1].payments) == (Money(450), "李小红", ("微信",))
    assert (rows[1].at.hour, rows[1].at.minute, rows[1].lines) == (10, 1, 1)


def test_pages_follow_each_other_without_gap_or_double_over_days(shop: Shop) -> None:
    for _ in range(3):
        for _ in range(3):
            shop.sell(shop.basket(COLA_CODE))
        shop.clock.pass_by(days=1)

    seen: list[ReceiptRow] = []
    while page := listed(shop, limit=4, before=seen[-1].key if seen else None):
        seen += page

    assert [(row.day.day, row.serial) for row in seen] == [
        (day, serial) for day in (26, 25, 24) for serial in (3, 2, 1)
    ]


def test_a_day_shows_its_own_receipts(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=1)
    shop.sell(shop.basket(COLA_CODE))

    assert [row.day.day for row in listed(shop, day=date(2026, 11, 24))] == [24]
    assert listed(shop, day=date(2026, 11, 23)) == ()


def test_a_receipt_says_what_has_become_of_it(shop: Shop) -> None:
    whole = shop.sell(shop.basket(COLA_CODE, NOODLES_CODE)).sale
    partly = shop.sell(shop.basket(COLA_CODE, NOODLES_CODE)).sale
    voided = shop.sell(shop.basket(COLA_CODE)).sale
    shop.sell(shop.basket(COLA_CODE))
    bring_back(shop, whole, 2)
    bring_back(shop, partly, 1)
    shop.do(void_sale, VoidSale(voided, OWNER_ID, "输错"))

    assert {row.serial: row.state for row in listed(shop)} == {
        1: ReceiptState.RETURNED,
        2: ReceiptState.PARTLY_RETURNED,
        3: ReceiptState.VOIDED,
        4: ReceiptState.SOLD,
        5: ReceiptState.GOODS_BACK,
        6: ReceiptState.GOODS_BACK,
        7: ReceiptState.VOID,
    }


def test_receipts_are_found_by_number_count_and_customer(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE), CASH)
    basket = shop.basket(NOODLES_CODE).with_customer(shop.customer())
    shop.sell(basket, ON_ACCOUNT, actor=OWNER_ID)

    assert serials(shop, text="01-01-20261124-0001") == [1]
    assert serials(shop, text=" 2 ") == [2]
    assert serials(shop, text="xlfd") == [2]
    assert serials(shop, text="兴隆") == [2]
    assert serials(shop, text="9") == []
    assert serials(shop, text="没有这个人") == []
    assert serials(shop, text="01-01-20261123-0001") == []
    assert listed(shop, text="兴隆")[0].customer == "兴隆饭店"


def test_a_count_alone_is_looked_for_on_the_day_that_is_shown(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=1)

    assert serials(shop, text="1") == []
    assert serials(shop, text="1", day=date(2026, 11, 24)) == [1]


def test_a_page_before_an_unknown_receipt_is_empty(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))

    assert listed(shop, before=DocumentKey(5)) == ()


def test_no_list_of_receipts_reads_them_all(shop: Shop) -> None:
    """A million receipts: every table is searched by an index, and nothing is sorted."""
    sale = shop.sell(shop.basket(COLA_CODE)).sale
    wanted: tuple[dict[str, object], ...] = (
        {},
        {"before": sale},
        {"day": date(2026, 11, 24)},
        {"text": "0001"},
        {"text": "01-01-20261124-0001"},
    )
    steps = [
        step
        for options in wanted
        for step in plan_of(shop, lambda s, options=options: list_receipts(s, **options))  # type: ignore[misc]  # bound now
    ]

    assert [step for step in steps if "TEMP B-TREE" in step] == []
    scans = {step for step in steps if step.startswith("SCAN")}
    assert scans - {"SCAN CONSTANT ROW"} == {"SCAN sale USING INDEX ix_sale_day", "SCAN setting"}
