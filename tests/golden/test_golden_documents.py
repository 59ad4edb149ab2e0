"""Whatever a released version wrote down is read for ever, and comes to the same figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from sqlalchemy import insert

from jxc_desktop.documents.document import canonical_bytes, plain, read_document
from jxc_desktop.documents.kinds import Body
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.journal.streams import stream_of
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.store.opening import Store
from tests.golden.projection import fingerprint
from tests.golden.scripted_day import trade_a_day
from tests.shop import KEY

GOLDEN = Path(__file__).parent
VERSIONS = sorted(path for path in GOLDEN.iterdir() if path.is_dir() and path.name[0] == "v")
DOCUMENTS = [
    pytest.param(path, id=f"{folder.name}-{path.stem}")
    for folder in VERSIONS
    for path in sorted(folder.glob("*.json"))
    if path.stem != "projection"
]


def journal_of(folder: Path) -> list[dict[str, Any]]:
    """The journal as the version exported it."""
    text = (folder / "journal.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "shop.db", KEY)
    yield store
    store.close()


def fill(store: Store, folder: Path) -> None:
    """Put the old journal into a new store, as it was spelled."""
    rows = []
    for line in journal_of(folder):
        spelled = line["spelled"].encode()
        document = read_document(spelled)
        rows.append(
            {
                "key": document.key,
                "stream": stream_of(document),
                "spelled": spelled,
                "hash": bytes.fromhex(line["hash"]),
                "signature": bytes.fromhex(line["signature"]),
                "position": None,
            }
        )
    with store.transaction() as session:
        session.execute(insert(JournalEntry), rows)
        rebuild(session.connection())


@pytest.mark.parametrize("path", DOCUMENTS)
def test_an_old_document_is_read_and_says_what_it_said(path: Path) -> None:
    spelled = path.read_bytes()
    written: dict[str, Any] = json.loads(spelled)

    document = read_document(spelled)

    said = plain(document)
    assert said["head"] == written["head"]
    assert {name: said["body"][name] for name in written["body"]} == written["body"]


def test_todays_program_spells_its_own_documents_as_it_did() -> None:
    newest = VERSIONS[-1]
    for line in journal_of(newest):
        spelled = line["spelled"].encode()
        assert canonical_bytes(read_document(spelled)) == spelled


def test_every_kind_of_document_has_its_golden_one() -> None:
    kinds: tuple[type[msgspec.Struct], ...] = get_args(Body)
    kept = {path.stem for folder in VERSIONS for path in folder.glob("*.json")}
    assert {str(kind.__struct_config__.tag) for kind in kinds} <= kept


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_an_old_journal_is_sound_and_comes_to_the_same_figures(store: Store, folder: Path) -> None:
    fill(store, folder)

    with store.reading() as session:
        connection = session.connection()
        assert verify(connection).faults == []
        kept: dict[str, Any] = json.loads((folder / "projection.json").read_text("utf-8"))
        now = {
            name: fingerprint(connection, name, table["columns"]) for name, table in kept.items()
        }
    assert now == kept


def test_the_same_day_traded_today_comes_to_the_same_money(tmp_path: Path, store: Store) -> None:
    (tmp_path / "today").mkdir()
    shop = trade_a_day(tmp_path / "today")
    fill(store, VERSIONS[-1])
    question = "SELECT account, holder, amount FROM account_balance ORDER BY 1, 2"

    with shop.store.reading() as today, store.reading() as then:
        ours = today.connection().exec_driver_sql(question).all()
        theirs = then.connection().exec_driver_sql(question).all()

    assert ours == theirs
    assert len(ours) > 8
    shop.store.close()
