"""Baskets put aside, lines taken out, receipts voided and printed again: each leaves its trace."""

from __future__ import annotations

from sqlalchemy import select, text

from jxc_desktop.commands.held_baskets import (
    DiscardHeldBasket,
    HoldBasket,
    RecallBasket,
    discard_held_basket,
    hold_basket,
    recall_basket,
)
from jxc_desktop.commands.open_basket import SaveOpenBasket, save_open_basket
from jxc_desktop.commands.print_jobs import (
    DismissPrintJob,
    QueuePaper,
    ReprintReceipt,
    RetryPrintJob,
    dismiss_print_job,
    queue_paper,
    reprint_receipt,
    retry_print_job,
)
from jxc_desktop.commands.till_trace import CancelOrder, TraceRemoval, cancel_order, trace_removal
from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.basket import Basket, Discount, ReturnOf
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import Money, Quantity, Rate
from jxc_desktop.domain.paper import JobState, Paper
from jxc_desktop.models.till import HeldBasket, PrintJob
from jxc_desktop.queries.find_customer import account_balance
from jxc_desktop.queries.list_held_baskets import find_open_basket, list_held_baskets
from tests.refusing import refused
from tests.shop import CASHIER_ID, COLA, COLA_CODE, NOODLES_CODE, OWNER_ID, WECHAT, Shop


def events(shop: Shop) -> int:
    query = text("SELECT coalesce(sum(count), 0) FROM day_figure WHERE figure = 15")
    return int(shop.ask(lambda s: s.scalar(query)))


def test_the_basket_being_built_comes_back_at_the_next_start(shop: Shop) -> None:
    basket = (
        shop.basket(COLA_CODE, NOODLES_CODE)
        .with_line_discount(2, Discount.percent(Rate(500), "临期"))
        .with_note("老王")
    )
    shop.do(save_open_basket, SaveOpenBasket(basket, "r1"))

    left = shop.ask(find_open_basket)

    assert left is not None
    assert (left.basket, left.request) == (basket, "r1")
    shop.do(save_open_basket, SaveOpenBasket(basket.without(1), "r1"))
    shop.do(save_open_basket, SaveOpenBasket(Basket(), "r1"))
    assert shop.ask(find_open_basket) is None


def test_a_held_basket_moves_no_stock_and_comes_back_as_it_was(shop: Shop) -> None:
    basket = shop.basket(COLA_CODE)
    held = shop.do(hold_basket, HoldBasket(basket, CASHIER_ID, "r2", "红衣服", print_slip=True))
    assert [row.note for row in shop.ask(list_held_baskets)] == ["红衣服"]
    assert shop.ask(lambda s: s.scalar(text("SELECT count(*) FROM stock_move"))) == 3

    shop.edit("product", COLA, **{"price.0.retail.2026-11-02": 36_000})
    recalled = shop.do(recall_basket, RecallBasket(held, CASHIER_ID))

    assert (recalled.basket, recalled.request) == (basket, "r2")
    assert recalled.repriced == ("可口可乐 500ml",)
    assert shop.ask(list_held_baskets) == ()
    assert refused(lambda: shop.do(recall_basket, RecallBasket(held, CASHIER_ID))) == (
        "held_basket_gone"
    )


def test_an_empty_basket_is_not_held(shop: Shop) -> None:
    assert refused(lambda: shop.do(hold_basket, HoldBasket(Basket(), CASHIER_ID, "r"))) == (
        "basket_empty"
    )


def test_a_basket_kept_by_a_newer_program_is_refused_and_kept(shop: Shop) -> None:
    held = shop.do(hold_basket, HoldBasket(shop.basket(COLA_CODE), CASHIER_ID, "r"))
    with shop.store.transaction() as session:
        row = session.get(HeldBasket, held)
        assert row is not None
        row.draft = b'{"from":"2030"}'

    assert refused(lambda: shop.do(recall_basket, RecallBasket(held, CASHIER_ID))) == (
        "held_basket_unreadable"
    )
    assert len(shop.ask(list_held_baskets)) == 1


def test_a_held_basket_is_thrown_away_for_a_reason(shop: Shop) -> None:
    held = shop.do(hold_basket, HoldBasket(shop.basket(COLA_CODE), CASHIER_ID, "r"))
    assert refused(
        lambda: shop.do(discard_held_basket, DiscardHeldBasket(held, CASHIER_ID, " "))
    ) == ("reason_needed")

    shop.do(discard_held_basket, DiscardHeldBasket(held, CASHIER_ID, "没回来"))

    assert events(shop) == 2


def test_lines_taken_out_and_orders_cancelled_are_on_record(shop: Shop) -> None:
    basket = shop.basket(COLA_CODE, NOODLES_CODE)
    removal = TraceRemoval(CASHIER_ID, basket.lines[0], Quantity(1000), Money(350), whole_line=True)
    shop.do(trace_removal, removal)
    reduced = TraceRemoval(
        CASHIER_ID, basket.lines[1], Quantity(1000), Money(450), whole_line=False
    )
    shop.do(trace_removal, reduced)
    assert refused(lambda: shop.do(cancel_order, CancelOrder(CASHIER_ID, basket, ""))) == (
        "reason_needed"
    )
    shop.do(save_open_basket, SaveOpenBasket(basket, "r"))
    shop.do(cancel_order, CancelOrder(CASHIER_ID, basket, "没带钱"))

    assert events(shop) == 3
    assert shop.ask(find_open_basket) is None


def test_a_trace_between_shifts_is_kept_too(closed_shop: Shop) -> None:
    basket = closed_shop.basket(COLA_CODE)
    closed_shop.do(hold_basket, HoldBasket(basket, CASHIER_ID, "r"))
    closed_shop.do(cancel_order, CancelOrder(CASHIER_ID, basket, "关门"))

    assert events(closed_shop) == 2


def test_a_void_takes_everything_back_once(shop: Shop) -> None:
    sale = shop.sell(shop.basket(COLA_CODE, NOODLES_CODE)).sale

    voided = shop.do(void_sale, VoidSale(sale, OWNER_ID, "打错了"))

    assert (voided.total, voided.opens_drawer, voided.serial) == (Money(-800), True, 2)
    assert shop.ask(lambda s: account_balance(s, Account.DRAWER, 1)) == Money(20_000)
    assert shop.ask(lambda s: account_balance(s, Account.REVENUE, 0)) == Money(0)
    again = VoidSale(sale, OWNER_ID, "又来")
    assert refused(lambda: shop.do(void_sale, again)) == "already_voided"
    assert refused(lambda: shop.do(void_sale, VoidSale(voided.void, OWNER_ID, "x"))) == (
        "void_of_void"
    )


def test_a_void_of_an_exchange_undoes_the_return_in_it(shop: Shop) -> None:
    bought = shop.basket(COLA_CODE)
    sale = shop.sell(bought).sale
    line = bought.lines[0]
    of = ReturnOf(sale, 1, line.quantity, line.paid)
    exchange = shop.basket(NOODLES_CODE).with_return(line.item, line.quantity, of, line.price)
    exchanged = shop.sell(exchange, WECHAT).sale

    voided = shop.do(void_sale, VoidSale(exchanged, OWNER_ID, "不换了"))

    assert not voided.opens_drawer
    left = shop.ask(
        lambda s: s.execute(
            text("SELECT quantity, amount FROM returned_line WHERE sale = :s"), {"s": sale}
        ).one()
    )
    assert tuple(left) == (0, 0)


def test_what_cannot_be_voided_says_why(shop: Shop) -> None:
    sold = shop.basket(COLA_CODE)
    sale = shop.sell(sold).sale

    def void(key: DocumentKey, reason: str = "x", actor: int = OWNER_ID) -> str:
        return refused(lambda: shop.do(void_sale, VoidSale(key, actor, reason)))  # type: ignore[arg-type]  # plain ids

    assert void(DocumentKey(77)) == "receipt_unknown"
    assert void(DocumentKey(sale - 1)) == "receipt_unknown"
    assert void(sale, " ") == "reason_needed"
    assert void(sale, actor=CASHIER_ID) == "permission_missing"
    of = ReturnOf(sale, 1, sold.lines[0].quantity, sold.lines[0].paid)
    shop.sell(Basket().with_return(sold.lines[0].item, Quantity(1000), of, sold.lines[0].price))
    assert void(sale) == "already_returned"
    shop.clock.pass_by(days=1)
    assert void(sale) == "void_too_late"


def test_nothing_is_voided_between_shifts(closed_shop: Shop) -> None:
    command = VoidSale(DocumentKey(1), OWNER_ID, "x")
    assert refused(lambda: closed_shop.do(void_sale, command)) == "shift_not_open"


def test_a_copy_is_marked_recorded_and_queued(shop: Shop) -> None:
    sale = shop.sell(shop.basket(COLA_CODE), WECHAT).sale

    shop.do(reprint_receipt, ReprintReceipt(sale, CASHIER_ID))

    papers = shop.ask(
        lambda s: list(s.execute(select(PrintJob.paper).order_by(PrintJob.id)).scalars())
    )
    assert papers == [Paper.RECEIPT, Paper.RECEIPT_COPY]
    assert events(shop) == 1
    unknown = ReprintReceipt(DocumentKey(5), CASHIER_ID)
    assert refused(lambda: shop.do(reprint_receipt, unknown)) == "receipt_unknown"


def test_a_doubtful_print_job_waits_for_a_persons_word(shop: Shop) -> None:
    shop.do(queue_paper, QueuePaper(Paper.X_REPORT, CASHIER_ID))
    shop.do(queue_paper, QueuePaper(Paper.TEST_PAGE, CASHIER_ID))
    with shop.store.transaction() as session:
        for job in session.execute(select(PrintJob)).scalars():
            job.state = JobState.UNKNOWN.value

    shop.do(retry_print_job, RetryPrintJob(1))
    shop.do(dismiss_print_job, DismissPrintJob(2, CASHIER_ID))

    states = shop.ask(
        lambda s: list(s.execute(select(PrintJob.state).order_by(PrintJob.id)).scalars())
    )
    assert states == [JobState.QUEUED, JobState.DISMISSED]
    assert refused(lambda: shop.do(retry_print_job, RetryPrintJob(2))) == "job_done"
