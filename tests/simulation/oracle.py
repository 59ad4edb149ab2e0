"""What the books must say, folded from what people saw confirmed: it knows nothing of the program.

A fact is a plain dict: what was typed, and what the screen then said. Amounts are whole fen,
quantities whole thousandths. A fact that nobody was told of (the machine stopped meanwhile), or
that a lost disk took along, is not `sure`: it counts if, and only if, the books have it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

Fact = dict[str, Any]

DRAWER, SAFE, BANK, CHANNEL = 1001, 1002, 1003, 1012
RECEIVABLE, PAYABLE, DEPOSIT = 1122, 2202, 2203
OTHER_INCOME, EXPENSE, FEE, OVER_SHORT = 5301, 5602, 5603, 5711
WATCHED = (
    DRAWER, SAFE, BANK, CHANNEL, RECEIVABLE, PAYABLE, DEPOSIT, OTHER_INCOME, EXPENSE, FEE,
    OVER_SHORT,
)  # fmt: skip
"""The accounts that follow from what people see; the others follow from the double entry."""


@dataclass
class Books:
    """Stock by (warehouse, product), money by (account, holder), copies, what came back."""

    stock: Counter[tuple[int, int]] = field(default_factory=Counter)
    money: Counter[tuple[int, int]] = field(default_factory=Counter)
    copies: Counter[int] = field(default_factory=Counter)
    returned: Counter[tuple[int, int]] = field(default_factory=Counter)
    fields: dict[tuple[str, int, str], tuple[tuple[int, int], object]] = field(default_factory=dict)
    """The last value of each field that was edited, with the clock that won."""


def rounded(numerator: int, denominator: int) -> int:
    """Half away from zero."""
    sign = -1 if (numerator < 0) is not (denominator < 0) else 1
    whole, rest = divmod(abs(numerator), abs(denominator))
    return sign * (whole + (2 * rest >= abs(denominator)))


def price_of(price_e4: int, milli: int) -> int:
    """What so much of it costs in fen, at a price in 1/10000 yuan."""
    return rounded(price_e4 * milli, 100 * 1000)


def fold(facts: list[Fact]) -> Books:
    """The books that these facts make, in whatever order they come."""
    books = Books()
    for fact in facts:
        rule = _RULES.get(fact["kind"])
        if rule is not None:
            rule(books, fact)
    return books


def _sale(books: Books, sale: Fact) -> None:
    shelf = sale["store"]
    for product, milli, _net in sale["lines"]:
        books.stock[shelf, product] -= milli
    for product, milli, _net, _of in sale["returns"]:
        books.stock[shelf, product] += milli
    for _product, _milli, net, of in sale["returns"]:
        if of is not None:
            books.returned[of] += net
    for payment in sale["payments"]:
        _paid(books, sale, payment)


def _void(books: Books, void: Fact) -> None:
    """Everything of the sale the other way round."""
    sale = void["of"]
    for product, milli, _net in sale["lines"]:
        books.stock[void["store"], product] += milli
    for place, (_product, _milli, net) in enumerate(sale["lines"], 1):
        books.returned[sale["key"], place] += net
    for product, milli, net, of in sale["returns"]:
        books.stock[void["store"], product] -= milli
        if of is not None:
            books.returned[of] -= net
    for kind, method, amount, fee in sale["payments"]:
        _paid(books, {**void, "customer": sale["customer"]}, (kind, method, -amount, -fee))


def _paid(books: Books, fact: Fact, payment: tuple[str, int, int, int]) -> None:
    kind, method, amount, fee = payment
    holder = {
        "cash": (DRAWER, fact["terminal"]),
        "wallet": (CHANNEL, method),
        "card": (CHANNEL, method),
        "transfer": (BANK, method),
        "on_account": (RECEIVABLE, fact.get("customer") or 0),
        "deposit": (DEPOSIT, fact.get("customer") or 0),
    }[kind]
    books.money[holder] += amount - fee
    books.money[FEE, method] += fee


def _customer_paid(books: Books, paid: Fact) -> None:
    _paid(books, paid, paid["payment"])
    account = RECEIVABLE if paid["repayment"] else DEPOSIT
    books.money[account, paid["customer"]] -= paid["payment"][2]


def _goods(books: Books, goods: Fact) -> None:
    for product, milli, value, tax in goods["lines"]:
        books.stock[goods["store"], product] += milli
        if goods["supplier"]:
            books.money[PAYABLE, goods["supplier"]] -= value + tax


def _cash(books: Books, moved: Fact) -> None:
    amount = moved["amount"]
    books.money[DRAWER, moved["terminal"]] += amount
    other = {
        "float": (SAFE, moved["store"]),
        "to_safe": (SAFE, moved["store"]),
        "to_bank": (BANK, 0),
        "expense": (EXPENSE, 0),
        "other_income": (OTHER_INCOME, 0),
    }[moved["purpose"]]
    books.money[other] -= amount


def _shift_opened(books: Books, opened: Fact) -> None:
    books.money[DRAWER, opened["terminal"]] += opened["brought"]
    books.money[SAFE, opened["store"]] -= opened["brought"]


def _shift_closed(books: Books, closed: Fact) -> None:
    """Over or short as the screen told it; what is not left in the drawer goes to the safe."""
    difference, taken = closed["difference"], closed["counted"] - closed["left"]
    books.money[DRAWER, closed["terminal"]] += difference - taken
    books.money[OVER_SHORT, closed["terminal"]] -= difference
    books.money[SAFE, closed["store"]] += taken


def _copy(books: Books, copy: Fact) -> None:
    books.copies[copy["sale"]] += 1


def _edit(books: Books, edit: Fact) -> None:
    """Field by field the later clock wins; of equal ones the larger document."""
    stamp = (edit["clock"], edit["key"])
    for name, value in edit["fields"].items():
        place = (edit["entity"], edit["record"], name)
        before = books.fields.get(place)
        if before is None or stamp > before[0]:
            books.fields[place] = (stamp, value)


_RULES = {
    "sale": _sale,
    "void": _void,
    "customer_paid": _customer_paid,
    "goods": _goods,
    "cash": _cash,
    "shift_opened": _shift_opened,
    "shift_closed": _shift_closed,
    "copy": _copy,
    "edit": _edit,
}


def wrong_sums(books: Books, stock: dict[Any, int], money: dict[Any, int]) -> list[str]:
    """Where the program's stock and money differ from these books."""
    found = []
    for name, mine, theirs in (("stock", books.stock, stock), ("money", books.money, money)):
        found += [
            f"{name} {key}: {mine.get(key, 0)} was seen, {theirs.get(key, 0)} is"
            for key in sorted(set(mine) | set(theirs))
            if mine.get(key, 0) != theirs.get(key, 0)
        ]
    return found


def wrong_numbers(facts: list[Fact]) -> list[str]:
    """Series in which a machine printed a number twice, over all lives of which it knew."""
    series: dict[tuple[Any, ...], Counter[int]] = defaultdict(Counter)
    for fact in facts:
        for name, number in fact.get("numbers", {}).items():
            series[fact["disk"], fact.get("copy", 0), name][number] += 1
    return [
        f"number {number} of {place} was given out {times} times"
        for place, numbers in sorted(series.items())
        for number, times in sorted(numbers.items())
        if times > 1
    ]
