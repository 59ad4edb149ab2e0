"""Everything on the screen can be read: the contrast of every pair of colours, measured."""

from __future__ import annotations

import pytest

from jxc_desktop.ui.theme.tokens import (
    MEASURES,
    PAIRS,
    PALETTES,
    TOUCH_TARGET_MIN,
    Density,
    Mode,
    Pair,
)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_measures_21_and_a_known_grey_4_54() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.ink}-on-{pair.ground}")
def test_every_word_and_every_edge_can_be_seen(mode: Mode, pair: Pair) -> None:
    palette = PALETTES[mode]
    ink, ground = getattr(palette, pair.ink), getattr(palette, pair.ground)
    assert contrast(ink, ground) >= pair.at_least


def test_a_finger_hits_what_it_means_at_the_till() -> None:
    assert MEASURES[Density.TILL].control >= TOUCH_TARGET_MIN
    assert MEASURES[Density.TILL].row >= TOUCH_TARGET_MIN
