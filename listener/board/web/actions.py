"""Actions: what people do on the board - sign in and out, judge a signal. All that changes needs a POST."""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from listener.board.records.base import Said
from listener.board.web.audit import AuditLog
from listener.board.web.authentication import COOKIE, SESSION_SECONDS, Session
from listener.board.web.forms import read_form, refuse_other_sites, request_address, safe_return_path
from listener.board.web.named_tokens import TokenHolder
from listener.board.web.pages import BoardPages
from listener.board.web.rendering import signal_link
from models.commands import ChapterRelease, SignalVerdict, Verdict
from models.errors import InputError
from models.ledger import TermsChange, Update
from models.outcomes import OutcomeReport

_MAX_REASON = 500  # characters

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class BoardActions:
    """Every request that changes something, and the page to sign in."""

    pages: BoardPages
    audit: AuditLog

    async def sign_in_page(self, request: Request) -> Response:
        """The page to sign in."""
        back = safe_return_path(request.query_params.get("back", ""))
        return self.pages.render(request, "sign_in.html", problem="", back=back)

    async def sign_in(self, request: Request) -> Response:
        """Signs in, with a cookie that scripts cannot read and other sites cannot send."""
        refuse_other_sites(request)
        fields = await read_form(request)
        back = safe_return_path(fields.get("back", ""))
        try:
            holder = self.find_holder(fields.get("token", ""), request)
        except HTTPException as error:
            return self.pages.render(request, "sign_in.html", error.status_code, problem=error.detail, back=back)
        if holder is None:
            return self.pages.render(request, "sign_in.html", 403, problem="That is not the token.", back=back)
        self.audit.note("signed in", holder.name, request_address(request))
        answer = RedirectResponse(back, 303)
        secure = request.url.scheme == "https"
        cookie = self.pages.authenticator.open_session(holder, time.time())
        answer.set_cookie(COOKIE, cookie, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=secure)
        return answer

    def find_holder(self, token: str, request: Request) -> TokenHolder | None:
        """Whose token that is; a wrong one is noted. Raises HTTPException where its address has to wait."""
        authenticator, address, now = self.pages.authenticator, request_address(request), time.time()
        holder = authenticator.check_token(token, address, now)
        if holder is not None:
            return holder
        is_locked = authenticator.is_locked(address, now)
        self.audit.note("sign-in refused", "somebody", address, "too many tries" if is_locked else "")
        if is_locked:
            raise HTTPException(429, "Too many tries: wait a minute.")
        return None

    async def sign_out(self, request: Request) -> Response:
        """Signs out, here and on the server: no copy of the cookie is good any more."""
        session, _ = await self._read_session_form(request)
        self.pages.authenticator.end_session(session)
        self.audit.note("signed out", session.name, request_address(request))
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer

    async def judge(self, request: Request) -> Response:
        """Accepts, rejects or snoozes a signal, with a reason."""
        who, fields = await self.read_own_form(request)
        signal = self.pages.live.state.signal(fields.get("signal", ""))
        if signal is None or fields.get("verdict") not in list(Verdict):
            raise HTTPException(400, "There is no such signal, or no such verdict.")
        about, verdict = signal.data, Verdict(fields["verdict"])
        reason = fields.get("reason", "").strip()[:_MAX_REASON]
        judged = SignalVerdict(about.campaign, about.audience, signal.id, verdict, whole_second(), reason, by=who)
        await self.send(judged, request)
        return RedirectResponse(signal_link(signal.id), 303)

    async def send(self, command: Said, request: Request, who: str = "") -> None:
        """Writes a command, and notes the deed; `who` did it, where it does not say. Raises HTTPException."""
        try:
            await self.pages.live.send_command(command)
        except InputError as error:
            _log.warning("a command could not be written: %s", error)
            raise HTTPException(503, "This could not be written down just now. Nothing was changed.") from None
        self.audit.note(*_describe(command, who, request_address(request)))

    async def read_own_form(self, request: Request) -> tuple[str, dict[str, str]]:
        """Who sends it, and the fields of a form that we gave to an operator. Raises HTTPException."""
        session, fields = await self._read_session_form(request)
        if not session.may_act:
            raise HTTPException(403, "You may look: judging and releasing is for operators.")
        return session.name, fields

    async def _read_session_form(self, request: Request) -> tuple[Session, dict[str, str]]:
        """The same of anybody who is signed in."""
        refuse_other_sites(request)
        session = self.pages.read_session(request)
        if session is None:
            raise HTTPException(403, "Sign in first.")
        fields = await read_form(request)
        if not self.pages.authenticator.is_own_form(session, fields.get("form_token", "")):
            raise HTTPException(403, "This form is out of date: go back, reload the page, and try again.")
        return session, fields


def _describe(command: Said, who: str, address: str) -> tuple[str, str, str, str]:
    """What the audit log says of a command."""
    if isinstance(command, SignalVerdict):
        return f"judged: {command.verdict}", command.by, address, command.signal
    if isinstance(command, Update | TermsChange):
        return "told of a commitment", who, address, f"{command.campaign}|{command.commitment}"
    if isinstance(command, OutcomeReport):
        return "told of an outcome", who, address, f"{command.campaign}: {command.count:g} {command.name}"
    deed = "released" if isinstance(command, ChapterRelease) else "release withdrawn"
    return deed, command.by, address, f"{command.campaign}|{command.audience}: {command.chapter}"


def whole_second() -> datetime:
    """Now, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
