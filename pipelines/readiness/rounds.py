"""Rounds: one round of betting on a window's votes, and what the detector remembers of it."""

from math import log
from operator import attrgetter

import msgspec

from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from pipelines.readiness import claims
from pipelines.readiness.betting import Pace, Wealth, after
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY, Groups, Hits
from pipelines.readiness.detector import KEPT_DAYS, Day, Detector
from pipelines.readiness.facts import Aim, Counts, Span
from pipelines.readiness.tally import Tally, faded, merged, weight_of

FORWARD = (EVERYONE, STEADY, MOOD)

Stake = tuple[str, float, float]  # claim, the window's value, the null


def settles_at(detector: Detector, policy: Policy) -> Millis:
    """When the first days that only tell who the audience is are over."""
    return detector.first + policy.settle_days * DAY_MS


def closed(detector: Detector, votes: Tally, span: Span, aim: Aim, counts: Counts, policy: Policy) -> Detector:
    """The detector after a window with these votes."""
    pending = merged(detector.pending, votes)
    voted = span.end if votes else detector.voted
    detector = msgspec.structs.replace(detector, pending=pending, voted=voted, closed=span.end)
    detector = _authors_counted(detector, span, aim, counts)
    return _round(detector, span, aim, counts, policy) if weight_of(pending) >= policy.min_weight else detector


def _authors_counted(detector: Detector, span: Span, aim: Aim, counts: Counts) -> Detector:
    """Since when the number of authors holds."""
    holds = aim.authors is not None and counts.eligible_authors >= aim.authors
    since = (detector.enough_since if detector.enough_since >= 0 else span.start) if holds else -1
    return msgspec.structs.replace(detector, enough_since=since)


def _round(detector: Detector, span: Span, aim: Aim, counts: Counts, policy: Policy) -> Detector:
    """Settles where it is time, bets where it is settled, and remembers."""
    if not detector.channels and _known(detector, span, counts, policy):
        detector = _settled(detector, aim)
    if detector.channels:
        detector = _bet(detector, span, aim, counts, policy)
    recent = merged(faded(detector.recent, _fading(detector, span, policy)), detector.pending)
    return msgspec.structs.replace(detector, recent=recent, pending={}, bet=span.end)


def _known(detector: Detector, span: Span, counts: Counts, policy: Policy) -> bool:
    heard = bool(detector.recent) and counts.eligible_authors >= policy.min_authors
    return heard and span.end >= settles_at(detector, policy)


def _fading(detector: Detector, span: Span, policy: Policy) -> float:
    return float(0.5 ** ((span.end - detector.bet) / HOUR_MS / policy.memory_hours))


def _settled(detector: Detector, aim: Aim) -> Detector:
    """Fixes what the audience is made of, from the votes before this window alone."""
    rows = detector.recent
    total = weight_of(rows)
    channels: dict[str, float] = {}
    for name, row in rows.items():
        channel = name.partition(":")[2]
        channels[channel] = channels.get(channel, 0.0) + row.weight / total
    against = sum(row.against for row in rows.values()) / total
    held = None if aim.held is None else sum(row.beyond(aim.held) for row in rows.values()) / total
    return msgspec.structs.replace(detector, channels=channels, usual_against=against, usual_held=held)


def _bet(detector: Detector, span: Span, aim: Aim, counts: Counts, policy: Policy) -> Detector:
    hours = (span.end - detector.bet) / HOUR_MS
    stakes = staked(detector, span, aim, counts, policy)
    wealth = dict(detector.wealth)
    for name, x, null in stakes:
        wealth[name] = after(
            wealth.get(name, Wealth()),
            x,
            null,
            hours=hours,
            threshold=threshold(name, policy),
            pace=pace(name, policy),
        )
    days = _day_by_day(detector.days, stakes, span, weight_of(detector.pending))
    return msgspec.structs.replace(detector, wealth=wealth, days=days)


def threshold(claim: str, policy: Policy) -> float:
    """The e-value at which a claim holds."""
    return policy.threshold if claim in FORWARD else policy.step_back_threshold


def pace(claim: str, policy: Policy) -> Pace:
    """How fast evidence for a claim may grow: what speaks for readiness must last for days."""
    log_threshold = log(policy.threshold)
    paced = claim in (EVERYONE, STEADY)
    return Pace(log_threshold / (24.0 * policy.support_days), policy.slack * log_threshold) if paced else Pace()


def staked(detector: Detector, span: Span, aim: Aim, counts: Counts, policy: Policy) -> list[Stake]:
    """What this window bets on, fixed but for the votes: every null and weight comes from before."""
    all_of_them = claims.everyone(detector.channels, claims.newcomers_share(detector, policy))
    stakes = _backward(detector, all_of_them, aim, counts, policy)
    bar = aim.bar(policy)
    if bar is None or aim.wanted is None:
        return stakes
    ahead = _forward(detector, all_of_them, aim.wanted, bar, counts, policy)
    return [*ahead, *stakes] if not in_event(aim, span, policy) else [*map(_held_back, ahead), *stakes]


def _forward(
    detector: Detector, groups: Groups, wanted: int, bar: float, counts: Counts, policy: Policy
) -> list[Stake]:
    null = claims.not_ready(bar, counts.eligible_authors, detector, policy)
    beyond = lambda row: row.beyond(wanted)  # noqa: E731 - one expression, used twice below
    votes = detector.pending
    mood_null = 0.5 + 0.5 * policy.panel_margin * max(counts.eligible_authors, 1) ** -0.5
    return [
        (EVERYONE, claims.value(votes, groups, beyond, null), null),
        (STEADY, claims.value(votes, claims.steady(detector.channels), beyond, null), null),
        (MOOD, claims.value(votes, groups, claims.mood, mood_null), mood_null),
    ]


def _backward(detector: Detector, groups: Groups, aim: Aim, counts: Counts, policy: Policy) -> list[Stake]:
    votes, authors = detector.pending, counts.eligible_authors
    null = claims.usual_opposition(detector, authors, policy)
    stakes = [(AGAINST, claims.value(votes, groups, attrgetter("against"), null), null)]
    if aim.held is None:
        return stakes
    held = aim.held
    fallen: Hits = lambda row: row.weight - row.beyond(held)  # noqa: E731 - one expression, used once below
    null = claims.not_falling(aim, detector, authors, policy)
    return [*stakes, (FALLING, claims.value(votes, groups, fallen, null), null)]


def _held_back(stake: Stake) -> Stake:
    """During a planned event nothing speaks for readiness, and all may speak against it."""
    name, x, null = stake
    return name, min(x, null), null


def in_event(aim: Aim, span: Span, policy: Policy) -> bool:
    """Whether a window lies in a planned event or its aftermath."""
    tail = round(policy.aftermath_hours * HOUR_MS)
    return any(span.end > event.start and span.start < event.end + tail for event in aim.events)


def _day_by_day(days: tuple[Day, ...], stakes: list[Stake], span: Span, weight: float) -> tuple[Day, ...]:
    """The days' values of the `everyone` claim, the window added to the day in which it starts."""
    value = next((x for name, x, _ in stakes if name == EVERYONE), None)
    if value is None:
        return days
    today = span.start // DAY_MS
    last = days[-1] if days and days[-1].day == today else Day(today)
    grown = Day(today, last.weight + weight, last.value + weight * value)
    return (*(day for day in days if day.day != today), grown)[-KEPT_DAYS:]
