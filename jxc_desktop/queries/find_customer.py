"""Customers as the till needs them: who they are, what they owe and what they left with us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.basket import BasketCustomer
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.models.money import AccountBalance
from jxc_desktop.models.records import Customer
from jxc_desktop.models.sync import ForeignAccountRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import CustomerId


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer in a list."""

    customer: CustomerId
    name: str
    phone: str
    member_number: str
    level: str


_ROWS = select(
    Customer.id, Customer.name, Customer.phone, Customer.member_number, Customer.level
).where(Customer.archived.is_(False))


def search_customers(session: Session, text: str, limit: int = 20) -> tuple[CustomerRow, ...]:
    """Customers by part of the name, its initials or the phone, or by the member number."""
    text = text.strip()[:40]
    part = "%" + text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    matches = or_(
        Customer.name.like(part, escape="\\"),
        Customer.initials.like(part.lower(), escape="\\"),
        Customer.phone.like(part, escape="\\"),
        Customer.member_number == text,
    )
    rows = session.execute(_ROWS.where(matches).order_by(Customer.name).limit(limit))
    return tuple(CustomerRow(*row) for row in rows)


def find_member(session: Session, code: str) -> CustomerRow | None:
    """The one customer whose member number or phone is `code`; None for nobody and for several."""
    is_it = or_(Customer.member_number == code, Customer.phone == code)
    found = session.execute(_ROWS.where(is_it).limit(2)).all()
    return CustomerRow(*found[0]) if len(found) == 1 else None


def basket_customer(session: Session, customer: CustomerId) -> BasketCustomer | None:
    """The customer with limit, debt and deposit over all stores; None if unknown.

    What was owed or used up at stores whose facts are not held here counts as last heard of.
    """
    row = session.execute(
        select(Customer.id, Customer.name, Customer.level, Customer.credit_limit).where(
            Customer.id == customer
        )
    ).one_or_none()
    if row is None:
        return None
    return BasketCustomer(
        customer=row.id,
        name=row.name,
        member=row.level != "retail",
        credit_limit=row.credit_limit,
        owed=company_balance(session, Account.RECEIVABLE, customer),
        deposit=-company_balance(session, Account.CUSTOMER_DEPOSIT, customer),
    )


def account_balance(session: Session, account: Account, holder: int) -> Money:
    """What the account holds for `holder` over all stores held here; debits are positive."""
    found = session.execute(
        select(func.sum(AccountBalance.amount)).where(
            AccountBalance.account == account.value, AccountBalance.holder == holder
        )
    ).scalar()
    return ZERO if found is None else found


def company_balance(session: Session, account: Account, holder: int) -> Money:
    """What the account holds over all stores: those held here, and the others as last heard of."""
    elsewhere = session.execute(
        select(func.sum(ForeignAccountRow.amount)).where(
            ForeignAccountRow.account == account.value, ForeignAccountRow.holder == holder
        )
    ).scalar()
    here = account_balance(session, account, holder)
    return here if elsewhere is None else here + elsewhere
