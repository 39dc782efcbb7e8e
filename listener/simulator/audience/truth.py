"""What is true: the share that is really beyond a stage, hour by hour, and T*: the hour from which it lasts."""

from datetime import datetime

import msgspec
import numpy as np

from listener.simulator.arrays import Bools, Floats
from listener.simulator.audience.population import NONE, Setup
from listener.simulator.scenario_file.tracks import Number, values_at
from models.posts import HOUR_MS, instant, millis
from models.tags import Stage

_LASTING_HOURS = 7 * 24


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


class SimulationTruth(msgspec.Struct, frozen=True):
    """What is true of a whole simulation: written beside its posts, never in them."""

    scenario: str
    story: str
    seed: int
    authors: int
    days: int
    starts: datetime
    truths: tuple[Truth, ...]  # by audience and chapter


def compute_truths(setup: Setup) -> tuple[Truth, ...]:
    """The truth of an audience for the chapter, and for a chapter at the same bar of each deeper stage it tells."""
    hours = np.arange(24 * setup.days) / 24.0
    share = true_shares(setup, hours)
    mood = _stance_shares(setup, hours, share)
    deeper = sorted(setup.audience.deeper, key=lambda stage: stage.rank)
    by_stage = {setup.scenario.stage: share}
    by_stage |= {stage: true_deeper_shares(setup, stage, hours, share) for stage in deeper}
    return tuple(_truth(setup, stage, each, mood) for stage, each in by_stage.items())


def _truth(setup: Setup, stage: Stage, share: Floats, mood: tuple[Floats, Floats]) -> Truth:
    """Ready while the share is at or above the bar and support outweighs opposition."""
    (favour, against), bar, days = mood, setup.scenario.bar, setup.days
    ready = _first_lasting_hour((share >= bar) & (favour > against), days)
    fallen = np.flatnonzero(share[ready:] < bar) if ready is not None else np.zeros(0)
    turned = np.flatnonzero(against > 1 / 3)
    return Truth(
        audience=setup.audience.name,
        stage=stage.value,
        bar=bar,
        ready_hour=ready,
        unready_hour=None if ready is None or not fallen.size else ready + int(fallen[0]),
        backlash_hour=int(turned[0]) if turned.size else None,
        share_by_day=tuple(round(float(day), 4) for day in share.reshape(days, 24).mean(axis=1)),
        ready_at=None if ready is None else instant(millis(setup.scenario.starts) + ready * HOUR_MS),
    )


def true_deeper_shares(setup: Setup, stage: Stage, days: Floats, share: Floats) -> Floats:
    """True share beyond a deeper stage: of the common members alone, as groups go no deeper than the chapter."""
    population = setup.population
    common = float(np.mean(population.group[: population.members] == NONE))
    return np.minimum(values_at(setup.audience.deeper[stage], days, setup.shift) * common, share)


def true_shares(setup: Setup, days: Floats) -> Floats:
    """True share among members at these days: the common ones by their channel, minorities as they are."""
    audience, population, shift = setup.audience, setup.population, setup.shift
    group, channel = population.group[: population.members], population.channel[: population.members]
    total = np.zeros(days.size)
    for index, each in enumerate(audience.channels):
        number = audience.share if each.share is None else each.share
        total += values_at(number, days, shift) * np.sum((channel == index) & (group == NONE))
    for index, each_group in enumerate(audience.groups):
        mine = group == index
        if each_group.who == "members":
            total += np.sum(population.threshold[: population.members][mine] == 0.0)
        elif each_group.who == "bought":
            total += values_at(audience.share, days, shift) * mine.sum() * (days < each_group.wakes_day + shift)
    return total / max(population.members, 1)


def _first_lasting_hour(above: Bools, days: int) -> int | None:
    """The first hour from which it holds for seven days; the end of the simulation cuts none short."""
    hours = 24 * days
    sums = np.concatenate([[0], np.cumsum(above)])
    for hour in np.flatnonzero(above):
        end = min(hours, int(hour) + _LASTING_HOURS)
        if end - hour >= _LASTING_HOURS and sums[end] - sums[hour] == end - hour:
            return int(hour)
    return None


def _stance_shares(setup: Setup, days: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Shares of posts by common members that support the story, and that oppose it."""
    mood = setup.audience.mood
    favour = _mix(share, mood.support_beyond, mood.support_others, days, setup.shift)
    return favour, _mix(share, mood.against_beyond, mood.against_others, days, setup.shift)


def _mix(share: Floats, beyond: Number, others: Number, days: Floats, shift: float) -> Floats:
    """A probability of the whole audience, from those of its share beyond the stage and of the others."""
    return share * values_at(beyond, days, shift) + (1 - share) * values_at(others, days, shift)
