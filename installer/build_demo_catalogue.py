"""Builds the demo shop's products, packs and quick keys from the hand-written lines.

`python -m installer.build_demo_catalogue` writes the tables; the same lines give the same bytes.
With `--check` it writes nothing and says whether the tables are up to date.
"""

from __future__ import annotations

import csv
import io
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from installer.demo_lines import Line, Section, Size, Variant, read_lines
from jxc_desktop.domain.barcode import check_digit

DEMO = Path(__file__).parent.parent / "resources" / "demo"
_E4_PER_FEN = 100
_JIAO = 10
_YUAN = 100
_SIZES_OF_VARIANT = (99, 2, 2)
"""How many sizes the first variants come in; the rest come in the best-selling one only."""
_SILENT = frozenset(
    ("标准", "普通", "标准装", "散称", "单个", "单份", "单串", "单根", "1份", "杯装", "盒装")
)
"""Specifications that nobody prints behind the name."""


@dataclass(frozen=True, slots=True)
class Product:
    """One row of `products.csv`, column by column."""

    code: str
    name: str
    brand: str
    specification: str
    category: str
    unit: str
    retail_price_e4: int
    member_price_e4: int | None
    purchase_price_e4: int
    floor_price_e4: int | None
    tax_rate_e4: int
    barcode: str
    weighed: int
    plu: str
    shelf_life_days: int | None
    reorder_point_milli: int | None
    sales_weight: int
    season: str
    supplier: str


@dataclass(frozen=True, slots=True)
class Pack:
    """One row of `packs.csv`, column by column."""

    product_code: str
    unit: str
    factor_milli: int
    barcode: str
    retail_price_e4: int | None
    member_price_e4: int | None


@dataclass(frozen=True, slots=True)
class QuickKey:
    """One row of `quick_keys.csv`, column by column."""

    page: str
    page_sort: int
    sort: int
    label: str
    product_code: str


class CatalogueTrouble(ValueError):
    """The hand-written tables contradict each other."""


class Barcodes:
    """Gives out EAN-13 numbers: a brand keeps one manufacturer number, a name keeps one item."""

    def __init__(self) -> None:
        self._makers: dict[str, str] = {}
        self._taken: set[str] = set()

    def give(self, brand: str, name: str) -> str:
        """A number of `brand` for `name` that nobody has yet."""
        maker = self._maker(brand)
        digits = 12 - len(maker)
        start = _draw(f"item {brand} {name}", 0, 10**digits - 1)
        for step in range(10**digits):
            data = f"{maker}{(start + step) % 10**digits:0{digits}d}"
            if data not in self._taken:
                self._taken.add(data)
                return data + check_digit(data)
        message = f"{brand} has more goods than its manufacturer number has room for"
        raise CatalogueTrouble(message)

    def _maker(self, brand: str) -> str:
        """690 and 691 go with four digits of the maker, 692 to 697 with five."""
        attempt = 0
        while brand not in self._makers:
            prefix = 690 + _draw(f"prefix {brand} {attempt}", 0, 7)
            digits = 4 if prefix < 692 else 5
            maker = f"{prefix}{_draw(f'maker {brand} {attempt}', 1, 10**digits - 1):0{digits}d}"
            if maker not in self._makers.values():
                self._makers[brand] = maker
            attempt += 1
        return self._makers[brand]


class Suppliers:
    """Who delivers what: by brand where one is named, else by the nearest category."""

    def __init__(self, path: Path) -> None:
        self._brands: dict[str, str] = {}
        self._categories: dict[str, str] = {}
        for row in _rows(path):
            for brand in filter(None, row["brands"].split("、")):
                _put_once(self._brands, brand, row["code"])
            for category in row["categories"].split():
                _put_once(self._categories, category, row["code"])

    def of(self, section: Section, brand: str) -> str:
        """The supplier's code."""
        found = (
            self._brands.get(brand)
            or self._categories.get(section.category)
            or self._categories.get(section.category[:2])
        )
        if found is None:
            message = f"nobody delivers {brand or 'unbranded'} of category {section.category}"
            raise CatalogueTrouble(message)
        return found


class CatalogueBuilder:
    """Turns lines into rows, handing out codes, scale numbers and barcodes on the way."""

    def __init__(self, suppliers: Suppliers) -> None:
        self._suppliers = suppliers
        self._barcodes = Barcodes()
        self._codes: dict[str, int] = defaultdict(int)
        self._plus: dict[str, int] = {}
        self._names: set[str] = set()
        self.products: list[Product] = []
        self.packs: list[Pack] = []

    def add(self, line: Line) -> None:
        """Every variant of `line` in the sizes it is sold in."""
        for rank, variant in enumerate(line.variants):
            limit = _SIZES_OF_VARIANT[rank] if rank < len(_SIZES_OF_VARIANT) else 1
            for place, size in enumerate(line.sizes[:limit]):
                product = self._product(line, (rank, variant), (place, size))
                self.products.append(product)
                self.packs.extend(self._packs(line, product, size))

    def _product(
        self, line: Line, ranked: tuple[int, Variant], placed: tuple[int, Size]
    ) -> Product:
        section, (rank, variant), (place, size) = line.section, ranked, placed
        name = self._name(line, variant, size)
        retail = _retail_fen(line, variant, place)
        cost = _cost_e4(line, size, retail)
        member = _member_fen(line, size, retail, cost)
        weight = _weight(line, name, rank, place)
        return Product(
            code=self._code(section),
            name=name,
            brand=line.brand,
            specification=size.specification,
            category=section.category,
            unit=size.unit,
            retail_price_e4=retail * _E4_PER_FEN,
            member_price_e4=None if member is None else member * _E4_PER_FEN,
            purchase_price_e4=cost,
            floor_price_e4=_floor_e4(line, member or retail, cost),
            tax_rate_e4=section.tax_rate_e4,
            barcode=self._barcodes.give(line.brand, name) if section.has_barcodes else "",
            weighed=int(section.first_plu is not None),
            plu=self._plu(section),
            shelf_life_days=section.shelf_life_days,
            reorder_point_milli=_reorder_milli(section, weight),
            sales_weight=weight,
            season=line.season,
            supplier=self._suppliers.of(section, line.brand),
        )

    def _packs(self, line: Line, product: Product, size: Size) -> Iterator[Pack]:
        for unit, factor in sorted(size.packs, key=lambda pack: pack[1]):
            retail = _pack_retail_e4(line, product, unit, factor)
            yield Pack(
                product_code=product.code,
                unit=unit,
                factor_milli=factor * 1000,
                barcode=self._barcodes.give(line.brand, f"{product.name} {unit}{factor}"),
                retail_price_e4=retail,
                member_price_e4=_pack_member_e4(product, retail, factor),
            )

    def _name(self, line: Line, variant: Variant, size: Size) -> str:
        bare = line.brand + line.template.replace("*", variant.name)
        name = bare if size.specification in _SILENT else f"{bare} {size.specification}"
        if name in self._names:
            message = f"two products are called {name}"
            raise CatalogueTrouble(message)
        self._names.add(name)
        return name

    def _code(self, section: Section) -> str:
        department = section.category[:2]
        self._codes[department] += 1
        return f"{department}{self._codes[department]:04d}"

    def _plu(self, section: Section) -> str:
        if section.first_plu is None:
            return ""
        plu = self._plus.get(section.category, section.first_plu)
        self._plus[section.category] = plu + 1
        return f"{plu:05d}"


def read_quick_keys(path: Path, products: Iterable[Product]) -> list[QuickKey]:
    """The pages of touch keys; each key names its product as the product is called."""
    codes = {product.name: product.code for product in products}
    keys: list[QuickKey] = []
    page, pages, sort = "", 0, 0
    for text in path.read_text(encoding="utf-8").splitlines():
        if text.startswith("["):
            page, pages, sort = text.strip("[]"), pages + 1, 0
        elif text and not text.startswith("#"):
            label, _, name = text.partition(" | ")
            if name not in codes:
                message = f"the quick key {label} wants {name}, which is not sold here"
                raise CatalogueTrouble(message)
            sort += 1
            keys.append(QuickKey(page, pages, sort, label, codes[name]))
    return keys


def build(demo: Path = DEMO) -> dict[str, bytes]:
    """The built tables by file name, as the bytes that belong on disk."""
    builder = CatalogueBuilder(Suppliers(demo / "suppliers.csv"))
    for line in read_lines(demo / "lines"):
        builder.add(line)
    return {
        "products.csv": _table(Product, builder.products),
        "packs.csv": _table(Pack, builder.packs),
        "quick_keys.csv": _table(
            QuickKey, read_quick_keys(demo / "quick-keys.txt", builder.products)
        ),
    }


def _draw(text: str, low: int, high: int) -> int:
    """A number from `low` to `high` that depends on `text` alone: new lines move nothing."""
    return low + zlib.crc32(text.encode()) % (high - low + 1)


def _down(amount: int, step: int) -> int:
    return amount - amount % step


def _retail_fen(line: Line, variant: Variant, place: int) -> int:
    """The size's price, in proportion where the variant has a price of its own."""
    price = line.sizes[place].price_fen
    if variant.price_fen is None:
        return price
    if place == 0:
        return variant.price_fen
    scaled = price * variant.price_fen // line.sizes[0].price_fen
    if scaled < 10 * _YUAN:
        return max(_down(scaled, _JIAO), _JIAO)
    return _down(scaled, _YUAN) + 9 * _JIAO


def _cost_e4(line: Line, size: Size, retail_fen: int) -> int:
    """What one unit costs; goods that come by the case cost a round price a case."""
    section = line.section
    margin = _draw(f"margin {line.key}", section.margin_low * 10, section.margin_high * 10)
    cost_e4 = retail_fen * _E4_PER_FEN * (1000 - margin) // 1000
    factor = max((factor for _, factor in size.packs), default=1)
    step = _E4_PER_FEN * (_JIAO if factor > 1 else 1)
    return max(_down(cost_e4 * factor, step), step) // factor


def _member_fen(line: Line, size: Size, retail: int, cost_e4: int) -> int | None:
    """A few percent off in whole jiao, for some lines and never below cost."""
    key = f"member {line.key} {size.specification}"
    if _draw(key, 0, 99) >= line.section.member_share:
        return None
    percent = _draw(f"{key} percent", 3, 9)
    member = retail - max(_down(retail * percent // 100, _JIAO), _JIAO)
    return member if member * _E4_PER_FEN * 100 > cost_e4 * 102 else None


def _floor_e4(line: Line, lowest_fen: int, cost_e4: int) -> int | None:
    """The lowest price that a discount may reach: a third of the way up from the cost."""
    lowest_e4 = lowest_fen * _E4_PER_FEN
    if line.section.fixed_price:
        return lowest_e4
    if _draw(f"floor {line.key}", 0, 99) >= 30:
        return None
    return cost_e4 + _down((lowest_e4 - cost_e4) // 3, _E4_PER_FEN)


def _weight(line: Line, name: str, rank: int, place: int) -> int:
    """Later variants and sizes sell less: the long tail of every shelf."""
    share = line.weight * 10_000 // ((100 + 30 * rank) * (100 + 45 * place))
    return min(max(share * _draw(f"weight {name}", 85, 115) // 100, 1), 1000)


def _reorder_milli(section: Section, weight: int) -> int | None:
    """Order again below this; what is made or delivered every day has no such point."""
    if section.shelf_life_days is not None and section.shelf_life_days <= 2:
        return None
    if section.first_plu is not None:
        return max(weight // 40, 2) * 1000
    return max(weight // 8, 2) * 1000


def _pack_retail_e4(line: Line, product: Product, unit: str, factor: int) -> int | None:
    """A little under the single price; some packs have no price of their own."""
    total = product.retail_price_e4 // _E4_PER_FEN * factor
    if line.section.fixed_price:
        return total * _E4_PER_FEN
    if _draw(f"pack {line.key} {unit}{factor}", 0, 99) < 22:
        return None
    per_mille = _draw(f"pack off {line.key} {unit}{factor}", 15, 70)
    price = _down(total * (1000 - per_mille) // 1000, _YUAN if total >= 20 * _YUAN else _JIAO)
    cost_e4 = product.purchase_price_e4 * factor
    return (price if price * _E4_PER_FEN * 100 > cost_e4 * 103 else total) * _E4_PER_FEN


def _pack_member_e4(product: Product, retail_e4: int | None, factor: int) -> int | None:
    """No member does worse with the pack than with as many singles."""
    if product.member_price_e4 is None or retail_e4 is None:
        return None
    return min(product.member_price_e4 * factor, retail_e4)


def _put_once(table: dict[str, str], key: str, code: str) -> None:
    if table.setdefault(key, code) != code:
        message = f"both {table[key]} and {code} deliver {key}"
        raise CatalogueTrouble(message)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table(kind: type[Product | Pack | QuickKey], rows: Iterable[object]) -> bytes:
    columns = [field.name for field in fields(kind)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = (getattr(row, column) for column in columns)
        writer.writerow(["" if value is None else value for value in values])
    return text.getvalue().encode()


def main(arguments: list[str]) -> int:
    """Write the tables, or with `--check` only compare them."""
    built = build(DEMO)
    stale = [
        name
        for name, content in built.items()
        if not (DEMO / name).exists() or (DEMO / name).read_bytes() != content
    ]
    if "--check" in arguments:
        print(f"not up to date: {', '.join(stale)}" if stale else "up to date")
        return 1 if stale else 0
    for name, content in built.items():
        (DEMO / name).write_bytes(content)
        print(f"{name}: {len(content.splitlines()) - 1} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
