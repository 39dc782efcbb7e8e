"""Pages: what a reader sees. The views say what is shown, the templates how."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import Any

import jinja2
import msgspec
from sse_starlette import EventSourceResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from listener.board.views.audience_history import AudienceHistory
from listener.board.views.brand import brand_page
from listener.board.views.cards import (
    AudienceCard,
    audience_cards,
    audience_detail,
    common_zone,
    count_by_kind,
    unheard_audiences,
)
from listener.board.views.chapter_figures import chapter_figures
from listener.board.views.charts import chart_series
from listener.board.views.movement_page import movement_page
from listener.board.views.releases import past_releases
from listener.board.views.signal_list import PAGE_ROWS, SignalFilter, read_filter, select_rows
from listener.board.views.why import explain_signal
from listener.board.web.authentication import COOKIE, Authenticator, Session, address_group
from listener.board.web.forms import request_address, safe_return_path
from listener.board.web.languages import LANGUAGE_COOKIE, PAGE_LANGUAGES, find_language, language_values
from listener.board.web.live_board import LiveBoard
from listener.board.web.rendering import board_path, signal_link
from listener.wording.catalogues import words
from models.campaigns import Campaign, audience_key
from models.commands import Verdict
from models.decoding import parse_digits
from models.movement import AudienceMovement
from models.signals import Signal

_LATEST_SIGNALS = 8  # on the first page
_YEAR_SECONDS = 365 * 24 * 3600
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
        unheard = unheard_audiences(state, self.campaigns.values())
        return self.render(request, "board.html", latest=latest, unheard=unheard, **shown)

    async def audience(self, request: Request) -> Response:
        """One audience."""
        history = self.find_history(request)
        detail = audience_detail(self.live.state, self.campaigns, history)
        released = past_releases(self.live.state, history)
        told = self.live.state.movements.get(detail.card.key)
        shown = self.show_figures(request, detail.card)
        return self.render(
            request, "audience.html", detail=detail, released=released, has_movement=told is not None, **shown
        )

    def show_figures(self, request: Request, card: AudienceCard) -> dict[str, Any]:
        """What is shown of a chapter's call and of heroes, where the audience's movement was told."""
        told, language = self.live.state.movements.get(card.key), find_language(request)
        sections = chapter_figures(told, card.decision.chapter, language)
        return {"sections": sections, "words": partial(words, language=language)}

    async def movement(self, request: Request) -> Response:
        """Is it a moment or a movement? Of one audience."""
        told, language = self._movement(request), find_language(request)
        in_words = partial(words, language=language)
        return self.render(
            request, "movement_page.html", told=told, page=movement_page(told, language), words=in_words
        )

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
        history = self.find_history(request)
        signals = [signal for signal in self.live.state.signals if signal.subject == history.key]
        series = chart_series(history, self.campaigns.get(history.latest.campaign), signals, signal_link)
        return Response(msgspec.json.encode(series), media_type="application/json")

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
        said = {"zone": common_zone(self.campaigns), **language_values(find_language(request))}
        text = self.templates.get_template("rows.html").render(shown=shown, **said)
        return HTMLResponse(text, headers={"x-total": str(shown.total), "x-from": str(shown.start)})

    async def signal(self, request: Request) -> Response:
        """Why did this fire?"""
        signal = self._signal(request)
        verdict = self.live.state.verdicts.get(signal.id)
        return self.render(request, "signal.html", verdict=verdict, **explain_signal(signal, self.campaigns))

    async def answer(self, request: Request) -> Response:
        """Is that what you say of it? Where a message's answers lead: to look changes nothing."""
        signal, verdict = self._signal(request), request.path_params["verdict"]
        if verdict not in list(Verdict):
            raise HTTPException(404, "There is no such verdict.")
        said = self.live.state.verdicts.get(signal.id)
        return self.render(request, "answer.html", signal=signal, verdict=verdict, said=said)

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
            "asked_for": f"{request.url.path}?{request.url.query}".removesuffix("?"),
            "languages": PAGE_LANGUAGES,
            "zone": common_zone(self.campaigns),
            "label_path": self._label_path() if session and session.may_act and self.has_labels else "",
            "is_live": True,
            "brands": [name for name, each in campaigns.items() if each.commitments][:_BRANDS],
            "newest": max((each.latest.window.end for each in audiences), default=None),
        }
        values = {**language_values(find_language(request)), **around, **shown}
        return HTMLResponse(self.templates.get_template(template).render(**values), status)

    async def language(self, request: Request) -> Response:
        """Keeps a reader's choice of language, and goes back to where the choice was made."""
        answer = RedirectResponse(safe_return_path(request.query_params.get("back", "")), 303)
        if (chosen := request.path_params["language"]) in PAGE_LANGUAGES:
            answer.set_cookie(LANGUAGE_COOKIE, chosen, max_age=_YEAR_SECONDS, httponly=True, samesite="lax")
        return answer

    def campaign_of(self, history: AudienceHistory) -> Campaign | None:
        """The campaign of an audience, where its file is here."""
        return self.campaigns.get(history.latest.campaign)

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

    def find_history(self, request: Request) -> AudienceHistory:
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
