"""Words are collected from the code, and no translation is lost on the way."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from installer import catalogue_files, catalogues

CODE = '''"""A screen."""
from jxc_desktop.ui.language import _, ngettext_
TABLE = {"full": mark("纸用完了")}
def show(words, count):
    _("收款")
    words("合计")
    ngettext_("{count} 件", "{count} 件", count)
    print("不是给人看的")
'''


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program with words in it, and no catalogue yet."""
    (tmp_path / "jxc_desktop").mkdir()
    (tmp_path / "jxc_desktop" / "screen.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(catalogue_files, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(catalogues.extracted, "__defaults__", (tmp_path,))
    return tmp_path


@pytest.mark.usefixtures("house")
def test_every_word_for_a_person_is_collected_and_no_other() -> None:
    assert {str(message.id) for message in catalogues.messages(catalogues.extracted())} == {
        "纸用完了", "收款", "合计", "('{count} 件', '{count} 件')",
    }  # fmt: skip


@pytest.mark.usefixtures("house")
def test_chinese_is_complete_by_itself_and_english_waits() -> None:
    catalogues.update()
    assert catalogues.untranslated("zh_CN") == []
    assert len(catalogues.untranslated("en")) == 4


def test_a_translation_stays_and_a_word_that_left_the_screens_goes(house: Path) -> None:
    catalogues.update()
    english = catalogue_files.po_path("en")
    translate(english, "收款", "Take payment")
    translate(english, "合计", "Total")
    (house / "jxc_desktop" / "screen.py").write_text(
        CODE.replace('words("合计")', 'words("小计")'), encoding="utf-8"
    )
    catalogues.update()
    text = english.read_text(encoding="utf-8")
    assert 'msgid "收款"\nmsgstr "Take payment"' in text
    assert "合计" not in text
    assert 'msgid "小计"\nmsgstr ""' in text


@pytest.mark.usefixtures("house")
def test_collecting_twice_changes_nothing() -> None:
    catalogues.update()
    before = catalogue_files.po_path("en").read_bytes()
    catalogues.update()
    assert catalogue_files.po_path("en").read_bytes() == before


@pytest.mark.usefixtures("house")
def test_edited_words_are_compiled_once(tmp_path: Path) -> None:
    catalogues.update()
    translate(catalogue_files.po_path("en"), "收款", "Take payment")
    assert set(catalogue_files.stale_languages()) == {"zh_CN", "en"}
    catalogues.compile_stale()
    assert catalogue_files.stale_languages() == []
    spoken = gettext.translation("jxc", tmp_path / "locale", ["en"])
    assert spoken.gettext("收款") == "Take payment"


def translate(path: Path, text: str, words: str) -> None:
    """Write the words for `text` into a catalogue, as a translator would."""
    page = path.read_text(encoding="utf-8")
    waiting = f'msgid "{text}"\nmsgstr ""'
    assert waiting in page
    path.write_text(page.replace(waiting, f'msgid "{text}"\nmsgstr "{words}"'), encoding="utf-8")
