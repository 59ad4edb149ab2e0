"""Pushing: stored once, in order, whoever brings it, and nothing that is not authentic."""

from __future__ import annotations

import pytest

from jxc_desktop.domain.ids import TerminalNo
from jxc_desktop.sync import wire
from jxc_desktop.sync.wire import Outcome
from tests.server.tills import Setting, outcomes, packets, push, shop_digests
from tests.shop import COLA_CODE

pytestmark = pytest.mark.postgres


def test_what_is_pushed_is_projected_as_on_the_till(setting: Setting) -> None:
    for _ in range(5):
        setting.shop.sell(setting.shop.basket(COLA_CODE))
    verdicts = push(setting.service, setting.shop)
    assert outcomes(verdicts) == {Outcome.STORED}
    assert [verdict.position for verdict in verdicts] == list(range(1, len(verdicts) + 1))
    assert not any(verdict.parked for verdict in verdicts)
    assert setting.service.digests() == shop_digests(setting.shop, 0, 1)


def test_a_repeated_push_is_known_and_changes_nothing(setting: Setting) -> None:
    first = push(setting.service, setting.shop)
    digests = setting.service.digests()
    again = push(setting.service, setting.shop)
    assert outcomes(again) == {Outcome.KNOWN}
    assert [each.position for each in again] == [each.position for each in first]
    assert setting.service.digests() == digests


def test_a_gap_is_told_with_what_is_needed_next(setting: Setting) -> None:
    push(setting.service, setting.shop, packets(setting.shop, last=2))
    (verdict,) = push(setting.service, setting.shop, packets(setting.shop, first=4, last=4))
    assert (verdict.outcome, verdict.expected) == (Outcome.GAP, 3)


def test_a_forged_signature_is_refused_and_nothing_behind_it_stored(setting: Setting) -> None:
    piece = packets(setting.shop)
    forged = wire.Packet(piece.packets[1].spelled, bytes(64))
    broken = (piece.packets[0], forged, *piece.packets[2:])
    changed = wire.ChainPiece(piece.terminal, 0, 1, piece.previous, broken)
    verdicts = push(setting.service, setting.shop, changed)
    assert [each.outcome for each in verdicts[:3]] == [Outcome.STORED, Outcome.REFUSED, Outcome.GAP]
    assert verdicts[2].expected == 2
    assert setting.service.figures().position == 1
    assert outcomes(push(setting.service, setting.shop)) == {Outcome.KNOWN, Outcome.STORED}


def test_pull_gives_back_what_was_pushed_in_pages(setting: Setting) -> None:
    for _ in range(7):
        setting.shop.sell(setting.shop.basket(COLA_CODE))
    piece = packets(setting.shop)
    push(setting.service, setting.shop)
    caller = TerminalNo(piece.terminal)
    after: dict[int, int] = {0: 0, 1: 0}
    got: list[wire.Pulled] = []
    while True:
        page = setting.service.pull(caller, wire.PullAsked(after, 3))
        got += page.documents
        after = {stream: mark.position for stream, mark in page.marks.items()}
        assert page.left == len(piece.packets) - len(got)
        assert sum(mark.count for mark in page.marks.values()) == len(got)
        if not page.more:
            break
    assert [each.spelled for each in got] == [each.spelled for each in piece.packets]
    assert after == {0: len(got), 1: len(got)}
