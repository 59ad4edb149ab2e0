"""The lamp and the sentences about the tie: plain, with what to do, and red only where it must."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncNews, SyncState
from jxc_desktop.ui.sync.deviation import deviation_text
from jxc_desktop.ui.sync.sync_words import (
    fact_lines,
    sync_lamp,
    terminal_state,
    trouble_text,
    warnings_of,
)
from jxc_desktop.ui.widgets.lamp import LampState
from tests.ui.sync.tie_memory import TERMINALS

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 24, 6, 32, tzinfo=UTC)
ONLINE = SyncNews(SyncState.ONLINE, last_exchange=AT, online_since=AT)
OFFLINE = SyncNews(
    SyncState.OFFLINE, backlog=3, oldest_unsent=AT, trouble=NetworkTroubleKind.UNREACHABLE
)


@pytest.mark.parametrize(
    ("news", "lamp", "word"),
    [
        (SyncNews(SyncState.ALONE), LampState.OFF, "单机"),
        (ONLINE, LampState.OK, "在线"),
        (replace(ONLINE, backlog=2), LampState.OK, "2 笔待传"),
        (replace(ONLINE, state=SyncState.WORKING), LampState.OK, "正在同步"),
        (replace(ONLINE, loaded_percent=43), LampState.OK, "历史 43%"),
        (replace(ONLINE, clock_ahead_seconds=-900), LampState.WARN, "时间不准"),
        (replace(ONLINE, forks=1), LampState.WARN, "在线"),
        (OFFLINE, LampState.WARN, "离线 · 3 笔待传"),
        (replace(OFFLINE, state=SyncState.PAUSED), LampState.OFF, "已暂停联网 · 3 笔待传"),
        (
            replace(OFFLINE, state=SyncState.STOPPED, trouble=NetworkTroubleKind.REVOKED),
            LampState.FAULT,
            "要有人处理 · 3 笔待传",
        ),
    ],
)
def test_the_lamp_says_how_it_stands(news: SyncNews, lamp: LampState, word: str) -> None:
    assert sync_lamp(news, ZONE)[:2] == (lamp, word)


def test_the_lamp_tells_the_whole_story_when_pointed_at() -> None:
    story = sync_lamp(replace(OFFLINE, last_exchange=AT), ZONE)[2]
    assert "一笔都不会丢" in story
    assert "请看网线" in story
    assert "最近一次交换：2026-11-24 14:32" in story


@pytest.mark.parametrize("kind", NetworkTroubleKind)
def test_every_trouble_says_what_to_do(kind: NetworkTroubleKind) -> None:
    assert len(trouble_text(kind)) > 12
    assert warnings_of(replace(OFFLINE, trouble=kind))[0] == trouble_text(kind)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "很准"), (2, "快 2 秒"), (-59, "慢 59 秒"), (60, "快 1 分钟"), (-4000, "慢 66 分钟")],
)
def test_a_clock_is_told_as_people_say_it(seconds: int, text: str) -> None:
    assert deviation_text(seconds) == text


def test_figures_are_left_out_where_there_is_nothing_to_tell() -> None:
    names = [line.name for line in fact_lines(ONLINE, ZONE)]
    assert names == ["在线自", "最近一次交换", "还没上传", "本机时间"]
    everything = replace(OFFLINE, next_try=AT, to_pull=4, parked=1, forks=2, second_copies=1)
    said = {line.name: line.value for line in fact_lines(everything, ZONE)}
    assert said["下次再试"] == "2026-11-24 14:32:00"
    assert said["邻机留有副本"] == "1 张，共 3 张"
    assert (said["还要下载"], said["看不懂先存着"], said["分开的副本"]) == ("4 张", "1 张", "2")


def test_a_terminal_is_told_by_what_matters_most() -> None:
    assert [terminal_state(row, 1)[0] for row in TERMINALS] == [
        "本机",
        "正常",
        "214 笔待传",
        "已停用",
        "还没来过",
    ]
