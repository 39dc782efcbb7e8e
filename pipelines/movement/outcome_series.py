"""Outcome series: what happened off the channels by day, and whether it follows what people do on them.

Lead and lag: both series without their slow course (a centred mean of four weeks) and without the week's cycle; the
lag is the one of highest correlation. Its interval is by a bootstrap of blocks of two weeks, within which days hang
together (Künsch, Ann. Statist. 17 (1989)); what chance alone reaches, by putting one series together from its blocks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from models.campaigns import Campaign
from models.measured import Measured
from models.outcomes import OutcomeReport
from models.posts import DAY_MS, millis
from models.sketches import hash64
from models.uptake import LeadLag, OutcomeFigures
from pipelines.movement.breadth import first_day_of_week, week_number
from pipelines.movement.calls import KnownOutcomes
from pipelines.movement.forecasts import forecast_target
from pipelines.movement.grid import FloatGrid, JourneyGrid, date_of
from pipelines.movement.intervals import resampling_weights
from pipelines.movement.small_groups import measure_shown_share
from pipelines.movement.standings import ROLES, IntGrid, find_first_reached, list_day_roles

_MOST_LAG, _BLOCK, _COURSE = 21, 14, 28  # days
_LEAST_DAYS = 56  # of both series; fewer tell no lag
_SHUFFLES, _BY_CHANCE = 300, 0.98  # such a quantile: blocks break what hangs together, so chance passes it oftener
_SEED = 1_989  # fixed: the same series give the same figures


def latest_reports(reports: Iterable[OutcomeReport], campaign: str) -> tuple[OutcomeReport, ...]:
    """A campaign's reports, of each id the last."""
    return tuple({each.id: each for each in reports if each.campaign == campaign}.values())


def find_known_authors(reports: Iterable[OutcomeReport], panel_key: bytes) -> KnownOutcomes:
    """By author (keyed hash) the days and chapters of what is told with their pseudonym."""
    known = defaultdict[int, list[tuple[int, str]]](list)
    for each in reports:
        if each.author is not None:
            known[hash64(each.author, key=panel_key)].append((millis(each.at) // DAY_MS, each.call))
    return known


def measure_outcomes(
    grid: JourneyGrid | None, campaign: Campaign, reports: Sequence[OutcomeReport], known: KnownOutcomes
) -> OutcomeFigures | None:
    """What the reports of a campaign's own outcome come to, beside the journeys of an audience."""
    some = [each for each in reports if each.name == campaign.outcome.name]
    if not some:
        return None
    days = [millis(each.at) // DAY_MS for each in some]
    first, last = min(days), max(max(days), grid.last if grid else 0)
    daily = np.zeros(last - first + 1)
    by_call, by_week = defaultdict[str, float](float), defaultdict[int, float](float)
    for day, each in zip(days, some, strict=True):
        daily[day - first] += each.count
        by_call[each.call] += each.count
        by_week[week_number(day)] += each.count
    return OutcomeFigures(
        name=campaign.outcome.name,
        unit=campaign.outcome.unit,
        by_call=dict(sorted(by_call.items())),
        by_week=tuple((date_of(first_day_of_week(week)), count) for week, count in sorted(by_week.items())),
        lead=_measure_lead_of(grid, daily, first) if grid else None,
        forecast=forecast_target(daily, campaign.outcome.target, last),
        acted_and_counted=_measure_counted(grid, known),
    )


def _measure_lead_of(grid: JourneyGrid, outcomes: FloatGrid, first: int) -> LeadLag | None:
    """Acts of the audience a day, and outcomes, over the days that both have."""
    acts = (list_day_roles(grid) == len(ROLES) - 1).sum(axis=0).astype(np.float64)
    start, end = max(grid.first, first), min(grid.last, first + len(outcomes) - 1) + 1
    return measure_lead(acts[start - grid.first : end - grid.first], outcomes[start - first : end - first])


def measure_lead(acts: FloatGrid, outcomes: FloatGrid) -> LeadLag | None:
    """By how many days the second series follows the first; None where both are too short, or one never changes."""
    if len(acts) < _LEAST_DAYS or not acts.std() or not outcomes.std():
        return None
    one, other = _deviate(acts), _deviate(outcomes)
    products = _lagged_products(one, other)
    correlations = products.mean(axis=0)
    at = int(np.argmax(correlations))
    blocks = _block_means(products)
    lags = np.argmax(resampling_weights(len(blocks)) @ blocks, axis=1) - _MOST_LAG
    low, high = np.quantile(lags, (0.025, 0.975), method="nearest")
    chance = _correlation_by_chance(one, other)
    return LeadLag(
        Measured(float(at - _MOST_LAG), float(low), float(high), len(acts)),
        float(correlations[at]),
        chance,
        bool(correlations[at] > chance),
    )


def _deviate(series: FloatGrid) -> FloatGrid:
    """Without slow course and week's cycle, scaled to a variance of 1."""
    kernel = np.ones(_COURSE + 1)
    course = np.convolve(series, kernel, "same") / np.convolve(np.ones(len(series)), kernel, "same")
    rest = series - course
    for weekday in range(7):
        rest[weekday::7] -= rest[weekday::7].mean()
    return rest / (rest.std() or 1.0)


def _lagged_products(one: FloatGrid, other: FloatGrid) -> FloatGrid:
    """Of each day of the first series, its product with each lagged day of the second: (days, lags)."""
    inner = np.arange(_MOST_LAG, len(one) - _MOST_LAG)
    lags = np.arange(-_MOST_LAG, _MOST_LAG + 1)
    products: FloatGrid = one[inner][:, None] * other[inner[:, None] + lags[None, :]]
    return products


def _block_means(products: FloatGrid) -> FloatGrid:
    """The means of blocks of days that overlap."""
    sums = np.concatenate([np.zeros((1, products.shape[1])), np.cumsum(products, axis=0)])
    width = min(_BLOCK, len(products))
    means: FloatGrid = (sums[width:] - sums[:-width]) / width
    return means


def _correlation_by_chance(one: FloatGrid, other: FloatGrid) -> float:
    """What the highest correlation passes in one case of twenty where the second series is put together anew from its
    blocks: days still hang together, and have nothing to do with those of the first."""
    chance = np.random.default_rng(_SEED)
    starts = chance.integers(len(other), size=(_SHUFFLES, -(-len(other) // _BLOCK)))
    places = (starts[:, :, None] + np.arange(_BLOCK)).reshape(_SHUFFLES, -1)[:, : len(other)] % len(other)
    highest = [_lagged_products(one, other[each]).mean(axis=0).max() for each in places]
    return float(np.quantile(highest, _BY_CHANCE))


def _measure_counted(grid: JourneyGrid | None, known: KnownOutcomes) -> Measured:
    """Of the authors who acted, the share that an outcome names; unsaid for few, or where none names anybody."""
    if grid is None or not known:
        return Measured()
    roles: IntGrid = list_day_roles(grid)
    acted = np.flatnonzero(find_first_reached(roles, len(ROLES) - 1) < grid.days)
    return measure_shown_share(sum(grid.travellers[row].id in known for row in acted), len(acted), grid.least)
