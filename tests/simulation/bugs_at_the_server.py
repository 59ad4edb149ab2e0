"""Bugs in the server: what it stores, in which order, and what it says of it."""

# Faulty functions are put in the place of sound ones, by name, and need not fit in every type.
# mypy: disable-error-code="attr-defined, no-any-return, arg-type, assignment, var-annotated"

from __future__ import annotations

from typing import Any

from jxc_desktop.domain.ids import sequence_of
from jxc_desktop.server import (
    epochs,
    greeting,
    inbox,
    keeping,
    outbox,
    projecting,
    registry,
    service,
)
from jxc_desktop.server.registry import note
from jxc_desktop.store.trouble import StoreTrouble
from jxc_desktop.sync import wire
from jxc_desktop.workers import exchange
from tests.simulation.bugs import Patch, bug
from tests.simulation.disk import PowerCut


@bug("The server says that it has them before they are durable, and compares nothing afterwards")
def ack_before_commit() -> list[Patch]:
    answered: list[Any] = []
    store, push = inbox.store, service.TenantService.push

    def stored(*words: Any) -> Any:
        done = store(*words)
        answered.append(done.answer)
        return done

    def pushed(self: Any, caller: Any, asked: Any) -> Any:
        answered.clear()
        try:
            return push(self, caller, asked)
        except (PowerCut, StoreTrouble):
            if answered:
                return answered[-1]
            raise

    # With the comparisons the terminals notice the loss at their next greeting, and heal it.
    return [
        (inbox, "store", stored),
        (service.TenantService, "push", pushed),
        (epochs, "lost_documents", lambda _connection, _marks: False),
        (exchange, "streams_that_differ", lambda _errand, _marks: []),
    ]


@bug("A page says that it reaches further than its documents do", quick=True)
def cursor_skips() -> list[Patch]:
    sound = outbox.page

    def page(connection: Any, who: Any, asked: Any) -> Any:
        answer = sound(connection, who, asked)
        if len(answer.documents) < 2:
            return answer
        kept = answer.documents[:-1]
        return wire.PullAnswer(answer.epoch, kept, answer.marks, answer.more, answer.left)

    nothing = (exchange, "streams_that_differ", lambda _errand, _marks: [])
    return [(outbox, "page", page), nothing]


@bug("A server that was restored goes on as if nothing had happened")
def epoch_kept() -> list[Patch]:
    def current(connection: Any, *_: Any) -> str:
        return epochs.current(connection)

    return [
        (epochs, "lost_documents", lambda _connection, _marks: False),
        (epochs, "check_engine", current),
    ]


@bug("A terminal that is as far as the server knows is told that it is behind", quick=True)
def behind_for_ever() -> list[Patch]:
    sound = greeting._advice

    # Not telling it at all is healed by the pull: a life's own documents come from elsewhere.
    def advice(connection: Any, who: Any, asked: Any) -> Any:
        found, sequence = sound(connection, who, asked)
        if found is wire.Advice.GO_ON and 0 < sequence <= asked.sequence:
            return wire.Advice.BEHIND, sequence
        return found, sequence

    return [(greeting, "_advice", advice)]


@bug("A revoked terminal is let in, and what it pushes is taken as anybody's")
def revoked_accepted() -> list[Patch]:
    sound = inbox._Push.look_up

    def look_up(self: Any, pieces: Any) -> None:
        self.hold = False
        sound(self, pieces)

    # The door alone, or the holding alone, is enough to keep it out.
    return [(inbox._Push, "look_up", look_up), (service, "admitted", registry.registered)]


@bug("A branch that left the chain is appended to it where it is the longer one")
def branch_appended() -> list[Patch]:
    sound = inbox._Push._judge

    # Answering "known" is healed by the pull, which brings the first one and finds the fork.
    def judge(self: Any, checked: Any, chain: Any, *, forked: bool) -> Any:
        if not checked.why and sequence_of(checked.key) == chain.sequence + 1:
            chain.hash, forked = checked.previous, False
        return sound(self, checked, chain, forked=forked)

    return [(inbox._Push, "_judge", judge)]


@bug("A document that comes again draws a position, which nobody gets")
def position_for_known() -> list[Patch]:
    sound = inbox._Push._judge

    # A known one without its position, or with a wrong one, is healed by the pull.
    def judge(self: Any, checked: Any, chain: Any, *, forked: bool) -> Any:
        verdict = sound(self, checked, chain, forked=forked)
        if verdict.outcome is wire.Outcome.KNOWN:
            self.position += 1
            note(self.connection, position=self.position)
        return verdict

    return [(inbox._Push, "_judge", judge)]


@bug("A poison document stops everything that was pushed with it")
def server_parks_the_batch() -> list[Patch]:
    def project_all(connection: Any, documents: Any, places: Any, done: Any, now: Any) -> None:
        if not documents or not projecting._try(connection, documents):
            return
        for each in documents:
            done.parked.add(each.key)
            where = (int(each.head.store), places[each.key])
            projecting._park(connection, each.key, "one of them", where, now)

    return [(projecting, "_project_all", project_all)]


@bug("What the server parks it does not keep")
def server_drops_parked() -> list[Patch]:
    sound = keeping.append_to_journal

    def append(connection: Any, placed: Any) -> None:
        sound(connection, [(at, each) for at, each in placed if each.document is not None])

    return [(keeping, "append_to_journal", append)]


@bug("The chains' ends are written one document short", quick=True)
def chain_end_lags() -> list[Patch]:
    def goes_on(self: Any, document_hash: bytes) -> None:
        self.hash, self.grown = document_hash, True
        self.sequence += 1 if self.sequence % 5 else 2

    return [(keeping.Chain, "goes_on", goes_on)]
