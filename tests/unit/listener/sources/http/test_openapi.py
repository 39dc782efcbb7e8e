"""The pages answer as their contract says, whatever is sent to whichever of them: by the document itself."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from aiohttp import ClientSession
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from listener.sources.http.openapi import describe_api
from tests.unit.listener.sources.http.test_posts_api import LINES, TOKEN, Broker, serving

CONTRACT: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(describe_api()))
OPERATIONS = [(path, method) for path, methods in CONTRACT["paths"].items() for method in methods]
_FIELDS = [name for schema in CONTRACT["components"]["schemas"].values() for name in schema.get("properties", ())]
_NAMES = st.sampled_from([*dict.fromkeys(_FIELDS), "osdi:donation", "osdi:attendance", "identifiers", "_links"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=12,
)
BODIES = JSON.map(msgspec.json.encode) | st.binary(max_size=40) | st.sampled_from([*LINES, b"[" + LINES[0] + b"]"])
KINDS = ("application/json", "application/x-ndjson", "text/plain", "text/html", "")
REQUESTS = st.tuples(
    st.sampled_from(OPERATIONS), BODIES, st.sampled_from(KINDS), st.booleans(), st.dictionaries(_NAMES, st.text())
)


@given(st.lists(REQUESTS, min_size=6, max_size=12))
@settings(max_examples=12, deadline=None)
def test_every_answer_is_one_that_the_contract_has(requests: list[Any]) -> None:
    asyncio.run(_send_all(requests))


async def _send_all(requests: list[Any]) -> None:
    async with serving(Broker()) as (_, url), ClientSession() as session:
        for (path, method), body, kind, has_token, asked in requests:
            headers = {"Content-Type": kind} if kind else {}
            headers |= {"Authorization": f"Bearer {TOKEN}"} if has_token else {}
            query = {**asked, "channel": "x"} if method == "delete" else asked
            async with session.request(method, f"{url}{path}", data=body, headers=headers, params=query) as answer:
                _check(path, method, str(answer.status), await answer.read())


def _check(path: str, method: str, status: str, body: bytes) -> None:
    told = CONTRACT["paths"][path][method]["responses"]
    assert status in told, f"{method} {path}: {status} is not in the contract"
    if content := told[status].get("content"):
        schema = {**content["application/json"]["schema"], "components": CONTRACT["components"]}
        Draft202012Validator(schema).validate(msgspec.json.decode(body))


async def test_what_a_page_does_not_take_is_told_with_what_it_takes() -> None:
    async with serving(Broker()) as (session, url), session.request("TRACE", f"{url}/v1/posts") as answer:
        assert (answer.status, answer.headers["Allow"]) == (405, "DELETE,POST")
