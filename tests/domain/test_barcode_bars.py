"""Barcodes that a scanner reads: each is drawn here and read by a decoder that others wrote."""

from __future__ import annotations

import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jxc_desktop.domain.barcode import check_digit
from jxc_desktop.domain.barcode_bars import bars, code128_runs
from jxc_desktop.domain.ticket import Barcode, BarcodeKind

printable_ascii = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1)
mostly_digits = st.from_regex(r"[0-9A-C-]{0,3}[0-9]{0,12}[0-9A-C]{0,3}[0-9]{1,5}", fullmatch=True)


def scanned(modules: str) -> str:
    quiet = "0" * 10
    image = Image.new("L", (len(modules) + 20, 1))
    image.putdata([0 if module == "1" else 255 for module in quiet + modules + quiet])
    read = zxingcpp.read_barcodes(image.resize((image.width * 3, 60), Image.Resampling.NEAREST))
    assert len(read) == 1
    return str(read[0].text)


@given(mostly_digits | printable_ascii.map(lambda text: text[:30]))
def test_a_scanner_reads_what_the_barcode_was_made_of(data: str) -> None:
    data = data.replace(" ", "_")  # the decoder trims blanks

    assert scanned(bars(Barcode(data))) == data


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_a_scanner_reads_an_ean_13(first_twelve: str) -> None:
    data = first_twelve + check_digit(first_twelve)

    assert scanned(bars(Barcode(data, BarcodeKind.EAN13))) == data


def test_digits_take_half_the_room_of_letters() -> None:
    digits, letters = bars(Barcode("9" * 20)), bars(Barcode("A" * 20))

    assert (len(digits), len(letters)) == ((10 + 3) * 11 + 2, (20 + 3) * 11 + 2)
    assert [run.code_set for run in code128_runs("AB123456CD")] == ["B", "C", "B"]
    assert [run.code_set for run in code128_runs("A12B")] == ["B"]


def test_an_odd_number_of_digits_keeps_its_last_digit() -> None:
    assert scanned(bars(Barcode("12345"))) == "12345"
    assert scanned(bars(Barcode("A12345"))) == "A12345"
    assert scanned(bars(Barcode("7"))) == "7"
    assert scanned(bars(Barcode("42"))) == "42"
