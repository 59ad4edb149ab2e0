"""The lock files: every package that jxc runs on, pinned and hashed for every system it serves."""

from __future__ import annotations

import os
import subprocess
import sys

from installer.environment import LOCKS, ROOT

_OLDEST_PYTHON = "3.11"


def main() -> int:
    """Renew the shop's lock, then the others on top of it, so that all agree."""
    _compile("shop", [])
    _compile("server", ["--extra", "server", "--constraint", LOCKS["shop"].name])
    both = ["--extra", "server", "--extra", "dev"]
    _compile("dev", [*both, "--constraint", LOCKS["server"].name])
    return 0


def _compile(kind: str, extra: list[str]) -> None:
    subprocess.run(
        [
            sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet",
            "--universal", "--generate-hashes", "--python-version", _OLDEST_PYTHON,
            "--upgrade", *extra, "--output-file", LOCKS[kind].name,
        ],
        cwd=ROOT,
        env={**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "./jxc lock"},
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
