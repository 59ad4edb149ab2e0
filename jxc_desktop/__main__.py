"""The `jxc` command: the program itself, and the same jobs for scripts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from jxc_desktop import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit code."""
    asked = _parser().parse_args(arguments)
    from jxc_desktop.command_line import run  # noqa: PLC0415 (`--help` should be instant)

    return run(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("jxc", description=__doc__)
    parser.add_argument("--version", action="version", version=f"jxc {__version__}")
    parser.add_argument("--data", type=Path, help="the folder of the shop's files")
    parser.add_argument("--demo", action="store_true", help="work on the demo shop's store")
    jobs = parser.add_subparsers(dest="job")
    jobs.add_parser("run", help="open the window (the default)")
    demo = jobs.add_parser("demo", help="open the demo shop")
    demo.add_argument("--headless", action="store_true", help="play one day without a screen")
    demo.add_argument("--fresh", action="store_true", help="make the demo shop anew")
    demo.add_argument("--out", type=Path, help="where a headless day leaves its papers")
    demo.add_argument("--days", type=int, default=90, help="days of history (default 90)")
    jobs.add_parser("verify", help="check chains, signatures and sums")
    jobs.add_parser("rebuild", help="compute everything anew from the journal")
    digest = jobs.add_parser("digest", help="print the fingerprint of the projections")
    digest.add_argument("--tables", action="store_true", help="one line a table too")
    backup = jobs.add_parser("backup", help="write a verified backup")
    backup.add_argument("file", type=Path, nargs="?")
    restore = jobs.add_parser("restore", help="put a backup in the store's place")
    restore.add_argument("file", type=Path)
    export = jobs.add_parser("export-journal", help="write every document as a line of JSON")
    export.add_argument("file", type=Path)
    report = jobs.add_parser("report", help="print a report of a business date")
    report.add_argument("name", choices=("day",))
    report.add_argument("--day", help="YYYY-MM-DD (default: today)")
    report.add_argument("--format", choices=("ticket", "csv", "json", "pdf"), default="ticket")
    report.add_argument("--out", type=Path)
    _add_server(jobs)
    return parser


def _add_server(jobs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    server = jobs.add_parser("server", help="the server of several tills and stores")
    server.add_argument("--folder", type=Path, help="the server's files (or JXC_SERVER)")
    tasks = server.add_subparsers(dest="server_job", required=True)
    init = tasks.add_parser("init", help="make authority, certificate, database and first company")
    init.add_argument("hosts", nargs="+", help="names and addresses by which terminals reach it")
    init.add_argument("--database", help="PostgreSQL URL (default: a database in the local one)")
    init.add_argument("--port", type=int, default=8765)
    init.add_argument("--metrics-port", type=int, default=9765, help="on 127.0.0.1; 0: none")
    init.add_argument("--shop", default="", help="the first company's name as people say it")
    tasks.add_parser("run", help="answer terminals until told to stop")
    renew = tasks.add_parser("renew", help="renew the server's certificate")
    renew.add_argument("hosts", nargs="*", help="default: the same names as before")
    tenant = tasks.add_parser("tenant", help="make a company, or bring its tables up to date")
    tenant.add_argument("--shop", default="")
    enrol = tasks.add_parser("enrol", help="print a one-time code for a terminal")
    enrol.add_argument("--store", type=int, default=0, help="0: a new store")
    enrol.add_argument("--store-name", default="")
    enrol.add_argument("--name", default="")
    enrol.add_argument("--manage", action="store_true", help="it may invite and revoke others")
    enrol.add_argument("--all-stores", action="store_true", help="it holds every store's facts")
    enrol.add_argument("--existing", action="store_true", help="a shop that already sells joins")
    digest = tasks.add_parser("digest", help="print the fingerprint of every stream")
    listed = tasks.add_parser("terminals", help="list the terminals")
    revoke = tasks.add_parser("revoke", help="let a terminal in no more")
    release = tasks.add_parser("release", help="let count what is held of a revoked terminal")
    restored = tasks.add_parser("restored", help="say that the database was wound back")
    for task in (revoke, release):
        task.add_argument("terminal", type=int)
    for task in (init, tenant, enrol, digest, listed, revoke, release, restored):
        task.add_argument("--tenant", default="shop", help="the company (default: shop)")


if __name__ == "__main__":
    sys.exit(main())
