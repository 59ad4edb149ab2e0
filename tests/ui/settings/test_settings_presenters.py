"""The owner arranges the shop: typed, checked on the spot, kept as one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from jxc_desktop.commands.change_records import ChangeRecords
from jxc_desktop.commands.print_jobs import QueuePaper
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.machine_settings import MachineSettings
from jxc_desktop.domain.numbers import Quantity, Rate
from jxc_desktop.domain.scale_label import ScaleLabel
from jxc_desktop.domain.settings import ShopSettings
from jxc_desktop.queries.find_local_settings import find_local_settings
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_method_rows import MethodRow
from jxc_desktop.ui.settings.machine_presenter import MachinePresenter
from jxc_desktop.ui.settings.methods_presenter import MethodDraft, MethodsPresenter
from jxc_desktop.ui.settings.shop_presenter import ShopSettingsPresenter
from tests.shop import CASHIER_ID, OWNER_ID, Shop
from tests.ui.at_the_till import Counter, stand_at
from tests.ui.office_memory import OfficeMemory, ProblemMemory


@dataclass
class SettingsMemory(OfficeMemory, ProblemMemory):
    """The settings as tests see them."""

    settings: ShopSettings = field(default_factory=ShopSettings)
    machine: MachineSettings = field(default_factory=MachineSettings)
    methods: tuple[MethodRow, ...] = ()
    unsaved: bool = False
    shown_again: tuple[str, str | int | bool] | None = None
    label: ScaleLabel | None = None
    draft: MethodDraft | None = None
    answer: Callable[[MethodDraft], object] = lambda _draft: None

    def show_settings(self, settings: ShopSettings) -> None:
        self.settings = settings

    def show_setting(self, name: str, value: str | int | bool) -> None:
        self.shown_again = (name, value)

    def show_machine(self, machine: MachineSettings) -> None:
        self.machine = machine

    def show_methods(self, rows: Sequence[MethodRow]) -> None:
        self.methods = tuple(rows)

    show_machine_problem = ProblemMemory.show_problem

    def show_unsaved(self, *, unsaved: bool) -> None:
        self.unsaved = unsaved

    show_machine_unsaved = show_unsaved

    def show_label(self, label: ScaleLabel | None, refusal: Refusal | None) -> None:
        self.label = label
        self.show_problem("label", refusal)

    show_sheet_problem = OfficeMemory.show_refusal

    def ask_method(
        self, draft: MethodDraft, *, is_new: bool, answer: Callable[[MethodDraft], object]
    ) -> None:
        assert is_new is (draft == MethodDraft())
        self.draft, self.answer = draft, answer

    def close_sheet(self) -> None:
        self.draft = None


@pytest.fixture
def owner(shop: Shop) -> Counter:
    return stand_at(shop, OWNER_ID)


@pytest.fixture
def screen() -> SettingsMemory:
    return SettingsMemory()


@pytest.fixture
def presenter(owner: Counter, screen: SettingsMemory) -> ShopSettingsPresenter:
    presenter = ShopSettingsPresenter(owner.doors, screen, lambda: None)
    presenter.start()
    return presenter


def test_what_changed_is_kept_as_one_document_and_nothing_else(
    presenter: ShopSettingsPresenter, screen: SettingsMemory, owner: Counter
) -> None:
    presenter.edit("shop_name", "  老王便利店 ")
    presenter.edit("idle_lock_minutes", "１５")
    presenter.edit("capitals_on_receipt", value=True)
    presenter.save()

    [command] = owner.handed_in(ChangeRecords)
    assert command.changes[0].fields == {
        "shop_name": "老王便利店",
        "idle_lock_minutes": "15",
        "capitals_on_receipt": "yes",
    }
    stored = owner.shop.ask(find_settings)
    assert (stored.shop_name, stored.idle_lock_minutes) == ("老王便利店", 15)
    assert screen.done == ["设置已保存"]
    assert not screen.unsaved


def test_saving_nothing_writes_nothing(presenter: ShopSettingsPresenter, owner: Counter) -> None:
    presenter.save()
    assert owner.handed_in(ChangeRecords) == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("shop_name", "   ", "shop_name_needed"),
        ("address", "路" * 61, "text_too_long"),
        ("receipt_copies", "0", "setting_range"),
        ("receipt_copies", "many", "setting_not_a_number"),
        ("day_end_hour", "13", "setting_range"),
        ("scale_layouts", "21 FFWWWWWNNNNN right", "scale_layout_wrong"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_not_kept(
    presenter: ShopSettingsPresenter,
    screen: SettingsMemory,
    owner: Counter,
    name: str,
    value: str | int,
    code: str,
) -> None:
    presenter.edit(name, value)
    presenter.save()

    assert screen.problems == {name: code}
    assert screen.refusals == [code]
    assert owner.handed_in(ChangeRecords) == []


@pytest.mark.parametrize("direction", ["up", "half_up"])
def test_a_customer_is_never_asked_for_more_than_the_goods_cost(
    presenter: ShopSettingsPresenter, screen: SettingsMemory, owner: Counter, direction: str
) -> None:
    presenter.edit("rounding_direction", direction)
    presenter.save()

    assert screen.problems == {"rounding_direction": "rounding_up_not_allowed"}
    assert screen.shown_again == ("rounding_direction", "down")
    assert owner.shop.ask(find_settings).rounding_direction == "down"


def test_a_slip_that_is_put_right_leaves_no_problem(
    presenter: ShopSettingsPresenter, screen: SettingsMemory
) -> None:
    presenter.edit("day_end_hour", "44")
    presenter.edit("day_end_hour", "4")

    assert screen.problems == {}
    assert not screen.unsaved


def test_what_was_typed_can_be_forgotten(
    presenter: ShopSettingsPresenter, screen: SettingsMemory
) -> None:
    before = screen.settings
    presenter.edit("phone", "0571-88880000")
    presenter.edit("receipt_copies", "99")
    assert screen.unsaved
    presenter.revert()

    assert (screen.settings, screen.problems, screen.unsaved) == (before, {}, False)


def test_a_label_of_the_scale_is_tried_while_its_layout_is_typed(
    presenter: ShopSettingsPresenter, screen: SettingsMemory
) -> None:
    presenter.edit("scale_layouts", "28 FFWWWWWNNNNNC none")
    presenter.try_label("2812345012340")
    read = screen.label
    assert read == ScaleLabel("FFWWWWWNNNNNC", "28", "12345", weight=Quantity(1_234))

    presenter.edit("scale_layouts", "29 FFWWWWWNNNNNC none")
    assert screen.label is None
    presenter.try_label("2912345000000")
    assert screen.problems["label"] == "scale_label_empty"


def test_somebody_without_the_right_is_told_at_the_end(shop: Shop, screen: SettingsMemory) -> None:
    presenter = ShopSettingsPresenter(stand_at(shop, CASHIER_ID).doors, screen, lambda: None)
    presenter.start()
    presenter.edit("phone", "110")
    presenter.save()

    assert screen.refusals == ["permission_missing"]
    assert screen.unsaved


def test_a_new_printer_is_saved_and_tried_with_one_key(
    owner: Counter, screen: SettingsMemory
) -> None:
    told: list[MachineSettings] = []
    presenter = MachinePresenter(
        owner.doors, screen, lambda: told.append(owner.shop.ask(find_local_settings))
    )
    presenter.start()
    presenter.edit("printer", "tcp")
    presenter.print_test_page()
    assert screen.problems == {"printer_host": "printer_address_needed"}

    presenter.edit("printer_host", "192.168.1.87")
    presenter.edit("printer_port", "9101")
    presenter.print_test_page()

    stored = owner.shop.ask(find_local_settings)
    assert (stored.printer_host, stored.printer_port) == ("192.168.1.87", 9101)
    assert told == [stored]
    assert screen.problems == {}
    assert len(owner.handed_in(QueuePaper)) == 1


def test_a_port_that_is_no_number_is_refused(owner: Counter, screen: SettingsMemory) -> None:
    presenter = MachinePresenter(owner.doors, screen, lambda: None)
    presenter.start()
    presenter.edit("printer_port", "9I00")
    presenter.save()

    assert screen.problems == {"printer_port": "port_range"}


def test_the_light_changes_at_once_and_the_typed_printer_stays_typed(
    owner: Counter, screen: SettingsMemory
) -> None:
    told: list[MachineSettings] = []
    presenter = MachinePresenter(
        owner.doors, screen, lambda: told.append(owner.shop.ask(find_local_settings))
    )
    presenter.start()
    presenter.edit("printer_file", "/tmp/receipts")
    presenter.choose_look(mode="dark")
    assert owner.shop.ask(find_local_settings) == MachineSettings(mode="dark")
    assert told == [], "no device is connected anew for that"

    presenter.save()
    assert owner.shop.ask(find_local_settings) == MachineSettings(
        mode="dark", printer_file="/tmp/receipts"
    )
    assert len(told) == 1


def methods_of(owner: Counter, screen: SettingsMemory) -> MethodsPresenter:
    presenter = MethodsPresenter(owner.doors, screen)
    presenter.start()
    return presenter


def names(screen: SettingsMemory) -> list[Any]:
    return [row.method.name for row in screen.methods if not row.archived]


def test_a_way_to_pay_is_added_and_a_taken_name_keeps_the_sheet_open(
    owner: Counter, screen: SettingsMemory
) -> None:
    presenter = methods_of(owner, screen)
    presenter.add()
    screen.answer(MethodDraft("微信"))
    assert screen.refusals == ["method_name_taken"]
    still_open = screen.draft
    assert still_open is not None

    screen.answer(MethodDraft("云闪付", fee_rate=Rate(38)))
    assert screen.draft is None
    assert names(screen)[-1] == "云闪付"


def test_a_way_to_pay_moves_up_and_not_beyond_the_top(
    owner: Counter, screen: SettingsMemory
) -> None:
    presenter = methods_of(owner, screen)
    second = screen.methods[1]
    presenter.move(second, -1)
    assert names(screen)[:2] == ["微信", "现金"]

    presenter.move(second, -1)
    assert names(screen)[:2] == ["微信", "现金"]


def test_a_way_to_pay_is_renamed_and_put_away(owner: Counter, screen: SettingsMemory) -> None:
    presenter = methods_of(owner, screen)
    row = screen.methods[1]
    presenter.open(row)
    assert screen.draft is not None
    assert screen.draft.fee_rate == Rate(38)
    screen.answer(MethodDraft("微信支付", fee_rate=Rate(60)))
    assert "微信支付" in names(screen)

    presenter.archive(row, archived=True)
    assert "微信支付" not in names(screen)
    presenter.archive(screen.methods[0], archived=True)
    assert screen.refusals == ["last_cash_method"]
