"""Printers that are off, jammed, out of paper or fine: told apart, never waited for too long."""

from __future__ import annotations

import os
import threading
import tty
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jxc_desktop.devices.escpos_encoder import drawer_kick, encode
from jxc_desktop.devices.file_printer import FilePrinter
from jxc_desktop.devices.ports import Delivery, Paper, PrinterStatus
from jxc_desktop.devices.printer_profile import (
    PRINTER_58,
    PRINTER_80,
    PRINTER_80_SILENT,
    DrawerKick,
)
from jxc_desktop.devices.printer_talk import Waits
from jxc_desktop.devices.serial_printer import SerialPrinter
from jxc_desktop.devices.serial_scanner import CODE_BYTES_MAX, CodeReader, SerialScanner
from jxc_desktop.devices.simulators.escpos_decoder import decode
from jxc_desktop.devices.simulators.tcp_printer_simulator import Mood, TcpPrinterSimulator
from jxc_desktop.devices.tcp_printer import TcpPrinter
from jxc_desktop.devices.windows_printer import WindowsPrinter
from jxc_desktop.domain.errors import DeviceFault
from jxc_desktop.domain.ticket import Text, Ticket

SHORT = Waits(send=0.6, status=0.5, answer=0.6)
RECEIPT = encode(Ticket("t", (Text("合计 ￥12.50"),)), PRINTER_80)
LONG_RECEIPT = encode(Ticket("t", (Text("合计 ￥12.50\n" * 20_000),)), PRINTER_80)


@pytest.fixture
def simulator() -> Iterator[TcpPrinterSimulator]:
    running = TcpPrinterSimulator().start()
    yield running
    running.stop()


@pytest.fixture
def printer(simulator: TcpPrinterSimulator) -> TcpPrinter:
    return TcpPrinter("127.0.0.1", PRINTER_80, simulator.port, waits=SHORT)


def test_a_printed_receipt_is_confirmed_by_the_printer(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    assert printer.send(RECEIPT) is Delivery.CONFIRMED
    status = printer.status()
    assert status == PrinterStatus(online=True, paper=Paper.PLENTY, drawer_open=False)
    assert status.ready
    simulator.stop()
    assert decode(simulator.jobs[0]).lines == ["合计 ￥12.50"]


def test_a_drawer_kick_and_a_silent_printer_are_sent_and_no_more(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    assert printer.send(drawer_kick(PRINTER_80)) is Delivery.SENT
    quiet = replace(printer, profile=PRINTER_58)
    assert quiet.send(encode(Ticket("t", (Text("x"),)), PRINTER_58)) is Delivery.SENT


@pytest.mark.parametrize(
    ("mood", "trouble"),
    [
        (Mood.OUT_OF_PAPER, "paper_out"),
        (Mood.COVER_OPEN, "cover_open"),
        (Mood.JAMMED, "no_answer"),
        (Mood.SILENT, "no_answer"),
    ],
)
def test_a_printer_that_cannot_print_is_a_fault_and_gets_not_one_byte(
    simulator: TcpPrinterSimulator, printer: TcpPrinter, mood: Mood, trouble: str
) -> None:
    """So that the receipt can wait, and is printed when the paper is back: once."""
    simulator.switch(mood)

    with pytest.raises(DeviceFault) as fault:
        printer.send(RECEIPT)

    assert fault.value.what == trouble
    simulator.switch(Mood.FINE)
    assert printer.send(RECEIPT) is Delivery.CONFIRMED
    simulator.stop()
    assert simulator.jobs == [RECEIPT]


@pytest.mark.parametrize("mood", [Mood.RUNS_OUT, Mood.HANGS_UP, Mood.DROPS])
def test_a_receipt_that_nobody_confirms_is_unknown_not_lost_in_silence(
    simulator: TcpPrinterSimulator, printer: TcpPrinter, mood: Mood
) -> None:
    """python-escpos #253: the printer was switched off meanwhile, and no exception told."""
    simulator.switch(mood)

    assert printer.send(RECEIPT) is Delivery.UNKNOWN


@pytest.mark.parametrize("mood", [Mood.RUNS_OUT, Mood.HANGS_UP, Mood.DROPS])
def test_a_long_receipt_that_breaks_off_is_unknown(
    simulator: TcpPrinterSimulator, printer: TcpPrinter, mood: Mood
) -> None:
    simulator.switch(mood)

    assert printer.send(LONG_RECEIPT) is Delivery.UNKNOWN


def test_a_jam_in_a_long_job_ends_the_sending_even_where_the_printer_tells_nothing(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    simulator.switch(Mood.JAMMED)
    silent = replace(printer, profile=PRINTER_80_SILENT)

    assert silent.send(LONG_RECEIPT * 20) is Delivery.UNKNOWN


def test_a_printer_that_tells_nothing_is_never_said_to_have_printed(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    silent = replace(printer, profile=PRINTER_80_SILENT)
    payload = encode(Ticket("t", (Text("合计"),)), PRINTER_80_SILENT)
    assert silent.status() is None
    simulator.switch(Mood.JAMMED)
    assert silent.send(payload) is Delivery.SENT
    simulator.switch(Mood.DROPS)
    assert silent.send(payload) is Delivery.UNKNOWN


def test_a_slow_printer_is_waited_for(simulator: TcpPrinterSimulator, printer: TcpPrinter) -> None:
    simulator.switch(Mood.SLOW)
    payload = encode(Ticket("t", (Text("合计 ￥12.50\n" * 100),)), PRINTER_80)

    assert printer.send(payload) is Delivery.CONFIRMED
    simulator.stop()
    assert simulator.jobs == [payload]


def test_sending_ends_soon_when_the_shop_closes(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    patient = replace(printer, waits=Waits(send=60, status=60, answer=60))
    simulator.switch(Mood.JAMMED)
    with pytest.raises(DeviceFault) as fault:
        patient.send(RECEIPT, lambda: True)
    assert fault.value.what == "stopped"

    simulator.switch(Mood.RUNS_OUT)
    looks = iter([False] * 3 + [True] * 100)
    assert patient.send(RECEIPT, lambda: next(looks)) is Delivery.UNKNOWN


def test_a_drawer_opened_in_real_time_needs_no_paper(
    simulator: TcpPrinterSimulator, printer: TcpPrinter
) -> None:
    simulator.switch(Mood.OUT_OF_PAPER)
    at_once = drawer_kick(replace(PRINTER_80, drawer=DrawerKick.DLE_DC4))

    assert printer.send(at_once) is Delivery.SENT
    with pytest.raises(DeviceFault):
        printer.send(drawer_kick(PRINTER_80))


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
    assert printer.status() == PrinterStatus(
        online=False, paper=Paper.OUT, cover_open=False, drawer_open=False
    )
    simulator.switch(Mood.COVER_OPEN)
    assert printer.status() == PrinterStatus(
        online=False, paper=Paper.PLENTY, cover_open=True, drawer_open=False
    )
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
    with pytest.raises(DeviceFault) as fault:
        FilePrinter(tmp_path / "lp0").send(RECEIPT)
    assert fault.value.what == "unreachable"
    reader = os.open(tmp_path / "lp0", os.O_RDONLY | os.O_NONBLOCK)

    stalled = FilePrinter(tmp_path / "lp0", waits=SHORT).send(b"x" * 200_000)

    assert stalled is Delivery.UNKNOWN
    os.close(reader)


@pytest.fixture
def node() -> Iterator[tuple[int, str]]:
    """A line with two ends: ours is a number, the printer driver's a path."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    yield ours, os.ttyname(theirs)
    os.close(ours)
    os.close(theirs)


def answering(ours: int, payload: bytes) -> threading.Thread:
    """A printer at our end of the line: it answers what it is asked, and goes when it printed."""

    def work() -> None:
        heard = b""
        while payload not in heard:
            heard += os.read(ours, 4096)
            while b"\x10\x04" in heard[:2] and len(heard) >= 3:
                os.write(ours, b"\x12")
                heard = heard[3:]
        os.write(ours, b"\x13\x11\x00")  # XOFF and XON come before the answer

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_printer_on_a_serial_line_is_asked_and_confirms(node: tuple[int, str]) -> None:
    printing = answering(node[0], RECEIPT)

    assert SerialPrinter(node[1], PRINTER_80, waits=Waits(2, 2, 2)).send(RECEIPT) is (
        Delivery.CONFIRMED
    )
    printing.join(5)


def test_a_printer_on_a_device_node_is_asked_and_confirms(node: tuple[int, str]) -> None:
    printing = answering(node[0], RECEIPT)
    printer = FilePrinter(Path(node[1]), PRINTER_80, Waits(2, 2, 2))

    assert printer.send(RECEIPT) is Delivery.CONFIRMED
    printing.join(5)


def test_a_receipt_goes_one_way_through_a_cable_that_never_answers(node: tuple[int, str]) -> None:
    printer = SerialPrinter(node[1], PRINTER_58, waits=SHORT)
    payload = encode(Ticket("t", (Text("合计"),)), PRINTER_58)

    assert printer.status() is None
    assert printer.send(payload) is Delivery.SENT
    assert read_whole(node[0], len(payload)) == payload


def read_whole(node: int, size: int) -> bytes:
    """As many bytes: a terminal hands over in pieces, as they came."""
    heard = b""
    while len(heard) < size:
        heard += os.read(node, 4096)
    return heard


def test_a_serial_line_that_stalls_is_unknown_and_never_waited_for(node: tuple[int, str]) -> None:
    printer = SerialPrinter(node[1], PRINTER_80_SILENT, waits=SHORT)

    assert printer.send(LONG_RECEIPT) is Delivery.UNKNOWN


def test_a_serial_printer_that_is_off_or_gone_is_a_fault(node: tuple[int, str]) -> None:
    with pytest.raises(DeviceFault) as fault:
        SerialPrinter(node[1], PRINTER_80, waits=SHORT).send(RECEIPT)
    assert fault.value.what == "no_answer"
    with pytest.raises(DeviceFault) as fault:
        SerialPrinter("/dev/no-such-port", PRINTER_80).send(RECEIPT)
    assert fault.value.what == "unreachable"


def test_codes_that_arrive_in_pieces_are_put_together() -> None:
    reader = CodeReader()

    assert reader.feed(b"69012345") == []
    assert reader.feed(b"67892\r\n]E069") == ["6901234567892"]
    assert reader.feed("２０１\t".encode()) == ["69201"]
    assert reader.feed(b"\x00\x1d\r") == []
    assert reader.feed(b"9" * 2000 + b"\n123\n") == ["123"]
    assert reader.feed(b"9" * CODE_BYTES_MAX + b"\n") == ["9" * CODE_BYTES_MAX]


def test_a_beginning_without_an_end_does_not_stand_before_the_next_code() -> None:
    reader = CodeReader()
    reader.feed(b"69012")

    assert reader.forget()
    assert not reader.forget()
    assert reader.feed(b"6901234567892\r") == ["6901234567892"]


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


def test_a_windows_printer_elsewhere_is_a_fault_that_says_so() -> None:
    with pytest.raises(DeviceFault) as fault:
        WindowsPrinter("POS-80").send(RECEIPT)

    assert fault.value.what == "not_on_this_system"
