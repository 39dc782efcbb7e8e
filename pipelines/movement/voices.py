"""Voices: in which role authors speak, who answers whom, and which stories people act after.

A role is the first of these that an author's days show: flagged as press or celebrity, who told of harm done to them
(witness), who acted or offered to (helper), who is against and never for it, who is for it, anybody else. Posts of
the campaign's own accounts have the role of their flag.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from models.measured import Measured
from models.movement import MovementSample, TravelDay
from models.tags import Act
from models.voices import HeroCandidate, Transmission, Transmitters, VoiceFigures, VoiceSize
from pipelines.journeys.roles import ACTIVIST
from pipelines.movement.grid import BoolGrid, JourneyGrid
from pipelines.movement.intervals import measure_ratio, measure_share
from pipelines.movement.lifts import measure_lifts
from pipelines.movement.observing import VALUE_MARK, VOICE_MARK
from pipelines.movement.personas import ONLOOKER, OPPONENT, WITNESS
from pipelines.movement.small_groups import hide_small_parts, is_small_group, measure_shown_share
from pipelines.movement.standings import ROLES, IntGrid, find_day_role

HELPER, SUPPORTER = "helper", "supporter"
OWN_VOICES, FLAGGED_VOICES = ("brand", "leader", "employee"), ("press", "celebrity")
VOICES = (*FLAGGED_VOICES, WITNESS, HELPER, OPPONENT, SUPPORTER, ONLOOKER)  # of an audience

_OFFERS = {f"act:{Act.OFFER}", f"act:{Act.PLEDGE}"}
_AGAINST_SHARE = 0.2  # of such posts, by the days on which they were written: then they speak against story or value
_NONE = ("",)


class SaidPost(NamedTuple):
    """A post that may be answered: by whom, in which role, on what day. No author: one of the campaign's own."""

    voice: str
    author: int | None
    marks: tuple[str, ...]
    opposes: bool


class _Answer(NamedTuple):
    """An author (row of the grid) answers a post on a day (column)."""

    row: int
    column: int
    post: int
    said: SaidPost


def measure_voices(sample: MovementSample, grid: JourneyGrid, acted: IntGrid) -> VoiceFigures:
    """All that is told of voices. `acted`: of each row the column of the first act."""
    voices = [find_voice(each.days) for each in grid.travellers]
    posts = index_posts(sample, grid, voices)
    answers = list(_list_answers(grid, posts))
    return VoiceFigures(
        tuple(_list_sizes(grid, voices, posts, answers)),
        tuple(_list_transmissions(grid, answers)),
        _measure_transmitters(grid, answers),
        tuple(_list_candidates(grid, acted, answers)),
    )


def find_voice(days: Sequence[TravelDay]) -> str:
    """The role in which an author speaks who spent these days."""
    marks = {mark for day in days for mark in day.marks}
    supports, opposes = any(day.support for day in days), any(day.oppose for day in days)
    acts = any(day.spoke and find_day_role(day) == ROLES.index(ACTIVIST) for day in days)
    shown = {
        **{name: f"{VOICE_MARK}{name}" in marks for name in FLAGGED_VOICES},
        WITNESS: "testimony" in marks,
        HELPER: acts or bool(_OFFERS & marks),
        OPPONENT: opposes and not supports,
        SUPPORTER: supports,
    }
    return next((name for name, is_shown in shown.items() if is_shown), ONLOOKER)


def index_posts(sample: MovementSample, grid: JourneyGrid, voices: Iterable[str]) -> dict[int, SaidPost]:
    """By hash, the posts whose author is known: the sample's and the campaign's own."""
    theirs = {
        post: SaidPost(voice, each.id, day.marks, day.oppose)
        for voice, each in zip(voices, grid.travellers, strict=True)
        for day in each.days
        if day.spoke
        for post, _ in day.posts
    }
    return theirs | {post: SaidPost(_voice_of(marks), None, marks, False) for post, marks in sample.own.items()}


def _voice_of(marks: tuple[str, ...]) -> str:
    names = {mark.removeprefix(VOICE_MARK) for mark in marks if mark.startswith(VOICE_MARK)}
    return next((name for name in OWN_VOICES if name in names), OWN_VOICES[0])


def _list_answers(grid: JourneyGrid, posts: Mapping[int, SaidPost]) -> Iterator[_Answer]:
    """Who answers themselves carries nothing."""
    for row, each in enumerate(grid.travellers):
        for day in each.days:
            column = day.number - grid.first
            for _, parent in day.posts:
                said = posts.get(parent)
                if said and said.author != each.id and 0 <= column < grid.days:
                    yield _Answer(row, column, parent, said)


def _list_sizes(
    grid: JourneyGrid, voices: list[str], posts: Mapping[int, SaidPost], answers: list[_Answer]
) -> Iterator[VoiceSize]:
    sizes = hide_small_parts({name: Counter(voices)[name] for name in VOICES}, grid.least)
    for voice in (*OWN_VOICES, *VOICES):
        theirs = [each for each in answers if each.said.voice == voice]
        many = sum(each.voice == voice for each in posts.values())
        authors = sizes.get(voice)
        is_hidden = is_small_group(len({each.row for each in theirs}), grid.least)
        is_hidden = is_hidden or (voice in sizes and not authors) or not answers  # a source may not tell any
        found = Measured() if is_hidden else _measure_answers(theirs, many, grid.share)
        if many:
            yield VoiceSize(voice, None if authors is None else authors / grid.share, found)


def _measure_answers(answers: list[_Answer], posts: int, share: float) -> Measured:
    """Answers a post, by all authors: those of a sample are so many as its share. Few posts have most of them, so the
    interval goes by the variance of what each has."""
    counts = Counter(each.post for each in answers)
    total = counts.total()
    unevenness = sum(count**2 for count in counts.values()) / total - total / posts if total else 1.0
    found = measure_ratio(total, posts, max(1.0, unevenness))
    if found.value is None or found.low is None or found.high is None:
        return found
    return Measured(found.value / share, found.low / share, found.high / share, found.of)


def _list_transmissions(grid: JourneyGrid, answers: list[_Answer]) -> Iterator[Transmission]:
    """Each author counts once for each role that they answered, as who they had been until the first time."""
    carried = defaultdict[str, dict[int, int]](dict)
    for each in answers:
        first = carried[each.said.voice].setdefault(each.row, each.column)
        carried[each.said.voice][each.row] = min(first, each.column)
    for source in (*OWN_VOICES, *VOICES):
        total = len(carried[source])
        counts = Counter(_voice_before(grid, row, column) for row, column in carried[source].items())
        if total < grid.least:
            continue
        for target, count in hide_small_parts({name: counts[name] for name in VOICES}, grid.least).items():
            if count is None:
                yield Transmission(source, target, None, Measured())
            elif count:
                yield Transmission(source, target, count / grid.share, measure_share(count, total))


def _voice_before(grid: JourneyGrid, row: int, column: int) -> str:
    return find_voice([day for day in grid.travellers[row].days if day.number < grid.first + column])


def _measure_transmitters(grid: JourneyGrid, answers: list[_Answer]) -> Transmitters:
    """Votes are one an author, so what many pass on weighs no more in a decision than what nobody does."""
    by_author = defaultdict[int, set[int]](set)
    for each in answers:
        if each.said.author is not None:
            by_author[each.said.author].add(each.row)
    many = {author for author, rows in by_author.items() if len(rows) >= grid.least}
    to_audience = [each for each in answers if each.said.author is not None]
    if is_small_group(len(many), grid.least):
        return Transmitters(None, Measured(), Measured())
    theirs = sum(each.said.author in many for each in to_audience)
    return Transmitters(
        len(many) / grid.share,
        measure_shown_share(theirs, len(to_audience), grid.least),
        measure_share(len(many), len(grid.travellers)),
    )


def _list_candidates(grid: JourneyGrid, acted: IntGrid, answers: list[_Answer]) -> Iterator[HeroCandidate]:
    """By what authors had answered before they first acted, as `lifts` has it."""
    places = defaultdict[str, list[_Answer]](list)
    for each in answers:
        for kind in _list_kinds(each.said):
            places[kind].append(each)
    for lift in measure_lifts(grid, acted, list(_mark_days(grid, places))):
        voice, theme, emotion = lift.mark.split("|")
        reservations = tuple(_list_reservations(voice, places[lift.mark]))
        holds = lift.holds and (lift.ratio.low or 0.0) > 1.0
        yield HeroCandidate(voice, theme, emotion, lift.ratio, lift.cases, lift.p_value, holds, reservations)


def _list_kinds(said: SaidPost) -> Iterator[str]:
    themes, emotions = (
        tuple(mark.partition(":")[2] for mark in said.marks if mark.startswith(kind)) or _NONE
        for kind in ("theme:", "emotion:")
    )
    yield from (f"{said.voice}|{theme}|{emotion}" for theme in themes for emotion in emotions)


def _mark_days(grid: JourneyGrid, places: Mapping[str, list[_Answer]]) -> Iterator[tuple[str, BoolGrid]]:
    """The days on which authors answered such a post, where enough authors did, and enough wrote such posts."""
    for kind, answers in sorted(places.items()):
        writers = {each.said.author for each in answers}
        is_own = writers == {None}
        if len({each.row for each in answers}) >= grid.least and (is_own or len(writers) >= grid.least):
            days = np.zeros(grid.spoke.shape, dtype=np.bool_)
            days[[each.row for each in answers], [each.column for each in answers]] = True
            yield kind, days


def _list_reservations(voice: str, answers: list[_Answer]) -> Iterator[str]:
    """What speaks against such a hero, whatever it moves."""
    posts = {each.post: each.said for each in answers}
    many = _AGAINST_SHARE * len(posts)
    if voice == OPPONENT or sum(each.opposes for each in posts.values()) >= many:
        yield "against"
    contradicted = Counter(mark for each in posts.values() for mark in each.marks if mark.startswith(VALUE_MARK))
    yield from sorted(mark for mark, count in contradicted.items() if count >= many)
    if voice == WITNESS:
        yield "harm"
    if voice in OWN_VOICES:
        yield "own"


def is_answer_to(day: TravelDay, posts: Mapping[int, object]) -> bool:
    """Whether one of a day's posts answers one of these."""
    return any(parent in posts for _, parent in day.posts)
