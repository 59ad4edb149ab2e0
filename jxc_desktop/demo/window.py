"""The demo in its window: made with a progress bar the first time, then open like any shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout, QWidget

from jxc_desktop.app.window import Occasion, show_shop, the_application
from jxc_desktop.demo.ready import demo_is_ready, demo_note, make_demo, open_demo
from jxc_desktop.ui.crash_handler import CrashHandler
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode, Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone

if TYPE_CHECKING:
    from jxc_desktop.app.open_shop import OpenedShop
    from jxc_desktop.app.places import Places

_WIDTH = 520


class MakingDemo(QWidget):
    """Says what is being made and how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("演示店铺"))
        self.setFixedWidth(_WIDTH)
        self._text = TextLabel("", TextRole.BODY, Tone.MUTED)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.VAST, Space.VAST, Space.VAST, Space.VAST)
        layout.setSpacing(Space.MEDIUM)
        layout.addWidget(TextLabel(_("正在准备演示店铺"), TextRole.TITLE))
        layout.addWidget(self._text)
        layout.addWidget(self._bar)

    def show_progress(self, stage: str, done: int, of: int) -> None:
        """`stage` is `catalogue` or `history`."""
        texts = {
            "catalogue": _("商品资料 {done}/{of}"),
            "history": _("最近的营业记录 第 {done}/{of} 天"),
        }
        self._text.setText(texts[stage].format(done=done, of=of))
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        QApplication.processEvents()


def run_demo(places: Places, *, fresh: bool, days: int) -> int:
    """Open the demo shop in the program's own window."""
    app = the_application()
    crashes = CrashHandler(places.crashes)
    crashes.install()
    apply_theme(app, Mode.LIGHT)
    shop = open_demo(places) if demo_is_ready(places) and not fresh else _made(places, days)
    return show_shop(app, shop, Occasion(demo_note()), crashes)


def _made(places: Places, days: int) -> OpenedShop:
    making = MakingDemo()
    making.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    making.show()
    shop = make_demo(places, making.show_progress, days)
    making.close()
    return shop
