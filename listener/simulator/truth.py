"""Truth: the share that is really beyond the stage, hour by hour, and T*: the hour from which it lasts."""

import msgspec
import numpy as np

from listener.simulator.authors import Bools, Crowd
from listener.simulator.scenario import Audience, Scenario
from listener.simulator.tracks import Floats, values

LASTING_HOURS = 7 * 24


class Truth(msgspec.Struct, frozen=True):
    """What is true of one audience. `ready_hour` (T*) counts from the start; None: never for seven days.

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


def truth(scenario: Scenario, audience: Audience, crowd: Crowd, days: int, shift: float) -> Truth:
    """The truth of an audience: ready while the share is at or above the bar and support outweighs opposition."""
    hours = np.arange(24 * days) / 24.0
    share = shares(scenario, audience, crowd, hours, shift)
    favour, against = _stances(audience, hours, share, shift)
    ready = _lasting((share >= scenario.bar) & (favour > against), days)
    fallen = np.flatnonzero(share[ready:] < scenario.bar) if ready is not None else np.zeros(0)
    turned = np.flatnonzero(against > 1 / 3)
    return Truth(
        audience=audience.name,
        stage=scenario.stage.value,
        bar=scenario.bar,
        ready_hour=ready,
        unready_hour=None if ready is None or not fallen.size else ready + int(fallen[0]),
        backlash_hour=int(turned[0]) if turned.size else None,
        share_by_day=tuple(round(float(day), 4) for day in share.reshape(days, 24).mean(axis=1)),
    )


def shares(scenario: Scenario, audience: Audience, crowd: Crowd, days: Floats, shift: float) -> Floats:
    """True share among members at these days: the common ones by their channel, minorities as they are."""
    group, channel = crowd.group[: crowd.members], crowd.channel[: crowd.members]
    total = np.zeros(days.size)
    for index, each in enumerate(audience.channels):
        number = audience.share if each.share is None else each.share
        total += values(number, days, shift) * np.sum((channel == index) & (group == -1))
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


def _stances(audience: Audience, days: Floats, share: Floats, shift: float) -> tuple[Floats, Floats]:
    """Shares of posts by common members that support the story, and that oppose it."""
    mood = audience.mood
    pairs = ((mood.support_beyond, mood.support_others), (mood.against_beyond, mood.against_others))
    favour, against = (
        share * values(beyond, days, shift) + (1 - share) * values(others, days, shift) for beyond, others in pairs
    )
    return favour, against
