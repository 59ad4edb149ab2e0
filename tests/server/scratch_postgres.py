"""A PostgreSQL of our own for tests and measurements: made in a folder, ended by its id."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jxc_desktop.server.debian_postgres import INSTALL

DEBIAN = Path("/usr/lib/postgresql")
_STARTS_WITHIN = 30.0


class PostgresMissing(Exception):
    """There is no PostgreSQL on this machine."""


@dataclass(frozen=True, slots=True)
class ScratchPostgres:
    """A cluster that runs."""

    folder: Path
    url: str
    pid: int


def binaries() -> Path:
    """The folder with `initdb` and `postgres` of the newest version; fails with the command."""
    found = shutil.which("postgres")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    if not versions:
        raise PostgresMissing(f"PostgreSQL is needed: {INSTALL}")
    return versions[-1].parent


@contextmanager
def scratch_postgres(*, durable: bool = False) -> Iterator[ScratchPostgres]:
    """A new cluster until the block ends; `durable` with fsync, as measurements need it."""
    tools = binaries()
    # A short path: a socket's name may have no more than some hundred bytes.
    folder = Path(tempfile.mkdtemp(prefix="jxc-pg-", dir="/tmp"))
    server: subprocess.Popen[bytes] | None = None
    try:
        data = folder / "data"
        _give_away(folder)
        options = ["-D", str(data), "-U", "jxc", "-A", "trust", "-E", "UTF8", "--locale=C"]
        made = subprocess.run(
            [*_as_somebody(), str(tools / "initdb"), *options, "--no-sync"],
            capture_output=True,
            text=True,
            check=False,
            env=_environment(folder),
            cwd=folder,
        )
        assert made.returncode == 0, made.stdout + made.stderr
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [*_as_somebody(), str(tools / "postgres"), *_settings(folder, durable=durable)],
                stdout=log,
                stderr=log,
                env=_environment(folder),
                cwd=folder,
            )
        _wait_until_it_answers(tools, folder, server)
        url = f"postgresql://jxc@/postgres?host={folder}"
        yield ScratchPostgres(folder, url, server.pid)
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _settings(folder: Path, *, durable: bool) -> list[str]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "max_connections": "60",
        "shared_buffers": "128MB",
        "autovacuum_naptime": "5s",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    listed = [f"{name}={value}" for name, value in settings.items()]
    return ["-D", str(folder / "data"), *(word for each in listed for word in ("-c", each))]


def _wait_until_it_answers(tools: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < ends:
        assert server.poll() is None, (folder / "log").read_text(errors="replace")
        ready = [str(tools / "pg_isready"), "-q", "-h", str(folder)]
        if subprocess.run(ready, check=False, env=_environment(folder)).returncode == 0:
            return
        time.sleep(0.05)
    raise AssertionError((folder / "log").read_text(errors="replace"))


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C"}


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _somebody() -> tuple[int, int]:
    """Who runs it where we are root, since PostgreSQL refuses to: user and group."""
    import pwd  # noqa: PLC0415 (not on Windows)

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = names.get("postgres") or names["nobody"]
    return who.pw_uid, who.pw_gid


def _as_somebody() -> list[str]:
    if not _is_root():
        return []
    user, group = _somebody()
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]


def _give_away(folder: Path) -> None:
    if _is_root():
        os.chown(folder, *_somebody())
        folder.chmod(0o755)
