"""An unknown barcode becomes a product while the customer waits: name, price, unit, category."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

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

UNITS = ("个", "瓶", "袋", "盒", "包", "罐", "支", "条", "件", "箱", "斤", "kg")
"""Names of units are the shop's data and are written as they will stand on the receipt."""
_BY_WEIGHT = frozenset({"斤", "kg"})
_NAME_MAX = 60


class ProductSheet(Sheet):
    """Gives a `NewProduct`; stays open until it was made, or the cashier lets it be."""

    def __init__(self, question: ProductQuestion, answer: Callable[[NewProduct], object]) -> None:
        super().__init__(_("没有这个条码，要新建商品吗？"), width=600)
        self._answer = answer
        self.name = TextField(_("商品名称"), length_max=_NAME_MAX)
        self.price = UnitPriceField(_("售价"))
        self._unit = PickList(_("单位"), tuple((unit, unit) for unit in UNITS))
        self._category = PickList(
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
        row.addWidget(FormRow(_("售价"), self.price), 1)
        row.addWidget(FormRow(_("单位"), self._unit), 1)
        row.addWidget(FormRow(_("分类"), self._category), 1)
        self.body.addLayout(row)
        self._problem = TextLabel("", TextRole.SMALL, Tone.DANGER).wrapped()
        self.body.addWidget(self._problem)
        self.add_action(_("先不卖"), self.dismiss, shortcut="Esc")
        self.add_action(_("新建并加入"), self._give, variant=Variant.PRIMARY, shortcut="F9")
        self.name.entered.connect(lambda _text: self.price.setFocus())
        self.price.figure_entered.connect(lambda _price: self._give())

    def show_problem(self, sentence: str) -> None:
        """Say why the product cannot be made so."""
        self._problem.show_text(sentence)

    def _give(self) -> None:
        self.show_problem("")
        price, unit = self.price.figure, self._unit.value
        if price is None:
            self.price.show_problem(_("请填写售价"))
            self.price.setFocus()
            return
        name, category = self.name.line.text(), self._category.value
        self._answer(NewProduct(name, price, unit, category, weighed=unit in _BY_WEIGHT))
