"""Authentication: one shared token; a signed cookie for those who gave it; a token in each form.

The cookie and the form tokens are signed with a key made from the shared token: they outlive a restart, and a new
token ends them all.
"""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

from itsdangerous import BadSignature, Signer

COOKIE = "listener_session"
SESSION_SECONDS = 12 * 3600
MAX_FAILURES, FAILURE_SECONDS = 10, 60.0  # so many failed sign-ins in so many seconds, and nobody can sign in


@dataclass(frozen=True)
class Session:
    """A person who gave the token: a nonce, and when the session ends (epoch seconds)."""

    nonce: str
    ends: int


class Authenticator:
    """Signs people in. Without a token nobody can sign in: the board is read-only. `now` is in epoch seconds."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()
        self._cookies = self._signer("cookie")
        self._forms = self._signer("form")
        self._failures: list[float] = []

    def _signer(self, use: str) -> Signer:
        return Signer(self._token, salt=f"listener board {use}", key_derivation="hmac", digest_method=sha256)

    @property
    def is_open(self) -> bool:
        """Whether anybody can sign in at all."""
        return bool(self._token)

    def is_locked(self, now: float) -> bool:
        """Whether too many sign-ins have failed lately."""
        return len(self._recent_failures(now)) >= MAX_FAILURES

    def check_token(self, token: str, now: float) -> bool:
        """Whether this is the token, compared in constant time. A failure counts towards the lock."""
        if not self.is_open or self.is_locked(now):
            return False
        is_right = hmac.compare_digest(sha256(token.encode()).digest(), sha256(self._token).digest())
        if not is_right:
            self._failures = [*self._recent_failures(now), now]
        return is_right

    def _recent_failures(self, now: float) -> list[float]:
        return [at for at in self._failures if at > now - FAILURE_SECONDS]

    def issue_cookie(self, now: float) -> str:
        """A new session, signed: `nonce.ends.signature`."""
        session = f"{secrets.token_urlsafe(16)}.{round(now) + SESSION_SECONDS}"
        return self._cookies.sign(session).decode()

    def read_cookie(self, cookie: str, now: float) -> Session | None:
        """The session of a cookie, if we signed it and it has not ended."""
        try:
            nonce, _, ends = self._cookies.unsign(_as_bytes(cookie)).decode().partition(".")
        except BadSignature:
            return None
        return Session(nonce, int(ends)) if self.is_open and int(ends) > now else None

    def form_token(self, session: Session) -> str:
        """What a form of this session carries, so that no other site can send it."""
        return self._forms.get_signature(session.nonce).decode()

    def is_own_form(self, session: Session, token: str) -> bool:
        """Whether a form was given to this session. Compared in constant time."""
        return self._forms.verify_signature(session.nonce, _as_bytes(token))


def _as_bytes(text: str) -> bytes:
    """What a browser sent, lone surrogates and all."""
    return text.encode("utf-8", "surrogatepass")
