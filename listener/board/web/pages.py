"""Pages: what a reader sees. The views say what is shown, the templates how."""

import csv
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import StringIO
from secrets import token_hex
from typing import Any

import jinja2
import msgspec
from sse_starlette import EventSourceResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from listener.board.views.board_state import AudienceHistory
from listener.board.views.brand import brand_page
from listener.board.views.cards import audience_cards, audience_detail, common_zone, count_by_kind
from listener.board.views.charts import chart_series
from listener.board.views.movement_page import movement_page
from listener.board.views.releases import past_releases
from listener.board.views.said_by_day import table_of_days
from listener.board.views.signal_list import PAGE_ROWS, SignalFilter, read_filter, select_rows
from listener.board.views.why import explain_signal
from listener.board.web.authentication import COOKIE, Authenticator, Session, address_group
from listener.board.web.forms import request_address
from listener.board.web.live_board import LiveBoard
from listener.board.web.rendering import board_path, signal_link
from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from models.campaigns import Campaign, audience_key
from models.decoding import parse_digits
from models.movement import AudienceMovement
from models.signals import Signal
from pipelines.few_people import smallest_group

_LATEST_SIGNALS = 8  # on the first page
_BRANDS = 3  # whose pages are linked from every page


@dataclass(frozen=True)
class BoardPages:
    """Every page that only shows."""

    live: LiveBoard
    authenticator: Authenticator
    campaigns: Mapping[str, Campaign]
    templates: jinja2.Environment
    is_named_only: bool = False  # who has not signed in reads nothing
    has_labels: bool = False  # whether votes can be read here

    async def board(self, request: Request) -> Response:
        """All audiences, and the latest signals."""
        state = self.live.state
        cards = audience_cards(state, self.campaigns)
        shown: dict[str, Any] = {"cards": cards, "summary": count_by_kind(cards), "heard": self.live.heard()}
        latest = select_rows(state, SignalFilter(), 0, _LATEST_SIGNALS)
        return self.render(request, "board.html", latest=latest, **shown)

    async def audience(self, request: Request) -> Response:
        """One audience."""
        history = self._history(request)
        detail = audience_detail(self.live.state, self.campaigns, history)
        released = past_releases(self.live.state, history)
        has_movement = detail.card.key in self.live.state.movements
        return self.render(request, "audience.html", detail=detail, released=released, has_movement=has_movement)

    async def movement(self, request: Request) -> Response:
        """Is it a moment or a movement? Of one audience."""
        told = self._movement(request)
        in_english = partial(words, language=DEFAULT_LANGUAGE)
        return self.render(request, "movement_page.html", told=told, page=movement_page(told), words=in_english)

    async def movement_json(self, request: Request) -> Response:
        """The same as it was told: JSON."""
        return Response(msgspec.json.encode(self._movement(request)), media_type="application/json")

    async def brand(self, request: Request) -> Response:
        """What the brand of a campaign promised, oldest debt first."""
        campaign = self.campaigns.get(request.path_params["campaign"])
        if campaign is None or not campaign.commitments:
            raise HTTPException(404, "No campaign of that name has commitments.")
        shown = brand_page(self.live.state, campaign)
        return self.render(request, "brand.html", brand=shown, form_id=token_hex(8))  # sent twice, it counts once

    async def series(self, request: Request) -> Response:
        """What its charts draw, as JSON."""
        history = self._history(request)
        signals = [signal for signal in self.live.state.signals if signal.subject == history.key]
        series = chart_series(history, self.campaigns.get(history.latest.campaign), signals, signal_link)
        return Response(msgspec.json.encode(series), media_type="application/json")

    async def days(self, request: Request) -> Response:
        """What was said, day by day, as CSV."""
        history = self._history(request)
        campaign = self.campaigns.get(history.latest.campaign)
        zone = campaign.timezone if campaign else "UTC"
        text = _write_csv(table_of_days(history.points, zone, smallest_group(history.latest)))
        name = f"{history.latest.campaign}-{history.latest.audience}-days.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    async def signals(self, request: Request) -> Response:
        """The list of signals, filtered."""
        wanted = read_filter(request.query_params)
        shown = select_rows(self.live.state, wanted, _number(request, "from", 0), PAGE_ROWS)
        keys = sorted(self.live.state.audiences)
        return self.render(request, "signals.html", wanted=wanted, shown=shown, keys=keys, size=PAGE_ROWS)

    async def signal_rows(self, request: Request) -> Response:
        """Some rows of the list, for a page that scrolls. `x-total` says how many there are."""
        size = _number(request, "size", PAGE_ROWS)
        shown = select_rows(self.live.state, read_filter(request.query_params), _number(request, "from", 0), size)
        text = self.templates.get_template("rows.html").render(shown=shown, zone=common_zone(self.campaigns))
        return HTMLResponse(text, headers={"x-total": str(shown.total), "x-from": str(shown.start)})

    async def signal(self, request: Request) -> Response:
        """Why did this fire?"""
        signal = self._signal(request)
        verdict = self.live.state.verdicts.get(signal.id)
        return self.render(request, "signal.html", verdict=verdict, **explain_signal(signal, self.campaigns))

    async def signal_json(self, request: Request) -> Response:
        """The signal as it went out: a CloudEvent."""
        return Response(msgspec.json.encode(self._signal(request)), media_type="application/cloudevents+json")

    async def events(self, request: Request) -> Response:
        """Server-sent events: what changed, and a beat of ours when nothing did."""
        address = address_group(request_address(request))
        if self.live.events.is_full(address):
            raise HTTPException(503, "Too many are watching.")
        last_id = request.headers.get("last-event-id") or request.query_params.get("last", "")
        return EventSourceResponse(self.live.events.follow(last_id, self.live.pulse, address), ping=0)

    async def alive(self, request: Request) -> Response:
        """We are here."""
        return Response("alive\n", media_type="text/plain")

    async def ready(self, request: Request) -> Response:
        """Whether all that there was has been read, and Kafka answers. Without news we are stale, not unready."""
        is_ready = self.live.has_source
        said = "ready" if is_ready else self.live.pulse().problem
        return Response(f"{said}\n", 200 if is_ready else 503, media_type="text/plain")

    async def error(self, request: Request, error: Exception) -> Response:
        """What went wrong, as a page."""
        status, problem, headers = 500, "Something went wrong on our side.", {}
        if isinstance(error, HTTPException):
            status, problem, headers = error.status_code, error.detail, dict(error.headers or {})
        page = self.render(request, "error.html", status, status_code=status, problem=problem)
        page.headers.update(headers)  # a 405 says what is allowed
        return page

    def render(self, request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
        """A whole page: what it shows, and what every page has around that."""
        session = self.read_session(request)
        may_read = session is not None or not self.is_named_only
        audiences = self.live.state.audiences.values() if may_read else ()
        campaigns = self.campaigns if may_read else {}
        around = {
            "session": session,
            "form_token": self.authenticator.form_token(session) if session else "",
            "can_sign_in": self.authenticator.is_open,
            "is_named_only": self.is_named_only,
            "pulse": self.live.pulse(),
            "here": request.url.path,
            "zone": common_zone(self.campaigns),
            "label_path": self._label_path() if session and session.may_act and self.has_labels else "",
            "is_live": True,
            "brands": [name for name, each in campaigns.items() if each.commitments][:_BRANDS],
            "newest": max((each.latest.window.end for each in audiences), default=None),
        }
        return HTMLResponse(self.templates.get_template(template).render(**around, **shown), status)

    def _label_path(self) -> str:
        """Where votes are read: of the first campaign, whose page names the others."""
        return board_path("labels", next(iter(self.campaigns))) if self.campaigns else ""

    def read_session(self, request: Request) -> Session | None:
        """Who is signed in."""
        return self.authenticator.read_cookie(request.cookies.get(COOKIE, ""), time.time())

    def _movement(self, request: Request) -> AudienceMovement:
        name = audience_key(request.path_params["campaign"], request.path_params["audience"])
        told = self.live.state.movements.get(name)
        if told is None:
            raise HTTPException(404, "Nothing is told of this audience's movement yet: `listener movement` does.")
        return told

    def _history(self, request: Request) -> AudienceHistory:
        name = audience_key(request.path_params["campaign"], request.path_params["audience"])
        history = self.live.state.audiences.get(name)
        if history is None:
            raise HTTPException(404, "There is no such audience, or nothing has been decided for it yet.")
        return history

    def _signal(self, request: Request) -> Signal:
        signal = self.live.state.signal(request.path_params["id"])
        if signal is None:
            raise HTTPException(404, "There is no such signal here: it may be older than what is kept.")
        return signal


def _number(request: Request, name: str, otherwise: int) -> int:
    given = request.query_params.get(name, "")
    number = parse_digits(given)
    return otherwise if number is None else number


def _write_csv(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
