"""What scripts can ask of a shop: the same answers as its screens give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jxc_desktop.__main__ import main
from jxc_desktop.app import report_job
from jxc_desktop.app.devices import FONTS
from jxc_desktop.app.open_shop import demo_keys, open_shop
from jxc_desktop.app.places import shop_places
from jxc_desktop.journal.continuity import BreakKind
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.queries.store_day import store_day
from jxc_desktop.reports.day_report import ReportKind
from jxc_desktop.reports.day_report_pdf import day_report_pdf
from jxc_desktop.ui.language import words
from tests.app.shop_folder import make_shop_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop with one sale, closed again."""
    places = shop_places(tmp_path / "小店 shop")
    make_shop_folder(places, sales=1)
    return places.folder


def run(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), *words])


def test_a_sound_shop_verifies_and_computes_to_itself(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "verify") == 0
    assert "faults 0" in capsys.readouterr().out
    assert run(folder, "digest", "--tables") == 0
    before = capsys.readouterr().out
    assert run(folder, "rebuild") == 0
    assert "changed: nothing" in capsys.readouterr().out
    assert run(folder, "digest", "--tables") == 0
    assert capsys.readouterr().out == before


def test_a_backup_is_restored_and_the_till_goes_on_with_a_new_life(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "shop.jxcbackup"
    assert run(folder, "backup", str(backup)) == 0
    assert run(folder, "backup", str(backup)) == 2
    assert run(folder, "restore", str(backup)) == 0
    assert "kept at" in capsys.readouterr().out

    places = shop_places(folder)
    shop = open_shop(places, demo_keys(places))

    assert shop.found_break is not None
    assert shop.found_break.kind is BreakKind.RESTORED
    assert shop.store.till is not None
    assert shop.store.till.incarnation == 1
    shop.store.close()
    assert run(folder, "verify") == 0


def test_the_journal_is_exported_as_lines_that_anybody_can_read(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "journal.jsonl"

    assert run(folder, "export-journal", str(target)) == 0

    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    kinds = [line["document"]["body"]["kind"] for line in lines]
    assert kinds == [
        "terminal_enrolled",
        "records_changed",
        "shift_opened",
        "records_changed",
        "sale",
    ]


def test_a_folder_without_a_shop_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "nothing", "verify") == 2
    assert capsys.readouterr().err.strip()


def test_without_a_screen_the_demo_says_so_and_offers_the_headless_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")

    assert run(tmp_path, "demo") == 3
    assert "--headless" in capsys.readouterr().err
    assert run(tmp_path, "run") == 3


def test_the_pdf_of_a_day_shows_the_margin_as_its_ticket_and_tables_do(folder: Path) -> None:
    places = shop_places(folder)
    shop = open_shop(places, demo_keys(places))
    with shop.store.reading() as session:
        day = store_day(session)
        facts = day_figures(session, day)
    shop.store.close()

    written = report_job._FORMATS["pdf"](facts)

    shown = day_report_pdf(facts, kind=ReportKind.X, fonts=FONTS, words=words(), show_margin=True)
    assert written == shown
    assert written != day_report_pdf(facts, kind=ReportKind.X, fonts=FONTS, words=words())
