"""Authentication: who has signed in, kept on the server; a token in each form; wrong tries, limited by address.

A cookie is a random name of a session here, and says nothing. So a session ends when it is signed out, wherever a
copy of its cookie is, and all of them end with the process.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from listener.board.web.named_tokens import LEAST_TOKEN, Role, TokenHolder, find_holder

COOKIE = "listener_session"
SESSION_SECONDS = 12 * 3600
MAX_FAILURES, FAILURE_SECONDS = 10, 60.0  # so many failed sign-ins of one address in so many seconds, and it waits

_SESSIONS = 10_000  # at the same time; the oldest ends
_ADDRESSES = 10_000  # whose failures are known; the oldest are forgotten
_SUBNET_BITS = 64  # of IPv6: what one customer has is one address here


@dataclass(frozen=True)
class Session:
    """A person who gave their token, and until when that holds (epoch seconds)."""

    id: str
    name: str
    role: Role
    ends: float

    @property
    def may_act(self) -> bool:
        """Whether they may judge signals and release chapters."""
        return self.role is Role.OPERATOR


class Authenticator:
    """Signs people in. Without holders nobody can: the board is read-only. `now` is in epoch seconds."""

    def __init__(self, holders: Sequence[TokenHolder]) -> None:
        self._holders = tuple(holders)
        self._sessions: dict[str, Session] = {}  # by the hash of the cookie, the oldest first
        self._failures: dict[str, list[float]] = {}  # by address, who failed last is last
        self._form_key = secrets.token_bytes(32)

    @property
    def is_open(self) -> bool:
        """Whether anybody can sign in at all."""
        return bool(self._holders)

    def is_locked(self, address: str, now: float) -> bool:
        """Whether too many sign-ins from this address have failed lately. Nobody else is kept out by that."""
        return len(self._recent_failures(address, now)) >= MAX_FAILURES

    def check_token(self, token: str, address: str, now: float) -> TokenHolder | None:
        """Whose token this is, from an address that is not locked. A failure counts towards its lock."""
        if self.is_locked(address, now):
            return None
        holder = find_holder(self._holders, token) if len(token) >= LEAST_TOKEN else None
        if holder is None:
            recent, key = self._recent_failures(address, now), address_group(address)
            self._failures.pop(key, None)
            self._failures[key] = [*recent, now]
            _forget_oldest(self._failures, _ADDRESSES)
        return holder

    def _recent_failures(self, address: str, now: float) -> list[float]:
        return [at for at in self._failures.get(address_group(address), ()) if at > now - FAILURE_SECONDS]

    def open_session(self, holder: TokenHolder, now: float) -> str:
        """A new session; gives its cookie."""
        cookie = secrets.token_urlsafe(32)
        session = Session(_hash(cookie), holder.name, holder.role, now + SESSION_SECONDS)
        self._sessions[session.id] = session
        _forget_oldest(self._sessions, _SESSIONS)
        return cookie

    def read_cookie(self, cookie: str, now: float) -> Session | None:
        """The session of a cookie, if it has not ended."""
        session = self._sessions.get(_hash(cookie))
        return session if session is not None and session.ends > now else None

    def end_session(self, session: Session) -> None:
        """Signed out: no copy of its cookie opens it again."""
        self._sessions.pop(session.id, None)

    def form_token(self, session: Session) -> str:
        """What a form of this session carries, so that no other site can send it."""
        return hmac.new(self._form_key, session.id.encode(), sha256).hexdigest()

    def is_own_form(self, session: Session, token: str) -> bool:
        """Whether a form was given to this session. Compared in constant time."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode("utf-8", "surrogatepass"))


def address_group(address: str) -> str:
    """The address that counts: of IPv6 its network, as one person has all of it; of what is none, the text."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, _SUBNET_BITS), strict=False))
    return str(parsed)


def _hash(cookie: str) -> str:
    """A session's name here: who reads our memory has no cookie. Also of lone surrogates, which browsers may send."""
    return sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()


def _forget_oldest(known: dict[str, Session] | dict[str, list[float]], most: int) -> None:
    while len(known) > most:
        known.pop(next(iter(known)))
