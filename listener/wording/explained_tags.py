"""Explained tags: what the tagger says of a post and what shows it, tag by tag, in words.

The words of who tells of harm done to them are not shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from listener.wording.figures import UNKNOWN, cut, percent
from models.posts import Post
from models.tags import Span, Tags, Why
from pipelines.tags.matching import AudienceMatch, Barrier, MatchExplanation

NO_MATCH = "no match"
_LONGEST_SPAN = 80  # characters
_OF_THE_STORY = {Barrier.NO_TERM, Barrier.UNWANTED_TERM}
_SOURCES = {
    "claim": "its source says so",
    "small-words": "its small words",
    "detected": "a detector of languages",
    "no-letters": "it has no words",
    "participation": "the classifier of participation",
    "speech-act": "the classifier of speech acts",
    "no-cue": "nothing shows one",
    "hashtag": "a hashtag beside the text",
    "match": "every post is wanted",
    "arrived-tagged": "it arrived tagged",
}


class ExplainedPost(NamedTuple):
    """A post, why it belongs to audiences of the campaign or does not, and its tags. One that belongs to none is read
    as if it did."""

    post: Post
    match: MatchExplanation
    tags: Tags


class ExplainedTag(NamedTuple):
    """One tag: its name, what it says, and each thing that shows it."""

    name: str
    says: str
    shown: tuple[Why, ...] = ()


def explanation_record(explained: ExplainedPost) -> dict[str, Any]:
    """The explanation of a post as it is written to files: a line of `listener tag`, and beside it `match` and, in
    words, `shown`."""
    post, match, tags = explained
    fields = msgspec.to_builtins(tags)
    why = fields.pop("why")
    terms = [{"term": each.term, "wanted": each.is_wanted, "shown": each.shown} for each in match.terms]
    audiences = [
        {"audience": each.audience.name, "matches": not each.barriers, "because": barrier_clauses(explained, each)}
        for each in match.audiences
    ]
    return {
        "id": post.id,
        **({} if tags.testimony else {"text": post.text}),
        "match": {"terms": msgspec.to_builtins(terms), "audiences": audiences},
        "tags": fields,
        "why": why,
        "shown": {each.name: shown_words(each.shown, explained) for each in explained_tags(explained)},
    }


def barrier_clauses(explained: ExplainedPost, audience: AudienceMatch) -> list[str]:
    """What keeps a post out of an audience, each as a clause."""
    match, when = explained.match, audience.audience.when
    unwanted = ", ".join(f'"{each.term}"' for each in match.terms if not each.is_wanted)
    words = {
        Barrier.NO_TERM: "no term of `match: any` stands in it",
        Barrier.UNWANTED_TERM: f"`match: none` keeps out {unwanted}",
        Barrier.CHANNEL: f"its channel is {explained.post.channel}, not {' or '.join(when.channels)}",
        Barrier.LANGUAGE: f"its language is {match.language or 'not sure'}, not {' or '.join(when.languages)}",
        Barrier.ARRIVED_TAGGED: "it arrived tagged for another audience",
    }
    return [words[each] for each in audience.barriers]


def explained_audiences(explained: ExplainedPost) -> Iterator[ExplainedTag]:
    """The audiences that have the post; where none has, why not, those with the same reason together."""
    match = explained.match
    shown = tuple(each.shown for each in match.terms if each.is_wanted)
    if match.is_match:
        names = [each.audience.name for each in match.audiences if not each.barriers]
        yield ExplainedTag("audience", ", ".join(names), shown)
        return
    for because, names in _names_by_reason(explained).items():
        who = "" if len(names) == len(match.audiences) else f" for {', '.join(names)}"
        yield ExplainedTag("audience", f"{NO_MATCH}{who}, because {because}", shown)


def _names_by_reason(explained: ExplainedPost) -> Mapping[str, list[str]]:
    """Reason -> audiences. What concerns one audience is said where the story is spoken of at all."""
    groups: dict[str, list[str]] = {}
    for each in explained.match.audiences:
        of_story = each._replace(barriers=tuple(set(each.barriers) & _OF_THE_STORY))
        clauses = barrier_clauses(explained, of_story) or barrier_clauses(explained, each)
        groups.setdefault(", and ".join(clauses), []).append(each.audience.name)
    return groups


def explained_tags(explained: ExplainedPost) -> Iterator[ExplainedTag]:
    """The tags of a post. Those of which there may be none are left out where there are none."""
    tags, why = explained.tags, explained.tags.why
    language = f"{tags.language} {percent(tags.language_confidence)}" if tags.language else UNKNOWN
    yield ExplainedTag("language", language, _of(why, "language"))
    stage = f"{tags.stage} {percent(tags.stage_probability)}".removesuffix(" 0%")
    yield ExplainedTag("stage", stage, _of_act(why, "stage"))
    yield ExplainedTag("act", tags.act or UNKNOWN, _of(why, "act"))
    yield ExplainedTag("stance", tags.stance, _of_act(why, "stance"))
    yield _explained_sentiment(tags)
    if tags.themes:
        yield ExplainedTag("themes", ", ".join(tags.themes), _of(why, *(f"theme:{name}" for name in tags.themes)))
    if tags.emotions:
        yield ExplainedTag("emotions", ", ".join(tags.emotions))
    if tags.testimony:
        yield ExplainedTag("testimony", "yes", _of(why, "testimony"))


def _explained_sentiment(tags: Tags) -> ExplainedTag:
    tone = tags.sentiment
    if tone is None:
        return ExplainedTag("sentiment", UNKNOWN, _of(tags.why, "sentiment"))
    return ExplainedTag("sentiment", f"{tone.label} {tone.compound:+.2f}", (tone.scorer,))


def _of(why: Mapping[str, Why], *names: str) -> tuple[Why, ...]:
    return tuple(why[name] for name in names if name in why)


def _of_act(why: Mapping[str, Why], name: str) -> tuple[Why, ...]:
    """A tag that rests on the act is shown by what shows the act."""
    cue = why.get(name)
    rests_on_act = isinstance(cue, str) and cue.startswith("act:")
    return (_of(why, "act") if rests_on_act else ()) or _of(why, name)


def shown_words(shown: Iterable[Why], explained: ExplainedPost) -> list[str]:
    """Each thing that shows a tag: the piece of the text, or what it was told from."""
    return [_quote(each, explained) if isinstance(each, Span) else _SOURCES.get(each, each) for each in shown]


def _quote(span: Span, explained: ExplainedPost) -> str:
    if explained.tags.testimony:
        return f"characters {span.start} to {span.end}"
    return f'"{cut((explained.post.text or "")[span.start : span.end], _LONGEST_SPAN)}"'
