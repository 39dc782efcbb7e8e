"""Deeds: what people do on the board - sign in and out, judge a signal, release a chapter. All need a POST."""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from listener.board.views.board_state import BoardState
from listener.board.web.authentication import COOKIE, SESSION_SECONDS
from listener.board.web.pages import Pages, form, path
from models.campaigns import Campaign, key
from models.commands import Command, Judged, Released, Verdict
from models.errors import InputError

_REASON_CHARACTERS = 500  # characters
_LIVE_DATA = timedelta(hours=48)  # data no older than this is live: a release counts from now

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class BoardActions:
    """Every request that changes something."""

    pages: Pages

    async def door(self, request: Request) -> Response:
        """The page to sign in."""
        return self.pages.page(
            request, "signin.html", problem="", back=_safe_return_path(request.query_params.get("back", ""))
        )

    async def enter(self, request: Request) -> Response:
        """Signs in, with a cookie that scripts cannot read and other sites cannot send."""
        _check_same_site(request)
        given = await form(request)
        back, now = _safe_return_path(given.get("back", "")), time.time()
        if not self.pages.access.admits(given.get("token", ""), now):
            problem = (
                "Too many tries: wait a minute." if self.pages.access.is_closed(now) else "That is not the token."
            )
            return self.pages.page(request, "signin.html", 403, problem=problem, back=back)
        answer = RedirectResponse(back, 303)
        secure = request.url.scheme == "https"
        cookie = self.pages.access.cookie(now)
        answer.set_cookie(COOKIE, cookie, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=secure)
        return answer

    async def leave(self, request: Request) -> Response:
        """Signs out."""
        await self._own_form(request)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer

    async def judge(self, request: Request) -> Response:
        """Accepts, rejects or snoozes a signal, with a reason."""
        given = await self._own_form(request)
        signal = self.pages.live.board.signal(given.get("signal", ""))
        if signal is None or given.get("verdict") not in list(Verdict):
            raise HTTPException(400, "There is no such signal, or no such verdict.")
        about, verdict = signal.data, Verdict(given["verdict"])
        reason = given.get("reason", "").strip()[:_REASON_CHARACTERS]
        await self._say(Judged(about.campaign, about.audience, signal.id, verdict, _now(), reason))
        return RedirectResponse(path("signals", signal.id), 303)

    async def release(self, request: Request) -> Response:
        """Says that the team has released a chapter."""
        given = await self._own_form(request)
        campaign, audience = given.get("campaign", ""), given.get("audience", "")
        if not _has_chapter(self.pages.campaigns.get(campaign), audience, given.get("chapter", "")):
            raise HTTPException(400, "There is no such chapter.")
        at = _released_at(self.pages.live.board, key(campaign, audience), _now())
        await self._say(Released(campaign, audience, given["chapter"], at))
        return RedirectResponse(path("audiences", campaign, audience), 303)

    async def _say(self, command: Command) -> None:
        try:
            await self.pages.live.say(command)
        except InputError as error:
            _log.warning("a command could not be written: %s", error)
            raise HTTPException(503, "This could not be written down just now. Nothing was changed.") from None

    async def _own_form(self, request: Request) -> dict[str, str]:
        """The fields of a form that we gave to somebody who is signed in. Raises HTTPException."""
        _check_same_site(request)
        session = self.pages.session(request)
        if session is None:
            raise HTTPException(403, "Sign in first.")
        given = await form(request)
        if not self.pages.access.is_own_form(session, given.get("form_token", "")):
            raise HTTPException(403, "This form is out of date: go back, reload the page, and try again.")
        return given


def _check_same_site(request: Request) -> None:
    """Refuses what a browser says comes from another site; an old one says where from, all others whether."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    host = request.headers.get("host")
    is_own = site in ("same-origin", "none") if site else origin is None or urlsplit(origin).netloc == host
    if not is_own:
        raise HTTPException(403, "This came from another site.")


def _safe_return_path(given: str) -> str:
    """Where to go after signing in: a path of ours, never another site."""
    is_ours = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return given if is_ours else "/"


def _has_chapter(campaign: Campaign | None, audience: str, chapter: str) -> bool:
    found = campaign.audience(audience) if campaign else None
    return found is not None and chapter in [each.name for each in found.chapters]


def _released_at(board: BoardState, name: str, now: datetime) -> datetime:
    """When a release counts from: now, or the end of the data, where that is long past (a replay, a demo)."""
    history = board.audiences.get(name)
    end = history.latest.window.end if history else now
    return now if now - end <= _LIVE_DATA else end


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
