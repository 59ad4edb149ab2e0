"""What other stores have or are owed, as a sentence: never a figure without its age. No Qt."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from jxc_desktop.domain.formats import instant_text, money_text, quantity_text, time_text
from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.foreign_account import BalanceElsewhere, customer_balance
from jxc_desktop.queries.foreign_stock import StockElsewhere, foreign_stock
from jxc_desktop.queries.shop_header import shop_zone
from jxc_desktop.ui.language import _, ngettext_

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import CustomerId, ProductId
    from jxc_desktop.store.session import ShopSession


def stock_elsewhere(session: ShopSession, product: ProductId) -> str:
    """`别的店有：滨江店 30（截至 14:32，3 笔未到）`; nothing where no other store has any."""
    rows = foreign_stock(session, product)
    if not rows:
        return ""
    zone, now = shop_zone(find_settings(session)), session.till.clock()
    told = _("；").join(_stock_text(row, now, zone) for row in rows)
    return _("别的店：{stores}").format(stores=told)


def balance_elsewhere(session: ShopSession, customer: CustomerId) -> str:
    """How much of a customer's debt and deposit is from other stores, and as of when."""
    rows = customer_balance(session, customer).elsewhere
    if not rows:
        return ""
    zone, now = shop_zone(find_settings(session)), session.till.clock()
    told = _("；").join(_balance_text(row, now, zone) for row in rows)
    return _("其中别的店：{stores}").format(stores=told)


def age_text(as_of: datetime | None, outstanding: int, now: datetime, zone: tzinfo) -> str:
    """`截至 14:32，3 笔未到`, with the date where that was another day."""
    if as_of is None:
        return _("还没有联系上，可能不准")
    today = as_of.astimezone(zone).date() == now.astimezone(zone).date()
    moment = time_text(as_of, zone) if today else instant_text(as_of, zone)
    age = _("截至 {time}").format(time=moment)
    if not outstanding:
        return age
    missing = ngettext_("{count} 笔未到", "{count} 笔未到", outstanding)
    return _("{age}，{missing}").format(age=age, missing=missing.format(count=outstanding))


def _stock_text(row: StockElsewhere, now: datetime, zone: tzinfo) -> str:
    return _("{store} {figure}（{age}）").format(
        store=_store(row.store, row.store_name),
        figure=quantity_text(row.quantity),
        age=age_text(row.as_of, row.outstanding, now, zone),
    )


def _balance_text(row: BalanceElsewhere, now: datetime, zone: tzinfo) -> str:
    figures = []
    if row.owed != ZERO:
        figures.append(_("欠 {amount}").format(amount=money_text(row.owed)))
    if row.deposit != ZERO:
        figures.append(_("预存 {deposit}").format(deposit=money_text(row.deposit)))
    return _("{store} {figure}（{age}）").format(
        store=_store(row.store, row.store_name),
        figure=_("，").join(figures),
        age=age_text(row.as_of, 0, now, zone),
    )


def _store(number: int, name: str) -> str:
    return name or _("门店 {number}").format(number=number)
