"""Who is let in, to what, and how often."""

from __future__ import annotations

import asyncio
import threading
import time

import httpx
import pytest

from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.server.door import Authority, Door
from jxc_desktop.server.rate_limits import Buckets, Rate
from jxc_desktop.server.wakes import Wakes
from jxc_desktop.sync import wire
from jxc_desktop.sync.enrol_code import write_code
from jxc_desktop.sync.line import HttpLine
from jxc_desktop.sync.packing import packed
from jxc_desktop.sync.ports import NetworkTrouble
from tests.server.door.knocking import HEADERS, Company, asked, hello, post
from tests.server.tills import packets
from tests.shop import Shop

ONE, TWO = b"1" * 32, b"2" * 32
PATHS = ("hello", "push", "pull", "chain", "invite", "revoke")
QUESTIONS = ("foreign", "exceptions", "terminals", "heads", "snapshot", "snapshot/x", "wake")


def test_strangers_hear_of_health_and_the_authority_only(company: Company) -> None:
    with company.raw() as client:
        assert client.get("/v1/health").json()["ok"]
        assert client.get("/v1/enrol/ca").text == company.running.ca_pem
        for path in PATHS:
            assert post(client, f"/v1/{path}", hello()) == (401, "token_unknown")
        for path in QUESTIONS:
            assert client.get(f"/v1/{path}").status_code == 401


def test_a_terminal_joins_by_its_code_once_and_may_ask_again_for_a_lost_answer(
    company: Company,
) -> None:
    code, line = company.code(store_name="一店", may_manage=True), HttpLine(ONE)
    question = asked(code, ONE, bytes(32))
    first, _ = line.enrol(company.running.address, question)
    again, _ = line.enrol(company.running.address, question)
    assert (first.terminal, first.store, first.tenant) == (1, 1, company.name)
    assert again == first
    with pytest.raises(NetworkTrouble) as trouble:
        line.enrol(company.running.address, asked(code, TWO, bytes(32)))
    assert trouble.value.kind is NetworkTroubleKind.TOKEN_UNKNOWN


def test_a_code_of_another_server_is_not_followed(company: Company) -> None:
    question = asked(write_code(bytes(16), bytes(10)), ONE, bytes(32))
    with pytest.raises(NetworkTrouble) as trouble:
        HttpLine(ONE).enrol(company.running.address, question)
    assert trouble.value.kind is NetworkTroubleKind.TLS


def test_another_companys_token_opens_nothing(company: Company, other_company: Company) -> None:
    company.enrol(ONE)
    other_company.enrol(TWO)
    with company.raw(TWO) as client:
        assert post(client, "/v1/hello", hello()) == (401, "token_unknown")
    with company.raw(ONE, tenant=other_company.name) as client:
        assert post(client, "/v1/hello", hello()) == (401, "token_unknown")
    with company.raw(ONE, tenant='x" ; DROP SCHEMA') as client:
        assert post(client, "/v1/hello", hello()) == (401, "token_unknown")


def test_documents_of_one_company_are_never_handed_to_another(
    company: Company, other_company: Company, shop: Shop
) -> None:
    company.enrol_shop(shop, ONE)
    other_company.enrol(TWO)
    pushed = company.port(ONE).push(wire.PushAsked((packets(shop),)))
    assert {each.outcome for each in pushed.verdicts[0]} == {wire.Outcome.STORED}
    seen = other_company.port(TWO).pull(wire.PullAsked({0: 0, 1: 0}))
    assert seen.documents == ()
    assert other_company.stored == 0
    assert company.port(ONE).pull(wire.PullAsked({0: 0})).documents


def test_only_who_manages_invites_and_revokes(company: Company) -> None:
    company.enrol(ONE, may_manage=True)
    manager = company.port(ONE)
    code = manager.invite(wire.InviteAsked(1, "二号", 7)).code
    answer, _ = HttpLine(TWO).enrol(company.running.address, asked(code, TWO, bytes([1] * 32)))
    cashier = company.port(TWO)
    with pytest.raises(NetworkTrouble, match="not_allowed"):
        cashier.invite(wire.InviteAsked(1, "x", 7))
    manager.revoke(wire.RevokeAsked(answer.terminal, 7))
    with pytest.raises(NetworkTrouble) as trouble:
        cashier.hello(wire.HelloAsked("1", 1, answer.terminal, 0, 0, b"", 0))
    assert trouble.value.kind is NetworkTroubleKind.REVOKED


def test_a_terminal_is_woken_when_a_document_of_its_streams_is_stored(
    company: Company, shop: Shop
) -> None:
    company.enrol_shop(shop, ONE)
    line, woken = HttpLine(ONE), threading.Event()
    listening = threading.Thread(target=line.listen, args=(company.tie, woken.set))
    listening.start()
    ends = time.monotonic() + 10
    while not company.running.program.wakes.count and time.monotonic() < ends:
        time.sleep(0.01)
    # Once at the beginning: something may have been stored while it was not listening.
    assert woken.wait(10)
    woken.clear()
    company.port(ONE).push(wire.PushAsked((packets(shop),)))
    assert woken.wait(10)
    line.close()
    listening.join(10)
    assert not listening.is_alive()


def test_who_guesses_codes_is_made_to_wait(company: Company) -> None:
    program, keys = company.running.program, company.running.keys
    authority = Authority(company.running.ca_pem, keys.fingerprint())
    rate = Rate(burst=3, per_second=0.1)
    app = Door(program.companies, authority, Wakes(), program.metrics, rate).app()
    body = packed(asked("JXC1.AAAA", ONE, bytes(32)))

    async def knock() -> list[tuple[int, str]]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://door") as client:
            answers = [
                await client.post("/v1/enrol", content=body, headers=HEADERS) for _ in range(5)
            ]
        return [(each.status_code, each.headers.get("retry-after", "")) for each in answers]

    assert asyncio.run(knock()) == [(401, "")] * 3 + [(429, "10")] * 2


def test_a_bucket_lets_a_burst_through_and_then_so_many_a_second() -> None:
    now = [0.0]
    buckets = Buckets(Rate(burst=3, per_second=2), lambda: now[0])
    assert [buckets.wait_seconds("a") for _ in range(3)] == [0, 0, 0]
    assert buckets.wait_seconds("a") == pytest.approx(0.5)
    assert buckets.wait_seconds("b") == 0
    now[0] = 0.5
    assert buckets.wait_seconds("a") == 0
    assert buckets.wait_seconds("a") > 0
