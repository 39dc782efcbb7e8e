"""Observing: what of one post counts for its author's journey. A function of the post and its tags."""

import re
from typing import NamedTuple
from unicodedata import normalize

from models.movement import ANSWERS_NOTHING, ANSWERS_UNKNOWN, TravelDay
from models.posts import DAY_MS, HOUR_MS, Kind, Post
from models.sketches import hash64
from models.tags import Stance, Tags
from pipelines.movement.makings import list_makings

_TAGS_KEPT = 24  # marks of one post, at most
LANGUAGE_MARK, UNKNOWN_LANGUAGE = "language:", "unknown"
VOICE_MARK, WRITTEN_MARK = "voice:", "written:"  # how a source flags the author; a hashtag
VALUE_MARK = "contradicts:"  # a value of the campaign, by its words
_HASHTAGS, _LONGEST = 6, 60  # of one post; characters of one
_find_hashtags = re.compile(r"(?<![\w&])(?<!&amp;)[#＃](\w{2,})").findall  # no entity: `&#x200B;`, `&amp;#39;`
_ANSWERING = frozenset({Kind.REPLY, Kind.QUOTE, Kind.REPOST})


class Observation(NamedTuple):
    """An author (keyed hash) and what one post makes of a day."""

    author: int
    day: TravelDay


def observe_post(author: int, post: Post, tags: Tags, calls: tuple[str, ...] = ()) -> Observation:
    """What a post makes of its author's day. One that only passes on says nothing by itself.

    `calls` are marks of the calls to action in it, and of the values that it contradicts.
    """
    number, edge = post.at // DAY_MS, (hash64(post.id), _find_parent(post))
    if post.kind.is_activity:
        return Observation(author, TravelDay(number, False, 0, False, False, False, (), (edge,)))
    day = TravelDay(
        number=number,
        spoke=True,
        stage=tags.stage.rank,
        support=tags.stance is Stance.SUPPORT,
        oppose=tags.stance is Stance.OPPOSE,
        known=tags.stance is not Stance.UNKNOWN,
        marks=tuple(sorted({*list_marks(post, tags), *calls})),
        posts=(edge,),
        hours=1 << post.at // HOUR_MS % 24,
    )
    return Observation(author, day)


def _find_parent(post: Post) -> int:
    """The hash of the post that this one answers or passes on."""
    if post.in_reply_to:
        return hash64(post.in_reply_to)
    return ANSWERS_UNKNOWN if post.kind in _ANSWERING else ANSWERS_NOTHING


def list_marks(post: Post, tags: Tags) -> tuple[str, ...]:
    """What a post shows."""
    marks = {
        f"channel:{post.channel}",
        f"{LANGUAGE_MARK}{tags.language or UNKNOWN_LANGUAGE}",
        *(f"theme:{each}" for each in tags.themes),
    }
    marks |= {f"emotion:{each}" for each in tags.emotions}
    if tags.act:
        marks.add(f"act:{tags.act}")
    if post.kind in _ANSWERING:
        marks.add("answers")
    if tags.testimony:
        marks.add("testimony")
    marks |= {f"{VOICE_MARK}{flag}" for flag in post.author_flags}
    written = (f"{WRITTEN_MARK}{tag}" for tag in _list_hashtags(post))
    return tuple(sorted({*sorted(marks)[:_TAGS_KEPT], *written, *list_makings(post, tags.language or "")}))


def _list_hashtags(post: Post) -> list[str]:
    written = (*post.hashtags, *_find_hashtags(post.text or ""))
    folded = {fold_hashtag(each) for each in written}
    return sorted(tag for tag in folded if 1 < len(tag) <= _LONGEST and not tag.isdigit())[:_HASHTAGS]


def fold_hashtag(written: str) -> str:
    """A hashtag, or words as one: letters and digits alone, whatever their case and form."""
    return "".join(each for each in normalize("NFKC", written).casefold() if each.isalnum())
