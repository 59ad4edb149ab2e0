"""What the reasons for moving cash are called."""

from __future__ import annotations

from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.words import mark

PURPOSE_NAMES = {
    CashPurpose.FLOAT: mark("补备用金"),
    CashPurpose.TO_SAFE: mark("交保险柜"),
    CashPurpose.TO_BANK: mark("存银行"),
    CashPurpose.EXPENSE: mark("零星支出"),
    CashPurpose.OTHER_INCOME: mark("其他收入"),
}
