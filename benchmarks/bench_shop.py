"""A shop of any size for the benchmarks, made by the program's own posting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jxc_desktop.app.open_shop import system_clock
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.shifts import OpenShift, open_shift
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.barcode import check_digit
from jxc_desktop.domain.ids import MethodId, PersonId
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.permissions import OWNER
from jxc_desktop.domain.tender import MethodKind, PaymentMethod
from jxc_desktop.journal.post import post
from jxc_desktop.queries.find_sellable import find_sellable
from jxc_desktop.store.incarnation import first_till
from jxc_desktop.store.opening import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from jxc_desktop.domain.sellable import SellableItem

_CHUNK = 2000
_BRANDS = (
    "康师傅",
    "统一",
    "可口可乐",
    "农夫山泉",
    "蒙牛",
    "伊利",
    "旺旺",
    "三只松鼠",
    "海天",
    "蓝月亮",
)
_KINDS = (
    "红烧牛肉面",
    "冰红茶",
    "纯牛奶",
    "矿泉水",
    "仙贝",
    "酱油",
    "洗衣液",
    "饼干",
    "薯片",
    "果汁",
)
_LETTERS = ("ksf", "ty", "kkkl", "nfsq", "mn", "yl", "ww", "szss", "ht", "lyl")
_KIND_LETTERS = ("hsnrm", "bhc", "cnn", "kqs", "xb", "jy", "xyy", "bg", "sp", "gz")


@dataclass
class BenchShop:
    """The shop, an open shift, and what the benchmarks sell."""

    store: Store
    cashier: PersonId
    cash: PaymentMethod
    codes: list[str]
    items: list[SellableItem]
    signer: Ed25519PrivateKey


def make_bench_shop(
    folder: Path, products: int, clock: Callable[[], datetime] = system_clock
) -> BenchShop:
    """Set it up with `products` products; each thousand takes about 0.1 s."""
    signer = Ed25519PrivateKey.generate()
    store = Store(folder / "bench.db", bytes(32))
    store.serve(first_till(clock, signer.sign))
    owner = PersonId(1)
    cash = PaymentMethod(MethodId(1), "现金", MethodKind.CASH, opens_drawer=True, gives_change=True)
    with store.transaction() as session:
        key = signer.public_key().public_bytes_raw().hex()
        post(session, TerminalEnrolled(name="bench", public_key=key, version="0"), actor=owner)
        write_records(session, _people(), owner)
    codes = []
    for start in range(0, products, _CHUNK):
        chunk = tuple(_products(start, min(_CHUNK, products - start)))
        codes += [bench_code(start + place) for place in range(len(chunk))]
        with store.transaction() as session:
            write_records(session, chunk, owner)
    with store.transaction() as session:
        open_shift(session, OpenShift(owner, Money(20_000)))
    with store.reading() as session:
        found = [find_sellable(session, code) for code in codes[:2000]]
    items = [item for item in found if item is not None]
    return BenchShop(store, owner, cash, codes, items, signer)


def bench_code(number: int) -> str:
    """The EAN-13 of the product `number`."""
    data = f"69{number:010}"
    return data + check_digit(data)


def _people() -> tuple[RecordChange, ...]:
    permissions = " ".join(sorted(OWNER.permissions))
    return (
        RecordChange("role", 1, {"name": "owner", "permissions": permissions}, new=True),
        RecordChange("person", 1, {"number": "1000", "name": "bench", "role": 1}, new=True),
    )


def _products(start: int, count: int) -> Iterator[RecordChange]:
    for number in range(start, start + count):
        brand, kind = number % 10, number // 10 % 10
        name = f"{_BRANDS[brand]}{_KINDS[kind]} {number}号 {100 + number % 900}g"
        letters = f"{_LETTERS[brand]}{_KIND_LETTERS[kind]}{number}h{100 + number % 900}g"
        yield RecordChange(
            "product",
            10_000_000 + number,
            {
                "code": f"{number:07}",
                "name": name,
                "initials": letters,
                "category": 1 + kind,
                "tax_rate": 1300,
                "purchase_price": 20_000,
                "unit.0.name": "个",
                "unit.0.factor": 1000,
                f"barcode.{bench_code(number)}": 0,
                "price.0.retail.2026-01-01": 10_000 + number % 900 * 100,
            },
            new=True,
        )
