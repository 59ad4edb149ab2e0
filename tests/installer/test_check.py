"""`./jxc test` asks everything, stops at the first no, and says which it was."""

from __future__ import annotations

import pytest

from installer import check
from installer.check import Step, main, steps


def test_the_whole_check_asks_for_form_types_imports_tests_and_branches() -> None:
    names = [step.name for step in steps(fast=False, chosen=[])]
    assert names[:5] == ["format", "lint", "types", "imports", "tests"]
    assert any("domain and commands" in name for name in names)


def test_the_fast_check_leaves_out_types_and_slow_tests() -> None:
    asked = steps(fast=True, chosen=[])
    assert "types" not in [step.name for step in asked]
    assert "not slow" in asked[-1].words


def test_chosen_tests_run_alone() -> None:
    (only,) = steps(fast=False, chosen=["-k", "change"])
    assert only.words[-2:] == ("-k", "change")


def test_the_first_no_stops_the_check_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def three(*, fast: bool, chosen: list[str]) -> list[Step]:
        return [
            Step("counted", ("-c", "print('counted well')")),
            Step("weighed", ("-c", "raise SystemExit(3)")),
            Step("never asked", ("-c", "print('asked after all')")),
        ]

    monkeypatch.setattr(check, "steps", three)
    assert main([]) == 1
    said = capfd.readouterr().out
    assert "counted well" in said
    assert "Stopped at: weighed" in said
    assert "asked after all" not in said


def test_all_yes_ends_well(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "steps", lambda **_: [Step("counted", ("-c", "pass"))])
    assert main([]) == 0
    assert "All is well." in capfd.readouterr().out
