"""Bugs in the exchange: what is pushed, pulled, compared, branched off and begun anew."""

# Faulty functions are put in the place of sound ones, by name, and need not fit in every type.
# mypy: disable-error-code="attr-defined, no-any-return, arg-type, assignment, var-annotated"

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from jxc_desktop.commands import branch_off
from jxc_desktop.journal import receive
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.server import epochs, greeting, inbox
from jxc_desktop.sync.wire import Advice, Outcome, Verdict
from jxc_desktop.workers import (
    exchange,
    exchange_fork,
    exchange_hello,
    exchange_pull,
    exchange_push,
)
from tests.simulation.bugs import Patch, bug


@bug("Documents count as sent when they are on their way")
def sent_before_answered() -> list[Patch]:
    sound = exchange_push._ask

    def ask(errand: Any, chain: Any, rows: Any, previous: bytes) -> Any:
        keys = [row.key for row in rows]
        with errand.store.transaction() as session:
            session.execute(
                update(JournalEntry).where(JournalEntry.key.in_(keys)).values(position=1)
            )
        return sound(errand, chain, rows, previous)

    return [(exchange_push, "_ask", ask)]


@bug("The whole queue is cleared although the server took a part of it, and nothing is compared")
def queue_cleared_on_partial_ack() -> list[Patch]:
    sound = exchange_push._settle

    def settle(errand: Any, course: Any, rows: Any, verdicts: Any) -> Any:
        taken = [v.outcome in {Outcome.STORED, Outcome.KNOWN} for v in verdicts]
        if any(taken) and not any(v.outcome is Outcome.FORK for v in verdicts):
            last = max(v.position for v in verdicts)
            verdicts = tuple(
                v if ok else Verdict(Outcome.STORED, last)
                for v, ok in zip(verdicts, taken, strict=True)
            )
        return sound(errand, course, rows, verdicts)

    # With the comparisons the false positions are noticed at the next greeting, and healed.
    marks_ignored = (epochs, "lost_documents", lambda _connection, _marks: False)
    return [(exchange_push, "_settle", settle), _nothing_compared(), marks_ignored]


@bug("Another document under the same key is taken for the same one, at the till and at the server")
def same_key_is_same() -> list[Patch]:
    hearing, judging, advising = receive._hear, inbox._Push.judge, greeting._advice

    # One of the two alone is healed by the other.
    def hear(each: Any, hashes: Any) -> Any:
        heard = hearing(each, hashes)
        return receive.Hearing.KNOWN if heard is receive.Hearing.FORK else heard

    def judge(self: Any, piece: Any) -> Any:
        return [
            (key, Verdict(Outcome.KNOWN, 1) if each.outcome is Outcome.FORK else each)
            for key, each in judging(self, piece)
        ]

    def advice(connection: Any, who: Any, asked: Any) -> Any:
        found, sequence = advising(connection, who, asked)
        return (Advice.GO_ON if found is Advice.FORK else found), sequence

    return [
        (receive, "_hear", hear),
        (inbox._Push, "judge", judge),
        (greeting, "_advice", advice),
    ]


@bug("A cut-off branch is kept and never posted again")
def fork_dropped() -> list[Patch]:
    return [(branch_off, "repost", lambda _session, _cut: {})]


@bug("A cut-off branch is posted again twice")
def fork_posted_twice() -> list[Patch]:
    sound = branch_off.repost

    def repost(session: Any, cut: Any) -> Any:
        sound(session, cut)
        return sound(session, cut)

    return [(branch_off, "repost", repost)]


@bug("A restored till goes on in its old life")
def new_life_skipped() -> list[Patch]:
    def begin(errand: Any, _last: int, _lost: int) -> None:
        errand.lives_on = False

    return [(exchange_fork, "begin_new_life", begin), (exchange, "begin_new_life", begin)]


@bug("A terminal does not listen when the server says that positions are void")
def rebase_ignored() -> list[Patch]:
    return [(exchange_hello, "_void", lambda _errand, _rebase_to: None)]


@bug("A terminal pushes its own documents only, and no others' that the server lost")
def relay_dropped() -> list[Patch]:
    sound = exchange_push._courses

    def courses(errand: Any) -> Any:
        own = errand.till.terminal
        yield from (each for each in sound(errand) if each.chain.terminal == own)

    return [(exchange_push, "_courses", courses)]


@bug("The cursor is moved to the page's end before the page is taken in, and nothing is compared")
def cursor_before_page() -> list[Patch]:
    sound = exchange_pull._take

    def take(errand: Any, answer: Any, streams: Any) -> None:
        ends = {stream: answer.marks[stream].position for stream in streams}
        with errand.store.transaction() as session:
            exchange_pull._move_cursors(session, ends)
        sound(errand, answer, streams)

    return [(exchange_pull, "_take", take), _nothing_compared()]


@bug("The last document of every page is left out, and nothing is compared")
def page_cut_short() -> list[Patch]:
    sound = exchange_pull._steps

    def steps(page: Any) -> Any:
        return sound(page[:-1])

    return [(exchange_pull, "_steps", steps), _nothing_compared()]


def _nothing_compared() -> Patch:
    return (exchange, "streams_that_differ", lambda _errand, _marks: [])


@bug("What cannot be projected is thrown away")
def parked_dropped() -> list[Patch]:
    return [(receive, "_park", lambda _connection, _each: None)]


@bug("One poison document takes the whole batch with it")
def wrong_savepoint() -> list[Patch]:
    def store(connection: Any, fresh: Any) -> None:
        bad = receive.poison(connection)
        readable = [each for each in fresh if each.document is not None]
        for each in fresh:
            if each.document is None:
                receive._park(connection, each)
        try:
            with connection.begin_nested():
                receive._write(connection, readable)
        except bad as error:
            for each in readable:
                each.heard.parked = str(error)
                receive._park(connection, each)

    return [(receive, "_store", store)]


@bug("A document that is heard again is added to the stock again")
def heard_twice_counted_twice() -> list[Patch]:
    sound = receive.receive

    def twice(connection: Any, items: Any) -> Any:
        heard = sound(connection, items)
        for each in heard:
            if each.hearing is receive.Hearing.KNOWN:
                connection.exec_driver_sql(
                    "UPDATE stock_balance SET quantity = quantity - 1000 WHERE location = 1"
                )
        return heard

    return [(exchange_pull, "receive", twice)]


@bug("Documents from elsewhere do not raise the counters")
def foreign_numbers_unknown() -> list[Patch]:
    sound = receive.project_all

    def project_all(adding: Any, documents: Any) -> None:
        adding.raise_to = lambda *_: None
        sound(adding, documents)
        del adding.raise_to

    return [(receive, "project_all", project_all)]


@bug("A pulled document is kept under the position of the next one", quick=True)
def position_off_by_one() -> list[Patch]:
    sound = exchange_pull.received

    # Kept without any it is pushed to the server, which names the position again.
    def received(arrival: Any) -> Any:
        came: Any = sound(arrival)
        return came._replace(position=came.position + 1)

    return [(exchange_pull, "received", received)]


@bug("After one failed exchange a terminal never tries again")
def gives_up() -> list[Patch]:
    from jxc_desktop.sync.ports import NetworkTrouble  # noqa: PLC0415 (patched only)

    sound = exchange.Exchange.run
    given_up: set[Any] = set()

    def run(self: Any, *, quick: bool = False) -> Any:
        place = str(self._store.path)
        if place in given_up:
            from jxc_desktop.workers.exchange_facts import ExchangeDone  # noqa: PLC0415

            return ExchangeDone()
        try:
            return sound(self, quick=quick)
        except NetworkTrouble:
            given_up.add(place)
            raise

    return [(exchange.Exchange, "run", run)]
