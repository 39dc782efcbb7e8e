"""Labelled: votes that were drawn to be read, and what people say of them, until each has been counted.

A drawn vote stays for `_KEPT_DAYS`: so long a label may come. A label counts in the closing of its `due_hour`, the
hour in which it was given, or the next to close where that has closed. It is counted once, because hours close once:
nothing is marked. What is kept is a function of the draws and labels as sets: repeats and their order mean nothing.
"""

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from models.author_keys import pseudonym_of_post
from models.labels import DrawnVote, LabelDraw, LabelledPost, LabelReading, PostLabel
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Millis, instant, millis
from models.sketches import hash64
from pipelines.readiness import Draw, DueLabel
from pipelines.windows.state import AudienceState
from pipelines.windows.watched import WatchedAudience

_KEPT_DAYS = 28  # after its draw, or its label where it was never drawn
_PER_SHARD = 400  # posts; at most 400 bytes each, so a full shard is a record of at most 160 kB
_READINGS = 4  # of one post: more readers tell no more
_HEX = 16


def receive_label(state: AudienceState, label: PostLabel, closed_hour: int | None) -> AudienceState:
    """The state with a label. The draw that it answers may be yet to come."""
    number, at = int(label.post, _HEX), millis(label.at)
    known = state.labelled.get(number) or LabelledPost(number)
    hour = at // HOUR_MS if closed_hour is None else max(at // HOUR_MS, closed_hour + 1)
    readings = _add_reading(known.readings, LabelReading(hour, at, hash64(label.reader), label.answer, label.side))
    return state if readings == known.readings else _put(state, [replace(known, readings=readings)])


def _add_reading(readings: Iterable[LabelReading], reading: LabelReading) -> tuple[LabelReading, ...]:
    """With one more: the first of each reader, the first few of all."""
    first: dict[int, LabelReading] = {}
    for each in sorted((*readings, reading)):
        first.setdefault(each.reader, each)
    return tuple(sorted(first.values())[:_READINGS])


def keep_draws(
    state: AudienceState, drawn: Iterable[Draw], watched: WatchedAudience
) -> tuple[AudienceState, tuple[LabelDraw, ...]]:
    """The state with the votes that an hour's closing has drawn, and what people are asked."""
    entries: list[LabelledPost] = []
    asked: list[LabelDraw] = []
    for draw in drawn:
        pseudonym = pseudonym_of_post(watched.panel_key, draw.post)
        number = int(pseudonym, _HEX)
        entries.append(replace(state.labelled.get(number) or LabelledPost(number), draw=draw.vote))
        asked.append(_ask(draw, pseudonym, watched))
    return (_put(state, entries), tuple(asked)) if entries else (state, ())


def _ask(draw: Draw, pseudonym: str, watched: WatchedAudience) -> LabelDraw:
    return LabelDraw(
        campaign=watched.campaign.name,
        audience=watched.audience.name,
        post=pseudonym,
        channel=draw.channel,
        posted=instant(draw.vote.at),
        drawn=instant(draw.vote.drawn_at),
        testimony=draw.testimony,
        readers=2 if _is_read_twice(pseudonym, watched.policy) else 1,
    )


def _is_read_twice(pseudonym: str, policy: Policy) -> bool:
    """Whether two people are asked to read a post: a share of all, by the pseudonym, which is a keyed hash."""
    return int(pseudonym, _HEX) < policy.labelling.twice_read * 2.0 ** (4 * _HEX)


def _put(state: AudienceState, entries: Collection[LabelledPost]) -> AudienceState:
    """The state with these entries, and without those of their shards that are too old or too many."""
    labelled = state.labelled.with_changes({entry.post: entry for entry in entries})
    now = max((entry.draw.drawn_at for entry in entries if entry.draw), default=0)
    changes: dict[int, LabelledPost | None] = {}
    for number in sorted({labelled.shard_number(entry.post) for entry in entries}):
        shard = labelled.shards[number]
        fresh = [each for each in shard.values() if _latest(each) > now - _KEPT_DAYS * DAY_MS]
        kept = {each.post for each in sorted(fresh, key=_first_to_stay)[:_PER_SHARD]}
        changes.update({post: None for post in shard if post not in kept})
    return replace(state, labelled=labelled.with_changes(changes))


def _first_to_stay(entry: LabelledPost) -> tuple[bool, Millis, int]:
    """Drawn votes stay before labels of what was not drawn, and the latest of each."""
    return entry.draw is None, -_latest(entry), entry.post


def _latest(entry: LabelledPost) -> Millis:
    """When a post was last drawn or read."""
    drawn = entry.draw.drawn_at if entry.draw else 0
    return max(drawn, *(reading.at for reading in entry.readings)) if entry.readings else drawn


def take_due_labels(state: AudienceState, hour: int) -> tuple[DueLabel, ...]:
    """The labels that count in the closing of an hour: of each drawn vote the first, and the second beside it.

    Before its draw a label counts for nothing: those that came sooner are due in the hour after it.
    """
    if not len(state.labelled):
        return ()
    due: list[DueLabel] = []
    for entry in state.labelled.values():
        if entry.draw and entry.readings:
            due.extend(_due_of(entry, entry.draw, hour))
    return tuple(sorted(due))


def _due_of(entry: LabelledPost, draw: DrawnVote, hour: int) -> Iterable[DueLabel]:
    first_hour = draw.drawn_at // HOUR_MS  # that begins as the draw's ends
    first = entry.readings[0]
    for place, reading in enumerate(entry.readings[:2]):
        if max(reading.due_hour, first_hour) == hour:
            yield DueLabel(draw.drawn_at, entry.post, bool(place), draw, reading.answer, reading.side, first.answer)


def forget_labels(state: AudienceState, pseudonyms: Iterable[str]) -> AudienceState:
    """The state without these posts' draws and labels."""
    numbers = [int(each, _HEX) for each in pseudonyms]
    known = {number: None for number in numbers if state.labelled.get(number) is not None}
    return replace(state, labelled=state.labelled.with_changes(known)) if known else state


def forget_author_labels(state: AudienceState, author: int) -> AudienceState:
    """The state without the draws of an author's votes."""
    theirs = {each.post: None for each in state.labelled.values() if each.draw and each.draw.author == author}
    return replace(state, labelled=state.labelled.with_changes(theirs)) if theirs else state
