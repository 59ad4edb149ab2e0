"""Cutting a branch off where there is nothing to cut, at the last life, and with numbers in it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select

from jxc_desktop.commands.branch_off import BranchedOff, BranchOff, branch_off, next_life
from jxc_desktop.commands.sync_settings import PauseSync, change_tie, pause_sync
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.ids import INCARNATION_MAX, TerminalNo
from jxc_desktop.journal.post import chain_head, post
from jxc_desktop.journal.series import SHIFTS, next_number
from jxc_desktop.models.till import LocalSetting
from jxc_desktop.queries.find_sync import TIE, find_tie
from jxc_desktop.store.session import Till
from tests.refusing import refused
from tests.shop import OWNER_ID, SIGNER
from tests.workers.small_server import SmallServer
from tests.workers.tied_shop import TiedShop, tied_shop


def nothing_of_theirs(_connection: Connection) -> None:
    """The server has no branch there."""


def test_the_last_life_has_no_next(tmp_path: Path) -> None:
    shop = tied_shop(tmp_path, SmallServer()).shop
    assert shop.ask(lambda session: next_life(session, 3)) == 4
    code = refused(lambda: shop.ask(lambda session: next_life(session, INCARNATION_MAX)))
    assert code == "incarnations_used_up"


def test_where_nothing_is_cut_nothing_begins_anew(tmp_path: Path) -> None:
    tied = tied_shop(tmp_path, SmallServer())
    command = BranchOff(TerminalNo(1), 0, _end(tied) + 1, nothing_of_theirs)
    assert tied.shop.do(branch_off, command) == BranchedOff(0, 0)
    assert tied.faults() == []


def test_numbers_that_an_earlier_life_printed_are_not_printed_again(tmp_path: Path) -> None:
    tied = tied_shop(tmp_path, SmallServer())
    shop, first = tied.shop, _end(tied) + 1
    told = TerminalEnrolled(
        name="收银台",
        public_key=SIGNER.public_key().public_bytes_raw().hex(),
        version="test",
        numbers={SHIFTS: 40},
    )
    with shop.store.transaction() as session:
        post(session, told, actor=OWNER_ID)
    till = shop.store.till
    assert till is not None
    after = Till(till.terminal, 1, till.store, till.clock, till.sign)
    with shop.store.transaction_as(after) as session:
        done = branch_off(session, BranchOff(till.terminal, 0, first, nothing_of_theirs))
    assert done.cut == 1
    assert shop.ask(lambda s: next_number(s.connection(), till.terminal, SHIFTS)) == 41


def test_what_does_not_change_is_not_written_again(tmp_path: Path) -> None:
    shop = tied_shop(tmp_path, SmallServer()).shop

    def kept() -> str:
        return shop.ask(
            lambda s: s.execute(
                select(LocalSetting.value).where(LocalSetting.name == TIE)
            ).scalar_one()
        )

    before = kept()
    with shop.store.transaction() as session:
        change_tie(session, paused=False)
    assert kept() == before
    shop.do(pause_sync, PauseSync(paused=True))
    tie = shop.ask(find_tie)
    assert tie is not None
    assert tie.paused


def _end(tied: TiedShop) -> int:
    return tied.shop.ask(lambda s: chain_head(s.connection(), TerminalNo(1), 0)).sequence
