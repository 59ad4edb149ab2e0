"""How a total is paid, and what is handed back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import MethodId
from jxc_desktop.domain.numbers import ZERO, Money, Rate
from jxc_desktop.domain.tender import MethodKind, PaymentMethod, Tender, quick_amounts
from tests.domain.shelf import refused

CASH = PaymentMethod(MethodId(1), "现金", MethodKind.CASH, opens_drawer=True, gives_change=True)
WECHAT = PaymentMethod(MethodId(2), "微信", MethodKind.WALLET, fee_rate=Rate(60))
TRANSFER = PaymentMethod(MethodId(3), "转账", MethodKind.TRANSFER, needs_reference=True)


def test_a_hundred_for_thirty_seven_fifty_gives_sixty_two_fifty_back() -> None:
    tender = Tender(Money(3750)).with_payment(CASH, Money(10_000))
    assert (tender.paid, tender.missing, tender.change) == (Money(3750), ZERO, Money(6250))
    assert tender.complete
    assert tender.all_cash


def test_half_by_wallet_and_the_rest_in_cash() -> None:
    tender = Tender(Money(3750)).with_payment(WECHAT, Money(2000))
    assert (tender.missing, tender.complete) == (Money(1750), False)
    tender = tender.with_payment(CASH, Money(2000))
    assert (tender.change, tender.complete) == (Money(250), True)
    assert (tender.paid_by(MethodKind.WALLET), tender.paid_by(MethodKind.CASH)) == (
        Money(2000),
        Money(1750),
    )
    assert not tender.all_cash


def test_a_wallet_does_not_take_more_than_is_missing() -> None:
    with pytest.raises(Refusal) as refusal:
        Tender(Money(3750)).with_payment(WECHAT, Money(3751))
    assert refusal.value.code == "tender_over"
    assert refusal.value.facts["missing"] == Money(3750)


def test_nothing_tendered_is_no_payment() -> None:
    with refused("tender_zero"):
        Tender(Money(3750)).with_payment(CASH, ZERO)


def test_paid_is_paid() -> None:
    tender = Tender(Money(3750)).with_payment(CASH, Money(3750))
    with refused("nothing_to_pay"):
        tender.with_payment(WECHAT, Money(1))
    assert Tender(ZERO).complete
    with refused("nothing_to_pay"):
        Tender(ZERO).with_payment(CASH, Money(100))


@pytest.mark.parametrize(("total", "tendered"), [(3750, -3750), (-3750, 3750)])
def test_money_goes_the_way_the_total_goes(total: int, tendered: int) -> None:
    with refused("tender_sign"):
        Tender(Money(total)).with_payment(CASH, Money(tendered))


def test_a_refund_is_paid_out_by_one_method_or_two_and_never_too_much() -> None:
    tender = Tender(Money(-3750)).with_payment(WECHAT, Money(-3000))
    assert tender.missing == Money(-750)
    with refused("tender_over"):
        tender.with_payment(CASH, Money(-800))
    tender = tender.with_payment(CASH, Money(-750))
    assert (tender.complete, tender.change, tender.paid) == (True, ZERO, Money(-3750))


def test_a_barcode_scanned_into_the_cash_field_is_no_payment() -> None:
    with refused("tender_too_large"):
        Tender(Money(3750)).with_payment(CASH, Money(690123456789200))
    with refused("tender_too_large"):
        Tender(Money(3750)).with_payment(CASH, Money(1_003_750))
    nearly = Tender(Money(3750)).with_payment(CASH, Money(1_003_749))
    assert nearly.change == Money(999_999)


def test_a_transfer_needs_its_reference() -> None:
    with refused("reference_needed"):
        Tender(Money(3750)).with_payment(TRANSFER, Money(3750), "  ")
    with refused("reference_too_long"):
        Tender(Money(3750)).with_payment(TRANSFER, Money(3750), "8" * 65)
    tender = Tender(Money(3750)).with_payment(TRANSFER, Money(3750), "0042")
    assert tender.payments[0].reference == "0042"


def test_a_payment_can_be_taken_back_before_the_sale_is_finished() -> None:
    tender = Tender(Money(3750)).with_payment(WECHAT, Money(2000)).with_payment(CASH, Money(2000))
    back = tender.without_payment(1)
    assert [payment.method for payment in back.payments] == [CASH]
    assert back.missing == Money(2000)
    for place in (0, 3):
        with refused("payment_unknown"):
            tender.without_payment(place)


def test_the_channel_keeps_its_fee() -> None:
    # 0.6 % of 37.50 is 0.225
    assert WECHAT.fee(Money(3750)) == Money(23)
    assert CASH.fee(Money(3750)) == ZERO


@pytest.mark.parametrize(
    ("total", "likely"),
    [
        (3750, [3750, 4000, 5000, 10_000]),
        (13_700, [13_700, 14_000, 15_000, 20_000]),
        (320, [320, 500, 1000, 2000, 5000, 10_000]),
        (10_000, [10_000]),
        (0, [0]),
        (-320, [-320]),
    ],
)
def test_the_notes_a_customer_is_likely_to_hand_over(total: int, likely: list[int]) -> None:
    assert [amount.minor for amount in quick_amounts(Money(total))] == likely


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**6), max_size=6))
def test_total_plus_change_is_what_was_handed_over(total: int, handed: list[int]) -> None:
    tender = Tender(Money(total))
    for fen in handed:
        if tender.complete:
            break
        tender = tender.with_payment(CASH, min(Money(fen), tender.missing + Money(999_999)))
    if not tender.complete:
        tender = tender.with_payment(CASH, tender.missing + Money(7))
    tendered = Money.sum(payment.tendered for payment in tender.payments)
    assert tender.total + tender.change == tendered
    assert all(amount >= Money(total) for amount in quick_amounts(Money(total)))
