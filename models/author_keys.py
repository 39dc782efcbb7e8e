"""Author keys: the secret by which nobody outside can tell, or choose, which authors a panel will hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import Any, Final

import msgspec

AUTHOR_KEY_BYTES: Final = 32
_DERIVED_BYTES = 32  # of a campaign's own key
_POST_BYTES = 8  # of a post's hash
_ID_BYTES = 4  # tells keys apart; says nothing of a key of 32 random bytes

_BLOCK_BYTES = 64  # of SHA-256
_PSEUDONYM_DIGITS = 32  # hexadecimal: 128 bits, so that no two authors ever share one
_PUBLIC_SECRET = b"listener: a key that everybody may know"


class AuthorKey(msgspec.Struct, frozen=True):
    """A secret of 32 random bytes, or none: the declared public key, for what never meets a real audience.

    Its text is its `id`: it can be logged without giving anything away.
    """

    secret: bytes = b""

    def __repr__(self) -> str:
        return f"AuthorKey({self.id})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for tracebacks that show values: a struct's own would show the secret."""
        return [("id", self.id)]

    @property
    def id(self) -> str:
        """`public`, or eight hexadecimal digits of a hash: another key has another id."""
        return _hash(self.secret, b"", b"author-key-id", _ID_BYTES).hex() if self.secret else "public"

    def panel_key(self, campaign: str) -> bytes:
        """What keys the hash of a campaign's authors: nobody is sampled in every campaign.

        Derived from the secret and the campaign. The public key is the campaign's name itself, which all may know.
        """
        return _panel_key(self.secret, campaign)

    def author_pseudonym(self, channel: str, native: str) -> str:
        """What an author is called from the source on: HMAC-SHA-256 over the channel and its own id of the author.

        Another key gives other pseudonyms, so they cannot be looked up by who has a list of accounts and no key.
        """
        return _pseudonymiser(self.secret, channel)(native)

    def post_pseudonym(self, channel: str, native: str) -> str:
        """A post's id from the source on: the channel, and the same of the channel's own id of the post."""
        return f"{channel}:{_pseudonymiser(self.secret, channel)(native)}"


PUBLIC_AUTHOR_KEY: Final = AuthorKey()


@lru_cache(maxsize=64)
def _pseudonymiser(secret: bytes, channel: str) -> Callable[[str], str]:
    """HMAC (RFC 2104) of a channel's own ids. What comes before an id is hashed once: a stream has three pseudonyms a
    post, and `hmac` begins anew each time, at twice the cost."""
    key = secret or _PUBLIC_SECRET
    block = (key if len(key) <= _BLOCK_BYTES else sha256(key).digest()).ljust(_BLOCK_BYTES, b"\0")
    inner, outer = (sha256(bytes(each ^ pad for each in block)) for pad in (0x36, 0x5C))
    inner.update(_as_bytes(f"{channel}:"))
    begin, begin_outer = inner.copy, outer.copy

    def pseudonym(native: str) -> str:
        inner, outer = begin(), begin_outer()
        inner.update(native.encode() if native.isascii() else _as_bytes(native))
        outer.update(inner.digest())
        return outer.hexdigest()[:_PSEUDONYM_DIGITS]

    return pseudonym


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1_024)
def _panel_key(secret: bytes, campaign: str) -> bytes:
    name = campaign.encode()
    return _hash(secret, name, b"panel", _DERIVED_BYTES) if secret else name


def pseudonym_of_post(panel_key: bytes, post: int) -> str:
    """By what people are told of a post: 16 hexadecimal digits, a hash of its hashed id (0..2^63-1) under the key.

    An id may lead to the author, as where it holds the address of an account. This leads to nobody; who has the id
    and the key finds the same.
    """
    return _hash(panel_key, post.to_bytes(_POST_BYTES, "big"), b"post", _POST_BYTES).hex()


def _hash(secret: bytes, text: bytes, purpose: bytes, size: int) -> bytes:
    """A keyed hash that is good for one purpose alone: what two purposes make of a text is unrelated."""
    return blake2b(text, digest_size=size, key=secret, person=purpose).digest()
