"""Where the catalogues of words are kept, and which of them wait to be compiled."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "resources" / "locale"
SOURCE_LANGUAGE = "zh_CN"
LANGUAGES = (SOURCE_LANGUAGE, "en")


def po_path(language: str) -> Path:
    """The words of `language`, as people write them."""
    return LOCALE / language / "LC_MESSAGES" / "jxc.po"


def stale_languages() -> list[str]:
    """The languages whose compiled words are missing or older than the written ones."""
    return [language for language in LANGUAGES if _is_stale(po_path(language))]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    if not source.exists():
        return False
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns
