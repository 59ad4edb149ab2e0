"""Exceptions as the server raises them, put into a shop as an exchange would."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import insert

from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.models.sync import ServerException
from tests.shop import CASHIER_ID, COLA, CUSTOMER, Shop

AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def raise_in(
    shop: Shop,
    number: int,
    kind: ExceptionKind | str,
    subject: int,
    document: int = 0,
    **detail: str | int,
) -> None:
    """The server found it; this terminal heard of it."""
    row = {
        "id": number,
        "kind": str(kind),
        "store": 1,
        "document": document,
        "subject": subject,
        "raised_at": AT,
        "detail": json.dumps(detail, ensure_ascii=False),
    }
    with shop.store.transaction() as session:
        session.execute(insert(ServerException), row)


def raise_one_of_each(shop: Shop, receipt: int) -> None:
    """Every kind that this version knows."""
    raise_in(shop, 1, ExceptionKind.CREDIT_OVERRUN, CUSTOMER, receipt, owed=128_050, limit=100_000)
    raise_in(shop, 2, ExceptionKind.NEGATIVE_STOCK, COLA, receipt, quantity=-3_000)
    permission = {"permission": "discount_order"}
    raise_in(shop, 3, ExceptionKind.WITHDRAWN_PERMISSION, CASHIER_ID, receipt, **permission)
    edit: dict[str, str | int] = {
        "entity": "product",
        "fields": "name price",
        "value": "可乐",
        "other": "可口可乐",
    }
    raise_in(shop, 4, ExceptionKind.CONCURRENT_EDIT, COLA, receipt, **edit)
    raise_in(shop, 5, ExceptionKind.FORK, 1, receipt, incarnation=1, sequence=812)
    raise_in(shop, 6, ExceptionKind.LATE_DOCUMENT, 1, receipt, day="2026-11-14", hours=222)
    raise_in(shop, 7, ExceptionKind.RETURNED_TWICE, COLA, receipt, sold=1_000, returned=2_000)
    raise_in(shop, 8, ExceptionKind.PARKED, 1, receipt, why="unknown kind loan_given")
    raise_in(shop, 9, ExceptionKind.HELD, 1, receipt, incarnation=1, sequence=77)
    raise_in(shop, 10, ExceptionKind.CLOCK_WRONG, 1, receipt, ahead_seconds=-960)
    raise_in(shop, 11, ExceptionKind.CHECKSUM, 1, receipt, stream=1)
