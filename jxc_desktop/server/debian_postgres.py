"""A database in Debian's own PostgreSQL: a role of this account's name, and a database for it."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import subprocess

from jxc_desktop.domain.errors import Refusal

INSTALL = "sudo apt-get install -y --no-install-recommends postgresql"
_DATABASE = "jxc_server"
_ACCOUNT = re.compile(r"[a-z_][a-z0-9_-]{0,30}")


def make_database() -> str:
    """Make role and database where there are none; returns the URL, which holds no password.

    PostgreSQL knows this account by its name (peer authentication over the local socket). Refuses
    with the command that a person has to run (`postgres_missing`, `postgres_refused`).
    """
    if shutil.which("psql") is None:
        raise Refusal("postgres_missing", command=INSTALL)
    account = getpass.getuser()
    if not _ACCOUNT.fullmatch(account):
        raise Refusal("postgres_refused", why=f"account {account!r}")
    if not _answers("SELECT 1 FROM pg_roles WHERE rolname = '{0}'", account):
        _as_postgres(f'CREATE ROLE "{account}" LOGIN')
    if not _answers("SELECT 1 FROM pg_database WHERE datname = '{0}'", _DATABASE):
        _as_postgres(
            f'CREATE DATABASE {_DATABASE} OWNER "{account}" ENCODING UTF8 TEMPLATE template0'
        )
    return f"postgresql:///{_DATABASE}"


def _answers(query: str, name: str) -> bool:
    return bool(_as_postgres(query.format(name)).strip())


def _as_postgres(statement: str) -> str:
    """What psql answers, run by the account `postgres`."""
    as_postgres = (
        ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else ["sudo", "-u", "postgres"]
    )
    done = subprocess.run(  # noqa: S603 (fixed words and a checked account name)
        [*as_postgres, "psql", "-tAc", statement, "postgres"],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    if done.returncode:
        raise Refusal("postgres_refused", why=done.stderr.strip()[:300])
    return done.stdout
