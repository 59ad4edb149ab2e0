"""The language of the screens: which one is on, and how a Chinese word becomes its words."""

from __future__ import annotations

import gettext
from pathlib import Path

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.words import Words

LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
"""Every language of the screens, in its own words; the first one is where a new shop begins."""

_CATALOGUES = Path(__file__).parents[2] / "resources" / "locale"


class _Spoken:
    """What is on at the moment; the Chinese words stand in the code, so it begins with them."""

    language = "zh_CN"
    catalogue = gettext.NullTranslations()


def use_language(language: str) -> None:
    """From now on the screens speak `language`; what is already on the screen stays as it was."""
    if language not in LANGUAGES:
        raise Refusal("language_unknown", language=language)
    _Spoken.catalogue = gettext.translation(
        "jxc", _CATALOGUES, [language], fallback=language == "zh_CN"
    )
    _Spoken.language = language


def language_in_use() -> str:
    """The code of the language that the screens speak, `zh_CN` or `en`."""
    return _Spoken.language


def _(text: str) -> str:
    """The words for the Chinese `text` in the language of the screens."""
    return _Spoken.catalogue.gettext(text)


def ngettext_(one: str, many: str, count: int) -> str:
    """The words for `count` things; Chinese has one form, English two."""
    return _Spoken.catalogue.ngettext(one, many, count)


def words() -> Words:
    """The language of this moment, to hand down to a report or a worker."""
    return _Spoken.catalogue.gettext
