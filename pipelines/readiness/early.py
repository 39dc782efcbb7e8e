"""Early: a second e-detector, for who bears alarms in vain to hear of a rise within hours. Off by default.

`early_alarms` is how many such alarms a month are borne, on average. The claims of `claims.py` bet on
windows, against the bar, at a pace of days: a promise that holds under moods, crowds and minorities. Who bears more
alarms than `alpha` need not wait so long. This detector bets on every vote by itself, and asks at once for

- a rise over the audience's own last week, to over the bar; less for over one alarm a month (`rise_null`);
- no crowd: votes beyond the usual number count as if guests had cast them, all for the story (`surge_ratio`; less
  strictly for over one alarm a month);
- the emotional key: the claim `mood`, at the same threshold. One key alone never advances.

Why it is sound, and how far. While nobody is moved, each vote is beyond the stage with a chance of at most the null,
given those before it and the number of votes of its window. So a window's factor, the product over its votes, has a
mean of at most 1, and R - t is a supermartingale as in `betting.py`; so is R for hits lowered by any rule. Then
E[T] >= A for the first T at which R reaches A (optional stopping), with A = H / early_alarms: on average at least so
many windows between alarms in vain, the average run length of Shin, Ramdas and Rinaldo ("E-detectors", NEJSDS 2024).
And P(T <= H) <= early_alarms: with both detectors, a month errs with a chance of at most alpha + early_alarms.

It says nothing of a calm crowd that is carried away for a day or two: that fools it, as it fools everyone who speaks
within hours. `make scenarios` counts it: at 0.01, 8 % of all audiences never ready, nearly all by hype and irony.
"""

from math import exp, log, log1p

import msgspec
from msgspec.structs import replace

from models.policy import Policy
from pipelines.readiness import claims
from pipelines.readiness.claims import MOOD
from pipelines.readiness.confusion_rates import mix_rates, own_tag_weight
from pipelines.readiness.detector import ChapterDetector, HourlyWeek
from pipelines.readiness.e_process import Components, EProcess, lower_to
from pipelines.readiness.inputs import Aim, WindowSpan
from pipelines.readiness.strata import Strata, pool_strata
from pipelines.readiness.surge import WEEK, add_hour, discount_excess_votes, surge_ratio
from pipelines.readiness.updating import is_in_event

EARLY = "early"
_MAX_EXPONENT = 300.0  # of one window's factor: e^300 is past every threshold, and its product with R a float


class RiseStatistic(msgspec.Struct, frozen=True):
    """What a window bets on: its votes, those beyond the stage, and what was known before it."""

    votes: float
    hits: float
    surge: float  # times as many votes as a calm audience casts
    usual: float  # share of hits in the week before
    bar: float  # as tagged
    held_back: bool = False  # by a planned event: nothing speaks for a rise


def update_rise(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, policy: Policy
) -> ChapterDetector:
    """The detector after a window with these votes: its week, and once that is known its evidence of a rise."""
    week, stake = rise_statistic(detector, votes, span, aim, policy)
    if stake is None:
        return replace(detector, hourly_week=week)
    wealth = update_rise_evidence(detector.e_processes.get(EARLY, EProcess()), stake, policy)
    return replace(detector, hourly_week=week, e_processes={**detector.e_processes, EARLY: wealth})


def rise_statistic(
    detector: ChapterDetector, votes: Strata, span: WindowSpan, aim: Aim, policy: Policy
) -> tuple[HourlyWeek, RiseStatistic | None]:
    """The week with a window's votes, and what they stake; None where there is nothing to compare them with."""
    bar, week = aim.bar(policy), detector.hourly_week
    if not votes or bar is None or aim.wanted is None:
        return week, None
    count, hits = count_hits(votes, aim.wanted)
    grown = add_hour(week, span, count, hits, policy.early)
    if not detector.channel_weights or len(week.votes) < policy.early.early_history_hours:
        return grown, None
    share = sum(week.hits[-WEEK:]) / max(sum(week.votes[-WEEK:]), 1.0)
    faults = mix_rates(policy, aim.faults, own_tag_weight(pool_strata(votes.values())))
    edge = claims.not_ready_null(bar, policy.evidence.least_margin, policy, faults)
    return grown, RiseStatistic(count, hits, surge_ratio(grown, policy), share, edge, is_in_event(aim, span, policy))


def update_rise_evidence(wealth: EProcess, stake: RiseStatistic, policy: Policy) -> EProcess:
    """The evidence of a rise after a window."""
    null = rise_null(stake.usual, stake.bar, policy)
    own = discount_excess_votes(stake.votes, stake.hits, stake.surge ** patience(policy))
    hits = min(own, null * stake.votes) if stake.held_back else own
    return bet_on_votes(wealth, stake.votes, hits, null, policy)


def has_risen(detector: ChapterDetector, policy: Policy) -> bool:
    """Whether a rise has shown itself, to both keys."""
    return rise_e_value(detector) >= policy.early_threshold


def rise_score(detector: ChapterDetector, policy: Policy) -> float:
    """How far to hearing a rise: `ln(e-value) / ln(threshold)`, 0 where nothing is asked for early."""
    if policy.promises.early_alarms <= 0.0:
        return 0.0
    return log(max(rise_e_value(detector), 1.0)) / log(policy.early_threshold)


def rise_e_value(detector: ChapterDetector) -> float:
    """The weaker of the two keys."""
    keys = [detector.e_processes[name].e_value for name in (EARLY, MOOD) if name in detector.e_processes]
    return min(keys) if len(keys) == 2 else 0.0


def count_hits(votes: Strata, wanted: int) -> tuple[float, float]:
    """The number of votes, and of those at or beyond a stage: by weight within a slice, by number between them."""
    rows = [row for row in votes.values() if row.weight > 0.0]
    hits = sum([row.votes * row.weight_beyond(wanted) / row.weight for row in rows])
    return sum([row.votes for row in rows]), hits


def rise_null(usual: float, bar: float, policy: Policy) -> float:
    """The null: `early_rise` over the share that was usual, and over the bar, as tagged; for the impatient, less."""
    way: float = patience(policy) ** policy.early.early_power
    null = usual + way * max(policy.early.early_rise, bar - usual)
    return min(policy.evidence.null_cap, max(policy.early.early_least_null, null))


def patience(policy: Policy) -> float:
    """1 for who bears one alarm a month and fewer; less for more, 0 where every window may alarm."""
    return min(1.0, log(policy.early_threshold) / log(max(policy.promises.horizon_windows, 2)))


def bet_on_votes(wealth: EProcess, count: float, hits: float, null: float, policy: Policy) -> EProcess:
    """Wealth after so many votes, each a bet by itself: `1 + lambda * (x - null)` with `x` 1 for a hit, else 0."""
    top = log(policy.early_threshold) + policy.evidence.headroom
    return EProcess(
        lower_to(_grown(wealth.components, count, hits, null, policy.evidence.betting_fractions), top), top
    )


def _grown(bets: Components, count: float, hits: float, null: float, fractions: Components) -> Components:
    win, rest = (1.0 - null) / null, count - hits
    a, b, c, d = [
        (r + 1.0) * exp(min(hits * log1p(share * win) + rest * log1p(-share), _MAX_EXPONENT))
        for r, share in zip(bets, fractions, strict=True)
    ]
    return a, b, c, d
