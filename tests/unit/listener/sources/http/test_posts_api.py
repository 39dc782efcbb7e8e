"""Posts come in by HTTP line by line, are answered once they are kept, and turned away while brokers are slow."""

import asyncio
import gzip
import io
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import msgspec
import pytest
from aiohttp import ClientSession, web
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from listener.kafka import topics
from listener.settings import Settings
from listener.sources import NOBODY, SourceCounts, SourceRecord
from listener.sources.http import ApiTokens, PostsApi, posts_api, read_tokens
from listener.sources.http.openapi import describe_api
from listener.sources.http.sent_lines import read_lines
from models.decoding import json_decoder
from models.errors import SettingsError
from models.outcomes import OutcomeReport
from models.posts import Post
from models.rejections import Reason, Rejection
from tests.making import MONDAY, NOW, campaign, post

TOKEN = "a token of the team"
WEBHOOK_TOKEN = "a token of the tool"
TOKENS = ApiTokens(TOKEN.encode(), WEBHOOK_TOKEN.encode())
CAMPAIGN = campaign()
CAMPAIGN = replace(
    CAMPAIGN,
    audiences=(
        replace(
            CAMPAIGN.audiences[0],
            chapters=tuple(replace(each, codes=("sat",)) for each in CAMPAIGN.audiences[0].chapters[:1]),
        ),
    ),
)
LINES = [post(number, f"ann{number}", MONDAY, text=f"@ben, number {number}") for number in range(3)]
BAD = b'{"id": "x", "name": "Ann Roe"}'


class Broker:
    """Keeps what is written, once it is let."""

    def __init__(self) -> None:
        self.records: list[SourceRecord] = []
        self.counts: list[SourceCounts] = []
        self.lets = asyncio.Event()
        self.lets.set()

    async def write(self, records: Sequence[SourceRecord]) -> None:
        await self.lets.wait()
        self.records += records


@asynccontextmanager
async def serving(broker: Broker) -> AsyncIterator[tuple[ClientSession, str]]:
    api = PostsApi(broker.write, NOBODY, TOKENS, broker.counts.append, [CAMPAIGN])
    runner = web.AppRunner(api.application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with ClientSession(headers={"Authorization": f"Bearer {TOKEN}"}) as session:
        yield session, f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


async def send(
    session: ClientSession, url: str, body: bytes, kind: str = "application/x-ndjson", to: str = "posts"
) -> Answer:
    async with session.post(f"{url}/v1/{to}", data=io.BytesIO(body), headers={"Content-Type": kind}) as answer:
        return Answer(answer.status, answer.headers, await answer.read())


def valid(name: str, body: bytes) -> Any:
    """The answer, which is as the contract says."""
    schemas, plain = describe_api()["components"]["schemas"], msgspec.json.decode(body)
    Draft202012Validator({**schemas[name], "components": {"schemas": schemas}}).validate(plain)
    return plain


async def test_each_line_is_told_and_what_is_taken_is_kept_without_people() -> None:
    broker = Broker()
    async with serving(broker) as (session, url):
        answer = await send(session, url, b"\n".join([LINES[0], BAD, b"{", LINES[1]]))
        told = valid("SentAnswer", answer.body)
    assert (answer.status, told["taken"], told["rejected"]) == (200, 2, 2)
    assert [each.get("reason") for each in told["results"]] == [None, "unknown_field", "not_json", None]
    assert told["results"][0]["id"] == NOBODY.post("bluesky", "sim:0")
    kept = [each.value for each in broker.records if each.topic == topics.POSTS]
    assert len(kept) == 2
    written = b"".join(each.value for each in broker.records)
    assert b"ann0" not in written
    assert b"ben" not in written
    assert b"Ann Roe" not in written
    assert broker.counts[0].rejected[Reason.NOT_JSON] == 1


async def test_an_array_is_the_same_and_the_same_again_has_the_same_ids() -> None:
    broker = Broker()
    async with serving(broker) as (session, url):
        answers = [
            await send(session, url, b"\n".join(LINES)),
            await send(session, url, b"[" + b",".join(LINES) + b"]", "application/json"),
        ]
        first, second = [msgspec.json.decode(each.body) for each in answers]
    assert first == second
    assert broker.records[:3] == broker.records[3:]


async def test_without_the_token_nothing_is_taken_and_who_tries_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    broker = Broker()
    async with serving(broker) as (_, url), ClientSession() as stranger:
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": TOKEN}, {"Authorization": "Bearer é"}):
            async with stranger.post(f"{url}/v1/posts", data=LINES[0], headers=headers) as answer:
                assert answer.status == 401
                valid("ApiProblem", await answer.read())
        async with stranger.get(f"{url}/openapi.json") as answer:
            assert msgspec.json.decode(await answer.read()) == msgspec.json.decode(
                msgspec.json.encode(describe_api())
            )
    assert broker.records == []
    assert [each.message for each in caplog.records] == ["a wrong token, or none, from 127.0.0.1"]


async def test_while_the_brokers_are_slow_callers_are_turned_away_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posts_api, "_MOST_IN_HAND", 2 * len(LINES[0]))
    broker = Broker()
    broker.lets.clear()
    async with serving(broker) as (session, url):
        waiting = [asyncio.create_task(send(session, url, line)) for line in LINES]
        done, left = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        (turned_away,) = [each.result() for each in done]
        assert (turned_away.status, turned_away.headers["Retry-After"]) == (429, "5")
        broker.lets.set()
        assert {(await each).status for each in left} == {200}
    assert len(broker.records) == 2


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 400),
        (b"[", "application/json", 400),
        (b"x", "text/html", 415),
        (b"{}\n" * 5_001, "application/x-ndjson", 413),
        (b"x" * (8 * 1024 * 1024 + 1), "application/x-ndjson", 413),
    ],
)
async def test_what_cannot_be_read_is_told_with_its_reason(body: bytes, kind: str, status: int) -> None:
    broker = Broker()
    async with serving(broker) as (session, url):
        answer = await send(session, url, body, kind)
        valid("ApiProblem", answer.body)
    assert answer.status == status
    assert broker.records == []


async def test_a_body_that_grows_without_end_is_refused() -> None:
    broker, packed = Broker(), gzip.compress(b"\n" * 64 * 1024 * 1024)
    assert len(packed) < 100_000
    async with serving(broker) as (session, url):
        headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
        async with session.post(f"{url}/v1/posts", data=io.BytesIO(packed), headers=headers) as answer:
            assert (answer.status, broker.records) == (413, [])


async def test_a_post_and_an_author_may_be_forgotten_by_the_ids_that_the_caller_has() -> None:
    broker = Broker()
    async with serving(broker) as (session, url):
        for path, asked in (("posts", {"id": "sim:0"}), ("authors", {"author": "ann0"}), ("authors", {})):
            async with session.delete(f"{url}/v1/{path}", params={"channel": "bluesky", **asked}) as answer:
                assert answer.status == (202 if asked else 400)
    assert [(each.topic, each.key) for each in broker.records] == [
        (topics.ERASURES, NOBODY.post("bluesky", "sim:0").encode()),
        (topics.ERASURES, NOBODY.author("bluesky", "ann0").encode()),
    ]


async def test_outcomes_are_joined_by_their_codes_and_told_line_by_line() -> None:
    broker, gift = Broker(), b'{"id":"ann-1","at":"2026-11-21T06:00:00Z","kind":"donation","codes":["sat"]}'
    async with serving(broker) as (session, url):
        answer = await send(session, url, b"\n".join([gift, gift, gift.replace(b"sat", b"x"), b"{"]), to="outcomes")
        told = valid("SentAnswer", answer.body)
    assert [each.get("reason") for each in told["results"]] == [None, None, "unknown_campaign", "not_json"]
    reports = [json_decoder(OutcomeReport)(each.value) for each in broker.records if each.topic == topics.OUTCOMES]
    assert [(each.campaign, each.call, each.count) for each in reports] == [("relief", "who-it-hit", 1)] * 2
    assert {each.id for each in reports} == {NOBODY.post("outcome", "ann-1")}
    assert all(b"ann-1" not in each.value for each in broker.records)


async def test_a_webhook_is_let_in_by_the_token_in_its_address_and_to_no_other_page() -> None:
    body = b'[{"osdi:signature":{"identifiers":["a:1"],"created_date":"2026-11-21T06:00:00Z","sources":["sat"]}}]'
    broker = Broker()
    async with serving(broker) as (_, url), ClientSession() as tool:
        for path, token, status in (
            ("osdi", WEBHOOK_TOKEN, 200),
            ("osdi", TOKEN, 401),
            ("osdi", "", 401),
            ("outcomes", WEBHOOK_TOKEN, 401),
        ):
            async with tool.post(f"{url}/v1/{path}", params={"token": token}, data=body) as answer:
                assert answer.status == status
                valid("SentAnswer" if status == 200 else "ApiProblem", await answer.read())
    assert [each.topic for each in broker.records] == [topics.OUTCOMES]


def test_a_token_that_anybody_could_guess_is_refused() -> None:
    with pytest.raises(SettingsError, match="at least 16 characters"):
        read_tokens(Settings(ingest_token="secret"))


@given(st.lists(st.binary(max_size=80) | st.sampled_from([*LINES, BAD]), max_size=6))
def test_whatever_the_lines_are_each_has_one_result_and_keeps_no_bytes(lines: list[bytes]) -> None:
    found = read_lines(lines, NOW, NOBODY)
    assert len(found) == len(lines)
    assert all(isinstance(each, Post) or each.record == b"" for each in found)
    assert all(isinstance(each, Post | Rejection) for each in found)


def test_a_line_of_nothing_but_a_person_is_told_as_one_without_text() -> None:
    (found,) = read_lines([post(1, "a", MONDAY, text="https://x.com/annroe")], NOW, NOBODY)
    assert isinstance(found, Rejection)
    assert found.reason is Reason.NO_TEXT
