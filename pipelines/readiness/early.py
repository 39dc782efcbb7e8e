"""Early: a second e-detector, for users who accept more false alarms and hear of a rise within hours. Off by default.

The policy's `early_alarms` is the number of false alarms a month that are accepted, on average. Evidence for the
claims of `claims.py` takes days to grow, so that moods, surges and minorities do not decide. Who accepts more false
alarms than `alpha` need not wait so long. This e-detector bets on every vote by itself, and asks for

- a rise over the audience's own last week, to over the bar (`rise_null`);
- no surge: excess votes are taken to be a crowd's (`surge.py`);
- the claim `mood`, at the same threshold: a rise alone never advances.

The first two are asked for less strictly the more than one false alarm a month is accepted (`patience`).

Estimand. Whether the chance that a vote is a hit, at or beyond the wanted stage as tagged, has risen above the null.

Null. Each vote is a hit with a chance of at most m, given the votes before it and the weights of its window's votes.

Betting fractions. Those of `e_process.py`, staked on every vote by its weight: with c, its weight over that of the
heaviest of its stratum, a vote could multiply the capital by `1 + b * c * (1 - m) / m` if it is a hit, else by
`1 - b * c`. As the logarithm is concave, `(1 + b * (1 - m) / m) ** c` and `(1 - b) ** c` are no more than these, and
need only the sums of c: a window's factor is the product of the latter over its votes.

Why a threshold bounds false alarms. Under the null that product has a mean of at most 1, so `R_t - t` is a
supermartingale as in `e_process.py`, also for hits that are lowered by any rule. If T is the first window in which R
reaches A, then `E[T] >= E[R_T] >= A` (optional stopping). With `A = H / early_alarms`, H the windows of a month
(`horizon_windows`), false alarms are at least that many windows apart on average: the average run length of Shin,
Ramdas and Rinaldo ("E-detectors", NEJSDS 2024). And `P(T <= H) <= early_alarms`: with both e-detectors, a month errs
with a chance of at most `alpha + early_alarms`.

What it cannot tell from readiness is a calm audience that is carried away for a day or two; nothing that decides
within hours can. `make scenarios` counts it: at 0.01, 8 % of all audiences never ready, nearly all by hype and
irony.
"""

from math import exp, log, log1p

import msgspec
from msgspec.structs import replace

from models.policy import Policy
from pipelines.readiness.claim_statistics import is_in_event
from pipelines.readiness.confusion_rates import mix_rates, own_tag_weight
from pipelines.readiness.detector import ChapterDetector, HourlyWeek
from pipelines.readiness.e_process import Components, EProcess, lower_to
from pipelines.readiness.inputs import WindowInputs
from pipelines.readiness.nulls import not_ready_null
from pipelines.readiness.strata import Strata, pool_strata
from pipelines.readiness.surge import WEEK, add_hour, discount_excess_votes, surge_ratio

EARLY = "early"
_MAX_EXPONENT = 300.0  # of a window's factor: e^300 is past every threshold, and its product with R is still a float


class RiseStatistic(msgspec.Struct, frozen=True, gc=False):
    """What is bet on in a window: its votes, those at the wanted stage, and what was known before it."""

    votes: float  # as many votes as the heaviest of each stratum would make
    hits: float  # those at the wanted stage, in the same way
    surge: float  # times as many votes as a calm audience casts
    usual_share: float  # of hits in the week before
    bar: float  # the null of an audience just under the bar, as tagged
    in_event: bool = False  # a planned event: nothing speaks for a rise


def update_rise(detector: ChapterDetector, votes: Strata, inputs: WindowInputs) -> ChapterDetector:
    """The detector after a window with these votes: its week, and once that is known its evidence of a rise."""
    week, statistic = observe_votes(detector, votes, inputs)
    if statistic is None:
        return replace(detector, hourly_week=week)
    evidence = update_rise_evidence(detector.e_processes.get(EARLY, EProcess()), statistic, inputs.policy)
    return replace(detector, hourly_week=week, e_processes={**detector.e_processes, EARLY: evidence})


def observe_votes(
    detector: ChapterDetector, votes: Strata, inputs: WindowInputs
) -> tuple[HourlyWeek, RiseStatistic | None]:
    """The week with a window's votes, and what is bet on; None where there is nothing to compare them with.

    `detector` is the one after `update_detector`, with the week from before the window.
    """
    aim, policy, before = inputs.aim, inputs.policy, detector.hourly_week
    bar = aim.bar(policy)
    if not votes or bar is None or aim.wanted is None:
        return before, None
    count, hits = count_hits(votes, aim.wanted)
    week = add_hour(before, inputs.span, count, hits, policy.early)
    if not detector.channel_weights or len(before.votes) < policy.early.early_history_hours:
        return week, None
    usual_share = sum(before.hits[-WEEK:]) / max(sum(before.votes[-WEEK:]), 1.0)
    rates = mix_rates(policy, aim.confusion_rates, own_tag_weight(pool_strata(votes.values())))
    null = not_ready_null(bar, policy.evidence.least_margin, policy, rates)
    in_event = is_in_event(aim, inputs.span, policy)
    staked, staked_hits = sum_stakes(votes, aim.wanted)
    return week, RiseStatistic(staked, staked_hits, surge_ratio(week, policy), usual_share, null, in_event)


def update_rise_evidence(process: EProcess, statistic: RiseStatistic, policy: Policy) -> EProcess:
    """The evidence of a rise after a window."""
    null, votes = rise_null(statistic.usual_share, statistic.bar, policy), statistic.votes
    hits = discount_excess_votes(votes, statistic.hits, statistic.surge ** patience(policy))
    return bet_on_votes(process, votes, min(hits, null * votes) if statistic.in_event else hits, null, policy)


def count_hits(votes: Strata, wanted: int) -> tuple[float, float]:
    """The number of votes, and of those at or beyond a stage: each stratum's share by weight, times its votes."""
    rows = [row for row in votes.values() if row.weight > 0.0]
    hits = sum([row.votes * row.weight_beyond(wanted) / row.weight for row in rows])
    return sum([row.votes for row in rows]), hits


def sum_stakes(votes: Strata, wanted: int) -> tuple[float, float]:
    """What the votes, and those at or beyond a stage, stake: each its weight over the greatest of its stratum."""
    rows = [row for row in votes.values() if row.greatest > 0.0]
    hits = sum([row.weight_beyond(wanted) / row.greatest for row in rows])
    return sum([row.weight / row.greatest for row in rows]), hits


def rise_null(usual_share: float, bar: float, policy: Policy) -> float:
    """The null: the bar, or `early_rise` over the usual share if that is more. All three are shares as tagged.

    The rise over the usual share is scaled by `patience ** early_power`.
    """
    scale = float(patience(policy) ** policy.early.early_power)
    null = usual_share + scale * max(policy.early.early_rise, bar - usual_share)
    return min(policy.evidence.null_cap, max(policy.early.early_least_null, null))


def patience(policy: Policy) -> float:
    """How strict the null is, 0..1: `ln A / ln H`, with `A = H / early_alarms`.

    1 where at most one false alarm a month is accepted (A >= H), 0 where one in every window is (A = 1).
    """
    return min(1.0, log(policy.early_threshold) / log(max(policy.promises.horizon_windows, 2)))


def bet_on_votes(process: EProcess, votes: float, hits: float, null: float, policy: Policy) -> EProcess:
    """The e-process after a window in which each vote was a bet by itself. `hits` may be a fraction of a vote."""
    log_cap = log(policy.early_threshold) + policy.evidence.headroom
    fractions = policy.evidence.betting_fractions
    return EProcess(lower_to(_bet_on_each(process.components, votes, hits, null, fractions), log_cap), log_cap)


def _bet_on_each(components: Components, votes: float, hits: float, null: float, fractions: Components) -> Components:
    """`(R + 1) * (1 + b * (1 - m) / m) ** hits * (1 - b) ** misses` for each fraction b, by logarithms."""
    odds, misses = (1.0 - null) / null, votes - hits
    a, b, c, d = [
        (r + 1.0) * exp(min(hits * log1p(fraction * odds) + misses * log1p(-fraction), _MAX_EXPONENT))
        for r, fraction in zip(components, fractions, strict=True)
    ]
    return a, b, c, d
