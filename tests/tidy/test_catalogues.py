"""Both languages say everything that the code shows, with the same figures in the same places."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from installer.catalogue_files import LANGUAGES, po_path
from installer.catalogues import extracted, messages, read_catalogue, untranslated
from tests.tidy.house import python_files, shown

PLACEHOLDER = re.compile(r"\{[^}]*\}")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
CHINESE_IN_ENGLISH = {"简体中文"}
"""Words that stay Chinese on an English screen: the language's own name."""
COUNTED_OTHERWISE = {"{fold} 折": "{off} off"}
"""One discount, two ways to say it: what is still paid in Chinese, what is taken off in English."""


def ids_of(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings_of(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each Chinese id beside each of its translations."""
    for message in messages(read_catalogue(language)):
        yield from ((ids_of(message)[0], string) for string in strings_of(message))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_on_the_screen_is_said_in(language: str) -> None:
    assert untranslated(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_kept_that_no_screen_shows(language: str) -> None:
    shown_words = {ids_of(message) for message in messages(extracted())}
    kept = {ids_of(message) for message in messages(read_catalogue(language))}
    assert kept - shown_words == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_figure_of_its_sentence(language: str) -> None:
    assert [
        (text, said)
        for text, said in pairs(language)
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(said))
        and said != COUNTED_OTHERWISE.get(text)
    ] == []


def test_chinese_says_its_words_as_they_stand_in_the_code() -> None:
    assert [(text, said) for text, said in pairs("zh_CN") if text != said] == []


def test_english_has_no_chinese_left_in_it() -> None:
    assert [
        (text, said)
        for text, said in pairs("en")
        if HAN.search(said) and text not in CHINESE_IN_ENGLISH
    ] == []


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    joined = re.compile(r"""(?<![\w.])(?:_|ngettext_|words|mark)\(\s*[fF]["']""")
    assert [
        f"{shown(path)}:{number}"
        for path in python_files("jxc_desktop")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if joined.search(line)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_shows_words_and_no_dates(language: str) -> None:
    assert "Date:" not in po_path(language).read_text(encoding="utf-8")
