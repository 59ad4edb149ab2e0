"""The ground that every test stands on: no screen, no keyring, and nobody's own files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_HOME = tempfile.TemporaryDirectory(prefix="jxc-tests-")
"""Stands in for the person's home: made before any room is imported, gone after the run."""


def _move_into_the_scratch_home() -> None:
    home = Path(_HOME.name)
    for name, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "runtime",
        "ESCPOS_CAPABILITIES_PICKLE_DIR": "escpos",
    }.items():
        path = home / folder
        path.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(path)


os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
_move_into_the_scratch_home()

# After the lines above: these read the environment when they are imported.
from hypothesis import settings  # noqa: E402

from installer.catalogues import compile_stale  # noqa: E402
from tests.shop import Shop, make_shop, open_again  # noqa: E402

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=300, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_configure(config: pytest.Config) -> None:
    """Compile the words once, before the workers of xdist ask for them."""
    if not hasattr(config, "workerinput"):
        compile_stale()


def pytest_unconfigure() -> None:
    """Take the scratch home away."""
    _HOME.cleanup()


@pytest.fixture
def empty_shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop that nobody has set up yet."""
    shop = open_again(tmp_path)
    yield shop
    shop.store.close()


@pytest.fixture
def closed_shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop between shifts."""
    shop = make_shop(tmp_path)
    yield shop
    shop.store.close()


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    """A shop with an open shift and 200.00 in the drawer."""
    closed_shop.open_shift()
    return closed_shop
