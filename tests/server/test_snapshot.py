"""Snapshots hold what pulling from zero would have given, and go to whom they belong."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite_driver

from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.server.refusals import ServerRefusal
from jxc_desktop.sync import wire
from tests.server.foreign_till import ForeignTill
from tests.server.tills import Setting, push
from tests.shop import COLA_CODE

pytestmark = pytest.mark.postgres


def test_a_snapshot_has_the_tills_own_rows(setting: Setting, tmp_path: Path) -> None:
    for _ in range(3):
        setting.shop.sell(setting.shop.basket(COLA_CODE))
    push(setting.service, setting.shop)
    answer = setting.service.snapshot(TerminalNo(1))
    assert [part.kind for part in answer.parts] == ["catalogue", "history"]
    page = setting.service.pull(TerminalNo(1), wire.PullAsked({0: 0, 1: 0}))
    assert answer.marks == page.marks
    tables = 0
    for part in answer.parts:
        tables += _compare(setting, part, tmp_path / part.kind)
    assert tables > 25


def _compare(setting: Setting, part: wire.SnapshotPart, file: Path) -> int:
    pieces: list[bytes] = []
    setting.service.snapshot_part(TerminalNo(1), part.name, 0, pieces.append)
    packed = b"".join(pieces)
    assert (len(packed), hashlib.sha256(packed).hexdigest()) == (part.bytes, part.sha256)
    tail: list[bytes] = []
    setting.service.snapshot_part(TerminalNo(1), part.name, 100, tail.append)
    assert b"".join(tail) == packed[100:]
    file.write_bytes(zlib.decompress(packed))
    driver = sqlite_driver.connect(str(file))
    names = [row[0] for row in driver.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    counted = 0
    with setting.shop.store.reading() as session:
        for name in names:
            query = f"SELECT * FROM {name}"
            theirs = sorted(driver.execute(query).fetchall(), key=repr)
            own = session.connection().exec_driver_sql(query).fetchall()
            counted += len(theirs)
            if name == "journal":  # the shop has heard of no positions yet
                theirs = [(*row[:4], None, *row[5:]) for row in theirs]
            assert theirs == sorted((tuple(row) for row in own), key=repr), name
    driver.close()
    assert counted == part.rows
    return len(names)


def test_anothers_snapshot_is_not_found(setting: Setting) -> None:
    push(setting.service, setting.shop)
    answer = setting.service.snapshot(TerminalNo(1))
    till = ForeignTill(TerminalNo(7), StoreId(2))
    till.join(setting.service)
    with pytest.raises(ServerRefusal):
        setting.service.snapshot_part(TerminalNo(7), answer.parts[1].name, 0, lambda _piece: None)
    with pytest.raises(ServerRefusal):
        setting.service.snapshot_path(TerminalNo(1), "../server.db")
    assert setting.service.snapshot(TerminalNo(1)) == answer
