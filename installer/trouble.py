"""What can stand in the way of a set-up, told in one sentence; and who may install packages."""

from __future__ import annotations

import os
import shutil
import subprocess


class SetupTrouble(Exception):
    """The environment cannot be made; the sentence says what the person can do."""


def may_install() -> list[str] | None:
    """The words to put before a system command, or None when this person may not install."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return quiet
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asked = subprocess.run(
        [sudo, "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return [sudo, "-n", *quiet] if asked.returncode == 0 else None
