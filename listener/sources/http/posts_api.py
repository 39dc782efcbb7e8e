"""Posts API: `POST /v1/posts` takes posts, and answers once they are kept; outcomes come beside. Little waits."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from aiohttp import web

from listener.kafka.outages import OncePerMinute
from listener.sources.http.answers import SentAnswer, json_answer, problem_answer
from listener.sources.http.openapi import describe_api
from listener.sources.http.outcome_pages import OutcomePages
from listener.sources.http.request_bodies import read_lines_of
from listener.sources.http.sent_lines import read_lines, results_of
from listener.sources.http.tokens import WEBHOOK_PATH, ApiTokens
from listener.sources.people import People
from listener.sources.runner import SourceCounts, WriteRecords, to_record
from models.campaigns import Campaign
from models.erasures import ErasureRequest
from models.posts import Post
from models.rejections import Reason, Rejection

_LARGEST_BODY = 8 * 1024 * 1024
_MOST_IN_HAND = 32 * 1024 * 1024  # bytes of requests that wait to be kept
_RETRY_SECONDS = "5"

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PostsApi:
    """The pages. `write` returns once the records are kept; `on_batch` is told what became of a request."""

    def __init__(
        self,
        write: WriteRecords,
        people: People,
        tokens: ApiTokens,
        on_batch: Callable[[SourceCounts], None],
        campaigns: Sequence[Campaign] = (),
    ) -> None:
        """`campaigns` are those that outcomes may be of."""
        self._write, self._people, self._tokens, self._on_batch = write, people, tokens, on_batch
        self._outcomes = OutcomePages(write, people, campaigns, on_batch)
        self._in_hand, self._words = 0, OncePerMinute()

    def application(self) -> web.Application:
        """The pages, behind the token; their contract is for everybody."""
        pages = web.Application(client_max_size=_LARGEST_BODY, middlewares=[self._guard])
        pages.router.add_get("/openapi.json", self._describe)
        pages.router.add_post("/v1/posts", self._take_posts)
        pages.router.add_post("/v1/outcomes", self._outcomes.take_outcomes)
        pages.router.add_post(WEBHOOK_PATH, self._outcomes.take_webhook)
        pages.router.add_delete("/v1/posts", self._forget_post)
        pages.router.add_delete("/v1/authors", self._forget_author)
        return pages

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handle) -> web.StreamResponse:
        if request.path != "/openapi.json" and not self._tokens.allow(request):
            self._words.say(logging.WARNING, f"a wrong token, or none, from {request.remote}", "token")
            return problem_answer(401, "the token is missing, or another", {"WWW-Authenticate": "Bearer"})
        size = request.content_length or (_LARGEST_BODY if request.can_read_body else 0)
        if self._in_hand + size > _MOST_IN_HAND:
            return problem_answer(429, "what came before is not kept yet", {"Retry-After": _RETRY_SECONDS})
        self._in_hand += size
        try:
            return await handler(request)
        except web.HTTPRequestEntityTooLarge:
            return problem_answer(413, f"more than {_LARGEST_BODY} bytes")
        except web.HTTPException as error:
            allowed = {name: error.headers[name] for name in ("Allow",) if name in error.headers}
            return problem_answer(error.status, error.reason, allowed)
        finally:
            self._in_hand -= size

    async def _describe(self, _: web.Request) -> web.Response:
        return json_answer(200, describe_api())

    async def _take_posts(self, request: web.Request) -> web.Response:
        lines = await read_lines_of(request)
        if isinstance(lines, web.Response):
            return lines
        items = read_lines(lines, round(time.time() * 1000), self._people)
        await self._keep(items)
        taken = sum(isinstance(item, Post) for item in items)
        return json_answer(200, SentAnswer(taken, len(items) - taken, results_of(items)))

    async def _forget_post(self, request: web.Request) -> web.Response:
        return await self._forget(request, "id")

    async def _forget_author(self, request: web.Request) -> web.Response:
        return await self._forget(request, "author")

    async def _forget(self, request: web.Request, name: str) -> web.Response:
        channel, native = request.query.get("channel", ""), request.query.get(name, "")
        if not channel or not native:
            return problem_answer(400, f"expected `channel` and `{name}`")
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
