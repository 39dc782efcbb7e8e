"""Rounds: one round of betting on a window's votes, and what the detector remembers of it."""

from math import log
from operator import attrgetter
from statistics import median

from msgspec.structs import replace

from models.policy import Evidence, Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from pipelines.readiness import claims
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY, Hits, Parts
from pipelines.readiness.confusion_rates import mixed
from pipelines.readiness.detector import ChapterDetector, DailyMean
from pipelines.readiness.e_process import EProcess, GrowthCap, after
from pipelines.readiness.inputs import Aim, PanelCounts, WindowSpan
from pipelines.readiness.strata import Strata, carried, weight_of

FORWARD, PACED = (EVERYONE, STEADY, MOOD), (EVERYONE, STEADY)
NOTHING = EProcess()
_AGAINST = attrgetter("against")

Bet = tuple[str, float, float]  # claim, the window's value, the null


def settles_at(detector: ChapterDetector, policy: Policy) -> Millis:
    """When the first days that only tell who the audience is are over."""
    return detector.first + policy.weighing.warm_up_days * DAY_MS


def closed(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> ChapterDetector:
    """The detector after a window with these votes."""
    since = _enough_since(detector, span, aim, counts)
    if not votes:
        return replace(detector, closed=span.end, enough_since=since)
    lately, days = _counted(detector, votes, span, policy.evidence)
    detector = replace(detector, closed=span.end, voted=span.end, enough_since=since, lately=lately, days=days)
    return _round(detector, votes, span, aim, counts, policy)


def _enough_since(detector: ChapterDetector, span: WindowSpan, aim: Aim, counts: PanelCounts) -> Millis:
    """Since when the number of authors holds."""
    if aim.authors is None or counts.eligible_authors < aim.authors:
        return -1
    return detector.enough_since if detector.enough_since >= 0 else span.start


def _round(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> ChapterDetector:
    """Settles where it is time, bets where it is settled, and remembers."""
    if not detector.channels and _known(detector, span, counts, policy):
        detector = _settled(detector, aim)
    wealth, days = detector.wealth, detector.days
    if detector.channels:
        wealth, days = _bet(detector, votes, span, aim, counts, policy)
    recent = carried(detector.recent, _fading(detector, span, policy), votes)
    return replace(detector, recent=recent, wealth=wealth, days=days, bet=span.end)


def _known(detector: ChapterDetector, span: WindowSpan, counts: PanelCounts, policy: Policy) -> bool:
    heard = bool(detector.recent) and counts.eligible_authors >= policy.eligibility.min_authors
    return heard and span.end >= settles_at(detector, policy)


def usual_weight(whole: float, policy: Policy) -> float:
    """Weight of an average window, of one hour: the faded sum over its own memory (half-life / ln 2)."""
    return whole * log(2.0) / policy.weighing.memory_hours * policy.weighing.reference_windows


def _fading(detector: ChapterDetector, span: WindowSpan, policy: Policy) -> float:
    return float(0.5 ** ((span.end - detector.bet) / HOUR_MS / policy.weighing.memory_hours))


def _settled(detector: ChapterDetector, aim: Aim) -> ChapterDetector:
    """Fixes what the audience is made of, from the votes before this window alone."""
    rows = detector.recent
    total = weight_of(rows)
    channels: dict[str, float] = {}
    for name, row in rows.items():
        channel = name.partition(":")[2]
        channels[channel] = channels.get(channel, 0.0) + row.weight / total
    against = sum(row.against for row in rows.values()) / total
    held = None if aim.held is None else sum(row.beyond(aim.held) for row in rows.values()) / total
    return replace(detector, channels=channels, usual_against=against, usual_held=held)


def _bet(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> tuple[dict[str, EProcess], tuple[DailyMean, ...]]:
    hours = (span.end - detector.bet) / HOUR_MS
    stakes = staked(detector, votes, span, aim, counts, policy)
    wealth, ahead = dict(detector.wealth), pace(EVERYONE, policy, calmness(detector, policy))
    for name, x, null in stakes:
        speed = ahead if name in PACED else pace(name, policy)
        wealth[name] = after(wealth.get(name, NOTHING), x, null, hours=hours, pace=speed, evidence=policy.evidence)
    return wealth, _day_by_day(detector.days, stakes, weight_of(votes))


def threshold(claim: str, policy: Policy) -> float:
    """The e-value at which a claim holds."""
    return policy.threshold if claim in FORWARD else policy.step_back_threshold


def pace(claim: str, policy: Policy, calm: float = 1.0) -> GrowthCap:
    """How fast evidence for a claim may grow, as readiness must last; and how fast it fades, as a mood passes.

    `calm`, 0..1, slows it down.
    """
    whole = log(threshold(claim, policy))
    if claim == MOOD:
        return GrowthCap(whole, fade=whole / (24.0 * policy.evidence.mood_days))
    if claim not in PACED:
        return GrowthCap(whole)
    hourly = whole / (24.0 * policy.evidence.growth_days) * calm
    return GrowthCap(whole, hourly, policy.evidence.growth_burst * whole)


def staked(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> list[Bet]:
    """What this window bets on, fixed but for the votes: every null and weight comes from before."""
    past = weight_of(detector.recent)
    par, new = usual_weight(past, policy), claims.newcomers_share(detector.recent, past, policy)
    whole = claims.everyone(votes, detector.channels, new, par)
    stakes = _backward(detector, whole, aim, counts, policy)
    bar = aim.bar(policy)
    if bar is None or aim.wanted is None:
        return stakes
    core = claims.steady(votes, detector.channels, par)
    margin = claims.margin(detector.days, counts.eligible_authors, policy)
    ahead = [
        _beyond(EVERYONE, whole, bar, margin, aim, policy),
        _beyond(STEADY, core, bar, margin, aim, policy),
        _mood(whole, counts, policy),
    ]
    return [*ahead, *stakes] if not in_event(aim, span, policy) else [*map(_held_back, ahead), *stakes]


def _beyond(name: str, some: Parts, bar: float, margin: float, aim: Aim, policy: Policy) -> Bet:
    wanted = aim.wanted or 0
    null = claims.not_ready(bar, margin, policy, mixed(policy, aim.faults, claims.own_share(some)))
    return name, claims.value(some, lambda row: row.beyond(wanted), null), null


def _mood(whole: Parts, counts: PanelCounts, policy: Policy) -> Bet:
    null = 0.5 + 0.5 * policy.evidence.panel_margin * max(counts.eligible_authors, 1) ** -0.5
    return MOOD, claims.value(whole, claims.mood, null), null


def _backward(detector: ChapterDetector, whole: Parts, aim: Aim, counts: PanelCounts, policy: Policy) -> list[Bet]:
    authors = counts.eligible_authors
    null = claims.usual_opposition(detector, authors, policy)
    stakes = [(AGAINST, claims.value(whole, _AGAINST, null), null)]
    if aim.held is None:
        return stakes
    held = aim.held
    fallen: Hits = lambda row: row.weight - row.beyond(held)  # noqa: E731 - one expression, used once below
    faults = mixed(policy, aim.held_faults, claims.own_share(whole))
    null = claims.not_falling(aim, detector, authors, policy, faults)
    return [*stakes, (FALLING, claims.value(whole, fallen, null), null)]


def _held_back(stake: Bet) -> Bet:
    """During a planned event nothing speaks for readiness, and all may speak against it."""
    name, x, null = stake
    return name, min(x, null), null


def in_event(aim: Aim, span: WindowSpan, policy: Policy) -> bool:
    """Whether a window lies in a planned event or its aftermath."""
    if not aim.events:
        return False
    tail = round(policy.evidence.aftermath_hours * HOUR_MS)
    return any(span.end > event.start and span.start < event.end + tail for event in aim.events)


def _counted(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, evidence: Evidence
) -> tuple[float, tuple[DailyMean, ...]]:
    """Number of votes lately, and the days with the window's votes in the day in which it starts."""
    count = sum([row.votes for row in votes.values()])
    lately = detector.lately * 0.5 ** ((span.end - detector.bet) / HOUR_MS / evidence.volume_hours) + count
    days, number = detector.days, span.start // DAY_MS
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
    before = [day.votes for day in detector.days[-1 - evidence.volume_days : -1]]
    usual = median(before) if len(before) >= evidence.least_days else 0.0
    now = detector.lately * log(2.0) / evidence.volume_hours * 24.0  # votes a day
    if usual <= 0.0 or now <= 0.0:
        return 1.0
    return min(1.0, float((evidence.calm_volume * usual / now) ** evidence.calm_power))


def _day_by_day(days: tuple[DailyMean, ...], stakes: list[Bet], weight: float) -> tuple[DailyMean, ...]:
    """The days' values of the `everyone` claim, the window's added to today's."""
    today = days[-1]
    values = [today.value + weight * x for name, x, _ in stakes if name == EVERYONE]
    return (*days[:-1], DailyMean(today.day, today.votes, today.weight + weight, values[0])) if values else days
