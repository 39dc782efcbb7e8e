"""Whatever changes something, now or in a later release, is refused to other sites, strangers and forms of others."""

from collections.abc import AsyncIterator

import pytest
from starlette.routing import Route

from listener.board.records.in_memory import RecordsInMemory
from listener.board.web.app import create_board_app
from tests.unit.listener.board.browsing import Reader, reading
from tests.unit.listener.board.making import Served, campaign, served, signal

WITH_TOKENS = {"/v1/updates"}  # of programs, which no browser sends by itself
TOLD = signal()
CHANGING = sorted(
    each.path.format(campaign="relief")
    for each in create_board_app(RecordsInMemory(), [campaign()]).routes
    if isinstance(each, Route) and "GET" not in (each.methods or ()) and each.path not in WITH_TOKENS
)
FROM_ELSEWHERE = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"origin": "http://[broken"},
)


@pytest.fixture
async def board() -> AsyncIterator[Served]:
    async with served([TOLD]) as each:
        yield each


async def form_token_of(reader: Reader) -> str:
    await reader.sign_in()
    return (await reader.get(f"/signals/{TOLD.id}")).page.field("form_token")


def test_there_are_as_many_as_we_know() -> None:
    assert {"/signin", "/signout", "/verdicts", "/releases", "/labels/relief"} <= set(CHANGING)
    assert len(CHANGING) >= 8


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
async def test_no_other_site_sends_any_of_our_forms(board: Served, headers: dict[str, str]) -> None:
    async with reading(board.url) as reader:
        fields = {"form_token": await form_token_of(reader), "token": "x" * 20}
        assert {path: (await reader.post(path, fields, headers)).status for path in CHANGING} == dict.fromkeys(
            CHANGING, 403
        )
    assert board.source.commands == []


@pytest.mark.parametrize("form_token", ["", "0" * 64, "another's"])
async def test_a_form_that_is_not_of_the_session_changes_nothing(board: Served, form_token: str) -> None:
    async with reading(board.url) as reader, reading(board.url) as other:
        sent = await form_token_of(other) if form_token == "another's" else form_token
        await form_token_of(reader)
        for path in set(CHANGING) - {"/signin"}:
            assert (await reader.post(path, {"form_token": sent})).status == 403, path
        assert "Sign out" in (await reader.get("/")).text
    assert board.source.commands == []


async def test_a_cookie_from_before_signing_in_is_none_afterwards(board: Served) -> None:
    async with reading(board.url) as reader:
        reader.session.cookie_jar.update_cookies({"listener_session": "chosen-by-somebody-else"})
        cookie = (await reader.sign_in()).headers["set-cookie"]
    assert "chosen-by-somebody-else" not in cookie
