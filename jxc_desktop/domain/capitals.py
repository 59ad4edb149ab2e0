"""大写金额: an amount in the capital figures that receipts and statements must show.

The rules are those of 正确填写票据和结算凭证的基本规定 (支付结算办法, annex 1).
Where they leave a 零 to the writer, the form printed first is written: 壹拾万柒仟元零伍角叁分.
"""

from __future__ import annotations

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money

INTEGER_DIGITS_MAX = 12
_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ("亿", "万", "")


def capitals(money: Money, *, prefix: str = "人民币", whole_after_jiao: bool = False) -> str:
    """`money` in capital figures; 整 follows 元, and 角 too with `whole_after_jiao`.

    Refuses an amount of more than 12 integer digits, which no form has room for.
    """
    yuan, fen = divmod(abs(money).minor, 100)
    if yuan >= 10**INTEGER_DIGITS_MAX:
        raise Refusal("amount_too_large", amount=money, digits=INTEGER_DIGITS_MAX)
    minus = "负" if money < ZERO else ""
    return f"{prefix}{minus}{_yuan(yuan, fen)}{_small_change(yuan, fen, whole_after_jiao)}"


def _yuan(yuan: int, fen: int) -> str:
    if yuan == 0:
        return "" if fen else "零元"
    text = ""
    skipped = False
    for place, unit in enumerate(_GROUPS):
        group = yuan // 10_000 ** (2 - place) % 10_000
        if group:
            gap = text and (skipped or group < 1000)
            text += f"{'零' if gap else ''}{_group(group)}{unit}"
        skipped = group == 0
    return text + "元"


def _group(group: int) -> str:
    """Up to four digits: a run of zeros inside is one 零, zeros at the end are not said."""
    text = ""
    for figure, place in zip(f"{group:04}", _PLACES, strict=True):
        text += f"{_FIGURES[int(figure)]}{place}" if figure != "0" else "零"
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零")


def _small_change(yuan: int, fen: int, whole_after_jiao: bool) -> str:
    jiao, single = divmod(fen, 10)
    if fen == 0:
        return "整"
    gap = "零" if yuan and (yuan % 10 == 0 or jiao == 0) else ""
    text = gap + (f"{_FIGURES[jiao]}角" if jiao else "")
    if single:
        return f"{text}{_FIGURES[single]}分"
    return text + ("整" if whole_after_jiao else "")
