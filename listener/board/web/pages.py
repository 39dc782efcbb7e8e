"""Pages: requests in, responses out. The views say what is shown, the templates how."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import jinja2
import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from listener.board.views import why, words
from listener.board.views.board_state import AudienceHistory
from listener.board.views.cards import audience_cards, audience_detail, count_by_kind
from listener.board.views.charts import chart_series
from listener.board.views.signal_list import PAGE_ROWS, SignalFilter, read_filter, select_rows
from listener.board.web.assets import asset_url
from listener.board.web.authentication import COOKIE, Authenticator, Session
from listener.board.web.live_board import LiveBoard
from models.campaigns import Campaign
from models.decisions import DecisionKind
from models.posts import instant
from models.signals import Signal

FORM_LIMIT = 16_384  # bytes
_LATEST_SIGNALS = 8  # on the first page
FILTER_NAMES = {"accept": "Accepted", "reject": "Rejected", "snooze": "Snoozed", "none": "Not judged"}


def environment() -> jinja2.Environment:
    """The templates. All that they print is escaped, but what we marked as ours."""
    loaded = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    ours = {"words": words, "kinds": list(DecisionKind), "verdicts": FILTER_NAMES}
    helpers = (words.figure, words.pointer, asset_url, path, instant, signal_link)
    loaded.globals.update(ours, **{each.__name__: each for each in helpers})
    return loaded


def path(*parts: str) -> str:
    """A path of the board, its parts quoted."""
    return "/" + "/".join(quote(part, safe="") for part in parts)


def signal_link(id: str) -> str:
    """A signal's permalink."""
    return path("signals", id)


@dataclass(frozen=True)
class Pages:
    """Every page that only shows."""

    live: LiveBoard
    access: Authenticator
    campaigns: Mapping[str, Campaign]
    templates: jinja2.Environment

    async def board(self, request: Request) -> Response:
        """All audiences, and the latest signals."""
        board = self.live.board
        cards = audience_cards(board, self.campaigns)
        latest = select_rows(board, SignalFilter(), 0, _LATEST_SIGNALS)
        return self.page(request, "board.html", cards=cards, summary=count_by_kind(cards), latest=latest)

    async def audience(self, request: Request) -> Response:
        """One audience."""
        detail = audience_detail(self.live.board, self.campaigns, self._history(request))
        released = self.live.board.releases.get(detail.card.key, ())
        return self.page(request, "audience.html", detail=detail, released=released)

    async def series(self, request: Request) -> Response:
        """What its charts draw."""
        history = self._history(request)
        signals = [signal for signal in self.live.board.signals if signal.subject == history.key]
        series = chart_series(history, self.campaigns.get(history.latest.campaign), signals)
        return Response(msgspec.json.encode(series), media_type="application/json")

    async def signals(self, request: Request) -> Response:
        """The list of signals, filtered."""
        wanted = read_filter(request.query_params)
        shown = select_rows(self.live.board, wanted, _number(request, "from", 0), PAGE_ROWS)
        keys = sorted(self.live.board.audiences)
        return self.page(request, "signals.html", wanted=wanted, shown=shown, keys=keys, size=PAGE_ROWS)

    async def rows(self, request: Request) -> Response:
        """Some rows of the list, for a page that scrolls. `x-total` says how many there are."""
        wanted = read_filter(request.query_params)
        size = _number(request, "size", PAGE_ROWS)
        shown = select_rows(self.live.board, wanted, _number(request, "from", 0), size)
        text = self.templates.get_template("rows.html").render(shown=shown)
        return HTMLResponse(text, headers={"x-total": str(shown.total), "x-from": str(shown.start)})

    async def signal(self, request: Request) -> Response:
        """Why did this fire?"""
        signal = self._signal(request)
        verdict = self.live.board.verdicts.get(signal.id)
        return self.page(request, "signal.html", 200, verdict=verdict, **why.shown(signal, self.campaigns))

    async def signal_json(self, request: Request) -> Response:
        """The signal as it went out: a CloudEvent."""
        return Response(msgspec.json.encode(self._signal(request)), media_type="application/cloudevents+json")

    async def events(self, request: Request) -> Response:
        """Server-sent events: what changed."""
        if self.live.is_full:
            raise HTTPException(503, "Too many are watching.")
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        last = request.headers.get("last-event-id") or request.query_params.get("last", "")
        return StreamingResponse(self.live.events(last), media_type="text/event-stream", headers=headers)

    async def alive(self, request: Request) -> Response:
        """We are here."""
        return Response("alive\n", media_type="text/plain")

    async def ready(self, request: Request) -> Response:
        """Whether all that there was has been read. Data that stops later makes us stale, not unready."""
        is_ready = self.live.is_ready
        said = "ready" if is_ready else self.live.pulse.problem
        return Response(f"{said}\n", 200 if is_ready else 503, media_type="text/plain")

    def page(self, request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
        """A whole page."""
        session = self.session(request)
        around = {
            "session": session,
            "form_token": self.access.form_token(session) if session else "",
            "can_sign_in": self.access.is_open,
            "pulse": self.live.pulse,
            "here": request.url.path,
            "newest": max((each.latest.window.end for each in self.live.board.audiences.values()), default=None),
        }
        return HTMLResponse(self.templates.get_template(template).render(**around, **shown), status)

    def session(self, request: Request) -> Session | None:
        """Who is signed in."""
        return self.access.session(request.cookies.get(COOKIE, ""), time.time())

    def _history(self, request: Request) -> AudienceHistory:
        name = f"{request.path_params['campaign']}|{request.path_params['audience']}"
        history = self.live.board.audiences.get(name)
        if history is None:
            raise HTTPException(404, "There is no such audience, or nothing has been decided for it yet.")
        return history

    def _signal(self, request: Request) -> Signal:
        signal = self.live.board.signal(request.path_params["id"])
        if signal is None:
            raise HTTPException(404, "There is no such signal here: it may be older than what is kept.")
        return signal

    async def wrong(self, request: Request, error: Exception) -> Response:
        """What went wrong, as a page."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        words = error.detail if isinstance(error, HTTPException) else "Something went wrong on our side."
        return self.page(request, "wrong.html", status=status, status_code=status, problem=words)


def _number(request: Request, name: str, otherwise: int) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 8 else otherwise


async def form(request: Request) -> dict[str, str]:
    """The fields of a form. Raises HTTPException where it is none, or too large."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "A form was expected.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > FORM_LIMIT:
            raise HTTPException(413, "That was too long.")
    fields: Sequence[tuple[str, str]] = parse_qsl(body.decode("utf-8", "replace"), max_num_fields=20)
    return dict(fields)
