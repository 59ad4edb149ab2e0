"""A process that sells and backs up without pause until it is killed; run by the kill test."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from jxc_desktop.store.backup import back_up
from tests.shop import COLA_CODE, KEY
from tests.store.restarts import open_new_shop


def main(folder: Path) -> None:
    """Back up again and again while another thread sells; say so once it runs."""
    shop = open_new_shop(folder)

    def sell_on() -> None:
        while True:
            shop.sell(shop.basket(COLA_CODE))

    threading.Thread(target=sell_on, daemon=True).start()
    number = 0
    while True:
        number += 1
        back_up(shop.store.path, KEY, folder / "shelf" / f"{number}.jxcbackup")
        if number == 1:
            sys.stdout.write("running\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
