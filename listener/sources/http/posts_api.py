"""Posts API: `POST /v1/posts` takes posts, and answers once the brokers have them; little waits here."""

from __future__ import annotations

import hmac
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import msgspec
from aiohttp import web

from listener.sources.http.openapi import ApiProblem, PostsAnswer, describe_api
from listener.sources.http.sent_lines import read_lines, results_of, split_body
from listener.sources.people import People
from listener.sources.runner import SourceCounts, WriteRecords, to_record
from models.erasures import ErasureRequest
from models.errors import SettingsError, UnreadableError
from models.posts import Post
from models.rejections import Reason, Rejection

API_ADDRESS = "127.0.0.1:8090"
_LARGEST_BODY = 8 * 1024 * 1024
_MOST_IN_HAND = 32 * 1024 * 1024  # bytes of requests that wait for the brokers
_RETRY_SECONDS = "5"
_SHORTEST_TOKEN = 16
_ARRAY, _NDJSON = "application/json", ("application/x-ndjson", "application/jsonl", "text/plain")

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PostsApi:
    """The pages. `write` returns once the brokers have the records; `on_batch` is told what became of a request."""

    def __init__(
        self, write: WriteRecords, people: People, token: str, on_batch: Callable[[SourceCounts], None]
    ) -> None:
        """Raises SettingsError for a token that anybody could guess."""
        if len(token) < _SHORTEST_TOKEN:
            raise SettingsError("LISTENER_INGEST_TOKEN", f"at least {_SHORTEST_TOKEN} characters are needed")
        self._write, self._people, self._token, self._on_batch = write, people, token.encode(), on_batch
        self._in_hand = 0

    def application(self) -> web.Application:
        """The pages, behind the token; their contract is for everybody."""
        pages = web.Application(client_max_size=_LARGEST_BODY, middlewares=[self._guard])
        pages.router.add_get("/openapi.json", self._describe)
        pages.router.add_post("/v1/posts", self._take_posts)
        pages.router.add_delete("/v1/posts", self._forget_post)
        pages.router.add_delete("/v1/authors", self._forget_author)
        return pages

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handle) -> web.StreamResponse:
        if request.path != "/openapi.json" and not self._is_allowed(request):
            return _problem(401, "the token is missing, or another", {"WWW-Authenticate": "Bearer"})
        size = request.content_length or (_LARGEST_BODY if request.can_read_body else 0)
        if self._in_hand + size > _MOST_IN_HAND:
            return _problem(429, "the brokers are slow", {"Retry-After": _RETRY_SECONDS})
        self._in_hand += size
        try:
            return await handler(request)
        except web.HTTPRequestEntityTooLarge:
            return _problem(413, f"more than {_LARGEST_BODY} bytes")
        except web.HTTPException as error:
            return _problem(error.status, error.reason)
        finally:
            self._in_hand -= size

    def _is_allowed(self, request: web.Request) -> bool:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        given = token.strip().encode("utf-8", "surrogatepass")
        return scheme.lower() == "bearer" and hmac.compare_digest(given, self._token)

    async def _describe(self, _: web.Request) -> web.Response:
        return _json(200, describe_api())

    async def _take_posts(self, request: web.Request) -> web.Response:
        is_array = request.content_type == _ARRAY
        if not is_array and request.content_type not in _NDJSON:
            return _problem(415, "expected application/x-ndjson, or application/json with an array")
        try:
            lines = split_body(await request.read(), is_array=is_array)
        except UnreadableError as error:
            return _problem(413 if error.reason is Reason.OVERSIZED else 400, str(error))
        items = read_lines(lines, round(time.time() * 1000), self._people)
        await self._keep(items)
        taken = sum(isinstance(item, Post) for item in items)
        return _json(200, PostsAnswer(taken, len(items) - taken, results_of(items)))

    async def _forget_post(self, request: web.Request) -> web.Response:
        return await self._forget(request, "id")

    async def _forget_author(self, request: web.Request) -> web.Response:
        return await self._forget(request, "author")

    async def _forget(self, request: web.Request, name: str) -> web.Response:
        channel, native = request.query.get("channel", ""), request.query.get(name, "")
        if not channel or not native:
            return _problem(400, f"expected `channel` and `{name}`")
        now = datetime.now(UTC)
        asked = (
            ErasureRequest(now, post=self._people.post(channel, native))
            if name == "id"
            else ErasureRequest(now, author=self._people.author(channel, native))
        )
        await self._write([to_record(asked)])
        return web.Response(status=202)

    async def _keep(self, items: list[Post | Rejection]) -> None:
        """A repeat within a request is no news for anybody."""
        kept = [item for item in items if isinstance(item, Post) or item.reason is not Reason.DUPLICATE]
        await self._write([to_record(item) for item in kept])
        counts = SourceCounts(len(items), len(kept), sent_at=round(time.time() * 1000))
        for item in kept:
            if isinstance(item, Rejection):
                counts.rejected[item.reason] += 1
        self._on_batch(counts)


def _json(status: int, body: object) -> web.Response:
    return web.Response(status=status, body=msgspec.json.encode(body), content_type="application/json")


def _problem(status: int, error: str, headers: dict[str, str] | None = None) -> web.Response:
    body = msgspec.json.encode(ApiProblem(error))
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)
