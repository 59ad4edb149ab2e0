"""What a customer owes or has left over all stores, as old as the server's figures are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.models.sync import ForeignAccountRow, ForeignStoreRow
from jxc_desktop.queries.find_customer import account_balance

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import CustomerId


@dataclass(frozen=True, slots=True)
class BalanceElsewhere:
    """What a customer owes and has as deposit at another store."""

    store: int
    store_name: str
    owed: Money
    deposit: Money
    as_of: datetime | None


@dataclass(frozen=True, slots=True)
class CustomerBalance:
    """A customer's balance over all stores: what is known here, and what was heard of others."""

    owed: Money
    deposit: Money
    elsewhere: tuple[BalanceElsewhere, ...] = ()


def customer_balance(session: Session, customer: CustomerId) -> CustomerBalance:
    """The whole picture of a customer's money."""
    elsewhere = _elsewhere(session, customer)
    owed = Money.sum(each.owed for each in elsewhere)
    deposit = Money.sum(each.deposit for each in elsewhere)
    return CustomerBalance(
        owed=owed + account_balance(session, Account.RECEIVABLE, customer),
        deposit=deposit - account_balance(session, Account.CUSTOMER_DEPOSIT, customer),
        elsewhere=elsewhere,
    )


def _elsewhere(session: Session, customer: CustomerId) -> tuple[BalanceElsewhere, ...]:
    rows = session.execute(
        select(
            ForeignAccountRow.store,
            ForeignAccountRow.account,
            ForeignAccountRow.amount,
            ForeignStoreRow.name,
            ForeignStoreRow.as_of,
        )
        .outerjoin(ForeignStoreRow, ForeignStoreRow.store == ForeignAccountRow.store)
        .where(
            ForeignAccountRow.account.in_(
                (Account.RECEIVABLE.value, Account.CUSTOMER_DEPOSIT.value)
            ),
            ForeignAccountRow.holder == customer,
            ForeignAccountRow.amount != ZERO,
        )
        .order_by(ForeignAccountRow.store)
    ).all()
    stores = {row.store: row for row in rows}
    amounts = {(row.store, row.account): row.amount for row in rows}
    return tuple(
        BalanceElsewhere(
            store=store,
            store_name=row.name or "",
            owed=amounts.get((store, Account.RECEIVABLE.value), ZERO),
            deposit=ZERO - amounts.get((store, Account.CUSTOMER_DEPOSIT.value), ZERO),
            as_of=row.as_of,
        )
        for store, row in stores.items()
    )
