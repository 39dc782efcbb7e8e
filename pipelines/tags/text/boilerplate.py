"""Boilerplate: page chrome, spam, engagement bait and the like, spans of a text that say nothing of its author."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import ahocorasick

from models.tags import Span

_PHRASES_BY_KIND = {
    "page-chrome": (
        "accept all cookies", "cookie policy", "privacy policy", "terms of service", "all rights reserved",
        "sign in to view",
        "log in to continue", "enable javascript", "skip to content", "subscribe to our newsletter",
        "read more at",
        "continue reading", "click here to", "this content is not available", "view this post on",
        "share on facebook",
        "[removed]", "[deleted]", "i am a bot, and this action was performed automatically",
        "please contact the moderators of this subreddit", "unsubscribe",
    ),
    "engagement-bait": (
        "follow for follow", "follow back", "follow4follow", "f4f", "like4like", "l4l", "#teamfollowback",
        "#followback",
        "tag a friend who", "tag someone who", "like and retweet", "rt to win", "retweet to win",
        "like if you", "rt if you",
        "retweet if you", "comment below", "smash that like", "link in bio", "double tap if",
        "gain followers", "#followme",
    ),
    "spam": (
        "earn money from home", "work from home and earn", "make money online", "get rich quick",
        "double your bitcoin",
        "crypto airdrop", "free giveaway", "giveaway!!", "click the link below to claim",
        "limited time offer", "buy followers",
        "dm me for promo", "onlyfans.com", "100% guaranteed", "act now and", "casino bonus",
        "cash app giveaway", "hot singles",
    ),
    "oracle": (
        "angel number", "type amen", "say amen", "manifest your", "your horoscope", "zodiac sign",
        "claim this energy",
        "the universe is sending", "mercury retrograde", "i claim it", "tarot reading", "spell caster",
    ),
}  # fmt: skip


def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for kind in sorted(_PHRASES_BY_KIND):
        for phrase in _PHRASES_BY_KIND[kind]:
            automaton.add_word(phrase, (len(phrase), kind))
    automaton.make_automaton()
    return automaton


_AUTOMATON = _automaton()


def find_boilerplate(texts: Sequence[str]) -> list[tuple[Span, ...]]:
    """The boilerplate of each cleaned text, in order, each span the longest at its place.

    The texts are searched as lines of one: no phrase contains a line's end.
    """
    lines = "\n".join(map(_lower, texts))
    starts = [0, *accumulate([len(text) + 1 for text in texts])]
    spans: list[tuple[Span, ...]] = [()] * len(texts)
    for last, (length, kind) in _AUTOMATON.iter_long(lines):
        if _stands_alone(lines, last + 1 - length, last + 1):
            text = bisect_right(starts, last) - 1
            end = last + 1 - starts[text]
            spans[text] += (Span(end - length, end, kind),)
    return spans


def is_clear(span: Span, boilerplate: tuple[Span, ...]) -> bool:
    """Whether a span shares no character with any of the boilerplate."""
    return not boilerplate or all(span.start >= other.end or other.start >= span.end for other in boilerplate)


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # a letter with a longer lower case would shift the offsets
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum() and text[end] != "s"
    return not before and not after
