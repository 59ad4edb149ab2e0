"""小票 compared line by line with what was worked out by hand, on both papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.receipt_facts import ReceiptFacts
from jxc_desktop.domain.ticket import Barcode, Cut
from jxc_desktop.domain.ticket_layout import CELLS_58, CELLS_80, Line, lay_out
from jxc_desktop.domain.words import mark as chinese
from jxc_desktop.reports.receipt import receipt_ticket
from tests.reports.receipts import (
    HEADER,
    OTHER,
    cash,
    evening_sale,
    goods_back,
    line,
    receipt,
    sale_on_account,
)

EVENING_58 = """\
  好邻居便利店
            中山路店
          中山路128号
       电话 0571-88886666
--------------------------------
单号 01-02-20261124-0007
时间 2026-11-24 12:05
收银 1001 李小红
--------------------------------
品名           数量×单价   金额
可口可乐 500ml
                3瓶×3.50  10.50
康师傅红烧牛肉面(桶) 110g
                1桶×4.50   4.50
优惠 临期                  -0.45
红富士苹果 0.485kg×12.98   6.30
--------------------------------
小计                       20.85
整单优惠                   -1.00
抹零                       -0.05
共 5 件
应收     ￥19.80
微信                       10.00
凭证号 4200001
现金                       50.00
找零                       40.20
本单已优惠                  1.45
--------------------------------
      90010002261124000073
    谢谢惠顾，欢迎再次光临！
"""

EVENING_80 = """\
      好邻居便利店
                    中山路店
                  中山路128号
               电话 0571-88886666
------------------------------------------------
单号 01-02-20261124-0007
时间 2026-11-24 12:05
收银 1001 李小红
------------------------------------------------
品名                           数量×单价   金额
可口可乐 500ml                  3瓶×3.50  10.50
康师傅红烧牛肉面(桶) 110g       1桶×4.50   4.50
优惠 临期                                  -0.45
红富士苹果                 0.485kg×12.98   6.30
------------------------------------------------
小计                                       20.85
整单优惠                                   -1.00
抹零                                       -0.05
共 5 件
应收             ￥19.80
微信                                       10.00
凭证号 4200001
现金                                       50.00
找零                                       40.20
本单已优惠                                  1.45
------------------------------------------------
              90010002261124000073
            谢谢惠顾，欢迎再次光临！
"""

GOODS_BACK_58 = """\
  好邻居便利店
            中山路店
          中山路128号
       电话 0571-88886666
         *** 退货单 ***
--------------------------------
单号 01-02-20261124-0007
时间 2026-11-24 12:05
收银 1001 李小红
退货原单 01-02-20261123-0031
--------------------------------
品名           数量×单价   金额
可口可乐 500ml  2瓶×3.50  -6.65
按原单实付退款
--------------------------------
应退      ￥6.65
退 现金                     6.65
--------------------------------
      90010002261124000073
    谢谢惠顾，欢迎再次光临！
"""


def printed(facts: ReceiptFacts, width: int, copy_number: int = 0) -> str:
    ticket = receipt_ticket(facts, width=width, words=chinese, copy_number=copy_number)
    return "\n".join(lay_out(ticket, width).text_lines)


@pytest.mark.parametrize(
    ("facts", "width", "paper"),
    [
        (evening_sale(), CELLS_58, EVENING_58),
        (evening_sale(), CELLS_80, EVENING_80),
        (goods_back(), CELLS_58, GOODS_BACK_58),
    ],
)
def test_a_receipt_reads_as_it_was_worked_out_by_hand(
    facts: ReceiptFacts, width: int, paper: str
) -> None:
    assert printed(facts, width) == paper


def test_the_total_stands_twice_as_large_as_the_rest() -> None:
    parts = lay_out(receipt_ticket(evening_sale(), width=32, words=chinese), 32).parts
    total = next(part for part in parts if isinstance(part, Line) and "应收" in part.text)

    assert (total.size, total.bold) == (2, True)


def test_a_receipt_ends_with_the_barcode_of_its_number_and_a_cut() -> None:
    elements = receipt_ticket(evening_sale(), width=32, words=chinese).elements

    assert Barcode("90010002261124000073") in elements
    assert elements[-1] == Cut()


def test_capitals_stand_below_the_total_where_the_shop_wants_them() -> None:
    shop = replace(HEADER, capitals=True)

    assert "应收     ￥19.80\n人民币壹拾玖元捌角\n" in printed(
        replace(evening_sale(), shop=shop), 32
    )
    assert "￥6.65\n人民币陆元陆角伍分\n" in printed(replace(goods_back(), shop=shop), 32)


def test_a_copy_says_the_how_manieth_it_is() -> None:
    assert "*** 补打 第2次 ***" in printed(evening_sale(), 32, copy_number=2)
    assert "补打" not in printed(evening_sale(), 32)


def test_a_sale_on_account_tells_the_debt_and_asks_for_a_signature() -> None:
    assert """\
赊账                       78.00
--------------------------------
此前欠款                  120.50
本单赊账                   78.00
累计欠款                  198.50

客户签字 _______________________
""" in printed(sale_on_account(), 32)


def test_a_copy_does_not_tell_a_debt_that_has_changed_since() -> None:
    copy = printed(sale_on_account(), 32, copy_number=1)

    assert "本单赊账                   78.00" in copy
    assert "此前欠款" not in copy
    assert "累计欠款" not in copy


def test_an_exchange_marks_what_came_back_and_pays_the_difference() -> None:
    facts = receipt(
        line("矿泉水", 2000, 20_000),
        line("雪碧", 1000, 35_000, is_return=True),
        payments=(cash(50),),
    )

    assert """\
品名           数量×单价   金额
矿泉水          2瓶×2.00   4.00
退 雪碧         1瓶×3.50  -3.50
""" in printed(facts, 32)
    assert "退货单" not in printed(facts, 32)
    assert "应收      ￥0.50" in printed(facts, 32)


def test_a_void_names_the_receipt_that_it_takes_back() -> None:
    facts = replace(goods_back(), voids=OTHER, note="输错")

    paper = printed(facts, 32)

    assert "         *** 作废单 ***\n" in paper
    assert "作废原单 01-02-20261123-0031\n备注 输错\n" in paper
    assert "退货" not in paper


def test_a_voided_receipt_says_so_when_it_is_printed_again() -> None:
    paper = printed(replace(evening_sale(), voided_by=OTHER), 32, copy_number=1)

    assert "         *** 已作废 ***\n       *** 补打 第1次 ***\n" in paper
    assert "作废单号 01-02-20261123-0031\n" in paper


def test_a_receipt_that_missed_its_closed_day_says_so() -> None:
    paper = printed(replace(evening_sale(), late_for=date(2026, 11, 23)), 48)

    assert "2026-11-23 已日结，本单计入 2026-11-24\n" in paper


def test_a_gift_for_nothing_still_has_a_receipt() -> None:
    facts = receipt(line("试吃", 1000, 35_000, discount=350, reason="赠送"))

    assert "优惠 赠送                  -3.50\n" in printed(facts, 32)
    assert "应收      ￥0.00\n" in printed(facts, 32)


def test_figures_too_wide_for_one_row_get_a_row_below_the_name() -> None:
    facts = receipt(line("钢材", 99_999, 9_999_999_999, unit="吨"))

    assert """\
钢材
99.999吨×999,999.9999
                   99,998,999.99
""" in printed(facts, 32)
    assert "应收             ￥99,998,999.99" in printed(facts, 32)


def test_a_shop_that_has_no_name_yet_prints_no_empty_heading() -> None:
    facts = replace(
        evening_sale(), shop=replace(HEADER, name="", store_name="", address="", phone="")
    )

    assert printed(facts, 32).startswith("-" * 32)


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80)


@given(names, st.integers(1, 10**8 - 1), st.integers(0, 10**10 - 1), st.sampled_from([32, 48]))
def test_no_line_is_wider_than_the_paper(name: str, milli: int, price: int, width: int) -> None:
    facts = receipt(line(name, milli, price, reason=name, discount=1))

    layout = lay_out(receipt_ticket(facts, width=width, words=chinese), width)

    assert {part.cells for part in layout.parts if isinstance(part, Line)} <= {width, 0, width - 1}
