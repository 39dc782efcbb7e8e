"""Actions: what people do on the board - sign in and out, judge a signal. All that changes needs a POST."""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from listener.board.web.authentication import COOKIE, SESSION_SECONDS
from listener.board.web.forms import read_form, refuse_other_sites, safe_return_path
from listener.board.web.pages import BoardPages
from listener.board.web.rendering import signal_link
from models.commands import Command, SignalVerdict, Verdict
from models.errors import InputError

_MAX_REASON = 500  # characters

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class BoardActions:
    """Every request that changes something, and the page to sign in."""

    pages: BoardPages

    async def sign_in_page(self, request: Request) -> Response:
        """The page to sign in."""
        back = safe_return_path(request.query_params.get("back", ""))
        return self.pages.render(request, "sign_in.html", problem="", back=back)

    async def sign_in(self, request: Request) -> Response:
        """Signs in, with a cookie that scripts cannot read and other sites cannot send."""
        refuse_other_sites(request)
        fields = await read_form(request)
        back, now = safe_return_path(fields.get("back", "")), time.time()
        if not self.pages.authenticator.check_token(fields.get("token", ""), now):
            is_locked = self.pages.authenticator.is_locked(now)
            problem = "Too many tries: wait a minute." if is_locked else "That is not the token."
            return self.pages.render(request, "sign_in.html", 403, problem=problem, back=back)
        answer = RedirectResponse(back, 303)
        secure = request.url.scheme == "https"
        cookie = self.pages.authenticator.issue_cookie(now)
        answer.set_cookie(COOKIE, cookie, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=secure)
        return answer

    async def sign_out(self, request: Request) -> Response:
        """Signs out."""
        await self.read_own_form(request)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer

    async def judge(self, request: Request) -> Response:
        """Accepts, rejects or snoozes a signal, with a reason."""
        fields = await self.read_own_form(request)
        signal = self.pages.live.state.signal(fields.get("signal", ""))
        if signal is None or fields.get("verdict") not in list(Verdict):
            raise HTTPException(400, "There is no such signal, or no such verdict.")
        about, verdict = signal.data, Verdict(fields["verdict"])
        reason = fields.get("reason", "").strip()[:_MAX_REASON]
        await self.send(SignalVerdict(about.campaign, about.audience, signal.id, verdict, whole_second(), reason))
        return RedirectResponse(signal_link(signal.id), 303)

    async def send(self, command: Command) -> None:
        """Writes a command. Raises HTTPException."""
        try:
            await self.pages.live.send_command(command)
        except InputError as error:
            _log.warning("a command could not be written: %s", error)
            raise HTTPException(503, "This could not be written down just now. Nothing was changed.") from None

    async def read_own_form(self, request: Request) -> dict[str, str]:
        """The fields of a form that we gave to somebody who is signed in. Raises HTTPException."""
        refuse_other_sites(request)
        session = self.pages.read_session(request)
        if session is None:
            raise HTTPException(403, "Sign in first.")
        fields = await read_form(request)
        if not self.pages.authenticator.is_own_form(session, fields.get("form_token", "")):
            raise HTTPException(403, "This form is out of date: go back, reload the page, and try again.")
        return fields


def whole_second() -> datetime:
    """Now, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
