"""A scanner is told from a hand by the time between its keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.devices.serial_scanner import CodeReader
from jxc_desktop.ui.scan_detector import Heard, ScanDetector, ScanRule

EAN = "6901234567892"


def typed(detector: ScanDetector, signs: str, gap: int, at: int = 1000) -> tuple[list[Heard], int]:
    """Type `signs` with `gap` ms between them; what was heard, and when the last one came."""
    heard = []
    for sign in signs:
        heard.append(detector.hear(sign, at))
        at += gap
    return heard, at - gap


def test_a_scan_at_8_ms_a_key_is_a_scan() -> None:
    detector = ScanDetector()
    heard, _ = typed(detector, EAN + "\r", 8)
    assert heard == [Heard.FIRST, *[Heard.NEXT] * 12, Heard.SCANNED]
    assert detector.code == EAN


def test_a_hand_at_57_ms_a_key_is_a_hand_even_if_it_types_a_whole_code() -> None:
    detector = ScanDetector()
    heard, _ = typed(detector, EAN + "\r", 57)
    assert Heard.SCANNED not in heard


def test_a_tab_ends_a_scan_as_well_as_enter() -> None:
    assert typed(ScanDetector(), EAN + "\t", 20)[0][-1] is Heard.SCANNED


def test_three_quick_keys_and_enter_are_a_quick_hand() -> None:
    assert Heard.SCANNED not in typed(ScanDetector(), "123\r", 10)[0]


def test_one_hiccup_of_the_cable_does_not_split_a_scan() -> None:
    detector = ScanDetector()
    _, at = typed(detector, EAN[:6], 8)
    heard, _ = typed(detector, EAN[6:] + "\r", 8, at + 55)
    assert heard[-1] is Heard.SCANNED
    assert detector.code == EAN


def test_what_was_typed_by_hand_before_is_not_part_of_the_code() -> None:
    detector = ScanDetector()
    _, at = typed(detector, "12*", 150)
    heard, _ = typed(detector, EAN + "\r", 8, at + 200)
    assert heard[0] is Heard.FIRST
    assert detector.code == EAN


def test_a_scanner_that_sends_no_enter_is_heard_when_it_falls_silent() -> None:
    detector = ScanDetector()
    typed(detector, EAN, 8)
    assert detector.fall_silent()
    assert detector.code == EAN
    assert not detector.fall_silent()


def test_an_enter_that_limps_behind_its_scan_presses_nothing() -> None:
    detector = ScanDetector()
    _, at = typed(detector, EAN, 8)
    assert detector.fall_silent()
    assert detector.would_end("\r", at + 90)
    assert detector.hear("\r", at + 90) is Heard.LATE_END
    assert detector.hear("\r", at + 180) is Heard.FIRST


def test_an_enter_by_hand_some_time_after_a_scan_is_an_enter() -> None:
    detector = ScanDetector()
    _, at = typed(detector, EAN, 8)
    assert detector.fall_silent()
    assert not detector.would_end("\r", at + 400)
    assert detector.hear("\r", at + 400) is Heard.FIRST


def test_a_slow_scanner_is_known_by_its_prefix() -> None:
    detector = ScanDetector(ScanRule(prefix="~", suffix="!"))
    heard, _ = typed(detector, f"~{EAN}!", 180)
    assert heard[-1] is Heard.SCANNED
    assert detector.code == EAN


def test_a_hand_is_no_scanner_because_a_prefix_is_set() -> None:
    detector = ScanDetector(ScanRule(prefix="~"))
    assert Heard.SCANNED not in typed(detector, EAN + "\r", 120)[0]


def test_a_bluetooth_scanner_is_learned_by_its_gap() -> None:
    slow = ScanRule(gap_ms=60, silence_ms=120)
    assert typed(ScanDetector(slow), EAN + "\r", 55)[0][-1] is Heard.SCANNED
    assert Heard.SCANNED not in typed(ScanDetector(), EAN + "\r", 55)[0]


def test_full_width_digits_and_the_scanners_own_marks_are_cleaned() -> None:
    detector = ScanDetector()
    typed(detector, "]E0６９０１２３４５６７８９２\x1d\r", 8)
    assert detector.code == EAN


def test_a_scanner_on_a_cable_and_one_that_types_read_the_same_code() -> None:
    for raw in (
        "]E0６９０１２３４５６７８９２\x1d",
        "ＡＢ－１２ ",
        " \u20025²①",
        "]C101069012345678",
    ):
        detector = ScanDetector()
        typed(detector, raw + "\r", 8)
        assert CodeReader().feed(raw.encode() + b"\r") == [detector.code]


def test_a_code_longer_than_any_code_is_not_taken_for_one() -> None:
    detector = ScanDetector()
    heard, _ = typed(detector, "7" * 5000 + "\r", 5)
    assert len(detector.code) <= 200
    assert heard.count(Heard.SCANNED) <= 1


def test_a_clock_that_jumps_back_begins_a_new_burst() -> None:
    detector = ScanDetector()
    typed(detector, "123456", 8, 50_000)
    assert detector.hear("7", 10) is Heard.FIRST


@given(st.text(st.characters(categories=["Nd", "Lu"], max_codepoint=127), min_size=4, max_size=60))
def test_every_quick_code_comes_out_as_it_went_in(code: str) -> None:
    detector = ScanDetector()
    assert typed(detector, code + "\r", 10)[0][-1] is Heard.SCANNED
    assert detector.code == code


@given(st.text(max_size=40), st.lists(st.integers(0, 400), min_size=41, max_size=41))
def test_no_typing_whatever_upsets_the_detector(signs: str, gaps: list[int]) -> None:
    detector = ScanDetector()
    at = 0
    for sign, gap in zip(signs, gaps, strict=False):
        at += gap
        would = detector.would_end(sign, at)
        heard = detector.hear(sign, at)
        assert would == (heard in {Heard.SCANNED, Heard.LATE_END})
