"""Each sale is on two disks within a second, and a dead till's sales reach the server."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from jxc_desktop.commands.keep_for_neighbour import UseNeighbours, use_neighbours
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.queries.find_sync import SyncTie
from jxc_desktop.sync import neighbour_line
from jxc_desktop.sync.neighbour_line import LINE_FAULTS, NeighbourLine
from jxc_desktop.sync.neighbour_seal import OPENING_BYTES, REPLY_BYTES, Caller, StoreSecret
from jxc_desktop.sync.neighbour_wire import Hello, Keep, Kept, OwnPacket, Still
from jxc_desktop.sync.ports import NetworkTrouble, ServerPort
from jxc_desktop.sync.wire import Outcome
from jxc_desktop.workers import neighbours as thread
from jxc_desktop.workers.neighbour_copies import next_batch
from jxc_desktop.workers.neighbour_finder import SeenTill, keepers_for
from jxc_desktop.workers.neighbour_relay import NeighbourRelay, relay
from tests.shop import OWNER_ID
from tests.workers.neighbour_street import SECRET, Street, StreetTill, until

SOON = 1.0
FAR = timedelta(days=1)


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    monkeypatch.setattr(thread, "_LOOK_SECONDS", 0.1)
    made = Street(tmp_path)
    yield made
    made.stop()


def met(*tills: StreetTill) -> None:
    """Everybody has somebody who keeps for it."""
    for till in tills:
        until(lambda till=till: till.neighbours.last_news.neighbours > 0)  # type: ignore[misc]


def test_a_sale_is_on_the_neighbours_disk_within_a_second(street: Street) -> None:
    first, second = street.open(), street.open()
    met(first, second)

    (sale,) = first.sell()

    assert until(lambda: sale in second.kept()) < SOON
    until(lambda: first.copies() == first.tied.unsent())
    assert second.copies() == 0


def test_what_was_sold_before_the_neighbour_came_is_handed_over_when_it_comes(
    street: Street,
) -> None:
    first = street.open()
    sold = first.sell(250)
    second = street.open()
    until(lambda: set(sold) <= set(second.kept()))
    until(lambda: first.copies() == len(sold))


def test_nobody_is_told_anything_until_the_owner_has_allowed_it(street: Street) -> None:
    first, second = street.open(wanted=False), street.open()
    first.sell()
    time.sleep(0.3)
    assert street.board.tills == {SECRET.group: {second.called_at().name: second.called_at()}}
    assert second.kept() == []

    with first.tied.shop.store.transaction() as session:
        use_neighbours(session, UseNeighbours(OWNER_ID, wanted=True))
    first.neighbours.look()

    until(lambda: first.copies() == 1)


def test_another_companys_and_another_stores_tills_are_strangers(street: Street) -> None:
    first = street.open()
    other_company = street.open(key=b"k" * 32)
    other_store = street.open(store=2)
    first.sell()
    time.sleep(0.3)
    assert other_company.kept() == other_store.kept() == []
    assert first.copies() == 0
    assert len(street.board.tills) == 3


def test_five_tills_keep_for_each_other_and_nobody_for_more_than_it_should(street: Street) -> None:
    tills = [street.open() for _ in range(5)]
    until(lambda: all(till.neighbours.last_news.neighbours == 2 for till in tills))

    sold = {number: till.sell(3) for number, till in enumerate(tills)}

    def keepers_of(number: int) -> list[StreetTill]:
        return [other for other in tills if set(sold[number]) <= set(other.kept())]

    for number, till in enumerate(tills):
        until(lambda till=till: till.copies() == till.tied.unsent() == 3)  # type: ignore[misc]
        until(lambda number=number: len(keepers_of(number)) == 2)  # type: ignore[misc]
        assert till not in keepers_of(number)
    time.sleep(0.3)
    assert [len(keepers_of(number)) for number in range(5)] == [2] * 5


def test_when_a_keeper_goes_another_one_takes_over(street: Street) -> None:
    tills = [street.open() for _ in range(4)]
    met(*tills)
    until(lambda: all(till.neighbours.last_news.neighbours == 2 for till in tills))
    tills[0].sell()
    until(lambda: sum(bool(other.kept()) for other in tills[1:]) == 2)
    gone = next(other for other in tills[1:] if other.kept())

    assert gone.neighbours.stop()
    tills[0].sell()

    rest = [other for other in tills[1:] if other is not gone]
    until(lambda: all(len(other.kept()) == 2 for other in rest))


def test_what_the_server_has_is_kept_no_more(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread, "_TIDY_SECONDS", 0.2)
    first, second = street.open(), street.open()
    met(first, second)
    first.sell(3)
    until(lambda: len(second.kept()) == 3)

    first.tied.exchange()
    second.tied.exchange()

    until(lambda: second.kept() == [])
    until(lambda: first.copies() == 0)


def test_a_dead_tills_documents_reach_the_server_through_its_neighbour(street: Street) -> None:
    first, second = street.open(), street.open()
    met(first, second)
    sold = first.sell(5)
    until(lambda: len(second.kept()) == 5)
    assert first.neighbours.stop()  # and it never comes back

    waiting = NeighbourRelay(second.tied.shop.store, _Way(second), second.tied.shop.clock)
    assert waiting.turn().arrived == 0, "its owner has time to push it itself"
    second.tied.shop.clock.pass_by(minutes=1)
    done = waiting.turn()

    assert (done.arrived, done.waiting) == (5, 0)
    assert set(sold) <= street.server.kept.keys()
    assert second.kept() == []
    second.tied.exchange()
    assert second.tied.faults() == []


def test_the_relays_own_thread_brings_it_and_ends_in_time(street: Street) -> None:
    first, second = street.open(), street.open()
    met(first, second)
    sold = first.sell(2)
    until(lambda: len(second.kept()) == 2)
    store, clock = second.tied.shop.store, second.tied.shop.clock
    relaying = NeighbourRelay(store, _Way(second), clock, -FAR, look_seconds=0.05)

    relaying.start()

    until(lambda: set(sold) <= street.server.kept.keys())
    assert relaying.stop()


def test_the_owner_that_comes_back_hears_that_the_server_knows(street: Street) -> None:
    first, second = street.open(), street.open()
    met(first, second)
    first.sell(2)
    until(lambda: len(second.kept()) == 2)
    relay(second.tied.shop.store, second.tied.port, second.tied.shop.clock() + FAR)
    positions = len(street.server.kept)

    first.tied.exchange()

    assert first.tied.unsent() == 0
    assert len(street.server.kept) == positions


def test_what_the_server_cannot_place_yet_stays_with_the_neighbour(street: Street) -> None:
    first, second = street.open(), street.open()
    met(first, second)
    sold = first.sell(3)
    until(lambda: len(second.kept()) == 3)
    street.server.refuse = lambda key: Outcome.GAP if key == sold[0] else None

    done = relay(second.tied.shop.store, second.tied.port, second.tied.shop.clock() + FAR)

    assert done.waiting == 3
    assert len(second.kept()) == 3


def test_without_network_the_relay_keeps_everything_and_tries_again(street: Street) -> None:
    first, second = street.open(), street.open()
    met(first, second)
    first.sell(2)
    until(lambda: len(second.kept()) == 2)

    def cut(_name: str) -> None:
        raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE)

    street.server.before_call = cut
    with pytest.raises(NetworkTrouble):
        relay(second.tied.shop.store, second.tied.port, second.tied.shop.clock() + FAR)
    assert len(second.kept()) == 2


def test_a_till_without_room_says_so_and_nothing_counts_as_copied(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread, "KEPT_MAX", 2)
    first, second = street.open(), street.open()
    met(first, second)
    first.sell(3)
    time.sleep(0.3)
    assert len(second.kept()) <= 2
    assert first.copies() == len(second.kept())


def test_sales_go_on_while_neighbours_come_and_go_and_the_thread_ends_in_time(
    street: Street,
) -> None:
    first, second = street.open(), street.open()
    met(first, second)
    for _ in range(20):
        first.sell()
    begun = time.monotonic()
    assert second.neighbours.stop()
    first.sell()
    assert first.neighbours.stop()
    assert time.monotonic() - begun < 4


# What strangers may send.


def stranger(street: Street) -> tuple[StreetTill, socket.socket]:
    till = street.open()
    seen = till.called_at()
    return till, socket.create_connection((seen.host, seen.port), timeout=5)


def hung_up(line: socket.socket) -> bool:
    with line:
        try:
            return line.recv(1) == b""
        except ConnectionResetError:
            return True


@pytest.mark.parametrize("sent", [b"GET / HTTP/1.1\r\n\r\n" + bytes(100), bytes(OPENING_BYTES)])
def test_garbage_is_hung_up_on(street: Street, sent: bytes) -> None:
    _till, line = stranger(street)
    line.sendall(sent)
    assert hung_up(line)


def test_a_wrong_key_gets_no_reply(street: Street) -> None:
    _till, line = stranger(street)
    line.sendall(Caller(StoreSecret(b"w" * 32)).opening())
    assert hung_up(line)


def test_who_repeats_a_recorded_call_gets_no_further(street: Street) -> None:
    till, line = stranger(street)
    caller = Caller(SECRET)
    opening = caller.opening()
    line.sendall(opening)
    seal = caller.hear_reply(line.recv(REPLY_BYTES, socket.MSG_WAITALL))
    recorded = _framed(seal.close(b"\x81\xa4type\xa5still"))
    line.close()
    with socket.create_connection(_address(till), 5) as again:
        again.sendall(opening)
        again.recv(REPLY_BYTES, socket.MSG_WAITALL)
        again.sendall(recorded)
        assert again.recv(1) == b""


def test_a_huge_frame_is_not_read(street: Street) -> None:
    _till, line = stranger(street)
    caller = Caller(SECRET)
    line.sendall(caller.opening())
    caller.hear_reply(line.recv(REPLY_BYTES, socket.MSG_WAITALL))
    line.sendall((1 << 31).to_bytes(4, "big"))
    assert hung_up(line)


def test_a_slow_caller_is_given_up_and_holds_nobody_else(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbour_line, "GREETING_SECONDS", 0.5)
    first, line = stranger(street)
    line.sendall(b"J")
    second = street.open()
    met(first, second)
    second.sell()
    until(lambda: second.copies() == 1)
    assert hung_up(line)


def test_more_callers_than_a_store_has_tills_are_turned_away(street: Street) -> None:
    till = street.open()
    seen = till.called_at()
    lines = [socket.create_connection((seen.host, seen.port), 5) for _ in range(8)]
    time.sleep(0.1)
    assert hung_up(socket.create_connection((seen.host, seen.port), 5))
    for line in lines:
        line.close()


def _framed(sealed: bytes) -> bytes:
    return len(sealed).to_bytes(4, "big") + sealed


def _address(till: StreetTill) -> tuple[str, int]:
    seen = till.called_at()
    return seen.host, seen.port


async def _talk(till: StreetTill, terminal: int, *said: Keep | Still | Hello) -> list[object]:
    line = await NeighbourLine.call(*_address(till), SECRET)
    answers: list[object] = []
    try:
        await line.say(Hello(terminal))
        answers.append(await line.hear(2))
        for message in said:
            await line.say(message)
            answers.append(await line.hear(2))
    except LINE_FAULTS:
        answers.append("hung up")
    finally:
        line.close()
    return answers


def test_only_a_tills_own_documents_of_this_store_are_kept(street: Street) -> None:
    first, second = street.open(), street.open()
    first.neighbours.stop()
    first.sell(2)
    batch = next_batch(first.tied.shop.store, 0)
    assert batch is not None
    good = batch.packets
    mangled = (OwnPacket(good[0].previous, b"{}", good[0].signature),)
    short = (OwnPacket(b"", good[0].spelled, good[0].signature),)

    assert asyncio.run(_talk(second, 1, Keep(good), Still())) == [Hello(2), Kept(2), Still()]
    assert len(second.kept()) == 2
    for terminal, packets in ((7, good), (1, mangled), (1, short)):
        assert asyncio.run(_talk(second, terminal, Keep(packets)))[-1] == "hung up"
    assert asyncio.run(_talk(second, 1, Hello(1)))[-1] == "hung up"
    assert asyncio.run(_talk(second, 1, Keep(())))[-1] == Kept(0)
    assert len(second.kept()) == 2


def test_of_five_tills_each_has_the_same_two_keepers_as_long_as_they_are_there() -> None:
    seen = [SeenTill(name, "127.0.0.1", 1) for name in "abcde"]
    chosen = keepers_for("me", seen)
    assert len(chosen) == 2
    assert keepers_for("me", reversed(seen)) == chosen
    assert keepers_for("me", [each for each in seen if each is not chosen[1]])[0] == chosen[0]
    assert len({keepers_for(str(number), seen) for number in range(30)}) > 5


class _Way:
    """The relay's line to the small server."""

    def __init__(self, till: StreetTill) -> None:
        self._port = till.tied.port

    def open(self, tie: SyncTie) -> ServerPort:
        del tie
        return self._port

    def listen(self, tie: SyncTie, moved: Callable[[], None]) -> None:
        raise AssertionError((tie, moved))

    def close(self) -> None:
        pass
