"""The screens speak Chinese first, and English when asked."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui import language
from jxc_desktop.ui.language import _, language_in_use, ngettext_, use_language, words


@pytest.fixture
def small_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English catalogue with three words in it; the language of before comes back."""
    english = Catalog(locale="en", domain="jxc", fuzzy=False)
    english.add("收款", "Take payment")
    english.add("还差 {amount}", "{amount} still to pay")
    english.add(("{count} 件", "{count} 件"), ("{count} item", "{count} items"))
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "jxc.mo").open("wb") as file:
        write_mo(file, english)
    monkeypatch.setattr(language, "_CATALOGUES", tmp_path)
    monkeypatch.setattr(language._Spoken, "language", "zh_CN")
    monkeypatch.setattr(language._Spoken, "catalogue", gettext.NullTranslations())


@pytest.mark.usefixtures("small_catalogues")
def test_the_shop_speaks_chinese_until_somebody_asks_otherwise() -> None:
    assert language_in_use() == "zh_CN"
    assert _("收款") == "收款"
    assert ngettext_("{count} 件", "{count} 件", 3).format(count=3) == "3 件"


@pytest.mark.usefixtures("small_catalogues")
def test_english_when_asked_with_its_two_forms_of_a_thing() -> None:
    use_language("en")
    assert _("收款") == "Take payment"
    assert _("还差 {amount}").format(amount="¥3.00") == "¥3.00 still to pay"
    assert ngettext_("{count} 件", "{count} 件", 1).format(count=1) == "1 item"
    assert ngettext_("{count} 件", "{count} 件", 2).format(count=2) == "2 items"


@pytest.mark.usefixtures("small_catalogues")
def test_a_report_keeps_the_words_it_was_given_when_the_screens_change() -> None:
    use_language("en")
    given = words()
    use_language("zh_CN")
    assert given("收款") == "Take payment"
    assert _("收款") == "收款"


@pytest.mark.usefixtures("small_catalogues")
def test_a_language_nobody_translated_is_refused_and_nothing_changes() -> None:
    with pytest.raises(Refusal) as refused:
        use_language("de")
    assert refused.value.code == "language_unknown"
    assert refused.value.facts == {"language": "de"}
    assert language_in_use() == "zh_CN"
