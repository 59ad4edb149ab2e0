"""Sells in a child process, kills it without warning, and looks at what is left, many times over.

`python -m tests.kill.till_killer FOLDER KILLS SEED` prints one line of JSON. Every child first
tells what it finds (as the screen would show it at the next start), then sells, and tells each
basket and each sale as soon as the command runner would have told the cashier.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jxc_desktop.commands.open_basket import SaveOpenBasket, save_open_basket
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.tender import Tender
from jxc_desktop.journal.verify import verify
from jxc_desktop.queries.list_held_baskets import find_open_basket
from tests.shop import CASH, CASHIER_ID, COLA_CODE, NOODLES_CODE, Shop, make_shop, open_again

if TYPE_CHECKING:
    from collections.abc import Callable

LIVES_MAX_SECONDS = 0.06


@dataclass
class Seen:
    """What the cashier was told, over all lives of the till."""

    sales: dict[str, int] = field(default_factory=dict)
    """Serial of each confirmed sale by its request."""
    open_basket: str = ""
    gone_baskets: list[str] = field(default_factory=list)
    """Baskets that did not come back and whose sale nobody confirmed: each must have been sold."""
    faults: list[str] = field(default_factory=list)


def main(folder: str, kills: str, seed: str) -> None:
    """Kill the till so many times and print what came of it."""
    make_shop_with_shift(Path(folder))
    chance = random.Random(int(seed))
    seen = Seen()
    for life in range(int(kills)):
        live_and_die(Path(folder), life, chance.uniform(0.001, LIVES_MAX_SECONDS), seen)
    check_the_book(Path(folder), seen)
    told = {"confirmed": len(seen.sales), "gone": len(seen.gone_baskets), "faults": seen.faults}
    sys.stdout.write(json.dumps(told) + "\n")


def make_shop_with_shift(folder: Path) -> None:
    """In a child, so that no connection of this process is ever open at a fork."""
    in_a_child(lambda _tell: _make(folder))


def _make(folder: Path) -> None:
    shop = make_shop(folder)
    shop.open_shift()
    shop.store.close()


def live_and_die(folder: Path, life: int, seconds: float, seen: Seen) -> None:
    """One life of the till, ended by SIGKILL while it sells."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        sell_for_ever(folder, life, writer)
    os.close(writer)
    wait_for_first_word(reader)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        for line in told:
            if line.endswith("\n"):
                hear(line.split(), seen)


def wait_for_first_word(reader: int) -> None:
    """The till has started: from here on it may die at any moment."""
    select.select([reader], [], [], 20)


def hear(words: list[str], seen: Seen) -> None:
    """Take note of what the till said."""
    match words:
        case ["found", basket]:
            # It may have been sold, or the next begun, in the instant before the kill.
            if seen.open_basket not in {basket, ""} | seen.sales.keys():
                seen.gone_baskets.append(seen.open_basket)
            seen.open_basket = "" if basket == "-" else basket
        case ["basket", request]:
            seen.open_basket = request
        case ["sold", request, serial]:
            if seen.sales.setdefault(request, int(serial)) != int(serial):
                seen.faults.append(f"{request} was sold twice")
        case _:
            seen.faults.append(f"the till said {words}")


def sell_for_ever(folder: Path, life: int, writer: int) -> None:
    """The child's life; it only ends by being killed."""
    shop = open_again(folder)
    left = shop.ask(find_open_basket)
    tell(writer, f"found {left.request if left else '-'}")
    number = 0
    if left is not None:
        sell(shop, left.basket, left.request, writer)
    while True:
        number += 1
        request = f"{life}-{number}"
        basket = shop.basket(COLA_CODE, NOODLES_CODE)
        shop.do(save_open_basket, SaveOpenBasket(basket, request))
        tell(writer, f"basket {request}")
        sell(shop, basket, request, writer)


def sell(shop: Shop, basket: Basket, request: str, writer: int) -> None:
    """Sell it and say so after the commit, as the screen would."""
    tender = Tender(basket.total).with_payment(CASH, basket.total)
    taken = shop.do(take_sale, TakeSale(basket, tender, CASHIER_ID, request))
    tell(writer, f"sold {request} {taken.serial}")


def tell(writer: int, line: str) -> None:
    """One write, so that a killed till never says half a word that counts."""
    os.write(writer, f"{line}\n".encode())


def check_the_book(folder: Path, seen: Seen) -> None:
    """Everything confirmed is there once; the book is sound; the numbers have no gap."""

    def look(say: int) -> None:
        shop = open_again(folder)
        faults = shop.ask(lambda s: verify(s.connection()).faults)
        with shop.store.reading() as session:
            rows = session.connection().exec_driver_sql("SELECT request, serial FROM sale").all()
        stored = {row.request: row.serial for row in rows}
        faults += [
            f"{request} was confirmed as {serial} and is {stored.get(request)}"
            for request, serial in seen.sales.items()
            if stored.get(request) != serial
        ]
        faults += [
            f"the open basket {request} is lost"
            for request in seen.gone_baskets
            if request not in stored
        ]
        if sorted(stored.values()) != list(range(1, len(rows) + 1)):
            faults.append("the receipt numbers have a gap")
        left = shop.ask(find_open_basket)
        lost = seen.open_basket
        if lost and lost not in stored and (left is None or left.request != lost):
            faults.append(f"the open basket {lost} is lost")
        for fault in faults:
            tell(say, fault)

    seen.faults += in_a_child(look)


def in_a_child(work: Callable[[int], None]) -> list[str]:
    """Run `work` in a forked child with a pipe to speak into; what it said, line by line."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        work(writer)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        said = told.read().splitlines()
    _pid, status = os.waitpid(child, 0)
    return said if status == 0 else [*said, f"a child ended with status {status}"]


if __name__ == "__main__":
    main(*sys.argv[1:])
