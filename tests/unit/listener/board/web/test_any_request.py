"""Whatever is asked of the board, it answers: never by a fault of ours, never without its headers, never a secret."""

import asyncio
from typing import Any
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from listener.board.records.in_memory import RecordsInMemory
from listener.board.views.board_state import apply_records
from listener.board.web.access import BoardAccess
from listener.board.web.app import create_board_app
from listener.board.web.authentication import COOKIE
from listener.board.web.live_board import LiveBoard
from listener.board.web.named_tokens import shared_token
from tests.unit.listener.board.making import campaign, decision, ready, signal

CANARY = "canary-token-of-the-team"
TOLD = signal(9, 1, of=ready(9))
ODD = st.text(st.characters(codec="utf-8"), max_size=12)
PARTS = st.sampled_from(
    ["audiences", "relief", "locals", "signals", TOLD.id, "series.json", "rows", "brands", "release"]
)
KNOWN = ("/", "/signin", "/signout", "/verdicts", "/releases", "/withdrawals", "/livez", "/readyz", "/metrics")
PATHS = st.sampled_from(KNOWN) | st.lists(PARTS | ODD, max_size=4).map(
    lambda parts: "/" + "/".join(quote(each, safe="") for each in parts)
)
FIELDS = st.sampled_from(
    ["from", "size", "verdict", "decision", "audience", "back", "chapter", "token", "signal", "form_token"]
)
QUERIES = st.lists(st.tuples(FIELDS | ODD, ODD), max_size=4).map(
    lambda pairs: "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
)
HEADERS = st.dictionaries(
    st.sampled_from(["cookie", "origin", "sec-fetch-site", "last-event-id", "accept-encoding", "x-forwarded-for"]),
    ODD.map(lambda text: text.encode().replace(b"\n", b"").replace(b"\r", b"")),
    max_size=3,
)


@pytest.fixture(scope="module")
def app() -> Starlette:
    source = RecordsInMemory()
    live = LiveBoard(source, state=apply_records([decision(hour) for hour in range(5)] + [TOLD]), is_ready=True)
    return create_board_app(source, [campaign()], BoardAccess((shared_token(CANARY),)), live=live)


async def ask(app: Starlette, method: str, path: str, query: str, headers: dict[str, bytes], body: bytes) -> Any:
    """The answer's status, headers and body; of an endless one, its beginning."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    lines = [(b"host", b"localhost"), *((name.encode(), value) for name, value in headers.items())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "headers": lines,
        "client": ("192.0.2.1", 1), "server": ("localhost", 80), "root_path": "",
    }  # fmt: skip
    await asyncio.wait_for(app(scope, receive, send), 10)  # type: ignore[arg-type]
    told = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
    return sent[0]["status"], dict(sent[0]["headers"]), told


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "X"]),
    PATHS,
    QUERIES,
    HEADERS,
    st.binary(max_size=60) | QUERIES.map(str.encode),
    st.booleans(),
)
def test_every_request_has_an_answer(
    app: Starlette, method: str, path: str, query: str, headers: dict[str, bytes], body: bytes, is_form: bool
) -> None:
    if is_form:
        headers = {**headers, "content-type": b"application/x-www-form-urlencoded"}
    status, said, told = asyncio.run(ask(app, method, path, query, headers, body))
    assert status < 500 or (path, status) == ("/readyz", 503)
    assert b"default-src 'none'" in said[b"content-security-policy"]
    assert said[b"x-content-type-options"] == b"nosniff"
    assert CANARY.encode() not in told
    assert COOKIE.encode() not in said.get(b"set-cookie", b"") or status == 303
