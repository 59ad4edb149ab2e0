"""What whoever runs the server does at the command line: `jxc server …`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.instants import instant
from jxc_desktop.server.call_log import log_to_stderr
from jxc_desktop.server.companies import Companies
from jxc_desktop.server.debian_postgres import make_database
from jxc_desktop.server.postgres import PostgresServer
from jxc_desktop.server.program import serve_postgres, system_clock
from jxc_desktop.server.settings import (
    ServerSettings,
    read_server_settings,
    server_folder,
    write_server_settings,
)
from jxc_desktop.server.tls import ServerKeys
from jxc_desktop.sync import wire
from jxc_desktop.sync.enrol_code import with_fingerprint

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path


def run_server_job(asked: argparse.Namespace) -> int:
    """Do the job; what is answered goes to standard output. Raises `Refusal`."""
    return _JOBS[asked.server_job](asked, asked.folder or server_folder())


def _init(asked: argparse.Namespace, folder: Path) -> int:
    keys = ServerKeys(folder)
    if keys.exist:
        raise Refusal("server_exists", folder=str(folder))
    database = asked.database or make_database()
    server = PostgresServer(database)
    try:
        server.identity()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys.make_authority(asked.hosts[0])
        keys.make_certificate(asked.hosts)
        settings = ServerSettings(
            database=database, port=asked.port, metrics_port=asked.metrics_port
        )
        write_server_settings(folder, settings)
        Companies(server, system_clock, folder / "snapshots").start(asked.tenant, asked.shop)
    finally:
        server.close()
    _say(f"服务器已准备好 / the server is ready: {folder}")
    _say("启动 / start it: ./jxc server run")
    return 0


def _renew(asked: argparse.Namespace, folder: Path) -> int:
    keys = ServerKeys(folder)
    keys.make_certificate(asked.hosts or keys.hosts())
    _say(f"{keys.valid_until():%Y-%m-%d}")
    return 0


def _run(_asked: argparse.Namespace, folder: Path) -> int:
    log_to_stderr()
    serve_postgres(folder, read_server_settings(folder))
    return 0


def _tenant(asked: argparse.Namespace, folder: Path) -> int:
    with _companies(folder) as companies:
        companies.start(asked.tenant, asked.shop)
    return 0


def _enrol(asked: argparse.Namespace, folder: Path) -> int:
    order = wire.InviteAsked(
        store=asked.store,
        name=asked.name,
        asked_by=0,
        store_name=asked.store_name,
        may_manage=asked.manage,
        existing=asked.existing,
    )
    with _companies(folder) as companies:
        service = companies.service(asked.tenant)
        made = service.invite_from_server(order, scope_all=asked.all_stores)
    code = with_fingerprint(ServerKeys(folder).fingerprint(), made.code)
    expires = instant(made.expires).astimezone()
    _say(code)
    _say(f"有效至 / good until {expires:%Y-%m-%d %H:%M}")
    return 0


def _digest(asked: argparse.Namespace, folder: Path) -> int:
    with _companies(folder) as companies:
        for stream, fingerprint in sorted(companies.service(asked.tenant).digests().items()):
            _say(f"{stream}\t{fingerprint}")
    return 0


def _terminals(asked: argparse.Namespace, folder: Path) -> int:
    with _companies(folder) as companies:
        for each in companies.service(asked.tenant).list_terminals():
            seen = "-"
            if each.last_seen:
                moment = instant(each.last_seen).astimezone()
                seen = f"{moment:%Y-%m-%d %H:%M:%S}"
            state = "revoked" if each.revoked else "in"
            facts = (each.terminal, each.store, each.name, state, seen, each.backlog, each.version)
            _say("\t".join(map(str, facts)))
    return 0


def _revoke(asked: argparse.Namespace, folder: Path) -> int:
    with _companies(folder) as companies:
        order = wire.RevokeAsked(asked.terminal, asked_by=0)
        companies.service(asked.tenant).revoke_from_server(order)
    return 0


def _release(asked: argparse.Namespace, folder: Path) -> int:
    with _companies(folder) as companies:
        _say(str(companies.service(asked.tenant).release_held(asked.terminal)))
    return 0


def _restored(asked: argparse.Namespace, folder: Path) -> int:
    with _companies(folder) as companies:
        _say(companies.service(asked.tenant).begin_epoch())
    return 0


@contextmanager
def _companies(folder: Path) -> Iterator[Companies]:
    server = PostgresServer(read_server_settings(folder).database, pool_size=2)
    try:
        yield Companies(server, system_clock, folder / "snapshots")
    finally:
        server.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


_JOBS: dict[str, Callable[[argparse.Namespace, Path], int]] = {
    "init": _init,
    "run": _run,
    "renew": _renew,
    "tenant": _tenant,
    "enrol": _enrol,
    "digest": _digest,
    "terminals": _terminals,
    "revoke": _revoke,
    "release": _release,
    "restored": _restored,
}
