"""Opening the shop of a machine: what an older program had to leave aside is taken up."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from jxc_desktop.app.open_shop import demo_keys, open_shop
from jxc_desktop.app.places import shop_places
from jxc_desktop.commands.begin_incarnation import NOBODY
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.domain.figures import Figure
from jxc_desktop.journal.digest import book_digest
from jxc_desktop.journal.post import post
from jxc_desktop.queries.find_sync import count_parked
from tests.app.shop_folder import make_shop_folder


def test_what_an_older_program_parked_is_in_the_book_after_the_update(tmp_path: Path) -> None:
    places = shop_places(tmp_path)
    make_shop_folder(places, sales=1)
    keys = demo_keys(places)
    shop = open_shop(places, keys)
    with shop.store.transaction() as session:
        connection = session.connection()
        told = post(session, EventRecorded(event="of a later version"), actor=NOBODY)
        whole = book_digest(connection)
        # As a program would have left it that does not know the kind.
        connection.execute(
            text("DELETE FROM applied_document WHERE document = :key"), {"key": told.key}
        )
        connection.execute(
            text("DELETE FROM day_figure WHERE figure = :figure"), {"figure": Figure.EVENT.value}
        )
        connection.execute(
            text("INSERT INTO parked_document VALUES (:key, 'unknown kind')"), {"key": told.key}
        )
        assert book_digest(connection) != whole
        assert count_parked(session) == 1
    shop.store.close()

    again = open_shop(places, keys)

    with again.store.reading() as session:
        assert count_parked(session) == 0
        assert book_digest(session.connection()) == whole
    again.store.close()
