"""X, hand-over and Z reports compared as text with what was worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jxc_desktop.domain.day_facts import DayFacts, LateTally
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.ticket import Cut
from jxc_desktop.domain.ticket_layout import Line, lay_out
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.domain.words import mark as chinese
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.reports.day_report import ReportKind, day_ticket
from jxc_desktop.reports.event_names import EVENT_NAMES
from tests.queries.test_find_figures import TILL, TODAY
from tests.shop import COLA_CODE, NOODLES_CODE, WECHAT, Shop

Z_58 = """\
  好邻居便利店
            中山路店
            日结单 Z
--------------------------------
营业日                2026-11-24
收银台                        01
打印            2026-11-24 16:00
--------------------------------
销售              7       180.50
退货              1        -3.50
作废              1        -3.50
净额    ￥173.50
成交单数                       6
客单价                     28.92
成本                      111.40
毛利                       62.10
毛利率                    35.79%
--------------------------------
收款方式（笔数、金额）
现金              4        64.00
微信              4        50.50
其中手续费                 -0.19
扣费后                     50.31
赊账              1        45.00
预存款            1        14.00
合计                      173.50
--------------------------------
客户交款（笔数、金额）
现金              1       100.00
--------------------------------
钱箱
期初现金                  200.00
现金销售                   64.00
客户现金                  100.00
现金存入                   50.00
现金取出                  -30.00
应有现金                ￥384.00
短款                       -3.50
交保险柜                 -180.50
钱箱结余                  200.00
--------------------------------
班次（长短款）
1 李小红                   -3.50
2 王老板                    0.00
--------------------------------
商品分类（行数、净额）
饮料              5       101.94
方便食品          2        53.10
水果              1        18.46
--------------------------------
收银员（单数、净额）
李小红            6       166.50
王老板            1         7.00
--------------------------------
时段（单数、净额）
10:00-11:00       2        18.60
11:00-12:00       2       137.40
12:00-13:00       2        10.50
15:00-16:00       1         7.00
--------------------------------
优惠与抹零
单品优惠                   -0.90
整单优惠                   -5.00
抹零                       -0.07
--------------------------------
其中税额
税率 13%                   17.85
税率 9%                     1.52
--------------------------------
其他操作
开钱箱            1
删除商品          1         4.50
补打小票          1        10.50
--------------------------------
小票号
起 01-01-20261124-0001
止 01-01-20261124-0009
小票张数                       9
--------------------------------
日结封存
Z 编号                         1
日结时间        2026-11-24 16:00
累计净额                  173.50
封存单据                  1-0-26
"""

SHIFT_58 = """\
  好邻居便利店
            中山路店
             交班单
--------------------------------
营业日                2026-11-24
收银台                        01
班次                           1
收银员                    李小红
开班            2026-11-24 09:55
交班            2026-11-24 13:30
接班人                    王老板
打印            2026-11-24 16:00
--------------------------------
销售              6       173.50
退货              1        -3.50
作废              1        -3.50
净额    ￥166.50
成交单数                       5
客单价                     33.30
--------------------------------
收款方式（笔数、金额）
现金              3        57.00
微信              4        50.50
其中手续费                 -0.19
扣费后                     50.31
赊账              1        45.00
预存款            1        14.00
合计                      166.50
--------------------------------
客户交款（笔数、金额）
现金              1       100.00
--------------------------------
钱箱
期初现金                  200.00
现金销售                   57.00
客户现金                  100.00
现金存入                   50.00
现金取出                  -30.00
应有现金                ￥377.00
--------------------------------
现金清点
应有现金                  377.00
实点现金                  373.50
短款                       -3.50
留作备用金                200.00
交保险柜                  173.50
盲点：点数时看不到应有现金
未结挂单                       1
备注 少三块五，已告知店长
--------------------------------
面额
￥100.00        ×3       300.00
￥50.00         ×1        50.00
￥10.00         ×2        20.00
￥1.00          ×3         3.00
￥0.50          ×1         0.50
--------------------------------
非现金核对
微信                       50.50
"""

SALES_80 = """\
      好邻居便利店
                    中山路店
                   读数报表 X
------------------------------------------------
营业日                                2026-11-24
收银台                                        01
打印                            2026-11-24 16:00
------------------------------------------------
销售                              7       180.50
退货                              1        -3.50
作废                              1        -3.50
净额            ￥173.50
成交单数                                       6
客单价                                     28.92
------------------------------------------------
收款方式（笔数、金额）
现金                              4        64.00
"""


def printed(
    facts: DayFacts,
    kind: ReportKind,
    width: int = 32,
    *,
    show_margin: bool = False,
    show_drawer: bool = True,
) -> str:
    ticket = day_ticket(
        facts,
        kind=kind,
        words=chinese,
        width=width,
        show_margin=show_margin,
        show_drawer=show_drawer,
    )
    return "\n".join(lay_out(ticket, width).text_lines)


def test_the_z_report_reads_as_it_was_worked_out_by_hand(z_facts: DayFacts) -> None:
    paper = printed(z_facts, ReportKind.Z, show_margin=True)
    seal = z_facts.sealed[0].hash

    assert paper == Z_58 + "\n".join([seal[:16], seal[16:32], seal[32:48], seal[48:], ""])


def test_the_hand_over_slip_tells_what_was_short_and_is_signed_by_two(
    shift_facts: DayFacts,
) -> None:
    paper = printed(shift_facts, ReportKind.SHIFT)

    assert paper.startswith(SHIFT_58)
    assert paper.endswith("""
小票张数                       8

交班人 _________________________

接班人 _________________________
""")


def test_an_x_report_on_wide_paper(z_facts: DayFacts) -> None:
    assert printed(z_facts, ReportKind.X, 48).startswith(SALES_80)


def test_cost_and_margin_are_for_those_who_may_see_them(z_facts: DayFacts) -> None:
    assert "毛利" not in printed(z_facts, ReportKind.Z)
    assert "成本" not in printed(z_facts, ReportKind.Z)


def test_who_counts_blindly_does_not_read_here_what_should_be_there(shop: Shop) -> None:
    shop.open_shift()
    shop.sell(shop.basket(COLA_CODE))
    shop.sell(shop.basket(NOODLES_CODE), WECHAT)
    running = shop.ask(lambda s: day_figures(s, TODAY))

    assert "应有现金                ￥203.50" in printed(running, ReportKind.X)
    paper = printed(running, ReportKind.X, show_drawer=False)
    assert "净额      ￥8.00" in paper
    for told in ("应有现金", "200.00", "现金", "微信"):
        assert told not in paper


def test_a_running_shift_is_named_as_not_handed_over(shop: Shop) -> None:
    shop.open_shift()

    paper = printed(shop.ask(lambda s: day_figures(s, TODAY, TILL)), ReportKind.X)

    assert "班次（长短款）\n1 李小红                  未交班\n" in paper
    assert "钱箱结余" not in paper


def test_the_whole_store_says_so(z_facts: DayFacts) -> None:
    paper = printed(replace(z_facts, terminal=None), ReportKind.Z)

    assert "收银台                      全店\n" in paper
    assert "01-1 李小红                -3.50\n" in paper


def test_late_receipts_name_the_day_that_they_missed(z_facts: DayFacts) -> None:
    late = replace(z_facts, late=(LateTally(date(2026, 11, 23), 2, Money(1250)),))

    assert "补 2026-11-23     2        12.50\n" in printed(late, ReportKind.Z)


def test_a_day_without_trade_still_has_its_report(shop: Shop) -> None:
    paper = printed(shop.ask(lambda s: day_figures(s, TODAY)), ReportKind.Z)

    assert "净额      ￥0.00\n" in paper
    assert "收款方式" not in paper


@pytest.mark.parametrize("width", [32, 48])
@pytest.mark.parametrize("kind", list(ReportKind))
def test_no_report_is_wider_than_its_paper(
    shift_facts: DayFacts, kind: ReportKind, width: int
) -> None:
    ticket = day_ticket(shift_facts, kind=kind, words=chinese, width=width, show_margin=True)
    parts = lay_out(ticket, width).parts

    assert max(part.cells for part in parts if isinstance(part, Line)) == width
    assert ticket.elements[-1] == Cut()


def test_every_event_has_a_name_on_paper() -> None:
    assert set(EVENT_NAMES) == set(TillEvent)
