"""How the shop is arranged: what a machine is connected to, and how customers can pay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert

from jxc_desktop.commands.local_settings import (
    ChangeLocalSettings,
    ChangeLook,
    change_local_settings,
    change_look,
)
from jxc_desktop.commands.payment_methods import (
    ArchivePaymentMethod,
    SavePaymentMethod,
    SortPaymentMethods,
    archive_payment_method,
    save_payment_method,
    sort_payment_methods,
)
from jxc_desktop.devices.printer_profile import PROFILES
from jxc_desktop.domain.ids import MethodId
from jxc_desktop.domain.machine_settings import (
    PRINTER_PROFILES,
    MachineSettings,
    PrinterConnection,
)
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.models.till import LocalSetting
from jxc_desktop.queries.find_local_settings import find_local_settings
from jxc_desktop.queries.list_method_rows import list_method_rows
from jxc_desktop.queries.list_methods import list_methods
from tests.refusing import refused
from tests.shop import CASH, CASHIER_ID, OWNER_ID, WECHAT, Shop

UNIONPAY = SavePaymentMethod(
    OWNER_ID,
    None,
    " 云闪付 ",
    MethodKind.WALLET,
    Rate(38),
    opens_drawer=False,
    needs_reference=True,
)
NETWORK_PRINTER = MachineSettings(
    printer=PrinterConnection.TCP.value, printer_host="192.168.1.87", scan_prefix="~"
)


def test_a_machine_remembers_its_printer_and_its_scanner(shop: Shop) -> None:
    shop.do(change_local_settings, ChangeLocalSettings(OWNER_ID, NETWORK_PRINTER))

    assert shop.ask(find_local_settings) == NETWORK_PRINTER


def test_every_printer_that_can_be_picked_has_its_habits_written_down() -> None:
    assert set(PRINTER_PROFILES) == set(PROFILES)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (MachineSettings(printer="tcp", printer_host="  "), "printer_address_needed"),
        (MachineSettings(printer="serial"), "printer_line_needed"),
        (MachineSettings(printer="windows"), "printer_name_needed"),
        (MachineSettings(printer="file"), "printer_file_needed"),
        (MachineSettings(printer="pigeon"), "setting_invalid"),
        (MachineSettings(printer_profile="90"), "setting_invalid"),
        (MachineSettings(printer_port=70_000), "port_range"),
        (MachineSettings(scanner_baud=12), "setting_invalid"),
        (MachineSettings(scan_prefix="前缀"), "scan_signs_unfit"),
        (MachineSettings(scan_suffix="ABCDE"), "scan_signs_unfit"),
    ],
)
def test_a_machine_is_not_set_to_what_cannot_work(
    shop: Shop, settings: MachineSettings, code: str
) -> None:
    command = ChangeLocalSettings(OWNER_ID, settings)
    assert refused(lambda: shop.do(change_local_settings, command)) == code
    assert shop.ask(find_local_settings) == MachineSettings()


def test_a_cashier_picks_the_light_but_not_the_printer(shop: Shop) -> None:
    shop.do(change_local_settings, ChangeLocalSettings(OWNER_ID, NETWORK_PRINTER))
    shop.do(change_look, ChangeLook("dark", "en"))
    tampering = ChangeLocalSettings(CASHIER_ID, MachineSettings())

    assert refused(lambda: shop.do(change_local_settings, tampering)) == "permission_missing"
    assert shop.ask(find_local_settings) == replace(NETWORK_PRINTER, mode="dark", language="en")


def test_settings_of_a_newer_or_broken_program_stay_aside(shop: Shop) -> None:
    with shop.store.transaction() as session:
        session.execute(
            insert(LocalSetting),
            [
                {"name": "hologram", "value": "true"},
                {"name": "printer_port", "value": '"many"'},
                {"name": "printer_host", "value": "{broken"},
                {"name": "scan_prefix", "value": '"~"'},
            ],
        )
    assert shop.ask(find_local_settings) == MachineSettings(scan_prefix="~")


def test_a_new_way_to_pay_comes_last_on_the_till(shop: Shop) -> None:
    method = shop.do(save_payment_method, UNIONPAY)

    last = shop.ask(list_methods)[-1]
    assert (last.method, last.name, last.fee_rate) == (method, "云闪付", Rate(38))
    assert last.needs_reference
    assert not last.gives_change


def test_a_way_to_pay_is_renamed_but_stays_what_it_is(shop: Shop) -> None:
    change = replace(UNIONPAY, method=WECHAT.method, name="微信支付", kind=MethodKind.CASH)
    shop.do(save_payment_method, change)

    [row] = [row for row in shop.ask(list_method_rows) if row.method.method == WECHAT.method]
    assert (row.method.name, row.method.kind) == ("微信支付", MethodKind.WALLET)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (replace(UNIONPAY, name="  "), "method_name_needed"),
        (replace(UNIONPAY, name="云" * 13), "text_too_long"),
        (replace(UNIONPAY, name="微信"), "method_name_taken"),
        (replace(UNIONPAY, fee_rate=Rate(1001)), "fee_range"),
        (replace(UNIONPAY, fee_rate=Rate(-1)), "fee_range"),
        (replace(UNIONPAY, method=MethodId(99)), "method_unknown"),
        (replace(UNIONPAY, actor=CASHIER_ID), "permission_missing"),
    ],
)
def test_a_way_to_pay_that_makes_no_sense_is_refused(
    shop: Shop, change: SavePaymentMethod, code: str
) -> None:
    before = shop.ask(list_method_rows)
    assert refused(lambda: shop.do(save_payment_method, change)) == code
    assert shop.ask(list_method_rows) == before


def test_a_way_to_pay_is_put_away_and_comes_back(shop: Shop) -> None:
    shop.do(archive_payment_method, ArchivePaymentMethod(OWNER_ID, WECHAT.method, archived=True))
    assert WECHAT.method not in {method.method for method in shop.ask(list_methods)}

    shop.do(archive_payment_method, ArchivePaymentMethod(OWNER_ID, WECHAT.method, archived=False))
    assert WECHAT.method in {method.method for method in shop.ask(list_methods)}


def test_the_shop_goes_on_taking_cash(shop: Shop) -> None:
    command = ArchivePaymentMethod(OWNER_ID, CASH.method, archived=True)
    assert refused(lambda: shop.do(archive_payment_method, command)) == "last_cash_method"


def test_the_buttons_of_the_till_change_places(shop: Shop) -> None:
    turned = tuple(reversed([method.method for method in shop.ask(list_methods)]))
    shop.do(sort_payment_methods, SortPaymentMethods(OWNER_ID, turned))
    shop.do(sort_payment_methods, SortPaymentMethods(OWNER_ID, turned))

    assert tuple(method.method for method in shop.ask(list_methods)) == turned
