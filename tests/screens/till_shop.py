"""A convenience store for pictures of the till: goods that a cashier would meet in an hour."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jxc_desktop.commands.change_records import write_records
from jxc_desktop.documents.records import RecordChange, Value
from jxc_desktop.domain.barcode import check_digit
from tests.shop import CUSTOMER, OWNER_ID, Shop
from tests.ui.at_the_till import Counter, shop_with_pins, stand_at

_SCRATCH = tempfile.TemporaryDirectory(prefix="jxc-pictures-")


@dataclass(frozen=True, slots=True)
class Goods:
    """One product as it is entered: price in fen."""

    number: int
    name: str
    initials: str
    unit: str
    price: int
    page: str = ""
    weighed: bool = False

    @property
    def barcode(self) -> str:
        data = f"6921168{self.number:05}"
        return data + check_digit(data)


GOODS = (
    Goods(1, "农夫山泉 饮用天然水 550ml", "nfsqyytrs550ml", "瓶", 200),
    Goods(2, "伊利纯牛奶 250ml", "ylcnn250ml", "盒", 350),
    Goods(3, "乐事薯片 原味 75g", "lsspyw75g", "袋", 790),
    Goods(4, "双汇王中王火腿肠 60g×8", "shwzwhtc60g8", "袋", 1690),
    Goods(5, "维达抽取式面纸 130抽×6包", "wdcqsmz130c6b", "提", 2990),
    Goods(6, "蓝月亮洗衣液 薰衣草 2kg", "lylxyyxyc2kg", "瓶", 3590),
    Goods(7, "旺旺雪饼 84g", "wwxb84g", "袋", 550),
    Goods(8, "红富士苹果", "hfspg", "kg", 1298, "水果", weighed=True),
    Goods(9, "香蕉", "xj", "kg", 698, "水果", weighed=True),
    Goods(10, "砂糖橘", "stj", "kg", 990, "水果", weighed=True),
    Goods(11, "巨峰葡萄", "jfpt", "kg", 1580, "水果", weighed=True),
    Goods(12, "哈密瓜", "hmg", "kg", 880, "水果", weighed=True),
    Goods(13, "散装鸡蛋", "szjd", "kg", 1180, "散装", weighed=True),
    Goods(14, "五常大米", "wcdm", "kg", 760, "散装", weighed=True),
    Goods(15, "现烤吐司", "xkts", "个", 1200, "面包"),
    Goods(16, "菠萝包", "blb", "个", 450, "面包"),
    Goods(17, "鲜肉包", "xrb", "个", 250, "早点"),
    Goods(18, "茶叶蛋", "cyd", "个", 200, "早点"),
    Goods(19, "现磨豆浆", "xmdj", "杯", 300, "早点"),
    Goods(20, "关东煮", "gdz", "串", 350, "早点"),
    Goods(21, "购物袋（大）", "gwdd", "个", 30, "杂项"),
    Goods(22, "报纸", "bz", "份", 150, "杂项"),
    Goods(23, "打火机", "dhj", "个", 200, "杂项"),
    Goods(24, "桃子", "tz", "kg", 1080, "水果", weighed=True),
    Goods(25, "西瓜", "xg", "kg", 398, "水果", weighed=True),
    Goods(26, "草莓", "cm", "kg", 3980, "水果", weighed=True),
    Goods(27, "蓝莓 125g", "lm125g", "盒", 1580, "水果"),
    Goods(28, "火龙果", "hlg", "kg", 1190, "水果", weighed=True),
    Goods(29, "柠檬", "nm", "个", 250, "水果"),
    Goods(30, "车厘子", "clz", "kg", 6980, "水果", weighed=True),
    Goods(31, "菠萝", "bl", "个", 1280, "水果"),
    Goods(32, "甘蔗（削皮）", "gzxp", "节", 500, "水果"),
    Goods(33, "雪梨", "xl", "kg", 790, "水果", weighed=True),
)


def _records(goods: Goods) -> tuple[RecordChange, ...]:
    product = RecordChange(
        "product",
        2000 + goods.number,
        {
            "code": f"20{goods.number:04}",
            "name": goods.name,
            "initials": goods.initials,
            "pinyin": goods.initials,
            "tax_rate": 1300,
            "category": 11,
            "weighed": goods.weighed,
            "unit.0.name": goods.unit,
            "unit.0.factor": 1000,
            "price.0.retail.2026-01-01": goods.price * 100,
        },
        new=True,
    )
    if not goods.page:
        product.fields[f"barcode.{goods.barcode}"] = 0
        return (product,)
    fields: dict[str, Value] = {
        "page": goods.page,
        "product": 2000 + goods.number,
        "sort": goods.number,
    }
    return product, RecordChange("quick_key", goods.number, fields, new=True)


def stock_shelf(shop: Shop) -> None:
    """Enter the goods and name the shop."""
    with shop.store.transaction() as session:
        write_records(session, tuple(change for one in GOODS for change in _records(one)), OWNER_ID)
    shop.edit("setting", 0, shop_name="好邻居便利店", terminal_name="1 号收银台")
    shop.edit("customer", CUSTOMER, member_number="88001234", credit_limit=200_000)


@lru_cache(maxsize=1)
def convenience_store() -> Counter:
    """The cashier at the till of a shop that is stocked and open."""
    # Never closed: the scratch folder goes with the program.
    shop = shop_with_pins(Path(_SCRATCH.name))
    stock_shelf(shop)
    return stand_at(shop)


def barcode_of(number: int) -> str:
    """The barcode of the goods with this number."""
    return next(goods.barcode for goods in GOODS if goods.number == number)
