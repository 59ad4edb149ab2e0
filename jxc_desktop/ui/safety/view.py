"""How safe the shop is, as the owner sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from jxc_desktop.queries.check_book import BookCheck
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import OfficePage
from jxc_desktop.ui.office.sections import Section, Sections
from jxc_desktop.ui.safety.backup_page import BackupPage
from jxc_desktop.ui.safety.book_page import BookPage
from jxc_desktop.ui.safety.code_section import CodeSection
from jxc_desktop.ui.safety.presenter import BackupRow


class SafetyView(OfficePage):
    """Three sections; each reports its own keys."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__(_("安全"))
        self.backups = BackupPage(zone)
        self.book = BookPage()
        self.code = CodeSection()
        self._sections = Sections(
            _("安全"),
            [
                Section("backups", _("备份"), "hard-drive", self.backups),
                Section("book", _("校验账本"), "shield-check", self.book),
                Section("code", _("恢复码与版本"), "key", self.code),
            ],
        )
        self.body.addWidget(self._sections, 1)
        self.setFocusProxy(self._sections)

    def show_section(self, section: str) -> None:
        """Open `backups`, `book` or `code`."""
        self._sections.show_section(section)

    def show_place(self, folder: str, version: str, database_version: int) -> None:
        """Where backups lie, and which versions these are."""
        self.backups.show_folder(folder)
        self.code.show_versions(version, database_version)

    def show_backups(self, rows: Sequence[BackupRow]) -> None:
        """What lies on the shelf."""
        self.backups.show_backups(rows)

    def show_backing_up(self, *, busy: bool) -> None:
        """A backup is being written, or not."""
        self.backups.show_backing_up(busy=busy)

    def show_checking(self) -> None:
        """The book is being checked."""
        self.book.show_checking()

    def show_check(self, check: BookCheck) -> None:
        """What the check found."""
        self.book.show_check(check)

    def show_code(self, code: str) -> None:
        """The recovery code, or nothing."""
        self.code.show_code(code)
