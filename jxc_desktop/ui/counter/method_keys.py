"""The keys for the ways to pay: one of them is chosen, and the presenter says which."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jxc_desktop.domain.tender import MethodKind, PaymentMethod
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.panels import empty
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton

METHOD_ICONS = {
    MethodKind.CASH: "banknote",
    MethodKind.WALLET: "qr-code",
    MethodKind.CARD: "credit-card",
    MethodKind.TRANSFER: "landmark",
    MethodKind.ON_ACCOUNT: "hand-coins",
    MethodKind.DEPOSIT: "wallet",
}


class MethodKeys(QWidget):
    """Reports `method_pressed`; a press alone chooses nothing."""

    method_pressed = Signal(object)

    def __init__(self, shortcuts: Sequence[str], *, columns: int, shape: Shape) -> None:
        super().__init__()
        self._shortcuts = tuple(shortcuts)
        self._columns = columns
        self._shape = shape
        self._offered: tuple[PaymentMethod, ...] = ()
        self._keys: list[TouchButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.SMALL)

    def show_methods(self, methods: tuple[PaymentMethod, ...], chosen: PaymentMethod) -> None:
        """These can be pressed, and this one is chosen."""
        if methods != self._offered:
            self._offered = methods
            self._make_keys()
        for method, key in zip(methods, self._keys, strict=True):
            key.setChecked(method.method == chosen.method)

    def _make_keys(self) -> None:
        empty(self._grid)
        self._keys = []
        for place, method in enumerate(self._offered):
            shortcut = self._shortcuts[place] if place < len(self._shortcuts) else ""
            icon = METHOD_ICONS[method.kind]
            key = TouchButton(method.name, icon=icon, shape=self._shape, shortcut=shortcut)
            key.setCheckable(True)
            key.keep_focus_elsewhere()
            key.clicked.connect(self._reporter(key, method))
            self._keys.append(key)
            self._grid.addWidget(key, place // self._columns, place % self._columns)

    def _reporter(self, key: TouchButton, method: PaymentMethod) -> Callable[[bool], None]:
        def pressed(checked: bool) -> None:
            key.setChecked(not checked)  # the presenter may refuse
            self.method_pressed.emit(method)

        return pressed
