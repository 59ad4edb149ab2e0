"""What the lamps of the window say about server, printer and backup, in a person's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.formats import instant_text
from jxc_desktop.journal.continuity import BreakKind
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.printing.job_words import trouble_text
from jxc_desktop.ui.widgets.lamp import LampState
from jxc_desktop.workers.backup_keeper import BackupState

if TYPE_CHECKING:
    from datetime import tzinfo

    from jxc_desktop.journal.continuity import ChainBreak
    from jxc_desktop.workers.backup_keeper import BackupNews
    from jxc_desktop.workers.print_spooler import PrinterNews

Said = tuple[LampState, str, str]
"""State, a short word, the whole story."""


def printer_lamp(news: PrinterNews) -> Said:
    """The printer's lamp."""
    if news.trouble == "no_printer":
        return LampState.OFF, _("未连接"), _("还没有设置打印机；小票会排队等着")
    if news.trouble:
        told = _("{trouble}。销售不受影响；{count} 张在排队，恢复后自动打印")
        return (
            LampState.FAULT,
            _("排队 {count}").format(count=news.waiting),
            told.format(trouble=trouble_text(news.trouble), count=news.waiting),
        )
    if news.doubtful:
        told = _("{count} 张不能确定是否打出，请看一眼纸，再到“打印”里处理")
        return (
            LampState.WARN,
            _("待确认 {count}").format(count=news.doubtful),
            told.format(count=news.doubtful),
        )
    return LampState.OK, "", _("打印正常")


def backup_lamp(news: BackupNews, zone: tzinfo) -> Said:
    """The backup's lamp, by the shop's clock."""
    when = "" if news.last is None else instant_text(news.last, zone)
    why = "" if news.trouble is None else refusal_text(news.trouble)
    match news.state:
        case BackupState.WORKING:
            return LampState.OK, _("备份中"), _("正在备份，不影响收银")
        case BackupState.GOOD:
            return LampState.OK, when[5:], _("最近一次备份：{when}").format(when=when)
        case BackupState.FAILED:
            return LampState.WARN, _("失败"), why
        case BackupState.DAMAGED:
            return LampState.FAULT, _("数据损坏"), why


def break_notice(found: ChainBreak) -> str:
    """Why the till began a new chain at this start."""
    reasons = {
        BreakKind.RESTORED: _("数据是从备份恢复的，收银台已开始新的流水"),
        BreakKind.ROLLED_BACK: _("数据比上次关机时旧（少 {count} 笔），收银台已开始新的流水"),
        BreakKind.FORKED: _("数据和上次关机时不同，收银台已开始新的流水，请核对"),
    }
    if found.kind is BreakKind.ROLLED_BACK and not found.documents_lost:
        return reasons[BreakKind.FORKED]
    return reasons[found.kind].format(count=found.documents_lost)


def forked_notice() -> str:
    """Two copies of this till's disk went on apart; it was put right by itself."""
    return _("这台收银台的数据有两份在用：两边的销售都留下了，请到“例外”里核对")
