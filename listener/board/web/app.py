"""The board as an ASGI application: its routes, the headers of every response, and the task that keeps it live."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from listener.board.records.base import RecordSource
from listener.board.web.access import READ_ONLY, BoardAccess
from listener.board.web.actions import BoardActions
from listener.board.web.assets import STATIC_FOLDER
from listener.board.web.audit import AuditLog
from listener.board.web.authentication import Authenticator
from listener.board.web.board_api import offer_contract
from listener.board.web.figures_page import offer_figures
from listener.board.web.guards import HostGuard, ReaderGuard
from listener.board.web.label_pages import LabelPages
from listener.board.web.live_board import LiveBoard
from listener.board.web.outcome_actions import OutcomeActions
from listener.board.web.pages import BoardPages
from listener.board.web.release_actions import ReleaseActions
from listener.board.web.rendering import template_environment
from listener.board.web.said_pages import SaidPages
from listener.board.web.update_actions import UpdateActions
from listener.labelling.reading_desk import LabelDesk, LabelRecords
from listener.metrics import Metrics
from models.campaigns import Campaign

_CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_CACHED_FOR_A_YEAR = "public, max-age=31536000, immutable"
_COMPRESSION = Middleware(GZipMiddleware, minimum_size=1000)  # a response below that is not worth compressing

_log = logging.getLogger(__name__)


def create_board_app(
    source: RecordSource,
    campaigns: Sequence[Campaign],
    access: BoardAccess = READ_ONLY,
    *,
    live: LiveBoard | None = None,
    metrics: Metrics | None = None,
    labels: LabelRecords | None = None,
) -> Starlette:
    """The board as an ASGI application. `access` says who may sign in; without anybody it is read-only.

    `metrics` are the process's, where the board is not the only one in it that counts. `labels` is where votes that
    people read are kept: without it none can be read.
    """
    live = live or LiveBoard(source)
    by_name = {each.name: each for each in campaigns}
    desk = LabelDesk(labels, by_name) if labels else None
    authenticator, templates = Authenticator(access.holders), template_environment()
    pages = BoardPages(live, authenticator, by_name, templates, access.is_named_only, desk is not None)
    actions = BoardActions(pages, AuditLog(access.audit_file))
    app = Starlette(
        routes=_routes(pages, actions, LabelPages(actions, desk)),
        middleware=[Middleware(SecurityHeaders), *_guards(access, pages), _COMPRESSION],
        exception_handlers={HTTPException: pages.error, 500: pages.error},
        lifespan=_lifespan_of(live),
    )
    app.state.campaigns = by_name
    app.state.live = live
    app.routes.append(Route("/metrics", offer_figures(live, metrics or Metrics(), by_name), name="metrics"))
    return app


def _guards(access: BoardAccess, pages: BoardPages) -> list[Middleware]:
    """What stands before every page."""
    by_name = Middleware(HostGuard, hosts=access.hosts)
    if not access.is_named_only:
        return [by_name]
    return [by_name, Middleware(ReaderGuard, may_read=lambda request: pages.read_session(request) is not None)]


def _routes(pages: BoardPages, actions: BoardActions, labels: LabelPages) -> list[Route | Mount]:
    post, releases, updates = ["POST"], ReleaseActions(actions), UpdateActions(actions)
    said, outcomes = SaidPages(pages), OutcomeActions(actions)
    return [
        Route("/", pages.board, name="board"),
        Route("/audiences/{campaign}/{audience}", pages.audience, name="audience"),
        Route("/audiences/{campaign}/{audience}/series.json", pages.series, name="series"),
        Route("/audiences/{campaign}/{audience}/movement", pages.movement, name="movement"),
        Route("/audiences/{campaign}/{audience}/movement.json", pages.movement_json, name="movement-json"),
        Route("/audiences/{campaign}/{audience}/said", said.span, name="said"),
        Route("/audiences/{campaign}/{audience}/days/{day}", said.day, name="day"),
        Route("/audiences/{campaign}/{audience}/days.csv", said.days, name="days"),
        Route("/outcomes/{campaign}", outcomes.page, name="outcomes"),
        Route("/outcomes", outcomes.tell, name="tell-outcome", methods=post),
        Route("/language/{language}", pages.language, name="language"),
        Route("/brands/{campaign}", pages.brand, name="brand"),
        Route("/signals", pages.signals, name="signals"),
        Route("/signals/rows", pages.signal_rows, name="signal-rows"),
        Route("/signals/{id}.json", pages.signal_json, name="signal-json"),
        Route("/signals/{id}", pages.signal, name="signal"),
        Route("/signals/{id}/answers/{verdict}", pages.answer, name="answer"),
        Route("/events", pages.events, name="events"),
        Route("/openapi.json", offer_contract, name="contract"),
        Route("/livez", pages.alive, name="alive"),
        Route("/readyz", pages.ready, name="ready"),
        Route("/signin", actions.sign_in_page, name="sign-in-page"),
        Route("/signin", actions.sign_in, name="sign-in", methods=post),
        Route("/signout", actions.sign_out, name="sign-out", methods=post),
        Route("/verdicts", actions.judge, name="judge", methods=post),
        Route("/audiences/{campaign}/{audience}/release", releases.confirm, name="release-page"),
        Route("/releases", releases.release, name="release", methods=post),
        Route("/updates", updates.tell, name="tell", methods=post),
        Route("/v1/updates", updates.tell_by_http, name="tell-by-http", methods=post),
        Route("/withdrawals", releases.withdraw, name="withdraw", methods=post),
        Route("/labels/{campaign}", labels.queue, name="labels"),
        Route("/labels/{campaign}", labels.answer, name="label", methods=post),
        Mount("/static", StaticFiles(directory=STATIC_FOLDER), name="static"),
    ]


def renew_campaigns(app: Starlette, campaigns: Sequence[Campaign]) -> None:
    """From now on the board shows these versions of its campaigns."""
    app.state.campaigns.update({each.name: each for each in campaigns})


class SecurityHeaders:
    """Puts our headers on every response, and lets browsers keep the files that are named for their content."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_versioned = scope["path"].startswith("/static/") and b"v=" in scope["query_string"]
        headers = {**_HEADERS, "cache-control": _CACHED_FOR_A_YEAR if is_versioned else "no-store"}
        lines = [(name.encode(), value.encode()) for name, value in headers.items()]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *lines]}
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _lifespan_of(live: LiveBoard) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(live.run())
        task.add_done_callback(_log_failure)
        yield
        await live.events.stop()
        task.cancel()
        await asyncio.wait([task])

    return lifespan


def _log_failure(task: asyncio.Task[None]) -> None:
    """A mistake of ours ends the reading, not the serving: the pages say that they are no longer live."""
    if not task.cancelled() and (error := task.exception()):
        _log.error("the board has stopped reading", exc_info=error)
