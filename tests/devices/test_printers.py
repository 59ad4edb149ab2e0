"""Printers that are off, jammed, out of paper or fine: told apart, never waited for too long."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jxc_desktop.devices.escpos_encoder import drawer_kick, encode
from jxc_desktop.devices.file_printer import FilePrinter
from jxc_desktop.devices.ports import Delivery, Paper
from jxc_desktop.devices.printer_profile import PRINTER_58, PRINTER_80
from jxc_desktop.devices.serial_printer import SerialPrinter
from jxc_desktop.devices.serial_scanner import CODE_BYTES_MAX, CodeReader, SerialScanner
from jxc_desktop.devices.simulators.escpos_decoder import decode
from jxc_desktop.devices.simulators.tcp_printer_simulator import Mood, TcpPrinterSimulator
from jxc_desktop.devices.tcp_printer import TcpPrinter
from jxc_desktop.domain.errors import DeviceFault
from jxc_desktop.domain.ticket import Text, Ticket

RECEIPT = encode(Ticket("t", (Text("合计 ￥12.50"),)), PRINTER_80)


@pytest.fixture
def simulator() -> Iterator[TcpPrinterSimulator]:
    running = TcpPrinterSimulator().start()
    yield running
    running.stop()


@pytest.fixture
def printer(simulator: TcpPrinterSimulator) -> TcpPrinter:
    return TcpPrinter("127.0.0.1", PRINTER_80, simulator.port, send_seconds=0.4, answer_seconds=0.4)


def test_a_printed_receipt_is_confirmed_by_the_printer(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    assert printer.send(RECEIPT) is Delivery.CONFIRMED
    status = printer.status()
    assert (status.ready, status.paper, status.drawer_open) == (True, Paper.PLENTY, False)
    simulator.stop()
    assert decode(simulator.jobs[0]).lines == ["合计 ￥12.50"]


def test_a_drawer_kick_and_a_silent_printer_are_sent_and_no_more(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    assert printer.send(drawer_kick(PRINTER_80)) is Delivery.SENT
    quiet = replace(printer, profile=PRINTER_58)
    assert quiet.send(encode(Ticket("t", (Text("x"),)), PRINTER_58)) is Delivery.SENT


@pytest.mark.parametrize("mood", [Mood.OUT_OF_PAPER, Mood.SILENT, Mood.JAMMED])
def test_a_receipt_that_nobody_confirms_is_unknown_not_lost_in_silence(
    simulator: TcpPrinterSimulator, printer: TcpPrinter, mood: Mood
) -> None:
    """python-escpos #253: prints lost without a word."""
    simulator.switch(mood)

    assert printer.send(RECEIPT) is Delivery.UNKNOWN


def test_a_jam_ends_the_sending_of_a_long_job(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    simulator.switch(Mood.JAMMED)

    assert printer.send(RECEIPT * 60_000) is Delivery.UNKNOWN


def test_a_printer_that_hangs_up_in_the_middle_is_unknown(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    simulator.switch(Mood.DROPS)

    assert printer.send(RECEIPT * 2000) is Delivery.UNKNOWN


def test_a_printer_that_is_off_is_a_fault_before_the_first_byte(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    simulator.switch(Mood.OFF)

    for action in (lambda: printer.send(RECEIPT), printer.status):
        with pytest.raises(DeviceFault) as fault:
            action()
        assert fault.value.what == "refused"
    simulator.switch(Mood.FINE)
    assert printer.send(RECEIPT) is Delivery.CONFIRMED


def test_out_of_paper_and_an_open_cover_are_told_apart(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    simulator.switch(Mood.OUT_OF_PAPER)
    assert printer.status().paper is Paper.OUT
    simulator.switch(Mood.COVER_OPEN)
    assert printer.status().cover_open
    simulator.switch(Mood.SILENT)
    with pytest.raises(DeviceFault):
        printer.status()


def test_a_file_takes_receipts_one_after_another(tmp_path: Path) -> None:
    printer = FilePrinter(tmp_path / "receipts.bin")

    assert printer.send(RECEIPT) is printer.send(RECEIPT) is Delivery.SENT
    assert (tmp_path / "receipts.bin").read_bytes() == RECEIPT * 2
    with pytest.raises(DeviceFault):
        FilePrinter(tmp_path / "no" / "folder").send(RECEIPT)


def test_a_node_that_takes_nothing_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    reader = os.open(tmp_path / "lp0", os.O_RDONLY | os.O_NONBLOCK)

    stalled = FilePrinter(tmp_path / "lp0", send_seconds=0.3).send(b"x" * 200_000)

    assert stalled is Delivery.UNKNOWN
    os.close(reader)


def test_a_receipt_goes_through_a_serial_line() -> None:
    inside, outside = os.openpty()
    printer = SerialPrinter(os.ttyname(outside), PRINTER_58, send_seconds=1)
    payload = encode(Ticket("t", (Text("合计"),)), PRINTER_58)

    assert printer.send(payload) is Delivery.SENT
    assert len(os.read(inside, 4096)) >= len(payload)
    os.close(inside)
    os.close(outside)


def test_a_serial_printer_that_says_nothing_is_unknown_and_one_that_is_gone_a_fault() -> None:
    silent = SerialPrinter("loop://", PRINTER_80, answer_seconds=0.2)
    assert silent.send(RECEIPT) in {Delivery.CONFIRMED, Delivery.UNKNOWN}
    with pytest.raises(DeviceFault):
        SerialPrinter("/dev/no-such-port", PRINTER_80).send(RECEIPT)


def test_codes_that_arrive_in_pieces_are_put_together() -> None:
    reader = CodeReader()

    assert reader.feed(b"69012345") == []
    assert reader.feed(b"67892\r\n]E069") == ["6901234567892"]
    assert reader.feed("２０１\t".encode()) == ["69201"]
    assert reader.feed(b"\x00\x1d\r") == []
    assert reader.feed(b"9" * 2000 + b"\n") == ["9" * CODE_BYTES_MAX]


def test_a_pulled_cable_is_reported_and_the_scanner_lives_on(tmp_path: Path) -> None:
    inside, outside = os.openpty()
    link = tmp_path / "scanner"
    link.symlink_to(os.ttyname(outside))
    scanner, heard, troubles = SerialScanner(str(link)), [], []
    got, broken = threading.Event(), threading.Event()

    def hear(code: str) -> None:
        heard.append(code)
        got.set()

    def trouble(reason: str) -> None:
        troubles.append(reason)
        if reason:
            broken.set()

    thread = threading.Thread(target=scanner.run, args=(hear, trouble))
    thread.start()
    _write_until(inside, got)
    os.close(inside)
    os.close(outside)
    assert broken.wait(5)
    scanner.stop()
    thread.join(5)

    assert heard[0] == "6901234567892"
    assert not thread.is_alive()


def _write_until(node: int, heard: threading.Event) -> None:
    """The line may not be open yet: scan again until the code is heard."""
    for _ in range(50):
        os.write(node, b"6901234567892\r")
        if heard.wait(0.1):
            return
    raise AssertionError("the scanner heard nothing")
