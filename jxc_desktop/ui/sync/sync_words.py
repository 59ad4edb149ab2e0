"""How the tie to the server stands, in a person's words: for the lamp and for the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from jxc_desktop.domain.formats import instant_text
from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncNews, SyncState, TerminalStatus
from jxc_desktop.domain.words import mark
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.sync.deviation import deviation_text
from jxc_desktop.ui.sync_messages import NETWORK_SENTENCES
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.lamp import LampState

CLOCK_SECONDS_MAX = 300
"""A clock that is further off is told to the person; the server raises an exception of it too."""

STATE_TITLES = {
    SyncState.ALONE: mark("单机"),
    SyncState.PAUSED: mark("已暂停联网"),
    SyncState.CONNECTING: mark("正在连接"),
    SyncState.ONLINE: mark("在线"),
    SyncState.WORKING: mark("正在同步"),
    SyncState.OFFLINE: mark("离线"),
    SyncState.STOPPED: mark("要有人处理"),
}
_SENTENCES = {
    SyncState.ALONE: mark("没有连接服务器，数据都在本机，什么都不缺。"),
    SyncState.PAUSED: mark("是人按的暂停：照常收银，恢复联网以后再上传。"),
    SyncState.CONNECTING: mark("正在找服务器，不影响收银。"),
    SyncState.ONLINE: mark("别的终端马上看得到这里的销售。"),
    SyncState.WORKING: mark("正在和服务器交换，不影响收银。"),
    SyncState.OFFLINE: mark("照常收银，一笔都不会丢；连上以后自动补传。"),
    SyncState.STOPPED: mark("照常收银，一笔都不会丢；处理好以后自动补传。"),
}
_TONES = {
    SyncState.ONLINE: Tone.SUCCESS,
    SyncState.WORKING: Tone.SUCCESS,
    SyncState.OFFLINE: Tone.WARNING,
    SyncState.PAUSED: Tone.WARNING,
    SyncState.STOPPED: Tone.DANGER,
}
_LAMPS = {
    SyncState.ALONE: LampState.OFF,
    SyncState.PAUSED: LampState.OFF,
    SyncState.CONNECTING: LampState.OFF,
    SyncState.ONLINE: LampState.OK,
    SyncState.WORKING: LampState.OK,
    SyncState.OFFLINE: LampState.WARN,
    SyncState.STOPPED: LampState.FAULT,
}
_STATE_ICONS = {
    SyncState.ALONE: "hard-drive",
    SyncState.PAUSED: "pause",
    SyncState.CONNECTING: "refresh-cw",
    SyncState.ONLINE: "cloud",
    SyncState.WORKING: "refresh-cw",
    SyncState.OFFLINE: "cloud-off",
    SyncState.STOPPED: "circle-alert",
}

Said = tuple[LampState, str, str]
"""State, a short word, the whole story."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One figure of the tie with its name."""

    name: str
    value: str
    tone: Tone = Tone.PLAIN


def state_title(state: SyncState) -> str:
    """The state in one or two words."""
    return _(STATE_TITLES[state])


def state_sentence(state: SyncState) -> str:
    """What the state means for whoever works here."""
    return _(_SENTENCES[state])


def state_tone(state: SyncState) -> Tone:
    """How loud the state is said."""
    return _TONES.get(state, Tone.MUTED)


def state_icon(state: SyncState) -> str:
    """The drawing beside the state."""
    return _STATE_ICONS[state]


def trouble_text(kind: NetworkTroubleKind) -> str:
    """What went wrong and what a person can do about it."""
    return _(NETWORK_SENTENCES[f"network_{kind.value}"])


def unsent_text(count: int) -> str:
    """`3 笔待传`."""
    return ngettext_("{count} 笔待传", "{count} 笔待传", count).format(count=count)


def warnings_of(news: SyncNews) -> tuple[str, ...]:
    """What a person should know beside the state, the most serious first."""
    told = [] if news.trouble is None else [trouble_text(news.trouble)]
    if news.forks:
        told.append(_("这台终端的数据有两个副本在用，系统已把它们分开，请到“例外”里核对"))
    if news.parked:
        text = ngettext_(
            "有 {count} 张单据本程序还看不懂，先存着；请升级本程序",
            "有 {count} 张单据本程序还看不懂，先存着；请升级本程序",
            news.parked,
        )
        told.append(text.format(count=news.parked))
    if clock_is_off(news):
        told.append(
            _("这台电脑的时间{deviation}，请改过来：报表按营业日统计").format(
                deviation=deviation_text(news.clock_ahead_seconds)
            )
        )
    return tuple(told)


def clock_is_off(news: SyncNews) -> bool:
    """Whether this machine's clock is so far from the server's that it should be set."""
    return abs(news.clock_ahead_seconds) > CLOCK_SECONDS_MAX


def sync_lamp(news: SyncNews, zone: tzinfo) -> Said:
    """The lamp: never red for merely being offline; where there is trouble, what to do."""
    parts = [state_sentence(news.state), *warnings_of(news)]
    if news.last_exchange is not None:
        moment = instant_text(news.last_exchange, zone)
        parts.append(_("最近一次交换：{when}").format(when=moment))
    return _lamp_state(news), _lamp_word(news), "\n".join(parts)


def _lamp_state(news: SyncNews) -> LampState:
    state = _LAMPS[news.state]
    odd = news.forks or news.parked or clock_is_off(news)
    return LampState.WARN if odd and state is LampState.OK else state


def _lamp_word(news: SyncNews) -> str:
    if news.state is SyncState.ALONE:
        return state_title(news.state)
    words = [] if news.state is SyncState.ONLINE else [state_title(news.state)]
    if news.loaded_percent is not None:
        words.append(_("历史 {percent}%").format(percent=news.loaded_percent))
    if news.backlog:
        words.append(unsent_text(news.backlog))
    elif news.state is SyncState.ONLINE and clock_is_off(news):
        words.append(_("时间不准"))
    return " · ".join(words) or state_title(news.state)


def fact_lines(news: SyncNews, zone: tzinfo) -> tuple[FactLine, ...]:
    """The figures of the tie, in the order in which they are asked for on the telephone."""

    def moment(at: datetime | None) -> str:
        return _("还没有") if at is None else instant_text(at, zone, seconds=True)

    unsent = Tone.WARNING if news.backlog else Tone.PLAIN
    lines = [
        _since(news, moment),
        FactLine(_("最近一次交换"), moment(news.last_exchange)),
        FactLine(_("还没上传"), _backlog(news), unsent),
    ]
    if news.backlog:
        lines.append(FactLine(_("最早一笔"), moment(news.oldest_unsent), unsent))
        lines.append(FactLine(_("邻机留有副本"), _copies(news)))
    if news.to_pull:
        lines.append(FactLine(_("还要下载"), _documents(news.to_pull)))
    off = Tone.WARNING if clock_is_off(news) else Tone.PLAIN
    lines.append(FactLine(_("本机时间"), deviation_text(news.clock_ahead_seconds), off))
    if news.parked:
        lines.append(FactLine(_("看不懂先存着"), _documents(news.parked), Tone.WARNING))
    if news.forks:
        lines.append(FactLine(_("分开的副本"), str(news.forks), Tone.WARNING))
    return tuple(lines)


def _since(news: SyncNews, moment: Callable[[datetime | None], str]) -> FactLine:
    if news.state is SyncState.OFFLINE and news.next_try is not None:
        return FactLine(_("下次再试"), moment(news.next_try))
    return FactLine(_("在线自"), moment(news.online_since))


def _documents(count: int) -> str:
    return ngettext_("{count} 张", "{count} 张", count).format(count=count)


def _backlog(news: SyncNews) -> str:
    return _documents(news.backlog) if news.backlog else _("全部已上传")


def _copies(news: SyncNews) -> str:
    if not news.second_copies:
        return _("没有，只在本机")
    return _("{copies}，共 {count}").format(
        copies=_documents(news.second_copies), count=_documents(news.backlog)
    )


def terminal_state(row: TerminalStatus, own: int) -> tuple[str, Tone]:
    """What is said of a terminal in the table."""
    if row.revoked:
        return _("已停用"), Tone.DANGER
    if row.terminal == own:
        return _("本机"), Tone.ACCENT
    if row.last_seen is None:
        return _("还没来过"), Tone.MUTED
    if row.backlog:
        return unsent_text(row.backlog), Tone.WARNING
    return _("正常"), Tone.SUCCESS
