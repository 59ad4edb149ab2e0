"""What papers, states and troubles of the print queue are called at the till."""

from __future__ import annotations

from jxc_desktop.domain.paper import JobState, Paper
from jxc_desktop.domain.words import mark
from jxc_desktop.queries.list_print_jobs import PrintJobRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.widgets.labels import Tone

PAPER_NAMES = {
    Paper.RECEIPT: mark("销售小票"),
    Paper.RECEIPT_COPY: mark("补打小票"),
    Paper.HELD_SLIP: mark("挂单条"),
    Paper.X_REPORT: mark("当班报表"),
    Paper.SHIFT_REPORT: mark("交班单"),
    Paper.Z_REPORT: mark("日结单"),
    Paper.CASH_SLIP: mark("钱箱存取单"),
    Paper.CUSTOMER_PAYMENT: mark("客户收款单"),
    Paper.DRAWER_KICK: mark("打开钱箱"),
    Paper.TEST_PAGE: mark("测试页"),
}
STATE_NAMES = {
    JobState.QUEUED: mark("排队中"),
    JobState.SENDING: mark("正在打印"),
    JobState.SENT: mark("已发送"),
    JobState.CONFIRMED: mark("已打印"),
    JobState.UNKNOWN: mark("不确定，请看一下纸"),
    JobState.DISMISSED: mark("不打了"),
    JobState.EXPIRED: mark("过时，没有打"),
}
_STATE_TONES = {
    JobState.QUEUED: Tone.ACCENT,
    JobState.SENDING: Tone.ACCENT,
    JobState.UNKNOWN: Tone.DANGER,
    JobState.CONFIRMED: Tone.SUCCESS,
}
TROUBLE_NAMES = {
    "no_printer": mark("还没有设置打印机"),
    "unreachable": mark("连不上打印机，请检查电源和网线"),
    "refused": mark("打印机拒绝连接，请检查 IP 地址和端口"),
    "offline": mark("打印机没有准备好"),
    "paper_out": mark("打印机缺纸"),
    "cover_open": mark("打印机盖子没有关"),
    "no_answer": mark("打印机没有回音"),
    "hung_up": mark("打印机断开了连接"),
    "stopped": mark("程序正在退出，下次接着打"),
    "unconfirmed": mark("不确定是否打完，请看一下纸"),
    "not_on_this_system": mark("这台电脑上用不了 Windows 打印机，请换一种连接方式"),
    "paper_gone": mark("没有找到要打印的单据"),
    "interrupted": mark("打印时程序断了，不确定是否打完"),
}


def paper_text(row: PrintJobRow) -> str:
    """What is printed, and the number of the receipt that it is about."""
    name = _(PAPER_NAMES[row.paper])
    copies = f" × {row.copies}" if row.copies > 1 else ""
    return f"{name} {row.number}".strip() + copies


def state_text(row: PrintJobRow) -> str:
    """Where the job stands."""
    return _(STATE_NAMES[row.state])


def state_tone(row: PrintJobRow) -> Tone:
    """How much the state concerns whoever looks."""
    return _STATE_TONES.get(row.state, Tone.MUTED)


def trouble_text(code: str) -> str:
    """What is wrong with the printer, in words; a new kind of trouble is shown by its code."""
    if not code:
        return ""
    name = TROUBLE_NAMES.get(code)
    return _("打印机出错：{code}").format(code=code) if name is None else _(name)
