"""The recovery code on paper: to print once and to lock away."""

from __future__ import annotations

from jxc_desktop.app.devices import FONTS
from jxc_desktop.domain.ticket import Align, Rule, Text, Ticket
from jxc_desktop.domain.ticket_layout import CELLS_80
from jxc_desktop.reports.ticket_pdf import ticket_pdf
from jxc_desktop.ui.language import _


def recovery_pdf(code: str) -> bytes:
    """A PDF of a receipt's width with the code and what it is for."""
    title = _("恢复码")
    ticket = Ticket(
        title,
        (
            Text(title, Align.CENTER, bold=True, size=2),
            Text(_("换电脑或忘记口令时，用它找回本店数据。请锁好，不要拍照。")),
            Rule(),
            Text(code, bold=True),
            Rule(),
        ),
    )
    return ticket_pdf(ticket, CELLS_80, FONTS)
