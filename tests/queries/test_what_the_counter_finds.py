"""What a scan, a few letters or a touch finds at the counter."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.print_jobs import QueuePaper, queue_paper
from jxc_desktop.documents.records import RecordChange, Value
from jxc_desktop.domain.barcode import check_digit
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import ProductId
from jxc_desktop.domain.numbers import Money, Quantity, UnitPrice
from jxc_desktop.domain.paper import JobState, Paper
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.find_customer import find_member
from jxc_desktop.queries.find_sellable import Scanned, find_sellable, find_unit, read_scan
from jxc_desktop.queries.list_categories import list_categories
from jxc_desktop.queries.list_print_jobs import list_print_jobs
from jxc_desktop.queries.list_quick_keys import list_quick_keys
from jxc_desktop.queries.search_sellable import search_sellable
from tests.queries.plans import plan_of
from tests.shop import APPLES, COLA, COLA_CASE_CODE, COLA_CODE, NOODLES, OWNER_ID, Shop


def found(shop: Shop, text: str) -> list[ProductId]:
    return [item.product for item in shop.ask(lambda session: search_sellable(session, text))]


def scanned(shop: Shop, text: str) -> Scanned | None:
    return shop.ask(lambda session: read_scan(session, text))


def make(shop: Shop, *changes: RecordChange) -> None:
    with shop.store.transaction() as session:
        write_records(session, changes, OWNER_ID)


@pytest.mark.parametrize(
    ("typed", "product"),
    [
        ("kkkl", COLA),
        ("KKKL", COLA),
        ("可口", COLA),
        ("口可", COLA),
        ("乐 500", COLA),
        ("ksf", NOODLES),
        ("牛肉面", NOODLES),
        ("01524140", NOODLES),
        ("hfspg", APPLES),
    ],
)
def test_a_few_letters_are_enough(shop: Shop, typed: str, product: ProductId) -> None:
    assert found(shop, typed) == [product]


def test_what_sells_best_comes_first(shop: Shop) -> None:
    assert set(found(shop, "k")) == {COLA, NOODLES}
    shop.sell(shop.basket("6920152414019"))
    assert found(shop, "k") == [NOODLES, COLA]


def test_a_members_number_or_phone_is_looked_up_in_their_indexes(shop: Shop) -> None:
    plan = plan_of(shop, lambda session: find_member(session, "19900000001"))
    assert plan
    assert not [step for step in plan if step.startswith("SCAN")], plan


def test_a_phone_that_two_people_have_is_nobodys_card(shop: Shop) -> None:
    member = shop.ask(lambda session: find_member(session, "19900000001"))
    assert member is not None
    twin: dict[str, Value] = {"name": "他的妻子", "phone": "19900000001"}
    make(shop, RecordChange("customer", 99, twin, new=True))
    assert shop.ask(lambda session: find_member(session, "19900000001")) is None


def test_the_same_bottle_is_found_by_each_of_its_codes(shop: Shop) -> None:
    bottle = shop.item(COLA_CODE)
    case = shop.item(COLA_CASE_CODE)
    by_number = shop.item("100001")

    assert (bottle.product, bottle.unit_name, bottle.unit_price) == (COLA, "瓶", UnitPrice(35_000))
    assert (case.product, case.unit_name, case.factor) == (COLA, "箱", Quantity(24_000))
    assert by_number.product == COLA
    asked = shop.ask(lambda session: find_unit(session, COLA, 1))
    assert asked is not None
    assert (asked.unit_name, asked.unit_price) == ("箱", UnitPrice(780_000))


def test_an_american_code_is_found_with_and_without_its_zero(shop: Shop) -> None:
    make(shop, RecordChange("product", COLA, {"barcode.036000291452": 0}))
    with_zero = shop.ask(lambda session: find_sellable(session, "0036000291452"))
    without = shop.ask(lambda session: find_sellable(session, "036000291452"))
    assert with_zero is not None
    assert without is not None
    assert with_zero.product == without.product == COLA


def label(data: str) -> str:
    return data + check_digit(data)


def test_a_scales_label_says_what_it_weighs(shop: Shop) -> None:
    bag = scanned(shop, label("210003101234"))
    assert bag is not None
    assert (bag.item.product, bag.quantity, bag.amount) == (APPLES, Quantity(1_234), None)


def test_a_scales_label_says_what_it_costs(shop: Shop) -> None:
    bag = scanned(shop, label("220003101602"))
    assert bag is not None
    assert (bag.item.product, bag.amount) == (APPLES, Money(1_602))
    # 16.02 at 12.98 a kilogram is 1.2342 kg.
    assert bag.quantity == Quantity(1_234)


def test_a_label_of_goods_that_the_shop_does_not_weigh_is_unknown(shop: Shop) -> None:
    assert scanned(shop, label("210009901234")) is None


def test_a_torn_label_is_told_from_an_unknown_one(shop: Shop) -> None:
    whole = label("210003101234")
    torn = whole[:-1] + str((int(whole[-1]) + 1) % 10)
    with pytest.raises(Refusal) as refused:
        scanned(shop, torn)
    assert refused.value.code == "scale_label_damaged"


def test_a_price_of_tomorrow_holds_from_tomorrow(shop: Shop) -> None:
    make(shop, RecordChange("product", COLA, {"price.0.retail.2026-11-25": 40_000}))
    assert shop.item(COLA_CODE).unit_price == UnitPrice(35_000)

    shop.clock.now = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)

    assert shop.item(COLA_CODE).unit_price == UnitPrice(40_000)


def test_a_product_that_was_put_away_is_not_offered(shop: Shop) -> None:
    make(shop, RecordChange("product", COLA, {"archived": True}))
    assert found(shop, "kkkl") == []
    assert shop.item(COLA_CODE).archived


def test_touch_keys_stand_on_the_pages_where_the_shop_put_them(shop: Shop) -> None:
    keys = (("水果", 2, APPLES, "苹果"), ("饮料", 3, COLA, ""), ("水果", 1, NOODLES, "面"))
    for number, (page, sort, product, words) in enumerate(keys, 1):
        fields: dict[str, Value] = {"page": page, "sort": sort, "product": product, "label": words}
        make(shop, RecordChange("quick_key", number, fields, new=True))

    pages = shop.ask(list_quick_keys)

    assert [(page.name, [key.label for key in page.keys]) for page in pages] == [
        ("水果", ["面", "苹果"]),
        ("饮料", ["可口可乐 500ml"]),
    ]
    make(shop, RecordChange("quick_key", 2, {"archived": True}))
    assert [page.name for page in shop.ask(list_quick_keys)] == ["水果"]


def test_categories_come_in_the_shops_own_order(shop: Shop) -> None:
    make(
        shop,
        RecordChange("category", 12, {"name": "零食", "sort": -1}, new=True),
        RecordChange("category", 13, {"name": "可乐", "parent": 11, "sort": 5}, new=True),
        RecordChange("category", 14, {"name": "旧的", "archived": True}, new=True),
    )
    rows = shop.ask(list_categories)
    assert [(row.name, row.parent) for row in rows] == [
        ("零食", None),
        ("饮料", None),
        ("可乐", 11),
    ]


def test_paper_that_needs_a_person_stands_on_top(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.do(queue_paper, QueuePaper(Paper.TEST_PAGE, OWNER_ID))
    with shop.store.transaction() as session:
        page = session.query(PrintJob).filter_by(paper=Paper.TEST_PAGE.value).one()
        page.state = JobState.UNKNOWN.value
        kick = session.query(PrintJob).filter_by(paper=Paper.DRAWER_KICK.value).one()
        kick.state = JobState.CONFIRMED.value

    jobs = shop.ask(list_print_jobs)

    assert [(job.paper, job.needs_a_person) for job in jobs] == [
        (Paper.TEST_PAGE, True),
        (Paper.RECEIPT, False),
        (Paper.DRAWER_KICK, False),
    ]
    assert jobs[1].number.endswith("0001")
