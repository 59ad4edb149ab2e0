"""The test page: what it proves about a printer must be true of the page itself."""

from __future__ import annotations

from functools import partial

import pytest

from jxc_desktop.app.devices import FONTS
from jxc_desktop.devices.escpos_encoder import encode
from jxc_desktop.devices.printer_profile import PROFILES
from jxc_desktop.devices.simulators.escpos_decoder import decode
from jxc_desktop.domain.ticket_layout import UNPRINTABLE, Bars, lay_out
from jxc_desktop.reports.test_page import test_page as printer_test_page
from jxc_desktop.reports.ticket_picture import draw_layout


@pytest.mark.parametrize("name", PROFILES)
def test_every_kind_of_printer_can_print_the_test_page(name: str) -> None:
    profile = PROFILES[name]
    page = printer_test_page(name, profile.width, str)

    layout = lay_out(page, profile.width)
    paper = decode(encode(page, profile, partial(draw_layout, fonts=FONTS)))

    assert UNPRINTABLE not in "".join(layout.text_lines)
    assert any(isinstance(part, Bars) for part in layout.parts)
    ruler = next(line for line in layout.text_lines if line.startswith("1234567890"))
    assert len(ruler) == profile.width
    assert paper.cuts == profile.cutter
    drawn = profile.text_mode == "raster"
    assert paper.lines == ([] if drawn else list(layout.text_lines))
    assert paper.qr_codes == ([] if drawn else ["https://example.cn/?t=test"])
    assert paper.barcodes == ([] if drawn else ["6901234567892"])
