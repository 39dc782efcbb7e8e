"""Updating: what a window's votes change in a chapter's detector.

A window with votes is weighed: each claim's statistic is bet against its null, with nulls and weights from before the
window, and only then are its votes remembered. Until the warm-up is over, votes are remembered and nothing is bet.
"""

from math import log
from statistics import median

from msgspec.structs import replace

from models.policy import EvidenceGrowth, Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from pipelines.readiness.checks import has_enough_authors
from pipelines.readiness.claim_statistics import find_statistics
from pipelines.readiness.claims import EVERYONE, MOOD, STEADY
from pipelines.readiness.detector import ChapterDetector, DailyMean
from pipelines.readiness.e_process import EProcess, GrowthCap, WindowStatistic, update_e_process
from pipelines.readiness.inputs import Aim, WindowInputs, WindowSpan
from pipelines.readiness.onset import OnsetValue, search_onset
from pipelines.readiness.resettling import resettle
from pipelines.readiness.strata import Strata, fade_and_add, total_weight

_FORWARD, _CAPPED = (EVERYONE, STEADY, MOOD), (EVERYONE, STEADY)  # claims for ADVANCE; those whose growth is limited
_NO_EVIDENCE = EProcess()


def update_detector(detector: ChapterDetector, votes: Strata, inputs: WindowInputs) -> ChapterDetector:
    """The detector after a window with these votes."""
    end, since = inputs.span.end, _enough_authors_since(detector, inputs)
    if not votes:
        return replace(detector, last_closed=end, enough_authors_since=since)
    recent_votes, daily_means = _count_votes(detector, votes, inputs.span, inputs.policy.evidence)
    detector = replace(
        detector,
        last_closed=end,
        last_voted=end,
        enough_authors_since=since,
        recent_votes=recent_votes,
        daily_means=daily_means,
    )
    return _weigh_votes(detector, votes, inputs)


def _enough_authors_since(detector: ChapterDetector, inputs: WindowInputs) -> Millis:
    """Since when there are as many authors as the chapter asks for; -1 where there are fewer, or it asks for none."""
    if not has_enough_authors(inputs):
        return -1
    return detector.enough_authors_since if detector.enough_authors_since >= 0 else inputs.span.start


def _weigh_votes(detector: ChapterDetector, votes: Strata, inputs: WindowInputs) -> ChapterDetector:
    """Ends the warm-up where it is time, bets where it is over, and remembers the votes."""
    if not detector.channel_weights and _can_end_warm_up(detector, inputs):
        detector = _end_warm_up(detector, inputs.aim)
    detector = resettle(detector, inputs.span.end, inputs.policy)
    recent_strata = fade_and_add(detector.recent_strata, _decay(detector, inputs), votes)
    if detector.channel_weights:
        detector = _bet_on_claims(detector, votes, inputs)
    return replace(detector, recent_strata=recent_strata, last_weighed=inputs.span.end)


def warm_up_end(detector: ChapterDetector, policy: Policy) -> Millis:
    """When the first days, which only tell who the audience is, are over."""
    return detector.first_heard + policy.weighing.warm_up_days * DAY_MS


def _can_end_warm_up(detector: ChapterDetector, inputs: WindowInputs) -> bool:
    """Whether the days are over, and there are votes and authors enough to tell who the audience is."""
    is_known = bool(detector.recent_strata)
    is_large = inputs.counts.eligible_authors >= inputs.policy.eligibility.min_authors
    return is_known and is_large and inputs.span.end >= warm_up_end(detector, inputs.policy)


def _end_warm_up(detector: ChapterDetector, aim: Aim) -> ChapterDetector:
    """Fixes each channel's weight and the baselines, from the votes before this window alone."""
    strata = detector.recent_strata
    total = total_weight(strata)
    channel_weights: dict[str, float] = {}
    for name, row in strata.items():
        channel = name.partition(":")[2]
        channel_weights[channel] = channel_weights.get(channel, 0.0) + row.weight / total
    known = sum(row.known for row in strata.values())
    against = sum(row.against for row in strata.values()) / known if known > 0.0 else 0.0
    beyond = None if aim.held is None else sum(row.weight_beyond(aim.held) for row in strata.values()) / total
    return replace(detector, channel_weights=channel_weights, baseline_against=against, baseline_held=beyond)


def _decay(detector: ChapterDetector, inputs: WindowInputs) -> float:
    """What is left of the remembered weights at the window's end: half in `memory_hours`."""
    hours = (inputs.span.end - detector.last_weighed) / HOUR_MS
    return float(0.5 ** (hours / inputs.policy.weighing.memory_hours))


def _bet_on_claims(detector: ChapterDetector, votes: Strata, inputs: WindowInputs) -> ChapterDetector:
    """With the e-processes after the window, the days with its value, and the days that may be the onset."""
    policy, hours = inputs.policy, (inputs.span.end - detector.last_weighed) / HOUR_MS
    statistics = find_statistics(detector, votes, inputs)
    capped = growth_cap(EVERYONE, policy, calmness(detector, policy))
    e_processes = dict(detector.e_processes)
    for claim, statistic in statistics.items():
        cap = capped if claim in _CAPPED else growth_cap(claim, policy)
        before, passed = e_processes.get(claim, _NO_EVIDENCE), 1.0 if claim == MOOD else hours
        e_processes[claim] = update_e_process(before, statistic, passed, cap, policy.evidence)
    detector = replace(detector, e_processes=e_processes)
    share = statistics.get(EVERYONE)
    return detector if share is None else _note_share(detector, share, total_weight(votes), inputs)


def _note_share(
    detector: ChapterDetector, share: WindowStatistic, weight: float, inputs: WindowInputs
) -> ChapterDetector:
    """With the window's value of `everyone`, in today's mean by its votes' weight, and in the search for onset."""
    floored = share.value + (share.floor - share.null) * (1.0 - share.counted)
    seen = OnsetValue(inputs.span.start, share.value, share.null, share.floor, floored)
    return replace(
        detector,
        daily_means=_add_value(detector.daily_means, share.value, weight),
        onset=search_onset(detector.onset, seen, inputs.policy.evidence),
    )


def claim_threshold(claim: str, policy: Policy) -> float:
    """The e-value at which a claim is taken to be true."""
    return policy.threshold if claim in _FORWARD else policy.step_back_threshold


def growth_cap(claim: str, policy: Policy, calm: float = 1.0) -> GrowthCap:
    """How evidence for a claim is held back: a share grows by `growth_days`, as readiness must last.

    A mood fades, in `mood_days` of windows in which somebody takes a side: silence is no news of it.

    The claims for STEP_BACK grow without a limit. `calm`, 0..1, is the share of the usual rate of growth that is
    allowed (`calmness`).
    """
    log_threshold = log(claim_threshold(claim, policy))
    if claim == MOOD:
        return GrowthCap(log_threshold, fade=log_threshold / (24.0 * policy.evidence.mood_days))
    if claim not in _CAPPED:
        return GrowthCap(log_threshold)
    rate = log_threshold / (24.0 * policy.evidence.growth_days) * calm
    return GrowthCap(log_threshold, rate, policy.evidence.growth_burst * log_threshold)


def _count_votes(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, growth: EvidenceGrowth
) -> tuple[float, tuple[DailyMean, ...]]:
    """The number of recent votes, and the days, with the window's votes: they are of the day in which it starts."""
    count = sum([row.votes for row in votes.values()])
    hours = (span.end - detector.last_weighed) / HOUR_MS
    recent_votes = detector.recent_votes * 0.5 ** (hours / growth.volume_hours) + count
    days, day = detector.daily_means, span.start // DAY_MS
    if not days or days[-1].day != day:
        return recent_votes, (*days, DailyMean(day, count))[-growth.kept_days :]
    today = days[-1]
    return recent_votes, (*days[:-1], DailyMean(day, today.votes + count, today.weight, today.value))


def _add_value(days: tuple[DailyMean, ...], value: float, weight: float) -> tuple[DailyMean, ...]:
    """The days, with one more value in today's mean."""
    today = days[-1]
    return (*days[:-1], DailyMean(today.day, today.votes, today.weight + weight, today.value + weight * value))


def calmness(detector: ChapterDetector, policy: Policy) -> float:
    """1 while the audience speaks as much as it usually does, and less, down to 0, the more it exceeds that.

    Excitement (a star, bots that wake, a crowd) shows in the number of votes; readiness need not. So evidence grows
    at its full rate in a calm audience, and an excited one must hold on for longer. Both numbers are votes a day: the
    usual one is the median of the last days; now it is `recent_votes * ln 2 / half-life`, as in `reference_weight`.
    """
    growth = policy.evidence
    before = [day.votes for day in detector.daily_means[-1 - growth.volume_days : -1]]
    usual = median(before) if len(before) >= growth.least_days else 0.0
    now = detector.recent_votes * log(2.0) / growth.volume_hours * 24.0
    if usual <= 0.0 or now <= 0.0:
        return 1.0
    return min(1.0, float((growth.calm_volume * usual / now) ** growth.calm_power))
