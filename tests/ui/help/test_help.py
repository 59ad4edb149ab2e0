"""Help is there in both languages, found by a word, and names keys that exist."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from jxc_desktop.ui.checkout.help_sheet import counter_keys
from jxc_desktop.ui.help.compose import help_page
from jxc_desktop.ui.help.pages import find_pages, read_pages
from jxc_desktop.ui.language import LANGUAGES, _, use_language

KEY = re.compile(r"`(F\d+|Ctrl\+\w+|Del|Enter)`")

PATH_ZH, PATH_EN = re.compile(r"“([^”]+ → [^”]+)”"), re.compile(r"\*([^*]+ → [^*]+)\*")


def test_every_page_is_there_in_every_language() -> None:
    ids = {language: [page.id for page in read_pages(language)] for language in LANGUAGES}
    assert len(ids["zh_CN"]) == 10
    assert ids["zh_CN"] == ids["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_something_to_say(language: str) -> None:
    for page in read_pages(language):
        assert page.title
        assert len(page.text) > 150, page.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_keys_tells_what_the_till_really_does(language: str) -> None:
    [page] = [page for page in read_pages(language) if page.id == "02-till-keys"]
    real = {part for key, _words in counter_keys() for part in key.split()}
    assert set(KEY.findall(page.text)) <= real | {"F1", "F12"}


def test_pages_speak_of_the_same_keys_in_both_languages() -> None:
    for chinese, english in zip(read_pages("zh_CN"), read_pages("en"), strict=True):
        assert sorted(KEY.findall(chinese.text)) == sorted(KEY.findall(english.text)), chinese.id


def test_help_calls_every_place_by_the_name_on_the_screen() -> None:
    use_language("en")
    try:
        for chinese, english in zip(read_pages("zh_CN"), read_pages("en"), strict=True):
            named = sorted(
                " → ".join(_(part) for part in path.split(" → "))
                for path in PATH_ZH.findall(chinese.text)
            )
            assert named == sorted(PATH_EN.findall(english.text)), english.id
    finally:
        use_language("zh_CN")


@pytest.mark.parametrize(
    ("typed", "first"),
    [("退货", "04-returns"), ("恢复码", "08-backup-and-recovery"), ("kkkl", "02-till-keys")],
)
def test_a_page_is_found_by_a_word_of_it(typed: str, first: str) -> None:
    assert find_pages(read_pages("zh_CN"), typed)[0].id == first


def test_nothing_is_found_by_nonsense_and_everything_by_nothing() -> None:
    pages = read_pages("en")
    assert find_pages(pages, "zebra") == ()
    assert find_pages(pages, " ") == pages


def test_a_word_is_typed_and_its_page_is_read(qtbot: QtBot) -> None:
    view = help_page()
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "kkkl")
    QTest.keyClick(field, Qt.Key.Key_Return)

    [text] = view.findChildren(QTextBrowser)
    assert text.toPlainText().startswith("收银台的按键")
