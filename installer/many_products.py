"""Makes up as many plausible products as a benchmark wants: the same seed, the same products."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import gcd
from random import Random

PRODUCTS_MAX = 9_000_000
"""As many as the seven-digit codes from 1000000 on have room for."""

_FIRST = "金福兴华康鑫瑞丰天顺安泰和美佳乐优品双喜联众好味香源永盛大新东方南北山海春秋云龙凤玉"
_SECOND = "源记香味园家坊邦达利旺隆昌升祥德宝泉谷田禾丰佳佰庄湾湖江岛林峰星月阳光宇诚信恒"
_TASTES = 20


def _words(text: str) -> tuple[str, ...]:
    """The table that `text` holds, word by word."""
    return tuple(text.split())


_SAVOURY = _words(
    "原味 经典 香辣 麻辣 五香 蒜香 葱香 烧烤 番茄 黄瓜 "
    "海苔 孜然 藤椒 酸辣 甜辣 糖醋 蟹黄 椒盐 泡椒 酱香"
)
_SWEET = _words(
    "原味 蜂蜜 黑糖 牛奶 奶油 草莓 蓝莓 蜜桃 葡萄 柠檬 "
    "青柠 香橙 芒果 荔枝 菠萝 椰子 抹茶 红豆 芝麻 巧克力"
)
_PLAIN = _words(
    "精选 优质 特级 家常 农家 有机 生态 东北 山地 秋收 "
    "原香 营养 金装 银装 精品 臻选 高山 清香 粗粮 轻食"
)
_SCENTS = _words(
    "柠檬 薰衣草 茉莉 玫瑰 樱花 芦荟 绿茶 白兰 海盐 薄荷 "
    "艾草 百合 兰花 桂花 檀香 椰油 生姜 茶籽 无香 清新"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of goods: what it is called, how it is sold and what its smallest size costs."""

    name: str
    category: str
    unit: str
    price_fen: int
    tax_rate_e4: int
    tastes: tuple[str, ...]
    """What it comes in, always `_TASTES` of them."""
    sizes: tuple[tuple[str, int], ...]
    """Specification and price as a percentage of the smallest one, always `_SIZES` of them."""


_SIZES = 6


def _sizes(unit: str, *amounts: int) -> tuple[tuple[str, int], ...]:
    """Twice as much costs a little less than twice as much."""
    smallest = amounts[0]
    return tuple((f"{each}{unit}", 10 + each * 90 // smallest) for each in amounts)


_SNACK = _sizes("g", 40, 70, 100, 135, 200, 360)
_DRINK = _sizes("ml", 250, 330, 500, 750, 1000, 1500)
_HEAVY = _sizes("g", 250, 500, 800, 1000, 2000, 2500)
_CANNED = _sizes("g", 170, 198, 256, 340, 425, 900)
_PIECES = _sizes("片", 8, 10, 20, 40, 60, 100)


def _kinds(names: str, like: _Kind) -> Iterator[_Kind]:
    """One kind for each of `names`, in all else like `like`."""
    return (replace(like, name=name) for name in _words(names))


_KINDS = (
    *_kinds(
        "薯片 虾条 爆米花 锅巴 米饼 玉米棒 豌豆脆 雪饼",
        _Kind("", "1301", "袋", 350, 1300, _SAVOURY, _SNACK),
    ),
    *_kinds(
        "曲奇 威化 苏打饼干 夹心饼干 蛋卷 桃酥 沙琪玛 派",
        _Kind("", "1302", "袋", 420, 1300, _SWEET, _SNACK),
    ),
    *_kinds(
        "瓜子 花生 腰果 开心果 巴旦木 蚕豆", _Kind("", "1303", "袋", 690, 1300, _SAVOURY, _SNACK)
    ),
    *_kinds(
        "牛肉干 猪肉脯 鸭脖 凤爪 豆干 小鱼仔", _Kind("", "1304", "袋", 890, 1300, _SAVOURY, _SNACK)
    ),
    *_kinds(
        "硬糖 软糖 奶糖 棒棒糖 牛轧糖 薄荷糖", _Kind("", "1401", "袋", 390, 1300, _SWEET, _SNACK)
    ),
    *_kinds(
        "汽水 苏打水 气泡水 果汁饮料 茶饮料 乳酸菌饮料",
        _Kind("", "1001", "瓶", 250, 1300, _SWEET, _DRINK),
    ),
    *_kinds("酸牛奶 豆奶 燕麦奶 核桃乳", _Kind("", "1103", "盒", 280, 1300, _SWEET, _DRINK)),
    *_kinds("方便面 拌面 粉丝 米线 酸辣粉", _Kind("", "1201", "桶", 320, 1300, _SAVOURY, _SNACK)),
    *_kinds(
        "午餐肉罐头 鱼罐头 水果罐头 八宝粥", _Kind("", "1204", "罐", 790, 1300, _PLAIN, _CANNED)
    ),
    *_kinds("辣椒酱 拌饭酱 火锅底料 沙拉酱", _Kind("", "1802", "瓶", 680, 1300, _SAVOURY, _CANNED)),
    *_kinds("小米 杂粮米 挂面 面粉 糯米", _Kind("", "1704", "袋", 590, 900, _PLAIN, _HEAVY)),
    *_kinds(
        "洗衣液 洗洁精 洗手液 沐浴露 洗发露", _Kind("", "2001", "瓶", 690, 1300, _SCENTS, _HEAVY)
    ),
    *_kinds("湿巾 手帕纸 棉柔巾", _Kind("", "2103", "包", 190, 1300, _SCENTS, _PIECES)),
)
_BRANDS = tuple(first + second for first in _FIRST for second in _SECOND)
_NAMES = len(_BRANDS) * _TASTES * len(_KINDS) * _SIZES
_BARCODES = 8 * 10**9
"""EAN-13 numbers whose first three digits are 690 to 697."""
_ODD_CHUNK = tuple(n // 100 + n // 10 % 10 * 3 + n % 10 for n in range(1000))
_EVEN_CHUNK = tuple(n // 100 * 3 + n // 10 % 10 + n % 10 * 3 for n in range(1000))
"""What three digits weigh in the check sum, by whether the first of them weighs 1 or 3."""


def many_products(count: int, seed: int) -> Iterator[dict[str, str | int | None]]:
    """`count` products with unique codes, names and valid EAN-13; columns as in `products.csv`.

    The first n of a longer run are the n of a shorter one. No table is kept, so a million cost
    seconds and no memory: a name and a barcode are a walk over all of them in a step that shares
    no factor with their number, and so meets none twice.
    """
    if not 0 <= count <= PRODUCTS_MAX:
        message = f"from 0 to {PRODUCTS_MAX} products can be made up, not {count}"
        raise ValueError(message)
    chance = Random(seed)  # noqa: S311 — made-up goods, no secret
    name_at, name_step = _walk(chance, _NAMES)
    barcode_at, barcode_step = _walk(chance, _BARCODES)
    for number in range(count):
        yield _product(number, name_at, barcode_at)
        name_at = (name_at + name_step) % _NAMES
        barcode_at = (barcode_at + barcode_step) % _BARCODES


def _walk(chance: Random, length: int) -> tuple[int, int]:
    """Where to begin and how far to step so that `length` places are met once each."""
    step = chance.randrange(length // 3, length)
    while gcd(step, length) != 1:
        step += 1
    return chance.randrange(length), step


def _product(number: int, name_at: int, barcode_at: int) -> dict[str, str | int | None]:
    rest, size_at = divmod(name_at, _SIZES)
    rest, kind_at = divmod(rest, len(_KINDS))
    brand_at, taste_at = divmod(rest, _TASTES)
    kind, brand = _KINDS[kind_at], _BRANDS[brand_at]
    specification, percent = kind.sizes[size_at]
    # A dear brand costs up to half as much again; prices end in whole jiao.
    retail_fen = kind.price_fen * percent * (100 + brand_at % 51) // 100_000 * 10
    margin = 14 + (brand_at + kind_at) % 20
    return {
        "code": str(1_000_000 + number),
        "name": f"{brand}{kind.tastes[taste_at]}{kind.name} {specification}",
        "brand": brand,
        "specification": specification,
        "category": kind.category,
        "unit": kind.unit,
        "retail_price_e4": retail_fen * 100,
        "member_price_e4": None if name_at % 3 else (retail_fen - 10) * 100,
        "purchase_price_e4": retail_fen * (100 - margin),
        "tax_rate_e4": kind.tax_rate_e4,
        "barcode": _ean13(690_000_000_000 + barcode_at),
    }


def _ean13(data: int) -> str:
    """`data`, twelve digits, with its check digit."""
    left, right = divmod(data, 1_000_000)
    weighed = (
        _ODD_CHUNK[left // 1000]
        + _EVEN_CHUNK[left % 1000]
        + _ODD_CHUNK[right // 1000]
        + _EVEN_CHUNK[right % 1000]
    )
    return f"{data}{-weighed % 10}"
