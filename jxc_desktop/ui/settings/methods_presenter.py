"""Deciding how customers can pay: the list, one of them on a sheet, and their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.payment_methods import (
    ArchivePaymentMethod,
    SavePaymentMethod,
    SortPaymentMethods,
    archive_payment_method,
    save_payment_method,
    sort_payment_methods,
)
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.queries.list_method_rows import MethodRow, list_method_rows
from jxc_desktop.ui.office.screen import OfficeScreen

if TYPE_CHECKING:
    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.domain.ids import MethodId
    from jxc_desktop.ui.counter.doors import Doors

_NO_FEE = Rate(0)


@dataclass(frozen=True, slots=True)
class MethodDraft:
    """What is typed on the sheet; the kind is asked for a new one only."""

    name: str = ""
    kind: MethodKind = MethodKind.WALLET
    fee_rate: Rate = _NO_FEE
    opens_drawer: bool = False
    needs_reference: bool = False


class MethodsScreen(OfficeScreen, Protocol):
    """Shows the ways to pay, and one of them on a sheet."""

    def show_methods(self, rows: Sequence[MethodRow]) -> None: ...

    def ask_method(
        self, draft: MethodDraft, *, is_new: bool, answer: Callable[[MethodDraft], object]
    ) -> None:
        """Ask on a sheet; it stays until `close_sheet`, so that a refusal loses nothing."""
        ...

    def show_sheet_problem(self, refusal: Refusal) -> None: ...

    def close_sheet(self) -> None: ...


class MethodsPresenter:
    """Each change is kept at once: there is nothing to save at the end."""

    def __init__(self, doors: Doors, screen: MethodsScreen) -> None:
        self._doors = doors
        self._screen = screen
        self._rows: tuple[MethodRow, ...] = ()

    def start(self) -> None:
        """Read the list and show it."""
        self._doors.desk.ask(list_method_rows, self._on_rows)

    def add(self) -> None:
        """Ask for a new way to pay."""
        self._screen.ask_method(
            MethodDraft(), is_new=True, answer=lambda draft: self._save(None, draft)
        )

    def open(self, row: MethodRow) -> None:
        """Ask what changes about one."""
        method = row.method
        draft = MethodDraft(
            method.name, method.kind, method.fee_rate, method.opens_drawer, method.needs_reference
        )
        self._screen.ask_method(
            draft, is_new=False, answer=lambda typed: self._save(method.method, typed)
        )

    def archive(self, row: MethodRow, *, archived: bool) -> None:
        """Put it away, or bring it back."""
        command = ArchivePaymentMethod(self._doors.cashier.person, row.method.method, archived)
        self._doors.desk.submit(
            archive_payment_method, command, self._on_kept, self._screen.show_refusal
        )

    def move(self, row: MethodRow, step: int) -> None:
        """One place up (-1) or down (1) among the buttons of the till."""
        order = [other.method.method for other in self._rows if not other.archived]
        if row.method.method not in order:
            return
        at = order.index(row.method.method)
        if 0 <= at + step < len(order):
            order.insert(at + step, order.pop(at))
            command = SortPaymentMethods(self._doors.cashier.person, tuple(order))
            self._doors.desk.submit(
                sort_payment_methods, command, self._on_kept, self._screen.show_refusal
            )

    def _save(self, method: MethodId | None, draft: MethodDraft) -> None:
        command = SavePaymentMethod(
            self._doors.cashier.person,
            method,
            draft.name,
            draft.kind,
            draft.fee_rate,
            draft.opens_drawer,
            draft.needs_reference,
        )

        def saved(_method: object) -> None:
            self._screen.close_sheet()
            self.start()

        self._doors.desk.submit(
            save_payment_method, command, saved, self._screen.show_sheet_problem
        )

    def _on_kept(self, _nothing: object) -> None:
        self.start()

    def _on_rows(self, rows: tuple[MethodRow, ...]) -> None:
        self._rows = rows
        self._screen.show_methods(rows)
