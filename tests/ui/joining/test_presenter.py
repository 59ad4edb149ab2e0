"""A new computer joins a company with an address and a code."""

from __future__ import annotations

import pytest

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.joining.presenter import JoinPresenter, JoinProgress, JoinStage
from jxc_desktop.ui.sync.join_line import JoinLine
from tests.ui.joining.join_memory import JoinMemory, JoinPortMemory

LINE = "jxc://sync.example.cn:8765/jxc1.ABCDE-fghij"


@pytest.fixture
def port() -> JoinPortMemory:
    return JoinPortMemory()


@pytest.fixture
def screen() -> JoinMemory:
    return JoinMemory()


def open_page(
    port: JoinPortMemory, screen: JoinMemory, ends: list[str] | None = None
) -> JoinPresenter:
    ended = [] if ends is None else ends
    return JoinPresenter(port, screen, "RECOVERY", lambda: ended.append("finished"))


def test_one_pasted_line_fills_both_fields(port: JoinPortMemory, screen: JoinMemory) -> None:
    presenter = open_page(port, screen)
    presenter.paste("jxc://sync.exa")
    assert screen.line is None
    presenter.paste(LINE)
    assert screen.line == JoinLine("sync.example.cn:8765", "JXC1.ABCDE-FGHIJ")


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("", "JXC1.A", "join_address_needed"),
        ("sync.example.cn", " ", "join_code_needed"),
        ("two words", "JXC1.A", "join_line_unfit"),
        ("10.0.0.7:99999", "JXC1.A", "join_line_unfit"),
    ],
)
def test_what_leads_nowhere_is_said_before_anything_is_asked(
    port: JoinPortMemory, screen: JoinMemory, address: str, code: str, told: str
) -> None:
    open_page(port, screen).join(address, code)
    assert screen.problems == [told]
    assert port.lines == []


@pytest.mark.parametrize(
    ("address", "code", "line"),
    [
        ("10.0.0.7:8765", "jxc1.a", JoinLine("10.0.0.7:8765", "JXC1.A")),
        ("https://sync.example.cn/", "JXC1.A", JoinLine("sync.example.cn", "JXC1.A")),
        ("１０．０．０．７：８７６５", "ＪＸＣ１．Ａ", JoinLine("10.0.0.7:8765", "JXC1.A")),
        (LINE, "", JoinLine("sync.example.cn:8765", "JXC1.ABCDE-FGHIJ")),
        ("", LINE, JoinLine("sync.example.cn:8765", "JXC1.ABCDE-FGHIJ")),
        ("[fe80::1]:8765", "JXC1.A", JoinLine("[fe80::1]:8765", "JXC1.A")),
    ],
)
def test_an_address_is_understood_as_people_type_it(
    port: JoinPortMemory, screen: JoinMemory, address: str, code: str, line: JoinLine
) -> None:
    open_page(port, screen).join(address, code)
    assert port.lines == [line]
    assert screen.problems == []


def test_an_impatient_person_joins_once(port: JoinPortMemory, screen: JoinMemory) -> None:
    presenter = open_page(port, screen)
    presenter.join(LINE, "")
    presenter.join(LINE, "")
    assert len(port.lines) == 1


def test_a_wrong_code_leads_back_to_the_fields_and_may_be_tried_again(
    port: JoinPortMemory, screen: JoinMemory
) -> None:
    presenter = open_page(port, screen)
    presenter.join(LINE, "")
    port.failed(Refusal("join_code_wrong"))
    assert (screen.fields_shown, screen.problems) == (1, ["join_code_wrong"])
    presenter.join(LINE, "")
    assert len(port.lines) == 2


def test_the_recovery_code_comes_once_and_before_the_end(
    port: JoinPortMemory, screen: JoinMemory
) -> None:
    ends: list[str] = []
    presenter = open_page(port, screen, ends)
    presenter.join(LINE, "")
    port.heard(JoinProgress(JoinStage.LOADING, 40, "好邻居"))
    presenter.finish()
    assert ends == [], "nobody has seen the code yet"
    port.heard(JoinProgress(JoinStage.READY, 100, "好邻居"))
    port.heard(JoinProgress(JoinStage.READY, 100, "好邻居"))
    assert screen.codes == ["RECOVERY"]
    presenter.finish()
    assert ends == ["finished"]
