"""What a server is told in its folder: the database, the port, and where it is reached."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.safe_file import write_whole

PORT = 8765
METRICS_PORT = 9765
_FILE = "server.json"


class ServerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The server's settings; `database` is a PostgreSQL URL (a secret: the file is 0600)."""

    database: str
    host: str = "0.0.0.0"  # noqa: S104 (terminals come from other machines; TLS and tokens guard it)
    port: int = PORT
    metrics_port: int = METRICS_PORT


def server_folder() -> Path:
    """Where the server's files are: `JXC_SERVER`, or `~/.config/jxc-server`."""
    named = os.environ.get("JXC_SERVER")
    return Path(named) if named else Path.home() / ".config" / "jxc-server"


def read_server_settings(folder: Path) -> ServerSettings:
    """The settings; refuses (`server_not_set_up`) where there are none."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=ServerSettings)
    except FileNotFoundError as error:
        raise Refusal("server_not_set_up", folder=str(folder)) from error
    except msgspec.MsgspecError as error:
        raise Refusal("server_settings_unreadable", folder=str(folder), why=str(error)) from error


def write_server_settings(folder: Path, settings: ServerSettings) -> None:
    """Keep them."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    plain = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    write_whole(folder / _FILE, plain + b"\n")
