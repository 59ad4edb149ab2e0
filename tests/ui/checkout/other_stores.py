"""Two other stores of the company, as this shop heard of them from the server."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, insert

from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.sync import ForeignAccountRow, ForeignStockRow, ForeignStoreRow
from tests.shop import COLA, CUSTOMER, Shop

HEARD_AT = datetime(2026, 11, 24, 6, 32, tzinfo=UTC)


def hear_of_other_stores(shop: Shop) -> None:
    """One pushed everything but three documents at `HEARD_AT`; of the other nothing ever came."""
    stores = [
        {"store": 2, "name": "滨江店", "as_of": HEARD_AT, "outstanding": 3},
        {"store": 3, "name": "", "as_of": None, "outstanding": 0},
    ]
    stocks = [
        {"location": 2, "store": 2, "quantity": Quantity(30_000), "value": Money(1)},
        {"location": 3, "store": 3, "quantity": Quantity(-500), "value": Money(0)},
    ]
    account = {"account": Account.RECEIVABLE.value, "holder": CUSTOMER, "store": 2}
    with shop.store.transaction() as session:
        for model in (ForeignStoreRow, ForeignStockRow, ForeignAccountRow):
            session.execute(delete(model))
        session.execute(insert(ForeignStoreRow), stores)
        session.execute(insert(ForeignStockRow), [{**row, "product": COLA} for row in stocks])
        session.execute(insert(ForeignAccountRow), [{**account, "amount": Money(12_000)}])
