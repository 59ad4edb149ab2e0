"""An unknown barcode becomes a product while the customer waits: name, price, unit, category."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from jxc_desktop.domain.numbers import UnitPrice
from jxc_desktop.ui.checkout.orders import NewProduct, ProductQuestion
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.figure_field import UnitPriceField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.picking import PickList
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import Variant

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import CategoryId

UNITS = ("个", "瓶", "袋", "盒", "包", "罐", "支", "条", "件", "箱", "斤", "kg")
"""Names of units are the shop's data and are written as they will stand on the receipt."""
_BY_WEIGHT = frozenset({"斤", "kg"})
_NAME_MAX = 60


class ProductSheet(Sheet):
    """Gives a `NewProduct`; stays open until it was made, or the cashier lets it be."""

    def __init__(self, question: ProductQuestion, answer: Callable[[NewProduct], object]) -> None:
        super().__init__(_("没有这个条码，要新建商品吗？"), width=600)
        self._answer = answer
        self._price: UnitPrice | None = None
        self._unit = UNITS[0]
        self._category: CategoryId | None = None
        self.name = TextField(_("商品名称"), length_max=_NAME_MAX)
        self.price = UnitPriceField(_("售价"))
        units = PickList(_("单位"), tuple((unit, unit) for unit in UNITS))
        categories = PickList(
            _("分类"),
            (
                (None, _("以后再分")),
                *((row.category, row.name) for row in question.categories),
            ),
        )
        self.body.addWidget(TextLabel(question.barcode, TextRole.TITLE, Tone.ACCENT))
        self.body.addWidget(self.name)
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        for title, field in ((_("售价"), self.price), (_("单位"), units), (_("分类"), categories)):
            row.addWidget(FormRow(title, field), 1)
        self.body.addLayout(row)
        self._problem = TextLabel("", TextRole.SMALL, Tone.DANGER).wrapped()
        self.body.addWidget(self._problem)
        self.add_action(_("先不卖"), self.dismiss, shortcut="Esc")
        self.add_action(_("新建并加入"), self._give, variant=Variant.PRIMARY, shortcut="F9")
        self.name.entered.connect(lambda _text: self.price.setFocus())
        self.price.figure_typed.connect(self._on_price)
        self.price.figure_entered.connect(self._on_price_entered)
        units.picked.connect(self._on_unit)
        categories.picked.connect(self._on_category)

    def show_problem(self, sentence: str) -> None:
        """Say why the product cannot be made so."""
        self._problem.show_text(sentence)

    def _on_price(self, price: UnitPrice | None) -> None:
        self._price = price

    def _on_price_entered(self, price: UnitPrice) -> None:
        self._price = price
        self._give()

    def _on_unit(self, unit: str) -> None:
        self._unit = unit

    def _on_category(self, category: CategoryId | None) -> None:
        self._category = category

    def _give(self) -> None:
        self.show_problem("")
        if self._price is None:
            self.price.show_problem(_("请填写售价"))
            self.price.setFocus()
            return
        weighed = self._unit in _BY_WEIGHT
        name = self.name.line.text()
        self._answer(NewProduct(name, self._price, self._unit, self._category, weighed))
