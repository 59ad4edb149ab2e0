"""The jobs of the command line that need no screen: the same code as the program's own."""

from __future__ import annotations

import getpass
import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jxc_desktop.app.open_shop import OpenedShop, open_shop, system_clock
from jxc_desktop.app.recovery import keys_of_code
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.journal.digest import book_digest, digests, table_digests
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.journal.stream_rows import streams_held
from jxc_desktop.journal.verify import verify
from jxc_desktop.store.backup import back_up
from jxc_desktop.store.backup_shelf import backup_name
from jxc_desktop.store.keys import KeyPlace, TillKeys, keep_keys, key_place, open_keys
from jxc_desktop.store.restore import Restoring, restore
from jxc_desktop.store.sentinel import Sentinel, sentinel_files
from jxc_desktop.store.system_keyring import keyring_works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from jxc_desktop.app.places import Places

PASSPHRASE_VARIABLE = "JXC_PASSPHRASE"  # noqa: S105 (the name of a variable)
RECOVERY_VARIABLE = "JXC_RECOVERY_CODE"


def say(text: str) -> None:
    """One line for the person or script that called."""
    sys.stdout.write(f"{text}\n")


@contextmanager
def shop_for_a_script(places: Places) -> Iterator[OpenedShop]:
    """The open shop; the passphrase, where one is needed, is asked for or in `JXC_PASSPHRASE`."""
    passphrase = ""
    if key_place(places.key_file) is KeyPlace.PASSPHRASE:
        passphrase = os.environ.get(PASSPHRASE_VARIABLE) or getpass.getpass("passphrase: ")
    shop = open_shop(places, open_keys(places.key_file, passphrase))
    try:
        if not shop.set_up:
            raise Refusal("shop_missing")
        yield shop
    finally:
        shop.store.close()


def run_verify(places: Places) -> int:
    """Check chains, signatures and sums; 1 when something is wrong."""
    with shop_for_a_script(places) as shop, shop.store.reading() as session:
        found = verify(session.connection())
    say(f"documents {found.documents}, chains {found.chains}, faults {len(found.faults)}")
    for fault in found.faults:
        say(f"fault: {fault}")
    for chain, head in found.heads.items():
        say(f"head of chain {chain}: {head}")
    return 0 if found.sound else 1


def run_rebuild(places: Places) -> int:
    """Compute every projection anew; 1 when that changed a figure."""
    with shop_for_a_script(places) as shop, shop.store.transaction() as session:
        connection = session.connection()
        before = _table_digests(connection)
        done = rebuild(connection, lambda count: say(f"{count} documents"))
        after = _table_digests(connection)
    changed = [name for name, value in after.items() if before.get(name) != value]
    say(f"rebuilt from {done} documents; changed: {', '.join(changed) or 'nothing'}")
    return 1 if changed else 0


def run_digest(places: Places, *, tables: bool) -> int:
    """Print the fingerprint of everything computed from documents: by stream, and of all."""
    with shop_for_a_script(places) as shop, shop.store.reading() as session:
        connection = session.connection()
        if tables:
            for name, value in _table_digests(connection).items():
                say(f"{value}  {name}")
        for stream, value in digests(connection).items():
            say(f"{value}  stream {stream}")
        say(book_digest(connection))
    return 0


def _table_digests(connection: Connection) -> dict[str, str]:
    """By stream and table."""
    return {
        f"{stream}.{name}": value
        for stream in streams_held(connection)
        for name, value in table_digests(connection, stream).items()
    }


def run_backup(places: Places, target: Path | None) -> int:
    """Write a verified backup."""
    target = target or places.backups / backup_name(system_clock())
    with shop_for_a_script(places) as shop:
        written = back_up(places.database, shop.keys.database_key, target)
    say(f"{written.path}: {written.size} bytes, {written.book.documents} documents, read back")
    return 0


def run_restore(places: Places, backup: Path) -> int:
    """Put a backup in the store's place; what was there is kept aside."""
    keys, new_passphrase = _keys_for_restoring(places)
    noted = Sentinel(sentinel_files(places.database, keys.check), keys.check).read()
    order = Restoring(backup, places.database, keys.database_key, system_clock(), noted)
    restored = restore(order)
    if new_passphrase is not None:
        keep_keys(places.key_file, keys, new_passphrase)
    say(f"restored {restored.book.documents} documents from {backup}")
    if restored.kept_aside is not None:
        say(f"the database before is kept at {restored.kept_aside}")
    return 0


def _keys_for_restoring(places: Places) -> tuple[TillKeys, str | None]:
    """This machine's keys; or those of the recovery code, with the passphrase to keep them under.

    On a new computer there are none: the code is asked for, or is in `JXC_RECOVERY_CODE`.
    """
    passphrase = os.environ.get(PASSPHRASE_VARIABLE, "")
    try:
        return open_keys(places.key_file, passphrase), None
    except Refusal:
        typed = os.environ.get(RECOVERY_VARIABLE, "")
        if not typed and sys.stdin.isatty():
            typed = getpass.getpass("recovery code: ")
        if not typed:
            raise
    keys = keys_of_code(places, typed)
    if not passphrase and not keyring_works() and sys.stdin.isatty():
        passphrase = getpass.getpass("new passphrase: ")
    return keys, passphrase


def run_export_journal(places: Places, target: Path) -> int:
    """Write every document as a line of JSON with its hash and signature."""
    count = 0
    with (
        shop_for_a_script(places) as shop,
        shop.store.reading() as session,
        target.open("w", encoding="utf-8") as lines,
    ):
        for stored in stored_documents(session.connection()):
            line = {
                "document": json.loads(stored.spelled),
                "spelled": stored.spelled.decode(),
                "hash": stored.hash.hex(),
                "signature": stored.signature.hex(),
            }
            if stored.previous is not None:
                line["previous"] = stored.previous.hex()
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    say(f"{count} documents in {target}")
    return 0
