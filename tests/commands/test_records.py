"""Master data at the till: products made on the spot, prices, names that are found by pinyin."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from jxc_desktop.commands.change_records import ChangeRecords, change_records
from jxc_desktop.commands.create_product import CreateProduct, create_product
from jxc_desktop.commands.new_ids import new_ids
from jxc_desktop.commands.pinyin import pinyin_of
from jxc_desktop.commands.receive_goods import ReceiveGoods, receive_goods
from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.goods import ReceivedLine
from jxc_desktop.documents.records import RecordChange, RecordsChanged
from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.ids import SupplierId
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.rounding import RoundingDirection, RoundingStep
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.queries.find_customer import account_balance
from jxc_desktop.queries.find_sellable import read_scan
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.known_versions import AS_MADE
from jxc_desktop.queries.search_sellable import search_sellable
from tests.refusing import refused
from tests.shop import CASHIER_ID, COLA, COLA_CODE, CUSTOMER, OWNER_ID, Shop

NEW_CODE = "6909995101119"


def test_an_unknown_product_is_made_while_the_customer_waits(shop: Shop) -> None:
    command = CreateProduct(OWNER_ID, "重庆小面 125g", UnitPrice(65_000), NEW_CODE, "袋")

    item = shop.do(create_product, command)

    assert (item.name, item.unit_name, item.unit_price) == (
        "重庆小面 125g",
        "袋",
        UnitPrice(65_000),
    )
    assert shop.item(NEW_CODE) == item
    for question in ("cqxm", "zqxm", "重庆", "小面", "5101", "chongqing"):
        assert shop.ask(lambda s, q=question: [i.name for i in search_sellable(s, q)]) == [  # type: ignore[misc]  # bound now
            "重庆小面 125g"
        ]
    assert shop.sell(shop.basket(NEW_CODE)).total == Money(650)


def test_a_product_without_a_code_or_unit_is_a_piece(shop: Shop) -> None:
    item = shop.do(
        create_product, CreateProduct(OWNER_ID, "手工馒头", UnitPrice(10_000), unit_name=" ")
    )
    assert (item.unit_name, item.barcode) == ("个", "")


def test_products_that_cannot_be_are_refused(shop: Shop) -> None:
    price = UnitPrice(10_000)
    for command, code in (
        (CreateProduct(OWNER_ID, "  ", price), "product_name_needed"),
        (CreateProduct(OWNER_ID, "长" * 61, price), "product_name_too_long"),
        (CreateProduct(OWNER_ID, "负", UnitPrice(-1)), "price_negative"),
        (CreateProduct(OWNER_ID, "贵", UnitPrice(10**11)), "price_too_large"),
        (CreateProduct(OWNER_ID, "码", price, "9" * 65), "barcode_too_long"),
        (CreateProduct(OWNER_ID, "码", price, "12"), "barcode_too_short"),
        (CreateProduct(OWNER_ID, "码", price, "6909995101110"), "barcode_check_digit"),
        (CreateProduct(OWNER_ID, "码", price, "96385075"), "barcode_check_digit"),
        (CreateProduct(OWNER_ID, "码", price, COLA_CODE), "barcode_taken"),
        (CreateProduct(CASHIER_ID, "码", price, NEW_CODE), "permission_missing"),
    ):
        assert refused(lambda command=command: shop.do(create_product, command)) == code  # type: ignore[misc]  # bound now


def test_the_office_changes_a_price_and_a_cashier_does_not(shop: Shop) -> None:
    change = RecordChange("product", COLA, {"price.0.retail.2026-11-20": 36_000})

    assert (
        refused(lambda: shop.do(change_records, ChangeRecords(CASHIER_ID, (change,))))
        == "permission_missing"
    )
    shop.do(change_records, ChangeRecords(OWNER_ID, (change,), source="price list"))

    assert shop.item(COLA_CODE).unit_price == UnitPrice(36_000)


def test_a_price_of_tomorrow_is_not_asked_today(shop: Shop) -> None:
    shop.edit("product", COLA, **{"price.0.retail.2026-11-25": 99_000})

    assert shop.item(COLA_CODE).unit_price == UnitPrice(35_000)
    shop.clock.pass_by(days=1)
    assert shop.item(COLA_CODE).unit_price == UnitPrice(99_000)


def test_a_barcode_that_was_taken_off_is_unknown(shop: Shop) -> None:
    shop.edit("product", COLA, **{f"barcode.{COLA_CODE}": None})

    assert shop.ask(lambda s: read_scan(s, COLA_CODE)) is None


def test_a_scale_label_brings_weight_or_amount(shop: Shop) -> None:
    by_weight = shop.ask(lambda s: read_scan(s, "2100031012343"))
    by_amount = shop.ask(lambda s: read_scan(s, "2200031012982"))

    assert by_weight is not None
    assert (by_weight.item.name, by_weight.quantity) == ("红富士苹果", Quantity(1234))
    assert by_amount is not None
    assert (by_amount.amount, by_amount.quantity) == (Money(1298), Quantity(1000))
    assert shop.ask(lambda s: read_scan(s, "2100099012347")) is None
    assert refused(lambda: shop.ask(lambda s: read_scan(s, "2100031012345"))) == (
        "scale_label_damaged"
    )


def test_every_kind_of_input_in_the_code_field_is_harmless(shop: Shop) -> None:
    for typed in (
        "",
        "   ",
        "😀" * 10,
        "\u202e!",
        "x" * 10_000,
        "'; DROP TABLE sale; --",
        "\x00",
    ):
        assert shop.ask(lambda s, t=typed: read_scan(s, t)) is None  # type: ignore[misc]  # bound now
        assert shop.ask(lambda s, t=typed: search_sellable(s, t)) == ()  # type: ignore[misc]  # bound now
    assert shop.ask(lambda s: search_sellable(s, '"可乐" AND OR *')) == ()


def test_ids_grow_even_when_the_clock_runs_back() -> None:
    moments = iter([datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)] * 2)
    ids = new_ids(lambda: next(moments), lambda bits: 2**bits - 1)

    made = [next(ids) for _ in range(4)]

    assert made == sorted(set(made))
    assert made[-1] < 2**63


def test_pinyin_keeps_letters_and_knows_every_reading() -> None:
    assert pinyin_of("可口可乐 500ml").initials.split()[0] == "kkkl500ml"
    assert {"cqxm", "zqxm"} <= set(pinyin_of("重庆小面").initials.split())
    assert pinyin_of("！？").full == ""


def test_goods_from_a_supplier_are_owed(shop: Shop) -> None:
    line = ReceivedLine(COLA, "可口可乐", Quantity(24_000), Money(4800), Money(624), Rate(1300))
    shop.do(receive_goods, ReceiveGoods(OWNER_ID, (line,), SupplierId(5), "可乐经销商"))

    assert shop.ask(lambda s: account_balance(s, Account.PAYABLE, 5)) == Money(-5424)
    assert refused(lambda: shop.do(receive_goods, ReceiveGoods(OWNER_ID, ()))) == "nothing_received"
    nothing = ReceivedLine(COLA, "可口可乐", Quantity(0), Money(0))
    assert refused(lambda: shop.do(receive_goods, ReceiveGoods(OWNER_ID, (nothing,)))) == (
        "received_line_unfit"
    )


def test_an_edit_that_arrives_before_the_product_waits_for_it(shop: Shop) -> None:
    """Two terminals: the change of the name is heard before the product itself."""
    shop.edit("product", 900, name="新名")
    with shop.store.transaction() as session:
        count = session.connection().execute(text("SELECT name FROM product WHERE id = 900"))
        assert count.scalar() == "新名"


@pytest.mark.parametrize("direction", ["up", "half_up"])
def test_no_shop_rounds_up_whoever_saves_the_settings(shop: Shop, direction: str) -> None:
    change = RecordChange("setting", 0, {"rounding_direction": direction})
    command = ChangeRecords(OWNER_ID, (change,))

    assert refused(lambda: shop.do(change_records, command)) == "rounding_up_not_allowed"

    assert shop.ask(find_settings).rounding.direction is RoundingDirection.DOWN


def test_how_far_a_shop_rounds_down_is_its_own_affair(shop: Shop) -> None:
    texts = {"rounding_direction": "down", "rounding_step": "100"}
    change = RecordChange("setting", 0, dict(texts))

    shop.do(change_records, ChangeRecords(OWNER_ID, (change,)))

    assert shop.ask(find_settings).rounding.step is RoundingStep.YUAN


def test_a_change_says_which_version_of_each_field_it_was_based_on(shop: Shop) -> None:
    shop.edit("customer", CUSTOMER, name="张三")
    named = last_change(shop)
    assert [change.based_on for change in named.changes] == [AS_MADE]

    shop.edit("customer", CUSTOMER, name="张三丰", phone="13900000000")

    both = last_change(shop)
    assert [(change.fields, change.based_on) for change in both.changes] == [
        ({"phone": "13900000000"}, AS_MADE),
        ({"name": "张三丰"}, named.clock),
    ]


def last_change(shop: Shop) -> RecordsChanged:
    """The newest document, which is a change of records."""
    newest = select(JournalEntry.spelled).order_by(JournalEntry.key.desc()).limit(1)
    body = read_document(shop.ask(lambda s: s.execute(newest).scalar_one())).body
    assert isinstance(body, RecordsChanged)
    return body
