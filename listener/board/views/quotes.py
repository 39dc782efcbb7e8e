"""Quotes: the posts that an audience's decisions quoted, each with the hour that quoted it first, whatever the order.

So many are kept as a worker remembers: each of them can still be called back, where its author is erased.
"""

from collections.abc import Collection

import msgspec

from models.decisions import Decision, Example
from models.posts import Millis, millis
from models.quoted import QUOTED_LIMIT


class Quote(msgspec.Struct, frozen=True, array_like=True):
    """A post, and the start of the hour whose decision quoted it first."""

    start: Millis
    example: Example


def add_quotes(quotes: tuple[Quote, ...], decision: Decision) -> tuple[Quote, ...]:
    """With the posts that a decision quotes; the same object where all are known."""
    known, start = {each.example.post: each for each in quotes}, millis(decision.window.start)
    new = [each for each in decision.examples if each.post not in known or start < known[each.post].start]
    if not new:
        return quotes
    known |= {each.post: Quote(start, each) for each in new}
    return tuple(sorted(known.values(), key=_start_and_post)[-QUOTED_LIMIT:])


def without_posts(quotes: tuple[Quote, ...], posts: Collection[str]) -> tuple[Quote, ...]:
    """Without these posts, by pseudonym; the same object where none of them is quoted."""
    kept = tuple(each for each in quotes if each.example.pseudonym not in posts)
    return quotes if len(kept) == len(quotes) else kept


def _start_and_post(quote: Quote) -> tuple[Millis, str]:
    return quote.start, quote.example.post
