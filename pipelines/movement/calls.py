"""Calls: who was asked, met a call, answered it and did it, by the stage at which they met it."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from models.campaigns import Audience
from models.measured import Measured
from models.movement import MovementSample, TravelDay, Traveller
from models.tags import Stage
from models.uptake import CallFigures, StageUptake
from pipelines.journeys.roles import ACTIVIST
from pipelines.movement.chapter_spans import ChapterSpan
from pipelines.movement.grid import date_of
from pipelines.movement.intervals import measure_share
from pipelines.movement.small_groups import (
    hide_nested_groups,
    hide_small_parts,
    is_small_group,
    measure_shown_share,
)
from pipelines.movement.standings import ROLES, find_day_role

_STAGES = tuple(Stage)
_BEFORE = 28  # days whose deepest stage is where an author stands when a call comes
_ACTIVIST = ROLES.index(ACTIVIST)
_AFTER = 28  # days after a chapter in which what somebody does still counts for its call
KnownOutcomes = Mapping[int, Sequence[tuple[int, str]]]  # by author (keyed hash): day and chapter, empty for any


class _Asked(NamedTuple):
    """What one author made of a call."""

    stage: int
    met: bool
    answered: bool
    done: bool

    @property
    def took_up(self) -> bool:
        return self.answered or (self.met and self.done)


def measure_calls(
    sample: MovementSample, audience: Audience, spans: Sequence[ChapterSpan], known: KnownOutcomes, least: int
) -> tuple[CallFigures, ...]:
    """Each call that was out."""
    calls = {each.name: each.call_to_action for each in audience.chapters}
    return tuple(_measure_call(sample, span, calls[span.chapter], known, least) for span in spans)


def _measure_call(
    sample: MovementSample, span: ChapterSpan, call: str, known: KnownOutcomes, least: int
) -> CallFigures:
    asks = {post for post, chapters in sample.asks.items() if span.chapter in chapters}
    travellers = sorted(sample.travellers.values(), key=lambda each: each.id)
    asked = [found for each in travellers if (found := _ask(each, span, asks, known.get(each.id, ())))]
    stages = _measure_stages(asked, sample.share, least)
    best, is_clear = find_best_stage(stages[: Stage.ACTION.rank])
    took_up = sum(each.took_up for each in asked)
    shown = _hide_few(asked, sample.share, least)
    return CallFigures(
        chapter=span.chapter,
        call=call,
        start=date_of(span.start),
        end=date_of(span.end - 1),
        asked=shown.asked,
        met=shown.met,
        answered=shown.answered,
        done=shown.done,
        taken_up=measure_shown_share(took_up, len(asked), least),
        stages=stages,
        best_stage=best,
        is_clear=is_clear,
    )


class _Shown(NamedTuple):
    """Numbers of authors as they are told: None where that would tell of a few."""

    asked: float | None
    met: float | None
    answered: float | None
    done: float | None


def _hide_few(asked: Sequence[_Asked], share: float, least: int) -> _Shown:
    """Who answered or did it took it up, and met it: each number lies within the one before."""
    around = [len(asked), sum(each.met for each in asked), sum(each.took_up for each in asked)]
    answered, done = sum(each.answered for each in asked), sum(each.done for each in asked)
    *outer, told_answered = hide_nested_groups([*around, answered], least)
    told_done = hide_nested_groups([*around, done], least)[-1]
    if is_small_group(answered + done - around[-1], least):  # who answered and did it
        told_done = None
    told = (*outer[:2], told_answered, told_done)
    return _Shown(*(None if each is None else each / share for each in told))


def _ask(author: Traveller, span: ChapterSpan, asks: set[int], outcomes: Sequence[tuple[int, str]]) -> _Asked | None:
    """What an author made of a call; None where they were silent while it was out."""
    days = [each for each in author.days if span.start <= each.number < span.end]
    if not any(each.spoke for each in days):
        return None
    meeting = [each.number for each in days if _meets(each, span.chapter, asks)]
    answering = [each.number for each in days if f"answered:{span.chapter}" in each.marks]
    since = min([*meeting, *answering], default=next(each.number for each in days if each.spoke))
    until = span.end + _AFTER
    acts = [day for day in author.days if since <= day.number < until and find_day_role(day) == _ACTIVIST]
    counted = [day for day, chapter in outcomes if since <= day < until and chapter in ("", span.chapter)]
    has_met = bool(meeting or answering)
    return _Asked(_stage_before(author, since), has_met, bool(answering), has_met and bool(acts or counted))


def _meets(day: TravelDay, chapter: str, asks: set[int]) -> bool:
    return f"met:{chapter}" in day.marks or any(parent in asks for _, parent in day.posts)


def _stage_before(author: Traveller, day: int) -> int:
    return max((each.stage for each in author.days if day - _BEFORE <= each.number < day), default=0)


def _measure_stages(asked: Sequence[_Asked], share: float, least: int) -> tuple[StageUptake, ...]:
    """Those asked, and those who took it up, add up to numbers that are told: both are hidden as parts."""
    stages = {rank: [each for each in asked if each.stage == rank] for rank in range(len(_STAGES))}
    sizes = hide_small_parts({rank: len(theirs) for rank, theirs in stages.items()}, least)
    counts = {rank: sum(each.took_up for each in theirs) for rank, theirs in stages.items()}
    took = hide_small_parts(counts, least)
    others = hide_small_parts({rank: len(theirs) - counts[rank] for rank, theirs in stages.items()}, least)
    return tuple(
        StageUptake(
            _STAGES[rank],
            None if size is None else size / share,
            Measured()
            if None in (size, took[rank], others[rank])
            else measure_share(counts[rank], len(stages[rank])),
        )
        for rank, size in sizes.items()
    )


def find_best_stage(stages: Sequence[StageUptake]) -> tuple[str | None, bool]:
    """The stage at which most took a call up; and whether it is better than the next best, by the interval of the
    difference of two shares (Newcombe, Statistics in Medicine 17 (1998), method 10)."""
    said = [each for each in stages if each.taken_up.value]
    ordered = sorted(said, key=lambda each: -(each.taken_up.value or 0.0))
    if not ordered:
        return None, False
    others = [each for each in stages if each.taken_up.value is not None and each is not ordered[0]]
    return ordered[0].stage, bool(others) and all(_is_above(ordered[0].taken_up, each.taken_up) for each in others)


def _is_above(one: Measured, other: Measured) -> bool:
    assert one.value is not None
    assert one.low is not None
    assert other.value is not None
    assert other.high is not None
    return one.value - other.value > sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
