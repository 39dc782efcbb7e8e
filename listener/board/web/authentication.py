"""Access: who may say something. One shared token; a signed cookie for those who gave it; a token for each form.

Both are HMACs under a key made from the shared token: they outlive a restart, and a new token ends them all.
"""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

COOKIE = "listener_session"
SESSION_SECONDS = 12 * 3600  # seconds
MAX_FAILURES, FAILURE_SECONDS = 10, 60.0  # sign-ins that may fail, in so many seconds


@dataclass(frozen=True)
class Session:
    """A person who gave the token: a nonce, and when it ends (epoch seconds)."""

    nonce: str
    ends: int


class Authenticator:
    """Signs people in. Without a token nobody can: the board is read-only."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()
        self._key = sha256(b"listener board\x00" + self._token).digest()
        self._failed: list[float] = []

    @property
    def is_open(self) -> bool:
        """Whether anybody can sign in at all."""
        return bool(self._token)

    def admits(self, token: str, now: float) -> bool:
        """Whether this is the token. Compared in constant time; too many failures close the door for a while."""
        if not self.is_open or self.is_closed(now):
            return False
        right = hmac.compare_digest(sha256(token.encode()).digest(), sha256(self._token).digest())
        self._failed += [] if right else [now]
        return right

    def is_closed(self, now: float) -> bool:
        """Whether too many have failed lately."""
        self._failed = [at for at in self._failed if at > now - FAILURE_SECONDS]
        return len(self._failed) >= MAX_FAILURES

    def cookie(self, now: float) -> str:
        """A new session, signed."""
        session = f"{secrets.token_urlsafe(16)}.{round(now) + SESSION_SECONDS}"
        return f"{session}.{self._signed('session', session)}"

    def session(self, cookie: str, now: float) -> Session | None:
        """The session of a cookie, if we signed it and it has not ended."""
        session, _, signature = cookie.rpartition(".")
        nonce, _, ends = session.partition(".")
        if not self.is_open or not hmac.compare_digest(self._signed("session", session).encode(), signature.encode()):
            return None
        return Session(nonce, int(ends)) if int(ends) > now else None

    def form_token(self, session: Session) -> str:
        """What a form of this session carries, so that no other site can send it."""
        return self._signed("form", session.nonce)

    def is_own_form(self, session: Session, token: str) -> bool:
        """Whether a form was given to this session."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode())

    def _signed(self, use: str, text: str) -> str:
        return hmac.new(self._key, f"{use}\x00{text}".encode("utf-8", "surrogatepass"), sha256).hexdigest()
