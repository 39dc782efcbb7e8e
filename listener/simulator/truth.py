"""Truth: the share that is really beyond a stage, hour by hour, and T*: the hour from which it lasts."""

from datetime import datetime

import msgspec
import numpy as np

from listener.simulator.authors import NONE, Bools, Crowd
from listener.simulator.scenario import Scenario, SimulatedAudience
from listener.simulator.tracks import Floats, values
from models.posts import HOUR_MS, instant, millis
from models.tags import Stage

LASTING_HOURS = 7 * 24


class Truth(msgspec.Struct, frozen=True):
    """What is true of one audience and chapter. `ready_hour` (T*) counts from the start; None: never for seven days.

    `ready_at` is the same as a time.
    `unready_hour` is the first hour after T* at which the share has fallen under the bar again.
    `backlash_hour` is the first hour from which more than a third of members would speak against the story.
    """

    audience: str
    stage: str
    bar: float
    ready_hour: int | None
    unready_hour: int | None
    backlash_hour: int | None
    share_by_day: tuple[float, ...]
    ready_at: datetime | None = None


class Answers(msgspec.Struct, frozen=True):
    """What is true of a whole simulation: written beside its posts, never in them."""

    scenario: str
    story: str
    seed: int
    authors: int
    days: int
    starts: datetime
    truths: tuple[Truth, ...]  # by audience and chapter


def truths(
    scenario: Scenario, audience: SimulatedAudience, crowd: Crowd, days: int, shift: float
) -> tuple[Truth, ...]:
    """The truth of an audience for the chapter, and for a chapter at the same bar of each deeper stage it tells."""
    hours = np.arange(24 * days) / 24.0
    share = shares(audience, crowd, hours, shift)
    mood = _stances(audience, hours, share, shift)
    deeper = {stage: deeper_shares(audience, crowd, stage, hours, shift, share) for stage in audience.deeper}
    found = {scenario.stage: share, **{stage: deeper[stage] for stage in sorted(deeper, key=lambda each: each.rank)}}
    return tuple(_truth(scenario, audience, stage, each, mood) for stage, each in found.items())


def _truth(
    scenario: Scenario, audience: SimulatedAudience, stage: Stage, share: Floats, mood: tuple[Floats, Floats]
) -> Truth:
    """Ready while the share is at or above the bar and support outweighs opposition."""
    (favour, against), days = mood, share.size // 24
    ready = _lasting((share >= scenario.bar) & (favour > against), days)
    fallen = np.flatnonzero(share[ready:] < scenario.bar) if ready is not None else np.zeros(0)
    turned = np.flatnonzero(against > 1 / 3)
    return Truth(
        audience=audience.name,
        stage=stage.value,
        bar=scenario.bar,
        ready_hour=ready,
        unready_hour=None if ready is None or not fallen.size else ready + int(fallen[0]),
        backlash_hour=int(turned[0]) if turned.size else None,
        share_by_day=tuple(round(float(day), 4) for day in share.reshape(days, 24).mean(axis=1)),
        ready_at=None if ready is None else instant(millis(scenario.starts) + ready * HOUR_MS),
    )


def deeper_shares(
    audience: SimulatedAudience, crowd: Crowd, stage: Stage, days: Floats, shift: float, share: Floats
) -> Floats:
    """True share beyond a deeper stage: of the common members alone, as groups go no deeper than the chapter."""
    common = float(np.mean(crowd.group[: crowd.members] == NONE))
    return np.minimum(values(audience.deeper[stage], days, shift) * common, share)


def shares(audience: SimulatedAudience, crowd: Crowd, days: Floats, shift: float) -> Floats:
    """True share among members at these days: the common ones by their channel, minorities as they are."""
    group, channel = crowd.group[: crowd.members], crowd.channel[: crowd.members]
    total = np.zeros(days.size)
    for index, each in enumerate(audience.channels):
        number = audience.share if each.share is None else each.share
        total += values(number, days, shift) * np.sum((channel == index) & (group == NONE))
    for index, each_group in enumerate(audience.groups):
        mine = group == index
        if each_group.who == "members":
            total += np.sum(crowd.place[: crowd.members][mine] == 0.0)
        elif each_group.who == "bought":
            total += values(audience.share, days, shift) * mine.sum() * (days < each_group.wakes_day + shift)
    return total / max(crowd.members, 1)


def _lasting(above: Bools, days: int) -> int | None:
    """The first hour from which it holds for seven days; the end of the simulation cuts none short."""
    hours = 24 * days
    sums = np.concatenate([[0], np.cumsum(above)])
    for hour in np.flatnonzero(above):
        end = min(hours, int(hour) + LASTING_HOURS)
        if end - hour >= LASTING_HOURS and sums[end] - sums[hour] == end - hour:
            return int(hour)
    return None


def _stances(audience: SimulatedAudience, days: Floats, share: Floats, shift: float) -> tuple[Floats, Floats]:
    """Shares of posts by common members that support the story, and that oppose it."""
    mood = audience.mood
    pairs = ((mood.support_beyond, mood.support_others), (mood.against_beyond, mood.against_others))
    favour, against = (
        share * values(beyond, days, shift) + (1 - share) * values(others, days, shift) for beyond, others in pairs
    )
    return favour, against
