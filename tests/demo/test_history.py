"""The demo shop's past is told by the program's own commands, and is the same every time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from jxc_desktop.app.places import RESOURCES
from jxc_desktop.demo.load import DemoKeys, load_demo
from jxc_desktop.journal.verify import verify
from jxc_desktop.store.opening import Store

DAYS = 4


def told(folder: Path) -> tuple[Store, list[tuple[str, int, int]]]:
    signer = Ed25519PrivateKey.from_private_bytes(bytes(32))
    keys = DemoKeys(signer.public_key().public_bytes_raw(), signer.sign)
    store = Store(folder / "demo.db", bytes(32))
    heard: list[tuple[str, int, int]] = []
    load_demo(
        store,
        RESOURCES / "demo",
        keys,
        date(2026, 11, 24),
        lambda *progress: heard.append(progress),
        DAYS,
    )
    return store, heard


@pytest.mark.slow
def test_a_few_days_of_the_demo_are_sound_and_every_day_is_closed(tmp_path: Path) -> None:
    store, heard = told(tmp_path)

    with store.reading() as session:
        found = verify(session.connection())
        one = session.connection().execute(
            text(
                "SELECT (SELECT count(*) FROM product), (SELECT count(*) FROM customer),"
                " (SELECT count(*) FROM day_closing), (SELECT count(*) FROM sale),"
                " (SELECT count(*) FROM print_job)"
            )
        )
        products, customers, closed, sales, papers = one.one()
    store.close()

    assert found.faults == []
    assert (products >= 2000, customers, closed, papers) == (True, 50, DAYS, 0)
    assert sales > 40 * DAYS
    assert heard[-1] == ("history", DAYS, DAYS)
