"""Deciding what each store of the company is called and prints on its papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.save_store import SaveStore, save_store
from jxc_desktop.queries.list_store_rows import StoreDetails, list_store_rows

if TYPE_CHECKING:
    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.ui.counter.doors import Doors


@dataclass(frozen=True, slots=True)
class StoreDraft:
    """What is typed on the sheet."""

    name: str
    address: str
    phone: str


class StoresScreen(Protocol):
    """Shows the stores, and one of them on a sheet."""

    def show_stores(self, rows: Sequence[StoreDetails]) -> None: ...

    def ask_store(self, draft: StoreDraft, answer: Callable[[StoreDraft], object]) -> None:
        """Ask on a sheet; it stays until `close_sheet`, so that a refusal loses nothing."""
        ...

    def show_sheet_problem(self, refusal: Refusal) -> None: ...

    def close_sheet(self) -> None: ...


class StoresPresenter:
    """Each change is kept at once; a new store comes with the terminal that is invited for it."""

    def __init__(self, doors: Doors, screen: StoresScreen) -> None:
        self._doors = doors
        self._screen = screen

    def start(self) -> None:
        """Read the list and show it."""
        self._doors.desk.ask(list_store_rows, self._screen.show_stores)

    def open(self, row: StoreDetails) -> None:
        """Ask what changes about one."""
        draft = StoreDraft(row.name, row.address, row.phone)
        self._screen.ask_store(draft, lambda typed: self._save(row, typed))

    def _save(self, row: StoreDetails, draft: StoreDraft) -> None:
        command = SaveStore(
            self._doors.cashier.person, row.store, draft.name, draft.address, draft.phone
        )

        def saved(_nothing: object) -> None:
            self._screen.close_sheet()
            self.start()

        self._doors.desk.submit(save_store, command, saved, self._screen.show_sheet_problem)
