"""The program's own counter on a screen, with a watch that knows when it was painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableView

from jxc_desktop.domain.basket import Basket
from jxc_desktop.ui.checkout.view import CheckoutView
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode

SIZE = (1366, 768)


class _PaintWatch(QObject):
    """Counts how often what it watches was painted."""

    painted = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.painted += 1
        return False


class PaintedCounter:
    """Shows baskets, and waits until the lines are on the screen."""

    def __init__(self) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self._app = app
        apply_theme(app, Mode.LIGHT)
        self._counter = CheckoutView(lambda: None)
        self._counter.resize(*SIZE)
        self._counter.show()
        table = self._counter.findChild(QTableView)
        assert table is not None
        self._watch = _PaintWatch()
        table.viewport().installEventFilter(self._watch)
        app.processEvents()

    def paint(self, basket: Basket) -> None:
        """Show the basket with its last line marked; returns once it was painted."""
        before = self._watch.painted
        self._counter.show_basket(basket, len(basket.lines))
        while self._watch.painted == before:
            self._app.processEvents()
