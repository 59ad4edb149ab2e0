"""Checks an exported journal without the program that wrote it: `python verify_export.py FILE`.

For whoever has only the file of `jxc export-journal` and a Python: an accountant, an inspector, a
shop that moved on. It needs nothing but the standard library; signatures are checked too where the
package `cryptography` is installed. The last line says what was checked; the exit code is 0 for a
sound journal, 1 for a broken one and 2 for a file that is no journal. Documents cut off at the end
leave no gap: compare the printed heads with those on the last Z report.

Every line is a JSON object with `spelled` (the document's exact text), `hash` (SHA-256 over the
hash before it in the terminal's chain, 32 zero bytes at its beginning, and the text) and
`signature` (Ed25519 over the hash, by the key that the chain's first document names). Of chains of
other stores a till holds only a part: after documents that were left out, a line says in `previous`
the hash before it. Such lines are counted as left out, for whoever expects a whole chain.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Check = Callable[[bytes, bytes, bytes], bool]

GENESIS = bytes(32)
LINE_FIELDS = {"document", "spelled", "hash", "signature"}
GAP_FIELDS = LINE_FIELDS | {"previous"}


class NoJournal(Exception):
    """The file is not an exported journal; the text says where it stops being one."""


@dataclass
class Chain:
    """One life of one terminal, as far as it was read."""

    sequence: int = 0
    last: bytes = GENESIS
    public_key: bytes = b""
    left_out: int = 0


@dataclass
class Found:
    """What was checked, and everything that was wrong."""

    documents: int = 0
    chains: dict[tuple[int, int], Chain] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    signatures_checked: bool = False


def verify_export(text: bytes) -> Found:
    """Check the whole export; raises `NoJournal` for what is none."""
    check = _signature_check()
    found = Found(signatures_checked=check is not None)
    for number, line in enumerate(text.split(b"\n")[:-1], 1):
        try:
            faults = list(_faults(found, _entry(line), check))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise NoJournal(f"line {number} is not a document: {error}") from error
        found.documents += 1
        found.faults += [f"line {number}: {fault}" for fault in faults]
    if not text.endswith(b"\n"):
        found.faults.append("the last line is cut off")
    if not found.documents:
        found.faults.append("there is no document in it")
    return found


@dataclass
class Entry:
    """One line of the export."""

    document: Any
    spelled: bytes
    hash: bytes
    signature: bytes
    written: Any
    previous: bytes | None = None

    @property
    def head(self) -> Any:
        """Who posted the document, and where it stands in whose chain."""
        return self.written["head"]


def _entry(line: bytes) -> Entry:
    read = json.loads(line.decode("utf-8"), object_pairs_hook=_without_doubles)
    hashed, signed = bytes.fromhex(read["hash"]), bytes.fromhex(read["signature"])
    if set(read) not in (LINE_FIELDS, GAP_FIELDS):
        raise ValueError("not the fields of a journal")
    # Whatever else says the same as this line was changed by somebody.
    plainly = {**read, "hash": hashed.hex(), "signature": signed.hex()}
    previous = None
    if "previous" in read:
        previous = bytes.fromhex(read["previous"])
        plainly["previous"] = previous.hex()
    if plainly != read:
        raise ValueError("not the fields of a journal")
    if json.dumps(plainly, ensure_ascii=False).encode("utf-8") != line:
        raise ValueError("not as the program writes it")
    spelled = read["spelled"].encode("utf-8")
    written = json.loads(spelled, object_pairs_hook=_without_doubles)
    return Entry(read["document"], spelled, hashed, signed, written, previous)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands twice")
    return read


def _faults(found: Found, entry: Entry, check: Check | None) -> Iterator[str]:
    """What is wrong with the next document of its chain."""
    head = entry.head
    chain = found.chains.setdefault((head["terminal"], head["incarnation"]), Chain())
    yield from _link_faults(chain, entry)
    if json.dumps(entry.document) != json.dumps(entry.written):
        yield "what is shown is not what was written"
    if not chain.sequence:
        chain.public_key = _public_key(entry.written)
    chain.sequence, chain.last = head["sequence"], entry.hash
    if not chain.public_key:
        yield "the chain does not begin with the terminal's key"
    elif check is not None and not check(chain.public_key, entry.signature, entry.hash):
        yield "the signature is not this terminal's"


def _link_faults(chain: Chain, entry: Entry) -> Iterator[str]:
    """Whether the document follows the one before it, or says which it follows."""
    sequence, before = entry.head["sequence"], chain.last
    missing = sequence - chain.sequence - 1
    if missing < 0 or (missing and entry.previous is None):
        yield f"document {sequence} stands after document {chain.sequence}"
    elif entry.previous is not None:
        if not missing and entry.previous != before:
            yield "the hash before it is not that of the document before it"
        chain.left_out += missing
        before = entry.previous
    if hashlib.sha256(before + entry.spelled).digest() != entry.hash:
        yield "the hash does not fit the text and the document before it"


def _public_key(document: Any) -> bytes:
    body = document.get("body", {})
    if body.get("kind") != "terminal_enrolled":
        return b""
    return bytes.fromhex(body.get("public_key", ""))


def _signature_check() -> Check | None:
    """How a signature is checked; None where this Python cannot."""
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 (may be missing)
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415
    except ImportError:
        return None

    def check(public_key: bytes, signature: bytes, message: bytes) -> bool:
        try:
            ed25519.Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    return check


def main(arguments: list[str]) -> int:
    """Check the file that the argument names and print what was found."""
    if len(arguments) != 1:
        print("usage: python verify_export.py FILE", file=sys.stderr)
        return 2
    try:
        found = verify_export(Path(arguments[0]).read_bytes())
    except (OSError, NoJournal) as trouble:
        print(f"not a journal: {trouble}", file=sys.stderr)
        return 2
    for fault in found.faults:
        print(f"fault: {fault}")
    for (terminal, incarnation), chain in sorted(found.chains.items()):
        held = f"{chain.sequence - chain.left_out} documents"
        gaps = f" ({chain.left_out} of other stores left out)" if chain.left_out else ""
        print(f"terminal {terminal}.{incarnation}: {held}{gaps}, {chain.last.hex()}")
    signatures = "with signatures" if found.signatures_checked else "signatures NOT checked"
    print(f"{found.documents} documents, {len(found.faults)} faults, {signatures}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
