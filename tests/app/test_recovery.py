"""A lost key is found again with the recovery code, by script and at the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog

from jxc_desktop.__main__ import main
from jxc_desktop.app import opening_keys, scripts
from jxc_desktop.app.no_door import NoDoor
from jxc_desktop.app.open_shop import demo_keys
from jxc_desktop.app.places import Places, shop_places
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.keys import make_keys, open_keys
from tests.app.shop_folder import make_shop_folder

PASSPHRASE = "好长的一句口令 2026"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A shop whose recovery code is known, without a keyring to keep its keys."""
    places = shop_places(tmp_path / "shop")
    make_shop_folder(places)
    return places


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening_keys, "keyring_works", lambda: False)
    monkeypatch.setattr(scripts, "keyring_works", lambda: False)


def say(monkeypatch: pytest.MonkeyPatch, *answers: str | None) -> list[str]:
    """Answer the window's questions in turn; the questions asked are what comes back."""
    waiting, asked = list(answers), []

    def answer(_parent: object, _title: str, question: str, *_how: object) -> tuple[str, bool]:
        asked.append(question)
        said = waiting.pop(0)
        return (said or "", said is not None)

    monkeypatch.setattr(QInputDialog, "getText", answer)
    return asked


def test_a_backup_opens_on_a_new_computer_with_the_code(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "shop.jxcbackup"
    code = demo_keys(places).recovery_code
    assert main(["--data", str(places.folder), "backup", str(backup)]) == 0
    elsewhere = shop_places(tmp_path / "new computer")
    words = ["--data", str(elsewhere.folder)]
    assert main([*words, "restore", str(backup)]) == 2, "nothing is restored without a code"

    monkeypatch.setenv("JXC_RECOVERY_CODE", make_keys().recovery_code)
    monkeypatch.setenv("JXC_PASSPHRASE", PASSPHRASE)
    assert main([*words, "restore", str(backup)]) == 2, "another till's code opens nothing"
    assert not elsewhere.key_file.exists()
    monkeypatch.setenv("JXC_RECOVERY_CODE", code)
    assert main([*words, "restore", str(backup)]) == 0
    monkeypatch.delenv("JXC_RECOVERY_CODE")
    assert main([*words, "verify"]) == 0


def test_the_window_asks_for_the_code_until_it_fits(
    places: Places, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = demo_keys(places)
    places.key_file.unlink()
    stranger = make_keys().recovery_code
    asked = say(monkeypatch, "1234", stranger, keys.recovery_code, PASSPHRASE)

    shop = opening_keys.opened_for_window(qapp, places, NoDoor)

    assert shop is not None
    assert shop.set_up
    assert shop.keys == keys
    assert len(asked) == 4
    shop.store.close()
    assert open_keys(places.key_file, PASSPHRASE) == keys


def test_without_the_code_the_shop_stays_closed_and_is_as_it_was(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = places.database.read_bytes()
    places.key_file.unlink()
    say(monkeypatch, None)

    with pytest.raises(Refusal) as refused:
        opening_keys.known_keys(places)

    assert refused.value.code == "keys_missing"
    assert places.database.read_bytes() == before
    assert not places.key_file.exists()
