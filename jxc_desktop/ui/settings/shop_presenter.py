"""Changing what the shop decided: checked as it is typed, kept as one document when it is saved."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any, Protocol

from jxc_desktop.commands.change_records import ChangeRecords, change_records
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.scale_label import ScaleLabel, parse
from jxc_desktop.domain.settings import ShopSettings, setting_text
from jxc_desktop.domain.typed_text import half_width, is_digits
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.screen import OfficeScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.ui.counter.doors import Doors

Setting = str | int | bool

_KINDS = {field.name: str(field.type) for field in fields(ShopSettings)}
_RANGES = {
    "receipt_copies": (1, 5),
    "day_end_hour": (0, 12),
    "idle_lock_minutes": (0, 240),
    "held_basket_hours": (1, 720),
}
_LENGTHS = {"receipt_footer": 200, "scale_layouts": 1000}
_LENGTH_MAX = 60
_NEEDED = {"shop_name": "shop_name_needed"}


class ShopSettingsScreen(OfficeScreen, Protocol):
    """Shows every setting by its name."""

    def show_settings(self, settings: ShopSettings) -> None: ...

    def show_setting(self, name: str, value: Setting) -> None: ...

    def show_problem(self, name: str, refusal: Refusal | None) -> None:
        """Say beside the setting what is wrong with it; None takes it back."""
        ...

    def show_unsaved(self, *, unsaved: bool) -> None: ...

    def show_label(self, label: ScaleLabel | None, refusal: Refusal | None) -> None:
        """What the tried label says; None and no refusal: no layout knows it."""
        ...


class ShopSettingsPresenter:
    """Holds what is stored and what is being typed; a setting with a problem is not saved.

    `changed` hears that the settings are kept: the window then shows the shop anew.
    """

    def __init__(
        self, doors: Doors, screen: ShopSettingsScreen, changed: Callable[[], object]
    ) -> None:
        self._doors = doors
        self._screen = screen
        self._tell_changed = changed
        self._stored = ShopSettings()
        self._draft = ShopSettings()
        self._problems: dict[str, Refusal] = {}
        self._tried = ""

    def start(self) -> None:
        """Read the settings and show them."""
        self._doors.desk.ask(find_settings, self._on_settings)

    def edit(self, name: str, value: Setting) -> None:
        """A setting was typed or picked."""
        try:
            fit = _fit(name, value)
            setting_text(name, fit)
        except Refusal as refusal:
            self._say(name, refusal)
        else:
            self._problems.pop(name, None)
            change: dict[str, Any] = {name: fit}
            self._draft = replace(self._draft, **change)
            self._screen.show_problem(name, None)
        self._screen.show_unsaved(unsaved=self._is_unsaved())
        if name == "scale_layouts" and self._tried:
            self.try_label(self._tried)

    def save(self) -> None:
        """Keep what changed; the first problem is said instead, if there is one."""
        if self._problems:
            self._screen.show_refusal(next(iter(self._problems.values())))
            return
        changed = self._changed()
        if changed:
            texts = {name: setting_text(name, value) for name, value in changed.items()}
            change = RecordChange("setting", 0, dict(texts))
            command = ChangeRecords(self._doors.cashier.person, (change,), source="settings")
            self._doors.desk.submit(
                change_records, command, self._on_saved, self._screen.show_refusal
            )

    def revert(self) -> None:
        """Forget what was typed."""
        self._on_settings(self._stored)

    def try_label(self, code: str) -> None:
        """Read a scale label by the layouts as they are typed now."""
        self._tried = half_width(code).strip()
        try:
            label = parse(self._tried, self._draft.layouts)
        except Refusal as refusal:
            self._screen.show_label(None, refusal)
        else:
            self._screen.show_label(label, None)

    def _say(self, name: str, refusal: Refusal) -> None:
        """Say it; what was picked from a few goes back at once, what was typed waits there."""
        self._screen.show_problem(name, refusal)
        if name == "rounding_direction":
            self._screen.show_setting(name, self._draft.rounding_direction)
        else:
            self._problems[name] = refusal

    def _on_settings(self, settings: ShopSettings) -> None:
        self._stored = self._draft = settings
        for name in self._problems:
            self._screen.show_problem(name, None)
        self._problems.clear()
        self._screen.show_settings(settings)
        self._screen.show_unsaved(unsaved=False)

    def _on_saved(self, _document: object) -> None:
        self._stored = self._draft
        self._tell_changed()
        self._screen.show_done(_("设置已保存"))
        self._screen.show_unsaved(unsaved=self._is_unsaved())

    def _changed(self) -> dict[str, Setting]:
        before = asdict(self._stored)
        return {name: value for name, value in asdict(self._draft).items() if value != before[name]}

    def _is_unsaved(self) -> bool:
        return bool(self._problems or self._changed())


def _fit(name: str, value: Setting) -> Setting:
    if _KINDS[name] == "int":
        return _whole(name, value)
    if isinstance(value, str):
        limit = _LENGTHS.get(name, _LENGTH_MAX)
        if len(value) > limit:
            raise Refusal("text_too_long", limit=limit)
        if name in _NEEDED and not value.strip():
            raise Refusal(_NEEDED[name])
        return value.strip()
    return value


def _whole(name: str, value: Setting) -> int:
    typed = half_width(str(value)).strip()
    if not (is_digits(typed) and len(typed) <= 6):
        raise Refusal("setting_not_a_number", text=typed)
    minimum, maximum = _RANGES.get(name, (0, 999_999))
    if not minimum <= int(typed) <= maximum:
        raise Refusal("setting_range", minimum=minimum, maximum=maximum)
    return int(typed)
