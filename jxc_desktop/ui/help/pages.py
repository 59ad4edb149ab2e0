"""The help as pages of text: read from the program's own files, found by words. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HELP = Path(__file__).parents[3] / "resources" / "help"


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page; `id` is its place and subject, the same in every language."""

    id: str
    title: str
    text: str
    """In Markdown, the title included."""


def read_pages(language: str, folder: Path = HELP) -> tuple[HelpPage, ...]:
    """All pages of a language in their order."""
    return tuple(_page(path) for path in sorted((folder / language).glob("*.md")))


def find_pages(pages: tuple[HelpPage, ...], typed: str) -> tuple[HelpPage, ...]:
    """The pages that hold every typed word, those that name one in their title first."""
    words = typed.casefold().split()
    found = [page for page in pages if all(word in page.text.casefold() for word in words)]
    return tuple(
        sorted(found, key=lambda page: not any(word in page.title.casefold() for word in words))
    )


def _page(path: Path) -> HelpPage:
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("#").strip()
    return HelpPage(path.stem, title, text)
