"""Where the program keeps its things on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

RESOURCES = Path(__file__).parents[2] / "resources"
"""What ships with the program: fonts, icons, words, help, the demo's tables."""


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one shop on this machine."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted store."""
        return self.folder / "shop.db"

    @property
    def key_file(self) -> Path:
        """Says where the keys are, or holds them wrapped."""
        return self.folder / "shop.key"

    @property
    def backups(self) -> Path:
        """Verified copies of the store."""
        return self.folder / "backups"

    @property
    def crashes(self) -> Path:
        """Reports of what should never happen."""
        return self.folder / "crashes"

    @property
    def paper(self) -> Path:
        """PDFs and pictures that somebody asked for."""
        return self.folder / "paper"


def shop_places(folder: Path | None = None) -> Places:
    """The person's own shop, or the one in `folder`."""
    return Places(folder or platformdirs.user_data_path("jxc", appauthor=False))


def demo_places(folder: Path | None = None) -> Places:
    """The demo shop, apart from the real one."""
    return Places(folder or platformdirs.user_data_path("jxc", appauthor=False) / "demo")
