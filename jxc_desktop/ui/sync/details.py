"""The tie in plain lines, to be copied or read out to the person who helps. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from jxc_desktop.domain.sync_facts import SyncNews, TerminalStatus
from jxc_desktop.ui.sync.tie import TieFacts


def details_text(facts: TieFacts, news: SyncNews, terminals: Sequence[TerminalStatus]) -> str:
    """One fact a line, in the words of the program itself: whoever helps reads logs with them."""
    lines = {
        "jxc": facts.version,
        "terminal": f"{facts.terminal} (incarnation {facts.incarnation}, store {facts.store})",
        "server": facts.server or "-",
        "company": facts.tenant or "-",
        "epoch": facts.epoch or "-",
        "state": news.state.value,
        "trouble": "-" if news.trouble is None else news.trouble.value,
        "said": news.detail or "-",
        "online since": _moment(news.online_since),
        "last exchange": _moment(news.last_exchange),
        "next try": _moment(news.next_try),
        "unsent": f"{news.backlog} (oldest {_moment(news.oldest_unsent)})",
        "second copies": str(news.second_copies),
        "to pull": str(news.to_pull),
        "parked": str(news.parked),
        "forks": str(news.forks),
        "clock ahead": f"{news.clock_ahead_seconds} s",
        "history": "complete" if news.loaded_percent is None else f"{news.loaded_percent} %",
    }
    others = [
        f"terminal {row.terminal}: store {row.store}, seen {_moment(row.last_seen)},"
        f" unsent {row.backlog}, version {row.version or '-'}"
        + (", revoked" if row.revoked else "")
        for row in terminals
    ]
    return "\n".join([*(f"{name}: {value}" for name, value in lines.items()), *others])


def _moment(at: datetime | None) -> str:
    return "-" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}Z"
