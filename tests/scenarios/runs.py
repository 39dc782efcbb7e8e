"""Runs: one simulated audience through the rule and the baselines: when each said what, and when it should have."""

import msgspec
import numpy as np

from listener.simulator.arrays import Floats
from listener.simulator.scenario_file.parsing import load_scenario
from listener.simulator.scenario_file.scenario import Scenario
from listener.simulator.simulate import SimulatedAudience, simulate_audiences
from models.decisions import DecisionKind
from models.policy import Policy
from models.posts import HOUR_MS, millis
from pipelines.readiness import (
    Aim,
    PanelCounts,
    WindowInputs,
    WindowSpan,
    advance_score,
    decide,
    start_detector,
    weigh,
)
from pipelines.readiness.confusion_rates import apparent_share
from tests.scenarios.ballots import Ballots, ballots
from tests.scenarios.baselines import BASELINES, GRIDS, crossings
from tests.scenarios.eager import Eager


class Run(msgspec.Struct, frozen=True):
    """One audience of one simulation. Hours from the start; None: never. `ready` is T*, `backlash` the turn.

    `alarms` has for the rule and each baseline the first hour at which it reaches each level of its grid; the
    baselines twice, on gated votes and on raw posts; and `early` for the rule that bears so many false alarms.
    """

    scenario: str
    authors: int
    seed: int
    audience: str
    days: int
    ready: int | None
    backlash: int | None
    advanced: int | None
    stepped_back: int | None
    alarms: dict[str, list[int | None]] = {}


class Job(msgspec.Struct, frozen=True):
    """What to run. `compare`: the baselines too."""

    scenario: str
    authors: int
    seed: int
    compare: bool = False


def run(job: Job, policy: Policy | None = None) -> list[Run]:
    """The rule on every audience of one simulation."""
    scenario, policy = load_scenario(job.scenario), policy or Policy()
    parts = simulate_audiences(scenario, authors=job.authors, days=scenario.days, seed=job.seed)
    return [_judge(job, scenario, each, policy) for each in parts]


def _judge(job: Job, scenario: Scenario, each: SimulatedAudience, policy: Policy) -> Run:
    """Window by window until the first ADVANCE; where the story goes on to a backlash, until the end."""
    cast = ballots(each, millis(scenario.starts), scenario.days, policy)
    eager = Eager(policy) if job.compare else None
    advanced, back, scores = _decisions(scenario, cast, policy, eager)
    alarms = {"rule": crossings(scores, GRIDS["rule"])}
    if eager is not None:
        alarms |= {"early": eager.alarms, **_compared(scenario, each, cast, policy)}
    truth = each.truth
    return Run(
        scenario=scenario.scenario,
        authors=job.authors,
        seed=job.seed,
        audience=truth.audience,
        days=scenario.days,
        ready=truth.ready_hour,
        backlash=truth.backlash_hour,
        advanced=advanced,
        stepped_back=back,
        alarms=alarms,
    )


def _decisions(
    scenario: Scenario, cast: Ballots, policy: Policy, eager: Eager | None
) -> tuple[int | None, int | None, Floats]:
    wanted = scenario.stage.rank
    aim, began = Aim("one", wanted, share=scenario.bar), millis(scenario.starts)
    detector, advanced, back = start_detector("one", began, policy), None, None
    scores = np.zeros(len(cast.hours))
    for hour, votes in enumerate(cast.hours):
        counts = PanelCounts(cast.authors[hour], cast.eligible[hour])
        span = WindowSpan(began + hour * HOUR_MS, began + (hour + 1) * HOUR_MS)
        detector, checks = weigh(detector, votes, WindowInputs(span, aim, counts, policy))
        kind = decide(checks)
        if advanced is None:
            scores[hour] = advance_score(checks)
            if eager is not None:
                eager.hear(detector, votes, span, aim, counts, hour)
        if kind is DecisionKind.ADVANCE and advanced is None:
            advanced = hour + 1
            if not scenario.step_back:
                break
            aim = Aim("two", min(wanted + 1, 3), share=scenario.bar, held=wanted, held_share=scenario.bar)
            detector = start_detector("two", span.end, policy, detector)
        if kind is DecisionKind.STEP_BACK and back is None:
            back = hour + 1
    return advanced, back, scores


def _compared(
    scenario: Scenario, each: SimulatedAudience, cast: Ballots, policy: Policy
) -> dict[str, list[int | None]]:
    """The baselines on the same votes, and on raw posts."""
    wanted, null = (
        scenario.stage.rank,
        apparent_share(scenario.bar - policy.promises.just_under, policy.declared_rates),
    )
    voted = np.array([len(votes) for votes in cast.hours], dtype=np.float64)
    beyond = np.array([sum(v.stage >= wanted for v in votes) for votes in cast.hours], dtype=np.float64)
    hours = (each.posts.day * 24.0).astype(np.int64)
    size = voted.size
    posted = np.bincount(hours, minlength=size).astype(np.float64)
    deep = np.bincount(hours, weights=each.traits.tagged >= wanted, minlength=size).astype(np.float64)
    counts = {"votes": (beyond, voted), "posts": (deep, posted)}
    return {
        f"{name} on {kind}": crossings(statistic(hits, total, null), GRIDS[name])
        for name, statistic in BASELINES.items()
        for kind, (hits, total) in counts.items()
    }
