"""小票: the receipt of a sale, a return or a void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.capitals import capitals
from jxc_desktop.domain.formats import (
    date_text,
    money_text,
    quantity_text,
    unit_price_text,
)
from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.domain.ticket import (
    Align,
    Barcode,
    Cell,
    Columns,
    Element,
    Rule,
    Text,
    Ticket,
)
from jxc_desktop.domain.ticket_layout import cells_of, printable
from jxc_desktop.reports.ticket_rows import (
    block,
    ending,
    heading,
    large_row,
    moment_text,
    money_row,
    signature,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jxc_desktop.domain.receipt_facts import ReceiptFacts, ReceiptLine, ReceiptPayment
    from jxc_desktop.domain.words import Words


def receipt_ticket(
    facts: ReceiptFacts, *, width: int, words: Words, copy_number: int = 0
) -> Ticket:
    """The receipt on paper `width` cells wide; `copy_number` marks the nth copy (补打)."""
    elements = (
        *heading(facts.shop),
        *_where(facts, words),
        *_marks(facts, words, copy_number),
        *block("", _head(facts, words)),
        Rule(),
        *_lines(facts, width, words),
        Rule(),
        *_totals(facts, width, words),
        *_payments(facts, words),
        *_account(facts, width, words, copied=copy_number > 0),
        Rule(),
        Barcode(facts.barcode),
        *ending(facts.shop.footer),
    )
    return Ticket(words("小票 {number}").format(number=facts.number), elements)


def _where(facts: ReceiptFacts, words: Words) -> Iterator[Element]:
    if facts.shop.address:
        yield Text(facts.shop.address, Align.CENTER)
    if facts.shop.phone:
        yield Text(words("电话 {phone}").format(phone=facts.shop.phone), Align.CENTER)


def _marks(facts: ReceiptFacts, words: Words, copy_number: int) -> Iterator[Element]:
    """What must not be overlooked: that this is no plain sale, or no original."""
    if facts.is_void:
        yield Text(words("*** 作废单 ***"), Align.CENTER, bold=True)
    elif facts.is_return:
        yield Text(words("*** 退货单 ***"), Align.CENTER, bold=True)
    if facts.voided_by is not None:
        yield Text(words("*** 已作废 ***"), Align.CENTER, bold=True)
    if copy_number:
        text = words("*** 补打 第{number}次 ***").format(number=copy_number)
        yield Text(text, Align.CENTER, bold=True)


def _head(facts: ReceiptFacts, words: Words) -> Iterator[Element]:
    yield Text(words("单号 {number}").format(number=facts.number))
    yield Text(words("时间 {time}").format(time=moment_text(facts.at)))
    cashier = f"{facts.cashier_number} {facts.cashier_name}".strip()
    yield Text(words("收银 {cashier}").format(cashier=cashier))
    if facts.customer is not None:
        yield Text(words("客户 {customer}").format(customer=facts.customer_name))
    if facts.late_for is not None:
        late = words("{missed} 已日结，本单计入 {day}")
        yield Text(late.format(missed=date_text(facts.late_for), day=date_text(facts.day)))
    if facts.voids is not None:
        yield Text(words("作废原单 {number}").format(number=facts.voids.number))
    elif facts.voided_by is None:
        for taken in facts.takes_back:
            yield Text(words("退货原单 {number}").format(number=taken.number))
    if facts.voided_by is not None:
        yield Text(words("作废单号 {number}").format(number=facts.voided_by.number))
    if facts.note:
        yield Text(words("备注 {note}").format(note=facts.note))


def _lines(facts: ReceiptFacts, width: int, words: Words) -> Iterator[Element]:
    asked = [_asked(line) for line in facts.lines]
    amounts = [_amount(line) for line in facts.lines]
    titles = words("数量×单价"), words("金额")
    asked_cells = _widest([*asked, titles[0]]) + 1
    amount_cells = _widest([*amounts, titles[1]]) + 2
    in_one_row = asked_cells + amount_cells + cells_of(printable(words("品名"))) <= width
    places = (asked_cells if in_one_row else None, amount_cells)
    yield _line_row(words("品名"), *titles, places)
    for line, how_many, amount in zip(facts.lines, asked, amounts, strict=True):
        # Where everything comes back, the heading says so already.
        marked = line.is_return and not facts.is_return
        name = words("退 {name}").format(name=line.name) if marked else line.name
        if not in_one_row:
            yield Text(name)
        yield _line_row(name, how_many, amount, places)
        yield from _price_note(line, words)


def _line_row(name: str, asked: str, amount: str, places: tuple[int | None, int]) -> Columns:
    """Name, quantity and price, amount; without the name where the three do not fit together."""
    asked_cells, amount_cells = places
    right = Cell(amount, amount_cells, Align.RIGHT)
    if asked_cells is None:
        return Columns((Cell(asked), right))
    return Columns((Cell(name), Cell(asked, asked_cells, Align.RIGHT), right))


def _asked(line: ReceiptLine) -> str:
    quantity = f"{quantity_text(line.quantity)}{line.item.unit_name}"
    return f"{quantity}×{unit_price_text(line.price)}"


def _amount(line: ReceiptLine) -> str:
    return money_text(line.gross if line.sign > 0 else -line.gross, symbol=False)


def _widest(texts: list[str]) -> int:
    return max(cells_of(printable(text)) for text in texts)


def _price_note(line: ReceiptLine, words: Words) -> Iterator[Element]:
    if line.discount:
        label = f"{words('优惠')} {line.reason}".rstrip()
        yield money_row(label, -line.discount if line.sign > 0 else line.discount)
    elif line.is_return and line.gross != line.price.amount(line.quantity):
        yield Text(words("按原单实付退款"))


def _totals(facts: ReceiptFacts, width: int, words: Words) -> Iterator[Element]:
    if facts.order_discount or facts.rounding:
        yield money_row(words("小计"), facts.goods_total)
    if facts.order_discount:
        yield money_row(words("整单优惠"), -facts.order_discount)
    if facts.rounding:
        yield money_row(words("抹零"), facts.rounding)
    if facts.pieces:
        yield Text(words("共 {count} 件").format(count=facts.pieces))
    back = facts.total < ZERO
    yield large_row(words("应退") if back else words("应收"), abs(facts.total), width)
    if facts.shop.capitals:
        yield Text(capitals(abs(facts.total)))


def _payments(facts: ReceiptFacts, words: Words) -> Iterator[Element]:
    for payment in facts.payments:
        yield money_row(_paid_label(payment, words), abs(payment.tendered or payment.amount))
        if payment.reference:
            yield Text(words("凭证号 {number}").format(number=payment.reference))
    if facts.change:
        yield money_row(words("找零"), facts.change)
    if facts.discount_total > ZERO:
        yield money_row(words("本单已优惠"), facts.discount_total)


def _paid_label(payment: ReceiptPayment, words: Words) -> str:
    back = payment.amount < ZERO
    return words("退 {name}").format(name=payment.name) if back else payment.name


def _account(facts: ReceiptFacts, width: int, words: Words, *, copied: bool) -> Iterator[Element]:
    """What the customer owes; a copy does not tell of a debt that has changed since."""
    if facts.owed_now is None or facts.owed_before is None:
        return
    rows = [money_row(words("本单赊账"), facts.on_account)]
    if not copied:
        rows.insert(0, money_row(words("此前欠款"), facts.owed_before))
        rows.append(money_row(words("累计欠款"), facts.owed_now, bold=True))
    yield from block("", rows)
    yield from signature(words("客户签字"), width)
