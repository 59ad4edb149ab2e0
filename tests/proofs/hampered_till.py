"""A till in a process of its own on a disk that will not have it: it tells what it could do.

`python -m tests.proofs.hampered_till FOLDER failing|read_only|newborn` prints one line of JSON: how
many sales were confirmed, and the code of the refusal that ended the day.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from jxc_desktop.domain.errors import Refusal
from tests.shop import COLA_CODE, Shop, open_again

NOBODY = 65_534
SALES_MAX = 2_000


def main(folder: str, how: str) -> None:
    """Open the shop and sell until it is refused."""
    if how == "read_only":
        _become_nobody()
    if how == "newborn":
        _let_no_file_grow_over(60_000)
    confirmed, code = 0, ""
    try:
        shop = open_again(Path(folder))
        if how == "failing":
            _let_no_file_grow(Path(folder))
        while confirmed < SALES_MAX:
            _sell(shop, confirmed)
            confirmed += 1
    except Refusal as refusal:
        code = refusal.code
    sys.stdout.write(json.dumps({"confirmed": confirmed, "code": code}) + "\n")


def _sell(shop: Shop, number: int) -> None:
    shop.requests = 1_000 + number
    shop.sell(shop.basket(COLA_CODE))


def _become_nobody() -> None:
    """The administrator may write everywhere; a cashier's account may not."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def _let_no_file_grow(folder: Path) -> None:
    """A few sales more than the largest file of now, and the disk is at its end."""
    largest = max(path.stat().st_size for path in folder.iterdir())
    _let_no_file_grow_over(largest + 40_000)


def _let_no_file_grow_over(size: int) -> None:
    """The next byte past `size` is refused by the system, as a bad disk does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(*sys.argv[1:])
