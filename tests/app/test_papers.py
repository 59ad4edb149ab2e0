"""What is shown of a paper is as wide as what the printer prints."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from jxc_desktop.app.devices import FONTS
from jxc_desktop.app.papers import paper_width
from jxc_desktop.commands.local_settings import ChangeLocalSettings, change_local_settings
from jxc_desktop.devices.printer_profile import PROFILES
from jxc_desktop.domain.machine_settings import MachineSettings
from jxc_desktop.ui.day.papers import day_papers
from tests.shop import OWNER_ID, Shop, make_shop
from tests.ui.at_the_till import stand_at

TUESDAY = date(2026, 11, 24)


def _slip_width(shop: Shop, profile: str) -> int:
    machine = MachineSettings(printer_profile=profile)
    shop.do(change_local_settings, ChangeLocalSettings(OWNER_ID, machine))
    papers = day_papers(
        stand_at(shop, OWNER_ID).doors,
        FONTS,
        width=paper_width,
        sheet=lambda _facts: b"",
        open_pdf=lambda _name, _content: None,
    )
    picture = shop.ask(lambda session: papers.picture(session, TUESDAY))
    return Image.open(BytesIO(picture)).width


def test_the_slip_of_a_day_is_as_wide_as_the_printers_paper(tmp_path: Path) -> None:
    shop = make_shop(tmp_path)
    wider = _slip_width(shop, "80") - _slip_width(shop, "58")
    assert wider == PROFILES["80"].dots - PROFILES["58"].dots
    shop.store.close()
