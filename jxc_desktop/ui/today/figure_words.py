"""What the owner's home says of its figures: shares, changes against the week before, dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jxc_desktop.domain.day_facts import MethodTally
from jxc_desktop.domain.formats import money_text, quantity_text, rate_text
from jxc_desktop.domain.numbers import ZERO, Money, Rate, divide_half_away
from jxc_desktop.domain.words import mark
from jxc_desktop.queries.top_products import TopProduct
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.today.bar_rows import BarRow
from jxc_desktop.ui.today.today_now import Comparison, TodayNow, change_of
from jxc_desktop.ui.widgets.labels import Tone

METHODS_MAX = 6
_WEEKDAYS = (
    mark("周一"),
    mark("周二"),
    mark("周三"),
    mark("周四"),
    mark("周五"),
    mark("周六"),
    mark("周日"),
)


@dataclass(frozen=True, slots=True)
class CardWords:
    """What one figure card says."""

    figure: str
    change: str = ""
    beside: str = ""
    tone: Tone = Tone.MUTED


def weekday_text(day: date) -> str:
    """`周二`."""
    return _(_WEEKDAYS[day.weekday()])


def day_title(day: date) -> str:
    """`11月24日 周二`."""
    text = _("{month}月{day}日 {weekday}")
    return text.format(month=day.month, day=day.day, weekday=weekday_text(day))


def card_words(now: TodayNow) -> tuple[CardWords, CardWords, CardWords, CardWords]:
    """Net sales, receipts, average basket and gross margin."""
    net, against = now.facts.net, now.comparison
    shown = (
        money_text(net.amount),
        str(net.count),
        money_text(net.average),
        _margin_text(net.margin_rate),
    )
    if against is None:
        none = _("前一周同日没有销售")
        sales, receipts, average, margin = (CardWords(figure, "", none) for figure in shown)
        return sales, receipts, average, margin
    before, held = against.before, against.now
    return (
        _card(
            shown[0], change_of(held.amount, before.amount), _beside(now, money_text(before.amount))
        ),
        _card(
            shown[1],
            change_of(held.count, before.count),
            _beside(now, str(before.count)),
        ),
        _card(
            shown[2],
            change_of(held.average, before.average),
            _beside(now, money_text(before.average)),
        ),
        _margin_card(shown[3], against, _beside(now, _margin_text(before.margin_rate))),
    )


def to_tenths(rate: Rate) -> Rate:
    """The rate to a tenth of a percent, as exact as a card needs it."""
    return Rate(divide_half_away(rate.e4, 10) * 10)


def share_of(amount: Money, whole: Money) -> Rate:
    """Which part of `whole` the amount is, to a tenth of a percent; nothing of nothing."""
    if whole <= ZERO:
        return Rate(0)
    return to_tenths(Rate(divide_half_away(amount.minor * 10_000, whole.minor)))


def method_rows(methods: Sequence[MethodTally]) -> tuple[BarRow, ...]:
    """One row for each payment method, the largest first; the smallest of many share a row."""
    ordered = sorted(methods, key=lambda row: -row.amount.minor)
    whole = Money.sum(row.amount for row in methods)
    kept, rest = ordered[:METHODS_MAX], ordered[METHODS_MAX:]
    if rest:
        kept, rest = ordered[: METHODS_MAX - 1], ordered[METHODS_MAX - 1 :]
    rows = [
        _method_row(row.name or _("未知方式"), row.amount, row.count, row.fee, whole)
        for row in kept
    ]
    if rest:
        name = ngettext_("其他 {count} 种", "其他 {count} 种", len(rest)).format(count=len(rest))
        amount = Money.sum(row.amount for row in rest)
        fee = Money.sum(row.fee for row in rest)
        rows.append(_method_row(name, amount, sum(row.count for row in rest), fee, whole))
    return tuple(rows)


def top_rows(products: Sequence[TopProduct]) -> tuple[BarRow, ...]:
    """One row for each of the best sellers."""
    return tuple(
        BarRow(
            name=row.name or _("未知商品"),
            note=f"{quantity_text(row.quantity)} {row.unit_name}".strip(),
            amount=money_text(row.net),
            size=row.net.minor,
            rank=str(rank),
        )
        for rank, row in enumerate(products, 1)
    )


def _method_row(name: str, amount: Money, count: int, fee: Money, whole: Money) -> BarRow:
    parts = [
        ngettext_("{count} 笔", "{count} 笔", count).format(count=count),
        rate_text(share_of(amount, whole)),
    ]
    if fee:
        parts.insert(0, _("手续费 {fee}").format(fee=money_text(fee)))
    return BarRow(
        name,
        " · ".join(parts),
        money_text(amount),
        amount.minor,
        tone=Tone.DANGER if amount < ZERO else Tone.PLAIN,
    )


def _card(figure: str, change: Rate | None, beside: str) -> CardWords:
    if change is None:
        return CardWords(figure, "", beside)
    shown = to_tenths(change)
    return CardWords(figure, _arrow(shown, rate_text(abs(shown))), beside, _tone(shown))


def _margin_card(figure: str, against: Comparison, beside: str) -> CardWords:
    """A margin changes by points: 20% after 18% is two points more, not 11% more."""
    now, before = against.now.margin_rate, against.before.margin_rate
    if now is None or before is None:
        return CardWords(figure, "", beside)
    change = to_tenths(now - before)
    points = rate_text(abs(change)).removesuffix("%")
    text = _("{points} 个点").format(points=points)
    return CardWords(figure, _arrow(change, text), beside, _tone(change))


def _margin_text(rate: Rate | None) -> str:
    return "—" if rate is None else rate_text(to_tenths(rate))


def _beside(now: TodayNow, figure: str) -> str:
    """What the figure is held against, and how large that was."""
    weekday = weekday_text(now.day)
    until = None if now.comparison is None else now.comparison.until_hour
    if until is not None:
        text = _("上{weekday}到 {hour} 点 {figure}")
        return text.format(weekday=weekday, hour=until + 1, figure=figure)
    if now.day == now.today:
        return _("上{weekday} {figure}").format(weekday=weekday, figure=figure)
    return _("前一周{weekday} {figure}").format(weekday=weekday, figure=figure)


def _arrow(change: Rate, text: str) -> str:
    if not change:
        return _("持平")
    return f"{'▲' if change.e4 > 0 else '▼'} {text}"


def _tone(change: Rate) -> Tone:
    if not change:
        return Tone.MUTED
    return Tone.SUCCESS if change.e4 > 0 else Tone.WARNING
