"""Giving a discount: how it is said, how much it is, what is left to pay, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.domain.discount import Discount, DiscountKind
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import money_text, rate_text
from jxc_desktop.domain.numbers import Money, Rate, UnitPrice
from jxc_desktop.domain.permissions import discount_within
from jxc_desktop.ui.counter.screen import DiscountQuestion
from jxc_desktop.ui.counter.sheets.answering import AnswerSheet
from jxc_desktop.ui.counter.sheets.discount_words import (
    fold_name,
    fold_text,
    parse_fold,
    usual_folds,
)
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.figure_field import AmountField, FigureField, UnitPriceField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_KINDS = (DiscountKind.PERCENT, DiscountKind.AMOUNT, DiscountKind.NEW_PRICE)


def discount_reasons() -> tuple[str, ...]:
    """The usual reasons of a discount."""
    return _("促销"), _("临期"), _("破损"), _("熟客"), _("议价")


class DiscountSheet(AnswerSheet[Discount | None]):
    """Gives a `Discount`, or None to take the present one away."""

    def __init__(
        self, question: DiscountQuestion, answer: Callable[[Discount | None], Refusal | None]
    ) -> None:
        title = _("优惠：{name}").format(name=question.name)
        super().__init__(title, answer, lambda: self._fields[self._kind], width=880)
        self._question = question
        self._kind = DiscountKind.PERCENT
        self._figure: object | None = None
        self._reason = ""
        self._fields: dict[DiscountKind, FigureField] = {
            DiscountKind.PERCENT: FigureField(
                _("打几折"), parse_fold, placeholder=_("如 8.5 或 85")
            ),
            DiscountKind.AMOUNT: AmountField(_("减多少钱")),
            DiscountKind.NEW_PRICE: UnitPriceField(_("优惠后的单价")),
        }
        self._reasons: dict[str, TouchButton] = {}
        self._left_to_pay = TextLabel("", TextRole.HEADING)
        self._says = TextLabel("", TextRole.SMALL, Tone.MUTED).wrapped()
        self._put_together()
        self._add_actions()
        self._show_now(question.now)
        self._preview()

    def _put_together(self) -> None:
        titles = (_("打折"), _("减金额"), _("改价"))
        self._kinds = SegmentedChoice(_("优惠方式"), tuple(zip(_KINDS, titles, strict=True)))
        self._kinds.chosen.connect(self._on_kind)
        self._stack = QStackedWidget()
        for kind in _KINDS:
            field = self._fields[kind]
            field.line.setProperty("size", "large")
            field.figure_typed.connect(self._on_typed)
            field.figure_entered.connect(self._on_entered)
            self._stack.addWidget(field)
        left, right = QVBoxLayout(), QVBoxLayout()
        for widget in (self._kinds, self._stack):
            left.addWidget(widget)
        left.addWidget(self._usual())
        for label in (self._left_to_pay, self._says):
            left.addWidget(label)
        left.addStretch(1)
        left.addWidget(TextLabel(_("原因"), TextRole.SMALL, Tone.MUTED))
        left.addLayout(self._reason_keys())
        right.addWidget(NumberPad(enter=_("确定")))
        row = QHBoxLayout()
        row.setSpacing(Space.WIDE)
        for column, stretch in ((left, 3), (right, 2)):
            column.setSpacing(Space.SMALL)
            row.addLayout(column, stretch)
        self.body.addLayout(row)

    def _usual(self) -> QWidget:
        keys = QWidget()
        grid = QGridLayout(keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.SMALL)
        for at, off in enumerate(usual_folds()):
            key = TouchButton(fold_name(off))
            key.keep_focus_elsewhere()
            key.clicked.connect(partial(self._on_usual, off))
            grid.addWidget(key, at // 3, at % 3)
        self._usual_keys = keys
        return keys

    def _reason_keys(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(Space.SMALL)
        for at, reason in enumerate(discount_reasons()):
            key = TouchButton(reason, shortcut=f"F{at + 1}")
            key.setCheckable(True)
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            key.clicked.connect(partial(self._on_reason, reason))
            self._reasons[reason] = key
            grid.addWidget(key, at // 3, at % 3)
        return grid

    def _add_actions(self) -> None:
        if self._question.now is not None:
            self.add_action(
                _("取消优惠"), lambda: self.give(None), variant=Variant.DANGER, icon="trash-2"
            )
        self.add_action(_("返回"), self.dismiss, shortcut="Esc")
        self.add_action(_("给优惠"), self._on_given, variant=Variant.PRIMARY, shortcut="F9")

    def _show_now(self, now: Discount | None) -> None:
        if now is None:
            return
        self._kind = now.kind
        self._kinds.show_choice(now.kind)
        self._stack.setCurrentWidget(self.field)
        if now.rate is not None:
            self.field.show_text(fold_text(now.rate))
        elif isinstance(self.field, AmountField) and now.amount is not None:
            self.field.show_figure(now.amount)
        elif isinstance(self.field, UnitPriceField) and now.price is not None:
            self.field.show_figure(now.price)
        self._figure = now.rate or now.amount or now.price
        self._on_reason(now.reason)

    def _on_kind(self, kind: DiscountKind) -> None:
        self._kind = kind
        self._figure = None
        self._stack.setCurrentWidget(self.field)
        self._usual_keys.setEnabled(kind is DiscountKind.PERCENT)
        self.field.clear()
        self.field.setFocus()
        self._preview()

    def _on_usual(self, off: Rate, _checked: object = None) -> None:
        self.field.show_text(fold_text(off))
        self._on_typed(off)

    def _on_reason(self, reason: str, _checked: object = None) -> None:
        self._reason = reason
        for known, key in self._reasons.items():
            key.setChecked(known == reason)

    def _on_typed(self, figure: object | None) -> None:
        self._figure = figure
        self._preview()

    def _on_entered(self, figure: object) -> None:
        self._on_typed(figure)
        self._on_given()

    def _on_given(self) -> None:
        if self._figure is None:
            self.show_problem(_("请先输入优惠"))
        elif not self._reason:
            self.show_problem(_("请选一个原因"))
        else:
            try:
                self.give(self._discount())
            except Refusal as refusal:
                self.show_problem(refusal_text(refusal))

    def _discount(self) -> Discount:
        match self._figure:
            case Rate():
                return Discount.percent(self._figure, self._reason)
            case Money():
                return Discount.off(self._figure, self._reason)
            case _:
                assert isinstance(self._figure, UnitPrice)
                return Discount.to_price(self._figure, self._reason)

    def _preview(self) -> None:
        question = self._question
        off = Money(0)
        if self._figure is not None:
            try:
                off = self._discount().taken_off(question.gross, question.quantity)
            except Refusal:
                off = Money(0)
        after = question.gross - off
        self._left_to_pay.show_text(
            _("{before} − {off} = {after}").format(
                before=money_text(question.gross), off=money_text(off), after=money_text(after)
            )
        )
        limit = rate_text(question.limit)
        if discount_within(question.limit, question.gross, off):
            self._says.show_text(_("你可以优惠到 {limit}").format(limit=limit), Tone.MUTED)
        else:
            self._says.show_text(
                _("超过你的 {limit}，需要找人授权").format(limit=limit), Tone.WARNING
            )
