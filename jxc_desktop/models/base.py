"""What all tables share: naming of constraints, and how domain values are stored."""

from __future__ import annotations

import zlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import BigInteger, Integer, LargeBinary, MetaData, Table, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from jxc_desktop.domain.ids import (
    CategoryId,
    CustomerId,
    DocumentKey,
    MethodId,
    PersonId,
    ProductId,
    RoleId,
    StoreId,
    SupplierId,
    TerminalNo,
    WarehouseId,
)
from jxc_desktop.domain.instants import instant, milliseconds
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice

if TYPE_CHECKING:
    from sqlalchemy import Dialect

WholeNumber = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both databases; on SQLite the spelling that lets a primary key be the row id."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, stored as whole milliseconds since 1970."""

    impl = WholeNumber
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Milliseconds; raises `ValueError` for a moment without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a moment without time zone: {value}"
            raise ValueError(message)
        return milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """The moment, aware, in UTC."""
        return None if value is None else instant(value)


class BusinessDay(TypeDecorator[date]):
    """A business date, stored as the whole number yyyymmdd: short, ordered and readable."""

    impl = WholeNumber
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:
        """The number."""
        return None if value is None else value.year * 10_000 + value.month * 100 + value.day

    def process_result_value(self, value: int | None, dialect: Dialect) -> date | None:
        """The date."""
        if value is None:
            return None
        return date(value // 10_000, value // 100 % 100, value % 100)


class Packed(TypeDecorator[bytes]):
    """Bytes that repeat themselves, stored deflated with the words that every document has."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Deflated (RFC 1951) against the preset dictionary."""
        if value is None:
            return None
        packer = zlib.compressobj(6, zlib.DEFLATED, -15, 9, zdict=_COMMON_WORDS)
        return packer.compress(value) + packer.flush()

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """The bytes again."""
        if value is None:
            return None
        return zlib.decompressobj(-15, zdict=_COMMON_WORDS).decompress(value)


_COMMON_WORDS = (
    b'"approved_by":"reason":"customer":"customer_name":"tendered":"reference":"returns":[['
    b'{"takes_back_sale":,"takes_back_line":}{"head":{"terminal":1,"incarnation":0,"sequence":'
    b',"store":1,"at":"2026-01-01T0:00:00.000000Z","day":"2026-0","hour":1,"actor":'
    b'},"body":{"kind":"event","event":"kind":"sale","serial":1,"shift":8796093022,"warehouse":1'
    b',"lines":[[,1000,1000,0000,00,1300,0,0,0,null],["payments":[{"method":1,"name":"'
    b'","kind":"wallet","amount":,"fee":,"kind":"cash","amount":0}],"total":,"change":,"request":"'
)
"""Never changed: what was packed with it is read with it."""


class _WholeValue(TypeDecorator[Any]):
    """A domain value over int, stored as that int."""

    impl = WholeNumber
    cache_ok = True
    kind: ClassVar[type[Money | Quantity | UnitPrice | Rate]]

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        """The whole number; raises `TypeError` for a value of another kind."""
        if value is None:
            return None
        if type(value) is not self.kind:
            message = f"expected {self.kind.__name__}, got {value!r}"
            raise TypeError(message)
        whole: int = getattr(value, self.kind.unit_name)
        return whole

    def process_result_value(self, value: int | None, dialect: Dialect) -> Any:
        """The domain value."""
        return None if value is None else self.kind(int(value))


class MoneyType(_WholeValue):
    """Money as whole fen."""

    cache_ok = True
    kind = Money


class QuantityType(_WholeValue):
    """Quantity as whole thousandths."""

    cache_ok = True
    kind = Quantity


class UnitPriceType(_WholeValue):
    """Unit price as whole 1/10000 yuan."""

    cache_ok = True
    kind = UnitPrice


class RateType(_WholeValue):
    """Rate as whole 1/10000."""

    cache_ok = True
    kind = Rate


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: WholeNumber,
        Money: MoneyType(),
        Quantity: QuantityType(),
        UnitPrice: UnitPriceType(),
        Rate: RateType(),
        datetime: Instant(),
        date: BusinessDay(),
        **dict.fromkeys(
            (
                ProductId,
                CategoryId,
                CustomerId,
                SupplierId,
                PersonId,
                RoleId,
                StoreId,
                WarehouseId,
                MethodId,
                TerminalNo,
                DocumentKey,
            ),
            WholeNumber,
        ),
    }


def table_of(model: type[Base]) -> Table:
    """The Core table of a model, for the statements of hot paths."""
    table = model.__table__
    assert isinstance(table, Table), "our models map tables"
    return table
