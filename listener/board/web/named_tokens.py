"""Named tokens: who may sign in on the board, as what, by a token that we know the hash of alone.

One person a line, or with commas between: `NAME ROLE sha256:HASH`. `listener token` makes a token and its line. The
hash is a plain one, as tokens that we make have 256 random bits: nobody finds one by trying.
"""

import hmac
import re
import secrets
from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple

from models.errors import SettingsError

LEAST_TOKEN: Final = 16  # characters
TEAM: Final = "team"  # whose token the shared one is

_LINE = re.compile(r"(?P<name>[\w.@-]{1,64}) (?P<role>viewer|operator) sha256:(?P<digest>[0-9a-f]{64})")
_NAME = re.compile(r"[\w.@-]{1,64}")
_TOKEN_BYTES = 32


class Role(StrEnum):
    """What somebody may do who has signed in."""

    VIEWER = "viewer"  # read, where the board is for named people alone
    OPERATOR = "operator"  # judge signals and release chapters, too


class TokenHolder(NamedTuple):
    """Somebody who may sign in."""

    name: str
    role: Role
    digest: str  # of name and token


def make_token(name: str, role: Role) -> tuple[str, str]:
    """A new token, which nobody sees again, and the line that lets it in. Raises SettingsError for the name."""
    if not _NAME.fullmatch(name):
        raise SettingsError("NAME", "expected 1 to 64 letters, digits, or _ . @ -")
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    return token, f"{name} {role} sha256:{_digest(name, token)}"


def parse_tokens(text: str, variable: str) -> tuple[TokenHolder, ...]:
    """The people of these lines. Raises SettingsError, which repeats no line: it may be a token, by mistake."""
    return tuple(_parse(text, variable))


def _parse(text: str, variable: str) -> Iterator[TokenHolder]:
    for number, line in enumerate(re.split(r"[\n,]", text), 1):
        said = line.partition("#")[0].strip()
        found = _LINE.fullmatch(" ".join(said.split()))
        if said and not found:
            raise SettingsError(
                variable, f"entry {number}: expected NAME viewer|operator sha256:HASH (`listener token`)"
            )
        if found:
            yield TokenHolder(found["name"], Role(found["role"]), found["digest"])


def shared_token(token: str) -> TokenHolder:
    """The holder of the one token that a whole team shares."""
    return TokenHolder(TEAM, Role.OPERATOR, _digest(TEAM, token))


def find_holder(holders: Iterable[TokenHolder], token: str) -> TokenHolder | None:
    """Whose token that is. Each is compared, in constant time, so that nothing is told by how long it takes."""
    found = [each for each in holders if hmac.compare_digest(each.digest, _digest(each.name, token))]
    return found[0] if found else None


def _digest(name: str, token: str) -> str:
    return sha256(f"{name}\0{token}".encode("utf-8", "surrogatepass")).hexdigest()
