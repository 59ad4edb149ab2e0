"""An exported journal can be checked by anybody, and not one byte of it can be changed unseen."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from installer.verify_export import NoJournal, verify_export
from jxc_desktop.__main__ import main
from jxc_desktop.app.places import shop_places
from tests.app.shop_folder import make_shop_folder

HOUSE = Path(__file__).parents[2]
SCRIPT = HOUSE / "installer" / "verify_export.py"


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What `jxc export-journal` writes of a shop that was just set up and sold something."""
    places = shop_places(tmp_path_factory.mktemp("shop"))
    make_shop_folder(places, sales=4)
    target = places.folder / "journal.jsonl"
    assert main(["--data", str(places.folder), "export-journal", str(target)]) == 0
    return target.read_bytes()


def is_sound(text: bytes) -> bool:
    """Whether somebody who only has the file believes it."""
    try:
        return not verify_export(text).faults
    except NoJournal:
        return False


def test_a_sound_journal_is_believed(export: bytes) -> None:
    found = verify_export(export)

    assert found.faults == []
    assert found.documents == len(export.splitlines())
    assert found.signatures_checked
    assert [(chain, kept.sequence) for chain, kept in found.chains.items()] == [
        ((1, 0), found.documents)
    ]


def test_not_one_byte_can_be_changed_unseen(export: bytes) -> None:
    chance = random.Random(11)
    for _ in range(400):
        place, bit = chance.randrange(len(export)), 1 << chance.randrange(8)
        changed = bytearray(export)
        changed[place] ^= bit
        assert not is_sound(bytes(changed)), (place, bit)


def test_no_document_can_be_taken_out_doubled_or_moved(export: bytes) -> None:
    lines = export.splitlines(keepends=True)
    for place in range(1, len(lines) - 1):
        assert not is_sound(b"".join(lines[:place] + lines[place + 1 :]))
        assert not is_sound(b"".join([*lines[:place], lines[place], *lines[place:]]))
    lines[3], lines[4] = lines[4], lines[3]
    assert not is_sound(b"".join(lines))


def test_of_another_stores_chain_a_part_is_believed_and_what_is_left_out_is_told(
    export: bytes,
) -> None:
    lines = export.splitlines(keepends=True)
    follower = json.loads(lines[5])
    follower["previous"] = json.loads(lines[4])["hash"]
    gap = (json.dumps(follower, ensure_ascii=False) + "\n").encode()
    parted = b"".join([*lines[:3], gap, *lines[6:]])

    found = verify_export(parted)

    assert found.faults == []
    assert found.chains[1, 0].left_out == 2
    assert is_sound(b"".join([*lines[:5], gap, *lines[6:]]))
    follower["previous"] = json.loads(lines[3])["hash"]
    wrong = (json.dumps(follower, ensure_ascii=False) + "\n").encode()
    assert not is_sound(b"".join([*lines[:3], wrong, *lines[6:]]))
    assert not is_sound(b"".join([*lines[:5], wrong, *lines[6:]]))


def test_a_chain_that_was_hashed_anew_by_somebody_else_has_the_wrong_signatures(
    export: bytes,
) -> None:
    last, forged = bytes(32), []
    for line in export.splitlines():
        entry = json.loads(line)
        entry["spelled"] = entry["spelled"].replace("可口可乐", "百事可乐")
        entry["document"] = json.loads(entry["spelled"])
        last = hashlib.sha256(last + entry["spelled"].encode()).digest()
        entry["hash"] = last.hex()
        forged.append(json.dumps(entry, ensure_ascii=False) + "\n")

    faults = verify_export("".join(forged).encode()).faults

    assert faults
    assert all(fault.endswith("the signature is not this terminal's") for fault in faults)


@pytest.mark.parametrize(
    "text", [b"", b"hello\n", b"{}\n", b"[1]\n", b"null\n", b'{"hash": 1}\n', b"\xff\xfe\n"]
)
def test_what_is_no_journal_is_not_believed(text: bytes) -> None:
    assert not is_sound(text)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The script alone, by a Python without any package."""
    command = [sys.executable, "-S", "-I", str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_the_script_runs_alone_and_says_what_it_could_not_check(
    export: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_bytes(export)
    sound = run(str(file))
    assert sound.returncode == 0
    assert "signatures NOT checked" in sound.stdout

    file.write_bytes(export.replace(b'\\"total\\":', b'\\"totaL\\":', 1))
    broken = run(str(file))
    assert broken.returncode == 1
    assert "does not fit" in broken.stdout

    assert run(str(tmp_path / "nowhere")).returncode == 2
    assert run().returncode == 2
