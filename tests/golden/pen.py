"""Writes what this version writes, once: `python -m tests.golden.pen v1`. It overwrites nothing.

A released version's files are never written again; a new format gets a folder of its own.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from jxc_desktop.documents.document import read_document
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.stream_rows import projected_tables
from tests.golden.projection import fingerprint
from tests.golden.scripted_day import trade_a_day

if TYPE_CHECKING:
    from collections.abc import Iterable

GOLDEN = Path(__file__).parent


def main(version: str) -> None:
    """Trade the scripted day and keep its journal, its documents and what they came to."""
    folder = GOLDEN / version
    folder.mkdir()
    with tempfile.TemporaryDirectory() as scratch:
        shop = trade_a_day(Path(scratch))
        with shop.store.reading() as session:
            connection = session.connection()
            stored = list(stored_documents(connection))
            tables = {
                table.name: fingerprint(connection, table.name, [c.name for c in table.columns])
                for table in projected_tables()
            }
        shop.store.close()
    lines = [
        {
            "spelled": row.spelled.decode(),
            "hash": row.hash.hex(),
            "signature": row.signature.hex(),
        }
        for row in stored
    ]
    journal = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "journal.jsonl").write_text(journal, encoding="utf-8")
    projection = json.dumps(tables, indent=1, ensure_ascii=False) + "\n"
    (folder / "projection.json").write_text(projection, encoding="utf-8")
    for kind, spelled in _richest(row.spelled for row in stored).items():
        (folder / f"{kind}.json").write_bytes(spelled)


def _richest(every: Iterable[bytes]) -> dict[str, bytes]:
    """Of each kind the document that says most."""
    found: dict[str, bytes] = {}
    for spelled in every:
        kind = str(type(read_document(spelled).body).__struct_config__.tag)
        if len(spelled) > len(found.get(kind, b"")):
            found[kind] = spelled
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
