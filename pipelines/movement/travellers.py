"""Travellers: the bounded sample of authors whose journeys are followed, and how observations grow it.

The sample holds the `most` authors of lowest keyed hash among all who were ever seen. The threshold, which is the
lowest hash that has no place any more, only falls: who is in the sample was in it from the first post on, and who has
lost a place never gets it back. So the sample is a function of the posts as a set, and replay equals live. Given the
threshold, each author is in it with the same probability, which is known (bottom-k sampling: Cohen & Kaplan,
"Summarizing data using bottom-k sketches", PODC 2007).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec.structs import replace

from models.movement import MovementSample, TravelDay, Traveller
from models.shards import ShardedMap

ANY_AUTHOR = 2**63  # above every hash
DAYS_KEPT, POSTS_A_DAY, MARKS_A_DAY = 400, 8, 32  # of one author: the latest days; posts of lowest hash
_ASKS_KEPT = OWN_KEPT = 2_048  # posts that make a call, and all of the campaign's own; those of lowest hash
_SHARDS = 256

# Authors share equal sets of marks: they are most of what a day takes.
_shared_marks = lru_cache(maxsize=16_384)(tuple[str, ...])


def new_sample() -> MovementSample:
    """The sample of an audience of which nothing has been seen."""
    return MovementSample(ShardedMap.empty(_SHARDS), ANY_AUTHOR)


def add_observations(
    sample: MovementSample, observed: Iterable[tuple[int, TravelDay]], most: int, room: int = 0
) -> MovementSample:
    """The sample with these days of authors (keyed hashes). Their order and repeats mean nothing.

    `room`: so many authors more may stay until `fit_sample` is asked for: to find the lowest takes time.
    """
    changes: dict[int, Traveller | None] = {}
    for author, day in observed:
        if author < sample.threshold:
            known = changes.get(author) or sample.travellers.get(author)
            days = known.days if known else ()
            changes[author] = Traveller(author, _with_day(days, day))
    grown = replace(sample, travellers=sample.travellers.with_changes(changes))
    return fit_sample(grown, most) if len(grown.travellers) > most + room else grown


def add_asks(sample: MovementSample, asks: Mapping[int, tuple[str, ...]]) -> MovementSample:
    """The sample with posts of the campaign's own accounts (by hash) that make these calls."""
    if all(each in sample.asks for each in asks):
        return sample
    both = {**sample.asks, **asks}
    return replace(sample, asks={post: both[post] for post in sorted(both)[:_ASKS_KEPT]})


def add_own(sample: MovementSample, said: Mapping[int, tuple[str, ...]]) -> MovementSample:
    """The sample with posts of the campaign's own accounts (by hash), and the marks of what they say."""
    if all(each in sample.own for each in said):
        return sample
    both = {**said, **sample.own}
    return replace(sample, own={post: both[post] for post in sorted(both)[:OWN_KEPT]})


def count_own(sample: MovementSample) -> float:
    """How many posts of the campaign's own accounts there are: those kept, or where there was room for those of
    lowest hash alone, as many as their density tells (Cohen & Kaplan, as above)."""
    kept = len(sample.own)
    return float(kept) if kept < OWN_KEPT else (kept - 1) * ANY_AUTHOR / max(sample.own)


def add_missing(sample: MovementSample, days: Iterable[int]) -> MovementSample:
    """The sample with days of which a source said that posts may be missing: the latest, if there are many."""
    missing = frozenset(sorted({*sample.missing, *days})[-DAYS_KEPT:])
    return sample if missing == sample.missing else replace(sample, missing=missing)


def merge_samples(one: MovementSample, other: MovementSample, most: int) -> MovementSample:
    """Two samples of one audience as one. Commutative, associative, idempotent."""
    threshold = min(one.threshold, other.threshold)
    days = ((each.id, day) for each in other.travellers.values() for day in each.days)
    both = add_observations(_cut(replace(one, threshold=threshold)), days, most)
    return add_missing(add_own(add_asks(both, other.asks), other.own), other.missing)


def fit_sample(sample: MovementSample, most: int) -> MovementSample:
    """The sample with at most so many authors: those of lowest hash."""
    if len(sample.travellers) <= most:
        return sample
    ids = sorted(each.id for each in sample.travellers.values())
    return _cut(replace(sample, threshold=ids[most]))


def _cut(sample: MovementSample) -> MovementSample:
    above = [each.id for each in sample.travellers.values() if each.id >= sample.threshold]
    return replace(sample, travellers=sample.travellers.with_changes(dict.fromkeys(above)))


def _with_day(days: tuple[TravelDay, ...], day: TravelDay) -> tuple[TravelDay, ...]:
    """`days` with one more, by number. Most days come last."""
    if not days or days[-1].number < day.number:
        return (*days, _bounded(day))[-DAYS_KEPT:]
    if days[-1].number == day.number:
        merged = _merge_days(days[-1], day)
        return days if merged == days[-1] else (*days[:-1], merged)
    by_number = {each.number: each for each in days}
    known = by_number.get(day.number)
    by_number[day.number] = _merge_days(known, day) if known else _bounded(day)
    return tuple(by_number[number] for number in sorted(by_number))[-DAYS_KEPT:]


def _merge_days(one: TravelDay, other: TravelDay) -> TravelDay:
    """Two records of one day as one."""
    return _bounded(
        TravelDay(
            one.number,
            one.spoke or other.spoke,
            max(one.stage, other.stage),
            one.support or other.support,
            one.oppose or other.oppose,
            one.known or other.known,
            one.marks if one.marks == other.marks else (*one.marks, *other.marks),
            (*one.posts, *other.posts),
            one.hours | other.hours,
        )
    )


def _bounded(day: TravelDay) -> TravelDay:
    """The day with its sets in order, each within its bound: the first of a union are those of its parts' firsts."""
    marks = _shared_marks(tuple(sorted(set(day.marks))[:MARKS_A_DAY]))
    posts = tuple(sorted(set(day.posts))[:POSTS_A_DAY])
    return TravelDay(day.number, day.spoke, day.stage, day.support, day.oppose, day.known, marks, posts, day.hours)
