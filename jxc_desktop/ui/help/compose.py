"""Puts the help together."""

from __future__ import annotations

from jxc_desktop.ui.help.pages import read_pages
from jxc_desktop.ui.help.view import HelpView
from jxc_desktop.ui.language import language_in_use


def help_page() -> HelpView:
    """The help in the language of the screens."""
    return HelpView(read_pages(language_in_use()))
