"""A till as a process of its own, without a window: told what to do in lines of JSON."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from jxc_desktop.app.http_door import HttpDoor
from jxc_desktop.app.joining import enrolled, enrolment
from jxc_desktop.app.machinery import Ears, Machinery
from jxc_desktop.app.open_shop import OpenedShop, demo_keys, open_shop
from jxc_desktop.app.places import shop_places
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.create_product import CreateProduct, create_product
from jxc_desktop.commands.join_shop import JoinAsNew, join_as_new, till_of_answer
from jxc_desktop.commands.set_up_shop import SetUpShop, set_up_shop
from jxc_desktop.commands.shifts import OpenShift, open_shift
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import Money, UnitPrice
from jxc_desktop.domain.tender import Tender
from jxc_desktop.journal.digest import digests
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.records import Customer, Person
from jxc_desktop.models.sales import SaleRow
from jxc_desktop.queries.find_shift import find_open_shift
from jxc_desktop.queries.find_sync import count_backlog, find_sync, find_tie
from jxc_desktop.queries.list_methods import list_methods
from jxc_desktop.queries.search_sellable import search_sellable
from jxc_desktop.store.session import ShopSession
from jxc_desktop.workers.snapshot_loader import SnapshotLoader

CUSTOMER = 77


class TillProcess:
    """The shop's folder, and the machinery behind a window that is not there."""

    def __init__(self, folder: Path) -> None:
        self._shop = self._opened(folder)
        self._machinery: Machinery | None = None
        self._requests = itertools.count()

    @staticmethod
    def _opened(folder: Path) -> OpenedShop:
        places = shop_places(folder)
        return open_shop(places, demo_keys(places))

    def set_up(self) -> None:
        """The company's first shop, with a product and a customer."""
        with self._shop.store.transaction() as session:
            key = self._shop.keys.public_key
            owner = set_up_shop(session, SetUpShop("好邻居", "王老板", "1000", "1470", key)).owner
            create_product(session, CreateProduct(owner, "可口可乐", UnitPrice(35_000)))
            new = RecordChange("customer", CUSTOMER, {"name": "老张"}, new=True)
            write_records(session, (new,), owner)

    def start(self) -> None:
        """What runs behind a window."""
        quiet: Any = lambda *_told: None  # noqa: E731 (six ears that hear nothing)
        ears = Ears(quiet, quiet, quiet, quiet, quiet, quiet)
        self._machinery = Machinery(self._shop, str, ears, HttpDoor)
        self._machinery.start()

    def join(self, address: str, code: str) -> None:
        """With the shop as it is."""
        assert self._machinery is not None
        self._machinery.join_company(address, code)

    def join_as_new(self, address: str, code: str) -> None:
        """As a machine that has none yet; may be told again after a kill."""
        store, keys = self._shop.store, self._shop.keys
        door = HttpDoor(keys)
        with store.reading() as session:
            tie = find_tie(session)
        if tie is None:
            asked = enrolment(keys, code)
            joining = enrolled(door, address, asked)
            before = store.till
            assert before is not None
            till = till_of_answer(joining.answer, before.clock, keys.signer.sign)
            with store.transaction_as(till) as session:
                new = JoinAsNew(joining, "二号", keys.public_key, asked.machine)
                join_as_new(session, new)
                tie = find_tie(session)
        assert tie is not None
        SnapshotLoader(store, door.open(tie), self._shop.places.folder).load_catalogue()
        door.close()

    def sell(self, times: int) -> list[int]:
        """Sell a bottle so often, each in a commit of its own; the keys that were confirmed."""
        assert self._machinery is not None
        return [self._machinery.runner.submit(self._sell_one, None).result() for _ in range(times)]

    def _sell_one(self, session: ShopSession, _command: None) -> int:
        owner = self._owner(session)
        if find_open_shift(session) is None:
            open_shift(session, OpenShift(owner, Money(10_000)))
        basket = Basket().with_item(search_sellable(session, "可口")[0])
        tender = Tender(basket.total).with_payment(list_methods(session)[0], Money(500))
        assert session.till is not None
        request = (
            f"{session.till.terminal}-{session.till.clock().timestamp()}-{next(self._requests)}"
        )
        return int(take_sale(session, TakeSale(basket, tender, owner, request)).sale)

    def rename(self, name: str) -> None:
        """Change the customer that the other till changes too."""
        with self._shop.store.transaction() as session:
            change = RecordChange("customer", CUSTOMER, {"name": name})
            write_records(session, (change,), self._owner(session))
        assert self._machinery is not None
        self._machinery.courier.look()

    @staticmethod
    def _owner(session: ShopSession) -> PersonId:
        found = session.execute(select(Person.id).order_by(Person.id).limit(1)).scalar_one()
        return PersonId(found)

    def look(self) -> dict[str, Any]:
        """How the till stands."""
        with self._shop.store.reading() as session:
            connection = session.connection()
            return {
                "backlog": count_backlog(session),
                "loaded": find_sync(session, kinds=False).loaded_percent,
                "digests": {str(int(each)): hex_ for each, hex_ in digests(connection).items()},
                "sales": sorted(map(int, session.execute(select(SaleRow.document)).scalars())),
                "customer": session.execute(
                    select(Customer.name).where(Customer.id == CUSTOMER)
                ).scalar(),
                "faults": verify(connection).faults,
                "state": "" if self._machinery is None else self._machinery.courier.last_news.state,
            }

    def end(self) -> None:
        """As when the window is closed."""
        if self._machinery is not None:
            self._machinery.stop()
        self._shop.store.close()


def main() -> None:
    """Do what each line says, and answer it with a line."""
    till = TillProcess(Path(sys.argv[1]))
    for line in sys.stdin:
        told = json.loads(line)
        job: Callable[..., Any] = getattr(till, told.pop("do"))
        sys.stdout.write(json.dumps({"answer": job(**told)}) + "\n")
        sys.stdout.flush()
        if job == till.end:
            return


if __name__ == "__main__":
    main()
