"""Where a chain and the server's chain part: the place is found, and this disk branches off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.commands.begin_incarnation import BeginIncarnation, begin_incarnation
from jxc_desktop.commands.branch_off import BranchOff, branch_off, next_life, own_public_key
from jxc_desktop.domain.ids import incarnation_of, sequence_of
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.journal.continuity import BreakKind, ChainBreak
from jxc_desktop.journal.post import chain_head
from jxc_desktop.journal.receive import receive
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.sync.wire import ChainHashesAsked, PullAsked
from jxc_desktop.workers.exchange_pull import PAGE, arrivals, cursors, received
from jxc_desktop.workers.exchange_push import chain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from jxc_desktop.workers.exchange_facts import Errand
    from jxc_desktop.workers.exchange_pull import Arrival
    from jxc_desktop.workers.exchange_push import Chain

_ASKED_AT_ONCE = 16


def begin_new_life(errand: Errand, server_last: int, lost: int) -> None:
    """Another copy of this disk, or the one it was restored from, has gone further."""
    with errand.store.reading() as session:
        incarnation = next_life(session, server_last)
        key = own_public_key(session, errand.till.terminal)
    found = ChainBreak(BreakKind.ROLLED_BACK, incarnation, documents_lost=lost)
    with errand.store.transaction_as(replace(errand.till, incarnation=incarnation)) as session:
        begin_incarnation(session, BeginIncarnation(found, key))
    errand.lives_on = False
    errand.done.new_incarnation = True


def first_difference(errand: Errand, chain: Chain) -> int | None:
    """The first sequence at which the server has another document; None where there is none.

    Chains part once: below the place everything is equal, above it nothing, so halving finds it.
    """
    with errand.store.reading() as session:
        last = chain_head(session.connection(), chain.terminal, chain.incarnation).sequence
    equal, other = 0, last + 1
    while other - equal > 1:
        errand.check()
        width = other - equal - 1
        count = min(width, _ASKED_AT_ONCE)
        asked = tuple(equal + 1 + width * place // count for place in range(count))
        equal, other = _narrowed(errand, chain, asked, (equal, other))
    return None if other > last else _if_theirs(errand, chain, other)


def _narrowed(
    errand: Errand, chain: Chain, asked: tuple[int, ...], bounds: tuple[int, int]
) -> tuple[int, int]:
    equal, other = bounds
    for sequence, mine, theirs in _compared(errand, chain, asked):
        if mine == theirs:
            equal = sequence
        else:
            other = sequence
            break
    return equal, other


def _compared(
    errand: Errand, chain: Chain, asked: tuple[int, ...]
) -> list[tuple[int, bytes, bytes]]:
    answer = errand.port.chain_hashes(ChainHashesAsked(chain.incarnation, asked))
    if len(answer.hashes) != len(asked):
        raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, "another number of hashes")
    with errand.store.reading() as session:
        rows = session.execute(
            select(JournalEntry.key, JournalEntry.hash).where(
                JournalEntry.key.in_([chain.key(sequence) for sequence in asked])
            )
        )
        mine = {sequence_of(row.key): row.hash for row in rows}
    return [
        (sequence, mine.get(sequence, b""), theirs)
        for sequence, theirs in zip(asked, answer.hashes, strict=True)
    ]


def _if_theirs(errand: Errand, chain: Chain, sequence: int) -> int | None:
    """A place where the server has nothing yet is no fork: it is what is still to be pushed."""
    ((_, _, theirs),) = _compared(errand, chain, (sequence,))
    return sequence if theirs else None


def branch_off_at(errand: Errand, chain: Chain, first: int, server_last: int) -> None:
    """Fetch the server's branch, then repair everything in one transaction.

    A break before its commit changes nothing, and the next exchange finds the fork again.
    """
    theirs = _their_branch(errand, chain, first)

    def take_theirs(connection: Connection) -> None:
        receive(connection, [received(each) for each in theirs])

    command = BranchOff(chain.terminal, chain.incarnation, first, take_theirs)
    if chain.terminal != errand.till.terminal:
        with errand.store.transaction() as session:
            branch_off(session, command)
        return
    with errand.store.reading() as session:
        incarnation = next_life(session, max(server_last, *_lives(theirs), chain.incarnation))
    with errand.store.transaction_as(replace(errand.till, incarnation=incarnation)) as session:
        result = branch_off(session, command)
    errand.done.branched_off += result.reposted
    errand.done.new_incarnation = True
    errand.lives_on = False
    errand.progress(result.cut)


def _lives(branch: Sequence[Arrival]) -> list[int]:
    return [incarnation_of(each.key) for each in branch]


def _their_branch(errand: Errand, chain: Chain, first: int) -> list[Arrival]:
    """The server's documents of the chain from `first` on, out of the streams held here.

    What else lies on the way is left for the pull that follows.
    """
    branch: list[Arrival] = []
    with errand.store.reading() as session:
        after = cursors(session, errand.streams)
    while True:
        errand.check()
        answer = errand.port.pull(PullAsked(after, PAGE))
        errand.check(answer.epoch)
        with errand.store.reading() as session:
            page = arrivals(session.connection(), answer.documents)
        branch += [
            each for each in page if chain_of(each.key) == chain and sequence_of(each.key) >= first
        ]
        if not answer.more or not page:
            return branch
        after = {stream: max(at, page[-1].pulled.position) for stream, at in after.items()}
