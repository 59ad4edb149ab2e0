"""The hand-worked day in a spreadsheet and as JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from jxc_desktop.domain.day_facts import DayFacts
from jxc_desktop.domain.words import mark as chinese
from jxc_desktop.reports.sales_json import sales_json
from jxc_desktop.reports.sales_table import sales_csv

EXPECTED = """\
2026-11-24,销售,销售,7,47.5,180.50,,115.40
2026-11-24,销售,退货,1,-1,-3.50,,-2.00
2026-11-24,销售,作废,1,-1,-3.50,,-2.00
2026-11-24,销售,净额,6,45.5,173.50,,111.40
2026-11-24,收款方式,现金,4,,64.00,0.00,
2026-11-24,收款方式,微信,4,,50.50,0.19,
2026-11-24,收款方式,赊账,1,,45.00,0.00,
2026-11-24,收款方式,预存款,1,,14.00,0.00,
2026-11-24,客户交款,现金,1,,100.00,0.00,
2026-11-24,商品分类,饮料,5,32,101.94,,64.00
2026-11-24,商品分类,方便食品,2,12,53.10,,38.40
2026-11-24,商品分类,水果,1,1.5,18.46,,9.00
2026-11-24,收银员,李小红,6,43.5,166.50,,107.40
2026-11-24,收银员,王老板,1,2,7.00,,4.00
2026-11-24,时段,10:00-11:00,2,5,18.60,,12.40
2026-11-24,时段,11:00-12:00,2,35.5,137.40,,89.00
2026-11-24,时段,12:00-13:00,2,3,10.50,,6.00
2026-11-24,时段,15:00-16:00,1,2,7.00,,4.00
2026-11-24,优惠与抹零,单品优惠,,,-0.90,,
2026-11-24,优惠与抹零,整单优惠,,,-5.00,,
2026-11-24,优惠与抹零,抹零,,,-0.07,,
2026-11-24,税额,13%,,,17.85,,
2026-11-24,税额,9%,,,1.52,,
2026-11-24,钱箱,期初现金,,,200.00,,
2026-11-24,钱箱,补入备用金,,,0.00,,
2026-11-24,钱箱,现金销售,,,64.00,,
2026-11-24,钱箱,客户现金,,,100.00,,
2026-11-24,钱箱,现金存入,,,50.00,,
2026-11-24,钱箱,现金取出,,,-30.00,,
2026-11-24,钱箱,应有现金,,,384.00,,
2026-11-24,钱箱,长短款,,,-3.50,,
2026-11-24,钱箱,交保险柜,,,-180.50,,
2026-11-24,钱箱,钱箱结余,,,200.00,,
2026-11-24,其他操作,开钱箱,1,,,,
2026-11-24,其他操作,删除商品,1,,4.50,,
2026-11-24,其他操作,补打小票,1,,10.50,,
"""


def test_the_day_in_a_spreadsheet(z_facts: DayFacts) -> None:
    table = sales_csv(z_facts, chinese, show_margin=True).decode("utf-8-sig")

    head, _, rows = table.partition("\r\n")
    assert head == "营业日,部分,项目,次数,数量,金额,手续费,成本"
    assert rows.replace("\r\n", "\n") == EXPECTED


def test_a_spreadsheet_program_knows_the_letters(z_facts: DayFacts) -> None:
    assert sales_csv(z_facts, chinese).startswith(b"\xef\xbb\xbf")


def test_cost_is_left_out_for_those_who_may_not_see_it(z_facts: DayFacts) -> None:
    rows = list(csv.reader(io.StringIO(sales_csv(z_facts, chinese).decode("utf-8-sig"))))

    assert {len(row) for row in rows} == {7}
    assert "成本" not in rows[0]
    assert "cost" not in sales_json(z_facts)
    assert json.loads(sales_json(z_facts, show_margin=True))["net"]["margin"] == "62.10"


def test_a_name_that_looks_like_a_formula_stays_a_name(z_facts: DayFacts) -> None:
    category = replace(z_facts.categories[0], name='=HYPERLINK("http://x")')
    table = sales_csv(replace(z_facts, categories=(category,)), chinese).decode("utf-8-sig")

    names = [row[2] for row in csv.reader(io.StringIO(table))]
    assert '\'=HYPERLINK("http://x")' in names


def test_programs_read_the_same_figures(z_facts: DayFacts) -> None:
    read = json.loads(sales_json(z_facts))

    assert (read["day"], read["terminal"], read["shop"]) == ("2026-11-24", 1, "好邻居便利店")
    assert read["net"] == {"count": 6, "amount": "173.50", "quantity": "45.5"}
    assert read["methods"][1] == {
        "method": 2,
        "name": "微信",
        "count": 4,
        "amount": "50.50",
        "fee": "0.19",
        "after_fee": "50.31",
    }
    assert read["taxes"][0] == {"rate": "13%", "tax": "17.85", "untaxed": "137.19"}
    assert read["shifts"][0]["difference"] == "-3.50"
    assert read["drawer"]["left"] == "200.00"
    assert read["receipts"] == [
        {
            "terminal": 1,
            "first": "01-01-20261124-0001",
            "last": "01-01-20261124-0009",
            "count": 9,
        }
    ]
    assert read["sealed"][0]["z_number"] == 1
    assert read["events"][0] == {"event": "line_removed", "count": 1, "amount": "4.50"}
    assert read["late"] == []
