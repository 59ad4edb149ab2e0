"""The report of a shift or day as A4 pages, for the owner's desk and file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, KeepTogether, Spacer, Table, TableStyle

from jxc_desktop.domain.formats import date_text, money_text, rate_text
from jxc_desktop.domain.words import mark
from jxc_desktop.reports.day_blocks import hash_groups, over_short_label
from jxc_desktop.reports.day_report import TITLES, ReportKind
from jxc_desktop.reports.day_tables import (
    cashier_table,
    category_table,
    count_table,
    discount_table,
    drawer_table,
    event_table,
    method_table,
    note_table,
    number_table,
    sales_table,
    shift_table,
)
from jxc_desktop.reports.hour_chart import hour_chart
from jxc_desktop.reports.pdf_page import (
    ACCENT,
    ALARM,
    CONTENT_WIDTH,
    FLUSH,
    GREY,
    INK,
    PANEL,
    SMALL_SIZE,
    build_pdf,
    paragraph,
    section,
    side_by_side,
    style,
    titled,
)
from jxc_desktop.reports.ticket_pdf import register_fonts
from jxc_desktop.reports.ticket_rows import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jxc_desktop.domain.day_facts import DayFacts, Sealed
    from jxc_desktop.domain.words import Words
    from jxc_desktop.reports.ticket_picture import FontFiles

WEEKDAYS = (
    mark("星期一"), mark("星期二"), mark("星期三"), mark("星期四"), mark("星期五"),
    mark("星期六"), mark("星期日"),
)  # fmt: skip
_CHART_HEIGHT = 34 * mm


def day_report_pdf(
    facts: DayFacts,
    *,
    kind: ReportKind,
    words: Words,
    fonts: FontFiles,
    show_margin: bool = False,
) -> bytes:
    """The figures on A4; the same figures always give the same bytes."""
    register_fonts(fonts)
    title = words(TITLES[kind])

    def story() -> list[Any]:
        return [
            *_head(facts, title, words),
            _key_figures(facts, words, show_margin=show_margin),
            *_summary(facts, words),
            *_count(facts, words),
            *_tables(facts, words, show_margin=show_margin),
            *_end(facts, kind, words),
        ]

    def foot(page: int, pages: int) -> tuple[str, str]:
        printed = words("打印 {time}").format(time=moment_text(facts.asked_at))
        left = f"{facts.shop.name}  {title}  {date_text(facts.day)}  {printed}"
        return left.strip(), words("第 {page} 页，共 {pages} 页").format(page=page, pages=pages)

    return build_pdf(story, title=f"{title} {date_text(facts.day)}", foot=foot)


def _head(facts: DayFacts, title: str, words: Words) -> Iterator[Any]:
    place = " · ".join(part for part in (facts.shop.store_name, facts.shop.address) if part)
    left = [
        paragraph(facts.shop.name, style(18, bold=True)),
        paragraph(place, style(SMALL_SIZE + 1, color=GREY)),
    ]
    right = [
        paragraph(title, style(18, bold=True, right=True, color=ACCENT)),
        *(paragraph(text, style(right=True)) for text in _whose(facts, words)),
    ]
    table = Table([[left, right]], colWidths=[CONTENT_WIDTH * 0.52, CONTENT_WIDTH * 0.48])
    table.setStyle(TableStyle([*FLUSH, ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    yield table
    yield Spacer(1, 2.5 * mm)
    yield HRFlowable(width="100%", thickness=1.2, color=INK, spaceAfter=4 * mm)


def _whose(facts: DayFacts, words: Words) -> Iterator[str]:
    """Whose figures these are: which day, which till, which shift, which Z report."""
    weekday = words(WEEKDAYS[facts.day.weekday()])
    yield words("营业日 {day} {weekday}").format(day=date_text(facts.day), weekday=weekday)
    till = words("全店") if facts.terminal is None else f"{facts.terminal:02}"
    where = words("收银台 {terminal}").format(terminal=till)
    if facts.terminal is not None and len(facts.sealed) == 1:
        where += " · " + words("Z 编号 {number}").format(number=facts.sealed[0].number)
    yield where
    if facts.shift is not None:
        yield words("班次 {number} · {cashier}").format(
            number=facts.shift.number, cashier=facts.shift.cashier_name
        )


def _key_figures(facts: DayFacts, words: Words, *, show_margin: bool) -> Any:
    """The four or five figures that are looked for first."""
    net, cash = facts.net, facts.cash
    figures = [
        (words("净额"), money_text(net.amount), INK),
        (words("成交单数"), str(net.count), INK),
        (words("客单价"), money_text(facts.average), INK),
    ]
    if show_margin:
        rate = "" if facts.margin_rate is None else f" ({rate_text(facts.margin_rate)})"
        figures.append((words("毛利") + rate, money_text(net.margin), INK))
    color = ALARM if cash.over_short else INK
    figures.append(
        (over_short_label(cash.over_short, words), money_text(abs(cash.over_short)), color)
    )
    cells = [
        [
            paragraph(label, style(SMALL_SIZE, color=GREY)),
            paragraph(value, style(13, bold=True, color=shade)),
        ]
        for label, value, shade in figures
    ]
    panel = Table([cells], colWidths=[CONTENT_WIDTH / len(cells)] * len(cells))
    panel.setStyle(TableStyle(_PANEL_LOOK))
    return panel


def _summary(facts: DayFacts, words: Words) -> Iterator[Any]:
    left = [
        *titled(words("销售（笔数、金额）"), sales_table(facts, words)),
        *titled(words("优惠、抹零与税额"), discount_table(facts, words)),
    ]
    right = titled(words("钱箱"), drawer_table(facts, words))
    yield side_by_side(left, right)


def _count(facts: DayFacts, words: Words) -> Iterator[Any]:
    """How the drawer of the one shift was counted."""
    shift = facts.shift
    if shift is None or shift.counted is None:
        return
    yield side_by_side(
        titled(words("现金清点"), count_table(shift, words)),
        titled(words("面额"), note_table(shift, words)),
    )
    if shift.remark:
        yield Spacer(1, 1.5 * mm)
        yield paragraph(words("备注 {note}").format(note=shift.remark), style(color=GREY))


def _tables(facts: DayFacts, words: Words, *, show_margin: bool) -> Iterator[Any]:
    if facts.methods:
        yield section(words("收款方式"), method_table(facts.methods, words))
    if facts.customer_payments:
        table = method_table(facts.customer_payments, words)
        yield section(words("客户交款"), table)
    yield section(words("时段净额（元）"), hour_chart(facts.hours, CONTENT_WIDTH, _CHART_HEIGHT))
    if facts.categories:
        table = category_table(facts, words, show_margin=show_margin)
        yield section(words("分类销售"), table)
    if facts.cashiers:
        yield section(words("收银员业绩"), cashier_table(facts, words))
    if facts.shifts:
        yield section(words("交接班"), shift_table(facts, words))
    if facts.events or facts.drawer_openings:
        yield section(words("其他操作"), event_table(facts, words))
    if facts.numbers or facts.late:
        yield section(words("小票号"), number_table(facts, words))


def _end(facts: DayFacts, kind: ReportKind, words: Words) -> Iterator[Any]:
    """The seals, and lines to sign on, together at the foot of the last page."""
    last: list[Any] = []
    for place, sealed in enumerate(facts.sealed):
        last += [Spacer(1, 2 * mm if place else 5 * mm), _seal(sealed, words)]
    if kind is not ReportKind.X:
        last += [Spacer(1, 14 * mm), _signatures(kind, words)]
    if last:
        yield KeepTogether(last)


def _seal(sealed: Sealed, words: Words) -> Any:
    """What the Z report sealed, so that a later change of the book cannot go unseen."""
    text = words("Z 编号 {number}，{time} 日结，收银台 {terminal:02}").format(
        number=sealed.number, time=moment_text(sealed.closed_at), terminal=sealed.terminal
    )
    total = words("累计净额 {amount}").format(amount=money_text(sealed.grand_total))
    chain = words("封存至单据 {key}，校验码 {hash}").format(
        key=sealed.key, hash=" ".join(hash_groups(sealed.hash))
    )
    held = words("未结挂单 {count} 张").format(count=sealed.held_baskets)
    lines = [
        paragraph(f"{text} · {total}", style(bold=True)),
        paragraph(chain, style(SMALL_SIZE, color=GREY)),
        *([paragraph(held, style(SMALL_SIZE, color=GREY))] if sealed.held_baskets else []),
    ]
    box = Table([[lines]], colWidths=[CONTENT_WIDTH])
    box.setStyle(TableStyle(_PANEL_LOOK))
    return box


def _signatures(kind: ReportKind, words: Words) -> Any:
    labels = (
        (words("交班人"), words("接班人"), words("店长"))
        if kind is ReportKind.SHIFT
        else (words("收银员"), words("店长"), words("老板"))
    )
    gap = 8 * mm
    wide = (CONTENT_WIDTH - 2 * gap) / 3
    row: list[Any] = []
    for label in labels:
        row += [paragraph(label, style(SMALL_SIZE + 1, color=GREY)), ""]
    table = Table([row[:-1]], colWidths=[wide, gap, wide, gap, wide])
    lines = [("LINEABOVE", (place, 0), (place, 0), 0.7, INK) for place in (0, 2, 4)]
    table.setStyle(TableStyle([*FLUSH, *lines]))
    return table


_PANEL_LOOK: list[tuple[Any, ...]] = [
    ("BACKGROUND", (0, 0), (-1, -1), PANEL),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 7),
    ("RIGHTPADDING", (0, 0), (-1, -1), 7),
    ("TOPPADDING", (0, 0), (-1, -1), 6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
]
