"""Signing in: who it is, the PIN, a guesser who waits, and a locked till."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.sign_in.plate import ShopPlate
from jxc_desktop.ui.sign_in.presenter import Face
from jxc_desktop.ui.sign_in.view import SignInView
from tests.screens.registry import Context, screen

NUDGED_MS = 320
FACES = (
    Face("1000", "王建国", "老板"),
    Face("1001", "李小红", "收银员"),
    Face("1002", "赵敏", "收银员"),
    Face("1003", "陈晓东", "收银员"),
    Face("1004", "孙丽", "店长"),
)
DEMO = "演示店，随便试：\n1000 王建国 PIN 8888\n1001 李小红 PIN 1001\n1004 孙丽 PIN 6666"


def _now() -> datetime:
    return datetime(2026, 11, 24, 22, 58, tzinfo=UTC)


def _sign_in(people: Sequence[Face], note: str = "", *, locked: bool = False) -> SignInView:
    plate = ShopPlate("好邻居便利店（人民路店）", "1 号收银台", note)
    view = SignInView(plate, now=_now, locked=locked)
    view.show_people(people)
    view.show_choice()
    return view


@screen("sign-in-who", dark=True)
def who(_context: Context) -> QWidget:
    """Nobody is at the till yet."""
    return _sign_in(FACES, DEMO)


@screen("sign-in-many")
def many(_context: Context) -> QWidget:
    """A shop with more people than fit on one page, one of them with a long name."""
    names = ("买买提·阿布都热合曼", *(f"员工{number}" for number in range(1, 23)))
    return _sign_in([Face(str(1000 + at), name, "收银员") for at, name in enumerate(names)])


def _slip(view: QWidget) -> None:
    assert isinstance(view, SignInView)
    view.show_problem(Refusal("sign_in_wrong"))
    QTest.qWait(NUDGED_MS)


@screen("sign-in-wrong", after_show=_slip)
def wrong(_context: Context) -> QWidget:
    """A slip of the finger."""
    view = _sign_in(FACES)
    view.show_person(FACES[1])
    return view


@screen("sign-in-lock", dark=True)
def lock(_context: Context) -> QWidget:
    """The till was left alone; somebody guessed too often."""
    view = _sign_in(FACES, locked=True)
    view.show_person(FACES[1])
    view.show_wait(12)
    return view
