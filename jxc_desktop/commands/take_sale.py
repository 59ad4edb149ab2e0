"""Selling: a basket and its tender become one sale, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from jxc_desktop.commands.at_the_till import needed_shift
from jxc_desktop.commands.authority import require
from jxc_desktop.commands.open_basket import forget_open_basket
from jxc_desktop.commands.paper_owed import OwedPaper, owe_papers
from jxc_desktop.commands.sale_lines import returned_lines, sale_payment, sold_lines
from jxc_desktop.documents.sale import Sale
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey, shop_floor
from jxc_desktop.domain.numbers import ZERO, Money, Quantity, Rate
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission, beyond_role
from jxc_desktop.domain.tender import MethodKind, Tender
from jxc_desktop.journal.post import post
from jxc_desktop.journal.series import next_number, receipts
from jxc_desktop.models.base import table_of
from jxc_desktop.models.sales import ReturnedLine, SaleRow
from jxc_desktop.queries.find_customer import basket_customer
from jxc_desktop.queries.find_document import find_sale
from jxc_desktop.queries.find_permissions import find_discount_limit
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_methods import ways_paid
from jxc_desktop.queries.store_day import store_moment
from jxc_desktop.store.questions import Question

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import Basket
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.domain.settings import ShopSettings
    from jxc_desktop.store.session import ShopSession


_SALE = table_of(SaleRow)
_TAKEN = Question(select(_SALE.c.document).where(_SALE.c.request == bindparam("request")))


@dataclass(frozen=True, slots=True)
class TakeSale:
    """Sell `basket` for `tender`. `request` names the basket, so that it is sold only once."""

    basket: Basket
    tender: Tender
    actor: PersonId
    request: str
    approvals: tuple[int, ...] = ()
    print_receipt: bool = True


@dataclass(frozen=True, slots=True)
class SaleTaken:
    """The sale as it stands in the journal."""

    sale: DocumentKey
    serial: int
    total: Money
    change: Money
    opens_drawer: bool


def take_sale(session: ShopSession, command: TakeSale) -> SaleTaken:
    """Post the sale; stock, money, receivable and slip follow in the caller's transaction.

    The same `request` again answers with the sale that was taken. Refuses an empty basket
    (`basket_empty`), a closed till (`shift_not_open`), a tender that does not fit the total
    (`tender_incomplete`, `tender_other_total`), more coming back than was sold
    (`return_over_sold`), a credit sale without a customer (`customer_needed`), a deposit that does
    not reach (`deposit_too_small`), and what nobody with the permission allowed.
    """
    taken = _already_taken(session, command.request)
    if taken is not None:
        return taken
    _refuse_unfit(command)
    shift = needed_shift(session)
    _refuse_over_returned(session, command.basket)
    settings = find_settings(session)
    needed = _permissions_needed(session, command, settings)
    approvers = require(session, command.actor, needed, command.approvals)
    till = session.till
    moment = store_moment(session)
    sale = Sale(
        serial=next_number(session.connection(), till.terminal, receipts(moment.day)),
        shift=shift.shift,
        warehouse=shop_floor(till.store),
        lines=sold_lines(command.basket),
        returns=returned_lines(command.basket),
        payments=tuple(sale_payment(payment) for payment in command.tender.payments),
        total=command.basket.total,
        change=command.tender.change,
        customer=None if command.basket.customer is None else command.basket.customer.customer,
        customer_name="" if command.basket.customer is None else command.basket.customer.name,
        approved_by=approvers,
        reason=command.basket.note,
        request=command.request,
    )
    posted = post(session, sale, actor=command.actor, moment=moment)
    opens_drawer = any(payment.method.opens_drawer for payment in command.tender.payments)
    papers = [OwedPaper(Paper.DRAWER_KICK, posted.key)] if opens_drawer else []
    if command.print_receipt and settings.print_receipt:
        papers.append(OwedPaper(Paper.RECEIPT, posted.key, copies=settings.receipt_copies))
    owe_papers(session, papers)
    forget_open_basket(session)
    return SaleTaken(posted.key, sale.serial, sale.total, sale.change, opens_drawer)


def _already_taken(session: ShopSession, request: str) -> SaleTaken | None:
    """The sale that this request made before: an impatient second press sells nothing."""
    row = _TAKEN.one(session.connection(), request=request)
    if row is None:
        return None
    key: DocumentKey = row[0]
    found = find_sale(session, key)
    assert found is not None, "the sale table names sales only"
    sale = found[1]
    return SaleTaken(key, sale.serial, sale.total, sale.change, opens_drawer=False)


def _refuse_unfit(command: TakeSale) -> None:
    basket, tender = command.basket, command.tender
    if basket.is_empty:
        raise Refusal("basket_empty")
    if not command.request:
        message = "a sale needs the id of its basket"
        raise ValueError(message)
    for line in basket.lines:
        line.refuse_if_impossible()
    if tender.total != basket.total:
        raise Refusal("tender_other_total", total=basket.total, tender=tender.total)
    if not tender.complete:
        raise Refusal("tender_incomplete", missing=tender.missing)


def _refuse_over_returned(session: ShopSession, basket: Basket) -> None:
    """What came back since the basket was built counts too, and so does each line of it."""
    coming: dict[tuple[DocumentKey, int], Quantity] = {}
    for line in basket.return_lines:
        back = line.return_of
        if back is None:
            continue
        returned = session.execute(
            select(func.sum(ReturnedLine.quantity), func.sum(ReturnedLine.amount)).where(
                ReturnedLine.sale == back.sale, ReturnedLine.line == back.line
            )
        ).one()
        before = (returned[0] or Quantity(0), returned[1] or ZERO)
        if before != (back.returned, back.refunded):
            raise Refusal("return_changed", name=line.item.name, returned=before[0])
        place = (back.sale, back.line)
        coming[place] = coming.get(place, Quantity(0)) + line.quantity
        if coming[place] > back.left:
            raise Refusal("return_over_sold", name=line.item.name, sold=back.sold, left=back.left)


def _permissions_needed(
    session: ShopSession, command: TakeSale, settings: ShopSettings
) -> set[Permission]:
    basket = command.basket
    needed = {Permission.SELL}
    needed |= _return_permissions(basket)
    needed |= _price_permissions(session, command, settings)
    needed |= _account_permissions(session, command)
    needed |= _refund_permissions(session, command)
    return needed


def _return_permissions(basket: Basket) -> set[Permission]:
    needed = set()
    for line in basket.return_lines:
        with_receipt = line.return_of is not None
        needed.add(
            Permission.RETURN_WITH_RECEIPT if with_receipt else Permission.RETURN_WITHOUT_RECEIPT
        )
    return needed


def _refund_permissions(session: ShopSession, command: TakeSale) -> set[Permission]:
    """Money that goes back goes the way it came, or somebody allows another."""
    sales = {line.return_of.sale for line in command.basket.return_lines if line.return_of}
    if command.tender.total >= ZERO or not sales:
        return set()
    came = ways_paid(session, sales)
    back = {payment.method.method for payment in command.tender.payments}
    return {Permission.REFUND_OTHER_METHOD} if came and back - came else set()


def _price_permissions(
    session: ShopSession, command: TakeSale, settings: ShopSettings
) -> set[Permission]:
    basket, needed = command.basket, set()
    limit = Rate(0)
    if any(line.discount is not None for line in basket.sale_lines):
        needed.add(Permission.DISCOUNT_LINE)
    if basket.order_discount is not None:
        needed.add(Permission.DISCOUNT_ORDER)
    if needed:
        limit = find_discount_limit(session, command.actor)
    if basket.rounding != ZERO and basket.rounding_rule != settings.rounding:
        needed.add(Permission.ROUND_BY_KEY)
    return needed | beyond_role(basket.sale_lines, limit)


def _account_permissions(session: ShopSession, command: TakeSale) -> set[Permission]:
    """Credit and deposit count as this terminal knows them now, not as the basket did."""
    tender = command.tender
    on_account = tender.paid_by(MethodKind.ON_ACCOUNT)
    deposit = tender.paid_by(MethodKind.DEPOSIT)
    if not on_account and not deposit:
        return set()
    named = command.basket.customer
    customer = None if named is None else basket_customer(session, named.customer)
    if customer is None:
        raise Refusal("customer_needed")
    if deposit > customer.deposit:
        raise Refusal("deposit_too_small", deposit=customer.deposit, wanted=deposit)
    if on_account > ZERO and on_account > customer.credit_left:
        return {Permission.SELL_ON_ACCOUNT, Permission.OVER_CREDIT_LIMIT}
    return {Permission.SELL_ON_ACCOUNT} if on_account > ZERO else set()
