"""Leaving out: a sample without an author, a post, or what came after a day."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from models.movement import MovementSample, TravelDay, Traveller


def leave_out_author(sample: MovementSample, author: int) -> MovementSample:
    """The sample without an author (keyed hash)."""
    return _with_changes(sample, {author: None} if sample.travellers.get(author) else {})


def leave_out_post(sample: MovementSample, post: int) -> MovementSample:
    """The sample without the days on which an author wrote a post (by hash): what it made of a day cannot be told
    from what others made of it. Only the posts that a day keeps are found."""
    wrote = [each for each in sample.travellers.values() if any(_has(day, post) for day in each.days)]
    left = _with_changes(sample, {each.id: _only(each, lambda day: not _has(day, post)) for each in wrote})
    if post not in left.own and post not in left.asks:
        return left
    own, asks = ({id: said for id, said in each.items() if id != post} for each in (left.own, left.asks))
    return replace(left, own=own, asks=asks)


def leave_out_after(sample: MovementSample, day: int) -> MovementSample:
    """The sample up to a day (its number, which is in it)."""
    later = [each for each in sample.travellers.values() if each.days[-1].number > day]
    left = _with_changes(sample, {each.id: _only(each, lambda its: its.number <= day) for each in later})
    return replace(left, missing=frozenset(each for each in left.missing if each <= day))


def _has(day: TravelDay, post: int) -> bool:
    return any(id == post for id, _ in day.posts)


def _only(author: Traveller, holds: Callable[[TravelDay], bool]) -> Traveller | None:
    """The author with those days alone; None where there are none."""
    days = tuple(day for day in author.days if holds(day))
    return Traveller(author.id, days) if days else None


def _with_changes(sample: MovementSample, changes: Mapping[int, Traveller | None]) -> MovementSample:
    return replace(sample, travellers=sample.travellers.with_changes(changes)) if changes else sample
