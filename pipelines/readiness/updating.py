"""Rounds: one round of betting on a window's votes, and what the detector remembers of it."""

from math import log
from operator import attrgetter
from statistics import median

from msgspec.structs import replace

from models.policy import EvidenceGrowth, Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from pipelines.readiness import claims
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY, VoteStatistic, WeightedStrata
from pipelines.readiness.confusion_rates import mix_rates
from pipelines.readiness.detector import ChapterDetector, DailyMean
from pipelines.readiness.e_process import EProcess, GrowthCap, update_e_process
from pipelines.readiness.inputs import Aim, PanelCounts, WindowSpan
from pipelines.readiness.strata import Strata, fade_and_add, total_weight

FORWARD, PACED = (EVERYONE, STEADY, MOOD), (EVERYONE, STEADY)
NOTHING = EProcess()
_AGAINST = attrgetter("against")

ClaimStatistic = tuple[str, float, float]  # claim, the window's value, the null


def warm_up_end(detector: ChapterDetector, policy: Policy) -> Millis:
    """When the first days that only tell who the audience is are over."""
    return detector.first_heard + policy.weighing.warm_up_days * DAY_MS


def update_detector(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> ChapterDetector:
    """The detector after a window with these votes."""
    since = _enough_since(detector, span, aim, counts)
    if not votes:
        return replace(detector, last_closed=span.end, enough_authors_since=since)
    lately, days = _counted(detector, votes, span, policy.evidence)
    detector = replace(
        detector,
        last_closed=span.end,
        last_voted=span.end,
        enough_authors_since=since,
        recent_votes=lately,
        daily_means=days,
    )
    return _round(detector, votes, span, aim, counts, policy)


def _enough_since(detector: ChapterDetector, span: WindowSpan, aim: Aim, counts: PanelCounts) -> Millis:
    """Since when the number of authors holds."""
    if aim.authors is None or counts.eligible_authors < aim.authors:
        return -1
    return detector.enough_authors_since if detector.enough_authors_since >= 0 else span.start


def _round(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> ChapterDetector:
    """Settles where it is time, bets where it is settled, and remembers."""
    if not detector.channel_weights and _known(detector, span, counts, policy):
        detector = _settled(detector, aim)
    wealth, days = detector.e_processes, detector.daily_means
    if detector.channel_weights:
        wealth, days = _bet(detector, votes, span, aim, counts, policy)
    recent = fade_and_add(detector.recent_strata, _fading(detector, span, policy), votes)
    return replace(detector, recent_strata=recent, e_processes=wealth, daily_means=days, last_weighed=span.end)


def _known(detector: ChapterDetector, span: WindowSpan, counts: PanelCounts, policy: Policy) -> bool:
    heard = bool(detector.recent_strata) and counts.eligible_authors >= policy.eligibility.min_authors
    return heard and span.end >= warm_up_end(detector, policy)


def reference_weight(whole: float, policy: Policy) -> float:
    """Weight of an average window, of one hour: the faded sum over its own memory (half-life / ln 2)."""
    return whole * log(2.0) / policy.weighing.memory_hours * policy.weighing.reference_windows


def _fading(detector: ChapterDetector, span: WindowSpan, policy: Policy) -> float:
    return float(0.5 ** ((span.end - detector.last_weighed) / HOUR_MS / policy.weighing.memory_hours))


def _settled(detector: ChapterDetector, aim: Aim) -> ChapterDetector:
    """Fixes what the audience is made of, from the votes before this window alone."""
    rows = detector.recent_strata
    total = total_weight(rows)
    channels: dict[str, float] = {}
    for name, row in rows.items():
        channel = name.partition(":")[2]
        channels[channel] = channels.get(channel, 0.0) + row.weight / total
    against = sum(row.against for row in rows.values()) / total
    held = None if aim.held is None else sum(row.weight_beyond(aim.held) for row in rows.values()) / total
    return replace(detector, channel_weights=channels, baseline_against=against, baseline_held=held)


def _bet(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> tuple[dict[str, EProcess], tuple[DailyMean, ...]]:
    hours = (span.end - detector.last_weighed) / HOUR_MS
    stakes = claim_statistics(detector, votes, span, aim, counts, policy)
    wealth, ahead = dict(detector.e_processes), growth_cap(EVERYONE, policy, calmness(detector, policy))
    for name, x, null in stakes:
        speed = ahead if name in PACED else growth_cap(name, policy)
        wealth[name] = update_e_process(
            wealth.get(name, NOTHING), x, null, hours=hours, pace=speed, evidence=policy.evidence
        )
    return wealth, _day_by_day(detector.daily_means, stakes, total_weight(votes))


def claim_threshold(claim: str, policy: Policy) -> float:
    """The e-value at which a claim holds."""
    return policy.threshold if claim in FORWARD else policy.step_back_threshold


def growth_cap(claim: str, policy: Policy, calm: float = 1.0) -> GrowthCap:
    """How fast evidence for a claim may grow, as readiness must last; and how fast it fades, as a mood passes.

    `calm`, 0..1, slows it down.
    """
    whole = log(claim_threshold(claim, policy))
    if claim == MOOD:
        return GrowthCap(whole, fade=whole / (24.0 * policy.evidence.mood_days))
    if claim not in PACED:
        return GrowthCap(whole)
    hourly = whole / (24.0 * policy.evidence.growth_days) * calm
    return GrowthCap(whole, hourly, policy.evidence.growth_burst * whole)


def claim_statistics(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> list[ClaimStatistic]:
    """What this window bets on, fixed but for the votes: every null and weight comes from before."""
    past = total_weight(detector.recent_strata)
    par, new = reference_weight(past, policy), claims.newcomer_weight(detector.recent_strata, past, policy)
    whole = claims.weigh_everyone(votes, detector.channel_weights, new, par)
    stakes = _backward(detector, whole, aim, counts, policy)
    bar = aim.bar(policy)
    if bar is None or aim.wanted is None:
        return stakes
    core = claims.weigh_steady_core(votes, detector.channel_weights, par)
    margin = claims.null_margin(detector.daily_means, counts.eligible_authors, policy)
    ahead = [
        _beyond(EVERYONE, whole, bar, margin, aim, policy),
        _beyond(STEADY, core, bar, margin, aim, policy),
        _mood(whole, counts, policy),
    ]
    return [*ahead, *stakes] if not is_in_event(aim, span, policy) else [*map(_held_back, ahead), *stakes]


def _beyond(name: str, some: WeightedStrata, bar: float, margin: float, aim: Aim, policy: Policy) -> ClaimStatistic:
    wanted = aim.wanted or 0
    null = claims.not_ready_null(bar, margin, policy, mix_rates(policy, aim.faults, claims.own_tag_share(some)))
    return name, claims.window_value(some, lambda row: row.weight_beyond(wanted), null), null


def _mood(whole: WeightedStrata, counts: PanelCounts, policy: Policy) -> ClaimStatistic:
    null = 0.5 + 0.5 * policy.evidence.panel_margin * max(counts.eligible_authors, 1) ** -0.5
    return MOOD, claims.window_value(whole, claims.support_weight, null), null


def _backward(
    detector: ChapterDetector, whole: WeightedStrata, aim: Aim, counts: PanelCounts, policy: Policy
) -> list[ClaimStatistic]:
    authors = counts.eligible_authors
    null = claims.opposition_null(detector, authors, policy)
    stakes = [(AGAINST, claims.window_value(whole, _AGAINST, null), null)]
    if aim.held is None:
        return stakes
    held = aim.held
    fallen: VoteStatistic = lambda row: row.weight - row.weight_beyond(held)  # noqa: E731 - one expression, used once below
    faults = mix_rates(policy, aim.held_faults, claims.own_tag_share(whole))
    null = claims.holding_null(aim, detector, authors, policy, faults)
    return [*stakes, (FALLING, claims.window_value(whole, fallen, null), null)]


def _held_back(stake: ClaimStatistic) -> ClaimStatistic:
    """During a planned event nothing speaks for readiness, and all may speak against it."""
    name, x, null = stake
    return name, min(x, null), null


def is_in_event(aim: Aim, span: WindowSpan, policy: Policy) -> bool:
    """Whether a window lies in a planned event or its aftermath."""
    if not aim.events:
        return False
    tail = round(policy.evidence.aftermath_hours * HOUR_MS)
    return any(span.end > event.start and span.start < event.end + tail for event in aim.events)


def _counted(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, evidence: EvidenceGrowth
) -> tuple[float, tuple[DailyMean, ...]]:
    """Number of votes lately, and the days with the window's votes in the day in which it starts."""
    count = sum([row.votes for row in votes.values()])
    lately = (
        detector.recent_votes * 0.5 ** ((span.end - detector.last_weighed) / HOUR_MS / evidence.volume_hours) + count
    )
    days, number = detector.daily_means, span.start // DAY_MS
    if not days or days[-1].day != number:
        return lately, (*days, DailyMean(number, count))[-evidence.kept_days :]
    today = days[-1]
    return lately, (*days[:-1], DailyMean(number, today.votes + count, today.weight, today.value))


def calmness(detector: ChapterDetector, policy: Policy) -> float:
    """1 while the audience speaks as much as it usually does; less, 0..1, the more it exceeds that.

    Excitement (a star, bots that wake, a crowd) shows in the number of votes; readiness need not. So evidence
    keeps its pace in a calm audience, and an excited one must hold on for longer. Usual: the median of a week.
    """
    evidence = policy.evidence
    before = [day.votes for day in detector.daily_means[-1 - evidence.volume_days : -1]]
    usual = median(before) if len(before) >= evidence.least_days else 0.0
    now = detector.recent_votes * log(2.0) / evidence.volume_hours * 24.0  # votes a day
    if usual <= 0.0 or now <= 0.0:
        return 1.0
    return min(1.0, float((evidence.calm_volume * usual / now) ** evidence.calm_power))


def _day_by_day(days: tuple[DailyMean, ...], stakes: list[ClaimStatistic], weight: float) -> tuple[DailyMean, ...]:
    """The days' values of the `everyone` claim, the window's added to today's."""
    today = days[-1]
    values = [today.value + weight * x for name, x, _ in stakes if name == EVERYONE]
    return (*days[:-1], DailyMean(today.day, today.votes, today.weight + weight, values[0])) if values else days
