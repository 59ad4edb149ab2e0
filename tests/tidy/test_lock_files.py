"""The lock files cover what the project asks for, with a hash for each file."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tidy.house import ROOT, pyproject

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Package and version of every line of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(package): version for package, version in PINNED.findall(text)}


def asked_for(*, dev: bool) -> list[Requirement]:
    """What the project file asks for."""
    project = pyproject()["project"]
    extra = project["optional-dependencies"]["dev"] if dev else []
    return [Requirement(text) for text in (*project["dependencies"], *extra)]


@pytest.mark.parametrize(
    ("name", "dev"), [("requirements.lock", False), ("requirements-dev.lock", True)]
)
def test_the_lock_has_a_fitting_version_of_all_that_is_asked_for(name: str, dev: bool) -> None:
    locked = pins(name)
    assert [
        str(wanted)
        for wanted in asked_for(dev=dev)
        if not wanted.specifier.contains(
            locked.get(canonicalize_name(wanted.name), "0"), prereleases=True
        )
    ] == []


def test_developers_and_shops_run_the_same_versions() -> None:
    shop, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: version for name, version in shop.items() if dev.get(name) != version} == {}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pinned_package_carries_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert len(blocks) == len(pins(name))
