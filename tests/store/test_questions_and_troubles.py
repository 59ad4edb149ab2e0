"""Questions straight to the driver answer as SQLAlchemy would; what the disk says gets a name."""

from __future__ import annotations

from datetime import date

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import bindparam, select
from sqlalchemy.exc import OperationalError

from jxc_desktop.models.sales import SaleRow
from jxc_desktop.store.questions import Question
from jxc_desktop.store.trouble import StoreTrouble, told_plainly
from tests.shop import COLA_CODE, Shop

_SALES = select(SaleRow.serial, SaleRow.day, SaleRow.total, SaleRow.at, SaleRow.customer)
_OF_A_DAY = _SALES.where(SaleRow.serial >= bindparam("first")).order_by(SaleRow.serial)


@pytest.fixture
def shop(shop: Shop) -> Shop:
    for _ in range(3):
        shop.sell(shop.basket(COLA_CODE))
    return shop


def test_a_question_is_answered_in_the_shops_own_values(shop: Shop) -> None:
    question = Question(_OF_A_DAY)
    with shop.store.reading() as session:
        connection = session.connection()
        usual = [tuple(row) for row in connection.execute(_OF_A_DAY, {"first": 2})]

        assert question.all(connection, first=2) == usual
        assert question.one(connection, first=2) == usual[0]
        assert question.one(connection, first=99) is None
    assert usual[0][:2] == (2, date(2026, 11, 24))


def test_a_question_without_its_figure_is_a_bug(shop: Shop) -> None:
    with shop.store.reading() as session, pytest.raises(KeyError):
        Question(_OF_A_DAY).one(session.connection())


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("database or disk is full", "disk_full"),
        ("attempt to write a readonly database", "database_read_only"),
        ("database is locked", "database_busy"),
        ("database disk image is malformed", "database_damaged"),
        ("file is not a database", "database_unreadable"),
        ("disk I/O error", "disk_failing"),
        ("unable to open database file", "database_cannot_open"),
    ],
)
def test_what_the_disk_says_is_told_by_its_name(said: str, code: str) -> None:
    from_the_driver = sqlcipher.OperationalError(said)
    for error in (from_the_driver, OperationalError("SELECT 1", {}, from_the_driver)):
        with pytest.raises(StoreTrouble) as told, told_plainly():
            raise error
        assert told.value.code == code
        assert told.value.facts["detail"] == said


def test_a_bug_of_ours_is_not_dressed_up_as_the_disks(shop: Shop) -> None:
    with pytest.raises(OperationalError, match="no such table"), shop.store.reading() as session:
        session.connection().exec_driver_sql("SELECT 1 FROM nowhere")
    with pytest.raises(sqlcipher.IntegrityError), told_plainly():
        raise sqlcipher.IntegrityError("UNIQUE constraint failed")
