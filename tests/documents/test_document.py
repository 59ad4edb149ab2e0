"""Every kind of fact has one spelling, and whoever reads it learns the same fact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    Document,
    Head,
    UnreadableDocument,
    canonical_bytes,
    chain_hash,
    plain,
    read_document,
    read_head,
)
from jxc_desktop.documents.goods import GoodsReceived, ReceivedLine
from jxc_desktop.documents.kinds import Body
from jxc_desktop.documents.wire import encode_hook
from jxc_desktop.domain.ids import PersonId, ProductId, StoreId, TerminalNo, WarehouseId
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice

KINDS: tuple[type[msgspec.Struct], ...] = get_args(Body)

HEAD = Head(
    terminal=TerminalNo(1),
    incarnation=0,
    sequence=7,
    store=StoreId(1),
    at=datetime(2026, 11, 24, 1, 30, tzinfo=UTC),
    day=date(2026, 11, 24),
    hour=9,
    actor=PersonId(3),
)
DELIVERY = Document(
    head=HEAD,
    body=GoodsReceived(
        serial=1,
        warehouse=WarehouseId(1),
        lines=(ReceivedLine(ProductId(5), "可口可乐", Quantity(24_000), Money(4_800)),),
    ),
)

WHOLE = st.integers(-(2**53), 2**53)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    Money: WHOLE.map(Money),
    Quantity: WHOLE.map(Quantity),
    UnitPrice: WHOLE.map(UnitPrice),
    Rate: WHOLE.map(Rate),
}


PLAIN: dict[type[msgspec.inspect.Type], st.SearchStrategy[Any]] = {
    msgspec.inspect.BoolType: st.booleans(),
    msgspec.inspect.IntType: st.integers(-(2**63), 2**63 - 1),
    msgspec.inspect.StrType: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    msgspec.inspect.BytesType: st.binary(max_size=12),
    msgspec.inspect.NoneType: st.none(),
    msgspec.inspect.DateType: st.dates(),
    msgspec.inspect.DateTimeType: st.datetimes(timezones=st.just(UTC)),
}


def anything_of(kind: msgspec.inspect.Type) -> st.SearchStrategy[Any]:
    """Any value that a field of this type may hold."""
    match kind:
        case msgspec.inspect.CustomType(cls=cls):
            return VALUES[cls]
        case msgspec.inspect.StructType(cls=cls, fields=fields):
            return st.builds(cls, **{field.name: anything_of(field.type) for field in fields})
        case msgspec.inspect.VarTupleType(item_type=item):
            return st.lists(anything_of(item), max_size=3).map(tuple)
        case msgspec.inspect.ListType(item_type=item):
            return st.lists(anything_of(item), max_size=3)
        case msgspec.inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(anything_of(key), anything_of(value), max_size=3)
        case msgspec.inspect.UnionType(types=types):
            return st.one_of(*map(anything_of, types))
        case _:
            return PLAIN[type(kind)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_what_is_read_back_is_what_happened(
    kind: type[msgspec.Struct], data: st.DataObject
) -> None:
    document = Document(
        head=data.draw(anything_of(msgspec.inspect.type_info(Head))),
        body=data.draw(anything_of(msgspec.inspect.type_info(kind))),
    )
    spelled = canonical_bytes(document)
    assert read_document(spelled) == document
    assert canonical_bytes(read_document(spelled)) == spelled
    assert read_head(spelled) == document.head


def test_a_delivery_is_spelled_the_same_on_every_day() -> None:
    assert canonical_bytes(DELIVERY).decode() == (
        '{"head":{"terminal":1,"incarnation":0,"sequence":7,"store":1,"at":"2026-11-24T01:30:00Z",'
        '"day":"2026-11-24","hour":9,"actor":3},"body":{"kind":"goods_received","serial":1,'
        '"warehouse":1,"lines":[[5,"可口可乐",24000,4800,0,0]]}}'
    )


def test_every_kind_has_a_tag_of_its_own() -> None:
    tags = [kind.__struct_config__.tag for kind in KINDS]
    assert len(set(tags)) == len(tags) == 12


def test_a_kind_from_tomorrow_is_set_aside_but_its_head_is_known() -> None:
    tomorrow = canonical_bytes(DELIVERY).replace(b"goods_received", b"goods_teleported")
    with pytest.raises(UnreadableDocument):
        read_document(tomorrow)
    assert read_head(tomorrow) == HEAD


def test_a_field_from_tomorrow_does_not_stop_todays_till() -> None:
    tomorrow = canonical_bytes(DELIVERY).replace(b'"serial":1', b'"serial":1,"colour":"red"')
    assert read_document(tomorrow) == DELIVERY


@pytest.mark.parametrize("spelled", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"head":1,"body":{}}'])
def test_damaged_bytes_are_no_document(spelled: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_document(spelled)
    with pytest.raises(UnreadableDocument):
        read_head(spelled)


def test_a_change_of_one_fen_breaks_the_chain() -> None:
    spelled = canonical_bytes(DELIVERY)
    forged = spelled.replace(b"4800", b"4801")
    assert chain_hash(GENESIS_HASH, spelled) != chain_hash(GENESIS_HASH, forged)
    assert chain_hash(GENESIS_HASH, spelled) != chain_hash(bytes([1]) * 32, spelled)


def test_people_may_read_a_document_as_plain_words_and_numbers() -> None:
    assert plain(DELIVERY)["body"]["lines"] == [[5, "可口可乐", 24000, 4800, 0, 0]]


def test_a_value_that_has_no_spelling_is_a_bug_and_says_so() -> None:
    with pytest.raises(TypeError, match="float has no spelling"):
        encode_hook(1.5)
