"""The builder of the demo shop's tables: same lines, same bytes; a slip is told with its place."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from installer import build_demo_catalogue
from installer.build_demo_catalogue import CatalogueTrouble, build
from installer.demo_lines import LineTrouble
from tests.demo_data.tables import DEMO, is_ean13

HEADING = "[1001] 瓶 margin=20-20 shelf=365 member=0\n"
COLA = "甲牌 | *汽水 | 橙味、柠檬味@7.0 | 500ml 3.5 箱24; 330ml罐装/听 2.8 | 100 | summer\n"


@pytest.fixture
def workbench(tmp_path: Path) -> Path:
    """A shop of one line, without quick keys."""
    (tmp_path / "lines").mkdir()
    (tmp_path / "lines" / "10.txt").write_text(HEADING + COLA, encoding="utf-8")
    (tmp_path / "quick-keys.txt").write_text("", encoding="utf-8")
    (tmp_path / "suppliers.csv").write_text(
        "code,brands,categories\nS1,,10\nS2,乙牌,\n", encoding="utf-8"
    )
    return tmp_path


def _add_line(workbench: Path, text: str) -> None:
    path = workbench / "lines" / "10.txt"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_the_tables_on_disk_are_what_the_lines_build() -> None:
    for name, content in build().items():
        assert (DEMO / name).read_bytes() == content, f"run the builder again: {name}"


def test_a_line_becomes_its_variants_in_their_sizes(workbench: Path) -> None:
    built = build(workbench)
    products = _table(built["products.csv"])
    assert [(row["code"], row["name"], row["unit"]) for row in products] == [
        ("100001", "甲牌橙味汽水 500ml", "瓶"),
        ("100002", "甲牌橙味汽水 330ml罐装", "听"),
        ("100003", "甲牌柠檬味汽水 500ml", "瓶"),
        ("100004", "甲牌柠檬味汽水 330ml罐装", "听"),
    ]
    assert [row["retail_price_e4"] for row in products] == ["35000", "28000", "70000", "56000"]
    # A fifth off the shelf price; the case of 24 costs whole jiao: 67.2 and 134.4 yuan.
    assert [row["purchase_price_e4"] for row in products] == ["28000", "22400", "56000", "44800"]
    assert {row["supplier"] for row in products} == {"S1"}
    packs = _table(built["packs.csv"])
    assert [(row["product_code"], row["unit"], row["factor_milli"]) for row in packs] == [
        ("100001", "箱", "24000"),
        ("100003", "箱", "24000"),
    ]
    assert all(is_ean13(row["barcode"]) for row in (*products, *packs))


def test_a_new_line_moves_nobodys_barcode(workbench: Path) -> None:
    before = {row["name"]: row["barcode"] for row in _table(build(workbench)["products.csv"])}
    _add_line(workbench, "乙牌 | 苏打水 | - | 400ml 4.0 | 50 | \n")
    after = _table(build(workbench)["products.csv"])
    assert before.items() < {row["name"]: row["barcode"] for row in after}.items()
    assert after[-1]["supplier"] == "S2"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲牌 | *汽水 | 橙味 | 500ml 3.5\n", "10.txt, line 3: six columns"),
        ("甲牌 | *汽水 | 橙味@ | 1L 3.5 | 1 | \n", "10.txt, line 3: not a variant: '橙味@'"),
        ("甲牌 | *汽水 | 橙味 | 1L | 1 | \n", "10.txt, line 3: not a size with one price: '1L'"),
        ("甲牌 | *汽水 | 橙味 | 1L 3.5 箱1 | 1 | \n", "10.txt, line 3: not a pack: '箱1'"),
        ("甲牌 | *汽水 | 橙味 | 1L 3.5 瓶6 | 1 | \n", "two units of one name: '1L 3.5 瓶6'"),
        ("[1001] 瓶 margin=20-20 member=0 weighed\n", "weighed without plu"),
        ("[1001] 瓶 margin=20-20 member=0 colour=red\n", "colour"),
        ("[drinks]\n", "not a heading"),
    ],
)
def test_a_slip_in_a_line_is_told_with_its_place(workbench: Path, text: str, told: str) -> None:
    _add_line(workbench, text)
    with pytest.raises(LineTrouble) as trouble:
        build(workbench)
    assert told in str(trouble.value)


def test_two_products_of_one_name_are_refused(workbench: Path) -> None:
    _add_line(workbench, COLA)
    with pytest.raises(CatalogueTrouble, match="甲牌橙味汽水 500ml"):
        build(workbench)


def test_goods_that_nobody_delivers_are_refused(workbench: Path) -> None:
    _add_line(workbench, HEADING.replace("1001", "2501") + "丙牌 | 葱 | - | 100g 1.0 | 1 | \n")
    with pytest.raises(CatalogueTrouble, match="nobody delivers 丙牌"):
        build(workbench)


def test_a_quick_key_for_goods_that_are_not_sold_is_refused(workbench: Path) -> None:
    (workbench / "quick-keys.txt").write_text("[早餐]\n包子 | 鲜肉包子\n", encoding="utf-8")
    with pytest.raises(CatalogueTrouble, match="鲜肉包子"):
        build(workbench)


def test_a_brand_with_two_suppliers_is_refused(workbench: Path) -> None:
    (workbench / "suppliers.csv").write_text(
        "code,brands,categories\nS1,甲牌,10\nS2,甲牌,\n", encoding="utf-8"
    )
    with pytest.raises(CatalogueTrouble, match="both S1 and S2 deliver 甲牌"):
        build(workbench)


def test_the_check_notices_a_table_that_was_changed_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = tmp_path / "demo"
    shutil.copytree(DEMO, shop)
    monkeypatch.setattr(build_demo_catalogue, "DEMO", shop)
    assert build_demo_catalogue.main(["--check"]) == 0
    table = shop / "packs.csv"
    table.write_bytes(table.read_bytes() + b"x\n")
    assert build_demo_catalogue.main(["--check"]) == 1
    assert "packs.csv" in capsys.readouterr().out
    assert build_demo_catalogue.main([]) == 0
    assert table.read_bytes() == (DEMO / "packs.csv").read_bytes()
