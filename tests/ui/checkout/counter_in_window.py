"""The workplace 收银 in a window, over a real shop, with hands that reach into it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.commands.take_sale import TakeSale
from jxc_desktop.domain.basket import Basket
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.checkout.place import CheckoutPlace, PlaceLinks
from jxc_desktop.ui.widgets.labels import MoneyLabel
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.toast import Toast
from jxc_desktop.ui.widgets.touch_button import TouchButton
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.fingers import press, put_up


@dataclass
class Sounds:
    """Counts what was heard."""

    failed: int = 0

    def play_failed(self) -> None:
        self.failed += 1


@dataclass
class Till:
    """The workplace in its window, and what came of it."""

    qtbot: QtBot
    counter: Counter
    approval: ApprovalMemory
    sounds: Sounds = field(default_factory=Sounds)
    led_to: list[str] = field(default_factory=list)
    place: CheckoutPlace = field(init=False)
    window: QWidget = field(init=False)

    def __post_init__(self) -> None:
        links = PlaceLinks(
            lambda: self.led_to.append("shift"),
            lambda: self.led_to.append("receipts"),
            self.counter.shop.clock,
        )
        approvals = ApprovalPresenter(self.counter.doors, self.approval)
        self.place = CheckoutPlace(self.counter.doors, approvals, self.sounds.play_failed, links)
        self.window = put_up(self.qtbot, self.place)

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.place.hear_scan(code)

    def basket(self) -> Basket:
        return self.place._in_hand.basket

    def quantities(self) -> list[int]:
        return [line.quantity.milli for line in self.basket().lines]

    def sold(self) -> list[TakeSale]:
        return self.counter.handed_in(TakeSale)

    def press(self, name: str) -> None:
        """A finger on the button called `name`, once it is there."""
        self.qtbot.waitUntil(lambda: any(name == key.accessibleName() for key in self._keys()))
        press(self.window, name)

    def sheet(self) -> Sheet:
        """The sheet that lies over the window, as soon as it does."""
        self.qtbot.waitUntil(lambda: any(map(QWidget.isVisible, self._sheets())))
        return next(sheet for sheet in self._sheets() if sheet.isVisible())

    def no_sheet(self) -> None:
        self.qtbot.waitUntil(lambda: not any(map(QWidget.isVisible, self._sheets())))

    def said(self) -> list[str]:
        return [toast.text for toast in self.window.findChildren(Toast) if toast.isVisible()]

    def sees(self, amount: str) -> bool:
        """Whether this amount can be read from two metres."""
        labels = self.window.findChildren(MoneyLabel)
        return any(label.isVisible() and amount in label.accessibleName() for label in labels)

    def _keys(self) -> list[TouchButton]:
        keys = self.window.findChildren(TouchButton)
        return [key for key in keys if key.isVisible() and key.isEnabled()]

    def _sheets(self) -> list[Sheet]:
        return self.window.findChildren(Sheet)
