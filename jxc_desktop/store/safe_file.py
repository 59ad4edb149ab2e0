"""Small files that are there whole or not at all, and only for their owner to read."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Put `content` at `path` in one step, mode 0600; a crash leaves the old file or the new one.

    With `durable` it is also on the disk when this returns; without, a power cut may bring the
    old file back, which costs nothing where a later one is only a help. Raises `OSError`.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    handle = os.open(
        draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            draft.unlink()
        raise
    if durable:
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Have the disk itself hold what the file holds."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the disk itself hold the names in `folder`; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
