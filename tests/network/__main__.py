"""`python -m tests.network`: the long form, five rounds with five times as many sales."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run it in front of the person; returns the exit code."""
    here = Path(__file__).parent
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", str(here)]
    variables = {**os.environ, "JXC_NETWORK_TIMES": os.environ.get("JXC_NETWORK_TIMES", "5")}
    return subprocess.run(command, env=variables, cwd=here.parents[1], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
