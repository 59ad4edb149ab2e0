"""The first run: an empty database becomes a shop that can sell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from jxc_desktop.commands.set_up_shop import SetUpShop, ShopSetUp, set_up_shop
from jxc_desktop.commands.sign_in import SignedIn, SignIn, sign_in
from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import CASHIER, CLERK, MANAGER, OWNER, Permission
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.till import Incarnation
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_methods import list_methods
from jxc_desktop.queries.list_people import list_people, list_roles
from jxc_desktop.store.incarnation import find_till, first_till
from jxc_desktop.store.opening import Store
from tests.shop import SIGNER, Shop, ShopClock

ASKED = SetUpShop(
    shop_name="  幸福  便利店 ",
    owner_name="王老板",
    owner_number="1000",
    owner_secret="2580",
    public_key=SIGNER.public_key().public_bytes_raw(),
    phone="19900000000",
)


@pytest.fixture
def store(empty_shop: Shop) -> Store:
    return empty_shop.store


def set_up(store: Store, asked: SetUpShop = ASKED) -> ShopSetUp:
    with store.transaction() as session:
        return set_up_shop(session, asked)


def test_an_empty_database_belongs_to_nobody_and_then_to_the_first_till(store: Store) -> None:
    clock = ShopClock()
    assert find_till(store, clock, SIGNER.sign) is None

    set_up(store)

    till = find_till(store, clock, SIGNER.sign)
    assert till == first_till(clock, SIGNER.sign)


def test_the_chain_begins_with_the_terminals_public_key_and_is_sound(store: Store) -> None:
    set_up(store)
    with store.reading() as session:
        connection = session.connection()
        first = read_document(next(stored_documents(connection)).spelled).body
        found = verify(connection)
    assert isinstance(first, TerminalEnrolled)
    assert first.public_key == ASKED.public_key.hex()
    assert first.name == "收银台 1"
    assert (found.faults, found.chains, found.documents) == ([], 1, 2)


def test_the_owner_signs_in_at_once_and_may_everything(store: Store) -> None:
    owner = set_up(store).owner
    with store.transaction() as session:
        answer = sign_in(session, SignIn("1000", "2580"))
    assert isinstance(answer, SignedIn)
    assert answer.person == owner
    assert answer.permissions == frozenset(Permission)


def test_a_new_shop_has_the_usual_roles_and_ways_to_pay(store: Store) -> None:
    set_up(store)
    with store.reading() as session:
        roles, methods = list_roles(session), list_methods(session)
        people, settings = list_people(session), find_settings(session)
    assert [role.name for role in roles] == ["老板", "店长", "店员", "收银员"]
    assert {role.permissions for role in roles} == {
        template.permissions for template in (CASHIER, CLERK, MANAGER, OWNER)
    }
    assert [(method.name, method.kind, method.fee_rate) for method in methods] == [
        ("现金", MethodKind.CASH, Rate(0)),
        ("微信", MethodKind.WALLET, Rate(38)),
        ("支付宝", MethodKind.WALLET, Rate(38)),
        ("银行卡", MethodKind.CARD, Rate(60)),
        ("银行转账", MethodKind.TRANSFER, Rate(0)),
        ("赊账", MethodKind.ON_ACCOUNT, Rate(0)),
        ("预存款", MethodKind.DEPOSIT, Rate(0)),
    ]
    assert [m.name for m in methods if m.opens_drawer and m.gives_change] == ["现金"]
    assert all(method.works_offline for method in methods)
    assert [(row.number, row.name, row.role_name) for row in people] == [("1000", "王老板", "老板")]
    assert (settings.shop_name, settings.store_name) == ("幸福 便利店", "幸福 便利店")
    assert settings.phone == "19900000000"


def test_an_english_speaking_owner_gets_english_names(store: Store) -> None:
    english = {"老板": "Owner", "现金": "Cash", "收银台 1": "Till 1"}

    def words(text: str, /) -> str:
        return english.get(text, text)

    set_up(store, replace(ASKED, words=words))
    with store.reading() as session:
        assert list_roles(session)[0].name == "Owner"
        assert list_methods(session)[0].name == "Cash"
        assert find_settings(session).terminal_name == "Till 1"


def test_a_second_set_up_is_refused_and_changes_nothing(store: Store) -> None:
    set_up(store)
    with pytest.raises(Refusal, match="shop_exists"):
        set_up(store, replace(ASKED, shop_name="别的店"))
    with store.reading() as session:
        assert find_settings(session).shop_name == "幸福 便利店"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"shop_name": " \n "}, "shop_name_needed"),
        ({"shop_name": "店" * 61}, "text_too_long"),
        ({"address": "x\u202ey"}, "text_too_long"),
        ({"time_zone": "Asia/Beijing"}, "time_zone_unknown"),
        ({"time_zone": "../../etc/passwd"}, "time_zone_unknown"),
        ({"time_zone": ""}, "time_zone_unknown"),
        ({"day_end_hour": 13}, "setting_invalid"),
        ({"day_end_hour": -1}, "setting_invalid"),
        ({"owner_name": ""}, "person_name_needed"),
        ({"owner_number": "一"}, "person_number_unfit"),
        ({"owner_secret": "12"}, "pin_too_short"),
    ],
)
def test_a_wrong_answer_is_refused_and_leaves_nothing(
    store: Store, wrong: dict[str, str | int], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        set_up(store, replace(ASKED, **wrong))  # type: ignore[arg-type]  # one field at a time
    assert refused.value.code == code
    with store.reading() as session:
        assert session.scalar(select(func.count(JournalEntry.key))) == 0
        assert session.scalar(select(func.count(Incarnation.id))) == 0
    assert set_up(store).owner > 0


def test_the_owners_secret_shows_in_no_log() -> None:
    assert "2580" not in repr(ASKED)
