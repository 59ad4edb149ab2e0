"""The bars of a Code 128 or EAN-13: which modules are black, counted from the left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from jxc_desktop.domain.ticket import Barcode, BarcodeKind

QUIET_MODULES = 10

# Six widths (bar, space, bar, space, bar, space) for each of the values 0 to 105, ISO/IEC 15417.
_CODE128_WIDTHS = [
    "212222",
    "222122",
    "222221",
    "121223",
    "121322",
    "131222",
    "122213",
    "122312",
    "132212",
    "221213",
    "221312",
    "231212",
    "112232",
    "122132",
    "122231",
    "113222",
    "123122",
    "123221",
    "223211",
    "221132",
    "221231",
    "213212",
    "223112",
    "312131",
    "311222",
    "321122",
    "321221",
    "312212",
    "322112",
    "322211",
    "212123",
    "212321",
    "232121",
    "111323",
    "131123",
    "131321",
    "112313",
    "132113",
    "132311",
    "211313",
    "231113",
    "231311",
    "112133",
    "112331",
    "132131",
    "113123",
    "113321",
    "133121",
    "313121",
    "211331",
    "231131",
    "213113",
    "213311",
    "213131",
    "311123",
    "311321",
    "331121",
    "312113",
    "312311",
    "332111",
    "314111",
    "221411",
    "431111",
    "111224",
    "111422",
    "121124",
    "121421",
    "141122",
    "141221",
    "112214",
    "112412",
    "122114",
    "122411",
    "142112",
    "142211",
    "241211",
    "221114",
    "413111",
    "241112",
    "134111",
    "111242",
    "121142",
    "121241",
    "114212",
    "124112",
    "124211",
    "411212",
    "421112",
    "421211",
    "212141",
    "214121",
    "412121",
    "111143",
    "111341",
    "131141",
    "114113",
    "114311",
    "411113",
    "411311",
    "113141",
    "114131",
    "311141",
    "411131",
    "211412",
    "211214",
    "211232",
]
_CODE128_STOP = "2331112"
_START_B, _START_C = 104, 105
_SWITCH_TO_C, _SWITCH_TO_B = 99, 100
_DIGITS_WORTH_A_SWITCH = 4
_DIGITS_WORTH_A_SWITCH_IN_BETWEEN = 6

# Left halves with odd parity (A), GS1 General Specifications 5.2; B and right halves follow.
_EAN_A = [
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
]
_EAN_PARITY = [
    "AAAAAA",
    "AABABB",
    "AABBAB",
    "AABBBA",
    "ABAABB",
    "ABBAAB",
    "ABBBAA",
    "ABABAB",
    "ABABBA",
    "ABBABA",
]  # which half the first digit asks for


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a Code 128 in one code set: `B` holds letters, `C` holds pairs of digits."""

    code_set: str
    text: str


def code128_runs(data: str) -> tuple[Run, ...]:
    """`data` cut into stretches so that the barcode is short: digits go two in a module group."""
    runs: list[Run] = []
    position = 0
    while position < len(data):
        digits = _paired_digits_at(data, position)
        if digits:
            runs.append(Run("C", data[position : position + digits]))
            position += digits
        elif runs and runs[-1].code_set == "B":
            runs[-1] = Run("B", runs[-1].text + data[position])
            position += 1
        else:
            runs.append(Run("B", data[position]))
            position += 1
    return tuple(runs)


def _paired_digits_at(data: str, position: int) -> int:
    """How many digits, an even number, are worth a change to code set C here."""
    count = sum(1 for _ in takewhile(str.isdigit, data[position:]))
    at_an_end = position == 0 or position + count == len(data)
    worth_it = _DIGITS_WORTH_A_SWITCH if at_an_end else _DIGITS_WORTH_A_SWITCH_IN_BETWEEN
    if position == 0 and count == len(data) == 2:
        return 2
    if count < worth_it or (count % 2 and position and position + count == len(data)):
        return 0
    return count - count % 2


def bars(barcode: Barcode) -> str:
    """The modules of `barcode` from left to right, `1` for black, without the quiet zones."""
    if barcode.kind is BarcodeKind.EAN13:
        return _ean13_bars(barcode.data)
    return _code128_bars(code128_runs(barcode.data))


def _code128_bars(runs: tuple[Run, ...]) -> str:
    values = [_START_C if runs[0].code_set == "C" else _START_B]
    for place, run in enumerate(runs):
        if place:
            values.append(_SWITCH_TO_C if run.code_set == "C" else _SWITCH_TO_B)
        if run.code_set == "C":
            values += [int(run.text[at : at + 2]) for at in range(0, len(run.text), 2)]
        else:
            values += [ord(character) - 32 for character in run.text]
    check = values[0] + sum(place * value for place, value in enumerate(values))
    values.append(check % 103)
    return "".join(map(_black_and_white, [_CODE128_WIDTHS[v] for v in values] + [_CODE128_STOP]))


def _black_and_white(widths: str) -> str:
    return "".join("01"[place % 2 == 0] * int(width) for place, width in enumerate(widths))


def _ean13_bars(digits: str) -> str:
    parity = _EAN_PARITY[int(digits[0])]
    left = "".join(
        _EAN_A[int(digit)] if half == "A" else _mirrored(_EAN_A[int(digit)])
        for digit, half in zip(digits[1:7], parity, strict=True)
    )
    right = "".join(_inverted(_EAN_A[int(digit)]) for digit in digits[7:])
    return f"101{left}01010{right}101"


def _inverted(modules: str) -> str:
    return modules.translate({48: "1", 49: "0"})


def _mirrored(modules: str) -> str:
    return _inverted(modules)[::-1]
