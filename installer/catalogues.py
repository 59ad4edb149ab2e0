"""The catalogues of words: collected from the code, merged into the .po files, compiled to .mo."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from installer.catalogue_files import LANGUAGES, ROOT, SOURCE_LANGUAGE, po_path, stale_languages

_PACKAGE = "jxc_desktop"
_KEYWORDS = {"_": None, "ngettext_": (1, 2), "words": None, "mark": None}
_METHODS = [("**.py", "python")]
_HEADERS_WITHOUT_MEANING = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team'
    r"|Report-Msgid-Bugs-To): .*\n",
    re.MULTILINE,
)


def extracted(root: Path = ROOT) -> Catalog:
    """Every word that the code of `root` shows to a person, with the files it stands in."""
    catalog = _empty(None)
    package = root / _PACKAGE
    for file, _line, message, comments, context in extract_from_dir(
        package, _METHODS, keywords=_KEYWORDS, comment_tags=("Translators:",)
    ):
        catalog.add(
            message,
            locations=[(f"{_PACKAGE}/{file}", 0)],
            auto_comments=comments,
            context=context,
        )
    return catalog


def read_catalogue(language: str) -> Catalog:
    """The words of `language` as they stand in its file; empty when there is none yet."""
    path = po_path(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="jxc", abort_invalid=True)


def update() -> None:
    """Bring both files to the words of the code; a translation that is already there stays."""
    for language in LANGUAGES:
        catalogue = read_catalogue(language)
        # Collected anew for each: Babel hands the template's own messages on to the catalogue.
        catalogue.update(extracted(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        if language == SOURCE_LANGUAGE:
            _repeat_the_source(catalogue)
        _write_po(language, catalogue)


def compile_stale() -> None:
    """Compile the catalogues that were edited since; replaced whole, never half written."""
    for language in stale_languages():
        target = po_path(language).with_suffix(".mo")
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, read_catalogue(language))
        fresh.replace(target)


def untranslated(language: str) -> list[str]:
    """The words of the code that the file of `language` does not say yet."""
    catalogue = read_catalogue(language)
    return [
        _key(message)
        for message in messages(extracted())
        if not (found := catalogue.get(_key(message))) or not all(_forms(found)) or found.fuzzy
    ]


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def main() -> int:
    """Collect, merge, compile, and name what still waits for its English words."""
    update()
    compile_stale()
    waiting = untranslated("en")
    for text in waiting:
        print(f"en: no words yet for {text!r}")
    print(f"{len(list(messages(extracted())))} messages, {len(waiting)} wait for English words")
    return 0


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain="jxc",
        project="jxc",
        copyright_holder="the jxc authors",
        fuzzy=False,
    )


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def _repeat_the_source(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        message.string = message.id if isinstance(message.id, str) else (message.id[0],)


def _write_po(language: str, catalogue: Catalog) -> None:
    """Written without dates and line numbers, so that a diff shows words and nothing else."""
    catalogue.header_comment = f"# The words of jxc in {language}: the Chinese id is the source."
    page = io.BytesIO()
    write_po(page, catalogue, sort_by_file=True, include_lineno=False, width=100)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        _HEADERS_WITHOUT_MEANING.sub("", page.getvalue().decode()), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
