"""Runs: one simulated audience through the rule: when it said what, and when it should have."""

from dataclasses import dataclass

from listener.simulator.scenario import Scenario
from listener.simulator.simulate import Heard, heard
from models.decisions import DecisionKind
from models.policy import Policy
from models.posts import HOUR_MS
from pipelines.readiness import Aim, Counts, Span, opened
from pipelines.readiness.rule import judged
from tests.scenarios.ballots import Ballots, ballots


@dataclass(frozen=True)
class Run:
    """Hours from the start; None: never. `ready` is T*, `backlash` when the audience turned."""

    ready: int | None
    backlash: int | None
    advanced: int | None
    stepped_back: int | None
    unready: int | None = None


def run(scenario: Scenario, policy: Policy, *, authors: int, seed: int) -> list[Run]:
    """The rule on every audience of one simulation."""
    parts = heard(scenario, authors=authors, days=scenario.days, seed=seed)
    return [judge(scenario, each, ballots(each, scenario.days, policy), policy) for each in parts]


def judge(scenario: Scenario, each: Heard, cast: Ballots, policy: Policy) -> Run:
    """Window by window until the first ADVANCE; where the story goes on to a backlash, until it is told."""
    truth = each.truth
    wanted = scenario.stage.rank
    aim = Aim("one", wanted, share=scenario.bar)
    detector, advanced, back = opened("one", 0, policy), None, None
    for hour, votes in enumerate(cast.hours):
        counts = Counts(cast.authors[hour], cast.eligible[hour])
        span = Span(hour * HOUR_MS, (hour + 1) * HOUR_MS)
        detector, kind = judged(detector, votes, span, aim, counts, policy)
        if kind is DecisionKind.ADVANCE and advanced is None:
            advanced = hour + 1
            if not scenario.step_back:
                break
            aim = Aim("two", min(wanted + 1, 3), share=scenario.bar, held=wanted, held_share=scenario.bar)
            detector = opened("two", span.end, policy, detector)
        if kind is DecisionKind.STEP_BACK and back is None:
            back = hour + 1
    return Run(truth.ready_hour, truth.backlash_hour, advanced, back, truth.unready_hour)
