"""All that can happen in a shop: the list of document kinds."""

from __future__ import annotations

from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.events import EventRecorded, TerminalEnrolled
from jxc_desktop.documents.exceptions import ExceptionSettled
from jxc_desktop.documents.goods import GoodsReceived
from jxc_desktop.documents.records import RecordsChanged
from jxc_desktop.documents.sale import Sale
from jxc_desktop.documents.shift import (
    CashMoved,
    DayClosed,
    DrawerOpened,
    ShiftClosed,
    ShiftOpened,
)

Body = (
    Sale
    | ShiftOpened
    | CashMoved
    | DrawerOpened
    | ShiftClosed
    | DayClosed
    | RecordsChanged
    | GoodsReceived
    | CustomerPaid
    | EventRecorded
    | TerminalEnrolled
    | ExceptionSettled
)
"""Any document body. A kind's fields only grow, at the end and with defaults; a change of meaning
is a new kind with a version in its tag, and an upcaster that reads the old one."""
