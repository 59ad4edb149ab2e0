"""The power fails while a backup is written: what has a backup's name is a whole one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jxc_desktop.store.backup import back_up
from jxc_desktop.store.soundness import check_file
from tests.shop import KEY

ROOT = Path(__file__).parents[2]
MEASURED = "COVERAGE_PROCESS_CONFIG"
"""A process that is killed would leave half a file of figures."""


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_backup_leaves_no_half_file_under_a_backups_name(
    tmp_path: Path, seed: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.kill.backup_killer", str(tmp_path)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != MEASURED},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"running\n"
        time.sleep(random.Random(seed).uniform(0, 0.06))
        process.send_signal(signal.SIGKILL)

    shelf = tmp_path / "shelf"
    whole = sorted(shelf.glob("*.jxcbackup"))
    assert whole, "the first backup was finished before the kill"
    for path in whole:
        assert check_file(path, KEY).documents > 0
    assert len(list(shelf.glob("*.partial"))) <= 1
    back_up(tmp_path / "shop.db", KEY, shelf / "after.jxcbackup")
    assert check_file(shelf / "after.jxcbackup", KEY) == check_file(tmp_path / "shop.db", KEY)
