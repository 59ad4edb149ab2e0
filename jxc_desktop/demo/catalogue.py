"""The demo shop's goods and partners, read from the tables in `resources/demo`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jxc_desktop.commands.pinyin import pinyin_of
from jxc_desktop.documents.records import RecordChange, Value

SINCE = "2026-01-01"
"""The date from which the demo's prices hold."""
_PRODUCT_BASE, _CUSTOMER_BASE, _SUPPLIER_BASE, _KEY_BASE = (
    1_000_000,
    2_000_000,
    3_000_000,
    4_000_000,
)

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The tables, and the changes that make records of them."""

    products: tuple[Row, ...]
    changes: tuple[RecordChange, ...]
    customers: tuple[Row, ...]
    suppliers: tuple[Row, ...]
    people: tuple[Row, ...]

    def customer_ids(self) -> tuple[int, ...]:
        """The customers' ids in the order of the table."""
        return tuple(_CUSTOMER_BASE + place for place in range(len(self.customers)))

    def supplier_ids(self) -> tuple[int, ...]:
        """The suppliers' ids in the order of the table."""
        return tuple(_SUPPLIER_BASE + place for place in range(len(self.suppliers)))


def read_catalogue(folder: Path) -> Catalogue:
    """Read every table; raises `OSError` or `KeyError` for a damaged installation."""
    products, packs = read_table(folder, "products"), read_table(folder, "packs")
    customers, suppliers = read_table(folder, "customers"), read_table(folder, "suppliers")
    packs_of = {code: list(rows) for code, rows in groupby(packs, lambda row: row["product_code"])}
    ids = {row["code"]: _PRODUCT_BASE + place for place, row in enumerate(products)}
    changes = (
        *(_category(row) for row in read_table(folder, "categories")),
        *(_product(ids[row["code"]], row, packs_of.get(row["code"], [])) for row in products),
        *(_customer(_CUSTOMER_BASE + place, row) for place, row in enumerate(customers)),
        *(_supplier(_SUPPLIER_BASE + place, row) for place, row in enumerate(suppliers)),
        *(
            _quick_key(place, row, ids)
            for place, row in enumerate(read_table(folder, "quick_keys"))
        ),
    )
    return Catalogue(products, changes, customers, suppliers, read_table(folder, "people"))


def read_table(folder: Path, name: str) -> tuple[Row, ...]:
    """The rows of one table; raises `OSError` for a damaged installation."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table))


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _category(row: Row) -> RecordChange:
    fields: dict[str, Value] = {
        "name": row["name"],
        "parent": _whole(row["parent_code"]),
        "sort": int(row["sort"]),
    }
    return RecordChange("category", int(row["code"]), fields, new=True)


def _product(record: int, row: Row, packs: list[Row]) -> RecordChange:
    spelled = pinyin_of(row["name"])
    fields: dict[str, Value] = {
        "code": row["code"],
        "name": row["name"],
        "pinyin": spelled.full,
        "initials": spelled.initials,
        "brand": row["brand"],
        "specification": row["specification"],
        "category": int(row["category"]),
        "tax_rate": int(row["tax_rate_e4"]),
        "weighed": row["weighed"] == "1",
        "scale_code": row["plu"] or None,
        "purchase_price": int(row["purchase_price_e4"]),
        "floor_price": _whole(row["floor_price_e4"]),
        "shelf_days": _whole(row["shelf_life_days"]),
        "reorder_point": _whole(row["reorder_point_milli"]),
    }
    fields |= _unit(0, row["unit"], 1000, row)
    for unit, pack in enumerate(packs, 1):
        fields |= _unit(unit, pack["unit"], int(pack["factor_milli"]), pack)
    return RecordChange("product", record, fields, new=True)


def _unit(unit: int, name: str, factor: int, row: Row) -> dict[str, Value]:
    fields: dict[str, Value] = {f"unit.{unit}.name": name, f"unit.{unit}.factor": factor}
    if row["barcode"]:
        fields[f"barcode.{row['barcode']}"] = unit
    for level in ("retail", "member"):
        price = _whole(row[f"{level}_price_e4"])
        if price is not None:
            fields[f"price.{unit}.{level}.{SINCE}"] = price
    return fields


def _customer(record: int, row: Row) -> RecordChange:
    fields: dict[str, Value] = {
        "name": row["name"],
        "initials": pinyin_of(row["name"]).initials,
        "phone": row["phone"],
        "member_number": row["member_number"],
        "level": row["level"],
        "settlement": row["settlement"],
        "credit_limit": int(row["credit_limit_minor"]),
        "note": row["note"],
    }
    return RecordChange("customer", record, fields, new=True)


def _supplier(record: int, row: Row) -> RecordChange:
    fields: dict[str, Value] = {"name": row["name"], "phone": row["phone"], "note": row["note"]}
    return RecordChange("supplier", record, fields, new=True)


def _quick_key(place: int, row: Row, ids: dict[str, int]) -> RecordChange:
    fields: dict[str, Value] = {
        "page": row["page"],
        "sort": int(row["page_sort"]) * 1000 + int(row["sort"]),
        "product": ids[row["product_code"]],
        "label": row["label"],
    }
    return RecordChange("quick_key", _KEY_BASE + place, fields, new=True)
