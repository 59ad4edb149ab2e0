"""The lock files cover what the project asks for, with a hash for each file."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tidy.house import ROOT, pyproject

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Package and version of every line of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(package): version for package, version in PINNED.findall(text)}


LOCKS = {
    "requirements.lock": (),
    "requirements-server.lock": ("server",),
    "requirements-dev.lock": ("server", "dev"),
}
"""Each lock file, and the extras that it covers."""


def asked_for(extras: Sequence[str]) -> list[Requirement]:
    """What the project file asks for."""
    project = pyproject()["project"]
    more = [text for extra in extras for text in project["optional-dependencies"][extra]]
    return [Requirement(text) for text in (*project["dependencies"], *more)]


@pytest.mark.parametrize(("name", "extras"), LOCKS.items())
def test_the_lock_has_a_fitting_version_of_all_that_is_asked_for(
    name: str, extras: tuple[str, ...]
) -> None:
    locked = pins(name)
    assert [
        str(wanted)
        for wanted in asked_for(extras)
        if not wanted.specifier.contains(
            locked.get(canonicalize_name(wanted.name), "0"), prereleases=True
        )
    ] == []


@pytest.mark.parametrize("smaller", ["requirements.lock", "requirements-server.lock"])
def test_developers_servers_and_shops_run_the_same_versions(smaller: str) -> None:
    few, all_of_them = pins(smaller), pins("requirements-dev.lock")
    assert {
        name: version for name, version in few.items() if all_of_them.get(name) != version
    } == {}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pinned_package_carries_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert len(blocks) == len(pins(name))
