"""Master data: products, people, customers, methods and settings, as last changed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

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
)
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.models.base import Base


class FieldClock(Base):
    """When a field of a record was last changed after the record was made; the later clock wins."""

    __tablename__ = "field_clock"
    __table_args__ = {"sqlite_with_rowid": False}

    entity: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    clock: Mapped[int]
    document: Mapped[DocumentKey]


class HybridClock(Base):
    """The latest clock that this store has seen; one row."""

    __tablename__ = "hybrid_clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    clock: Mapped[int]


class Recorded:
    """What every record has: its id, the stamp of its making, and whether it is archived.

    Both halves of the stamp are 0 for a record that was changed here before its making was heard.
    """

    made_clock: Mapped[int] = mapped_column(default=0)
    made_document: Mapped[DocumentKey] = mapped_column(default=DocumentKey(0))
    archived: Mapped[bool] = mapped_column(default=False)


class Category(Recorded, Base):
    """A node of the category tree."""

    __tablename__ = "category"

    id: Mapped[CategoryId] = mapped_column(primary_key=True, autoincrement=False)
    parent: Mapped[CategoryId | None]
    name: Mapped[str] = mapped_column(default="")
    sort: Mapped[int] = mapped_column(default=0)


class Product(Recorded, Base):
    """A product. Its units, codes and prices are rows of their own."""

    __tablename__ = "product"

    id: Mapped[ProductId] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(index=True, default="")
    name: Mapped[str] = mapped_column(default="")
    pinyin: Mapped[str] = mapped_column(default="")
    """Full pinyin without tones, lower case."""
    initials: Mapped[str] = mapped_column(default="")
    """Pinyin initials, lower case; digits and Latin letters kept."""
    brand: Mapped[str] = mapped_column(default="")
    specification: Mapped[str] = mapped_column(default="")
    category: Mapped[CategoryId | None]
    tax_rate: Mapped[Rate] = mapped_column(default=Rate(0))
    weighed: Mapped[bool] = mapped_column(default=False)
    scale_code: Mapped[str | None] = mapped_column(index=True)
    purchase_price: Mapped[UnitPrice] = mapped_column(default=UnitPrice(0))
    """What one base unit last cost, for the cost of goods never yet received."""
    floor_price: Mapped[UnitPrice | None]
    shelf_days: Mapped[int | None]
    reorder_point: Mapped[Quantity | None]
    unreviewed: Mapped[bool] = mapped_column(default=False)
    """Made in a hurry at the till; the office should look at it."""


class ProductUnit(Base):
    """A unit in which a product is sold: 0 is the base unit, packs follow."""

    __tablename__ = "product_unit"
    __table_args__ = {"sqlite_with_rowid": False}

    product: Mapped[ProductId] = mapped_column(primary_key=True)
    unit: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    factor: Mapped[Quantity] = mapped_column(default=Quantity(1000))


class Barcode(Base):
    """A code that stands for a product in one of its units."""

    __tablename__ = "barcode"
    __table_args__ = (
        Index("ix_barcode_product", "product"),
        {"sqlite_with_rowid": False},
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    product: Mapped[ProductId] = mapped_column(primary_key=True)
    unit: Mapped[int]


class Price(Base):
    """A price of a unit at a level (`retail`, `member`), in force from a business date on."""

    __tablename__ = "price"
    __table_args__ = {"sqlite_with_rowid": False}

    product: Mapped[ProductId] = mapped_column(primary_key=True)
    unit: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    price: Mapped[UnitPrice | None]


class Customer(Recorded, Base):
    """A customer, known by name, phone or member number."""

    __tablename__ = "customer"

    id: Mapped[CustomerId] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    initials: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="", index=True)
    member_number: Mapped[str] = mapped_column(default="", index=True)
    level: Mapped[str] = mapped_column(default="retail")
    credit_limit: Mapped[Money] = mapped_column(default=Money(0))
    settlement: Mapped[str] = mapped_column(default="cash")
    note: Mapped[str] = mapped_column(default="")


class Supplier(Recorded, Base):
    """A supplier."""

    __tablename__ = "supplier"

    id: Mapped[SupplierId] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Role(Recorded, Base):
    """A set of permissions, and the deepest discount that it may give alone."""

    __tablename__ = "role"

    id: Mapped[RoleId] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    permissions: Mapped[str] = mapped_column(default="")
    """Names of `domain.permissions.Permission`, separated by spaces."""
    discount_limit: Mapped[Rate] = mapped_column(default=Rate(0))


class Person(Recorded, Base):
    """Someone who works in the shop and signs in."""

    __tablename__ = "person"

    id: Mapped[PersonId] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[RoleId | None]
    secret: Mapped[str] = mapped_column(default="")
    """argon2id hash of the PIN or password."""


class PaymentMethodRow(Recorded, Base):
    """A way to pay: where the money goes, what it costs, how the till treats it."""

    __tablename__ = "payment_method"

    id: Mapped[MethodId] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="cash")
    fee_rate: Mapped[Rate] = mapped_column(default=Rate(0))
    opens_drawer: Mapped[bool] = mapped_column(default=False)
    works_offline: Mapped[bool] = mapped_column(default=True)
    gives_change: Mapped[bool] = mapped_column(default=False)
    needs_reference: Mapped[bool] = mapped_column(default=False)
    sort: Mapped[int] = mapped_column(default=0)


class QuickKey(Recorded, Base):
    """A touch button for goods without a barcode."""

    __tablename__ = "quick_key"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    page: Mapped[str] = mapped_column(default="")
    sort: Mapped[int] = mapped_column(default=0)
    product: Mapped[ProductId | None]
    unit: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(default="")


class StoreRow(Recorded, Base):
    """A store of the company."""

    __tablename__ = "store"

    id: Mapped[StoreId] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class Setting(Base):
    """One setting of the shop, as JSON text; `domain.settings` names them all."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
