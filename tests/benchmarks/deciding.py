"""What a vote costs the rule: microseconds of processor time, for the sizes of audience that the scenarios have."""

from collections.abc import Callable, Iterator

from listener.simulator.scenario_file.parsing import load_scenario
from listener.simulator.simulate import simulate_audiences
from models.policy import Policy
from models.posts import HOUR_MS, millis
from pipelines.readiness import (
    Aim,
    PanelCounts,
    WindowInputs,
    WindowSpan,
    decide,
    decision_evidence,
    start_detector,
    weigh,
)
from tests.benchmarks.report import Figure, seconds
from tests.scenarios.ballots import Ballots, ballots

SIZES = (600, 3_000, 20_000)
ROUNDS = 5

SCENARIO, POLICY = load_scenario("step-growth"), Policy()


def figures() -> Iterator[Figure]:
    """A vote's share of every window's round and decision, beside the same with evidence and words composed too."""
    for size in SIZES:
        cast = voted(size)
        votes = sum(map(len, cast.hours))
        bare, whole = (1e6 * best(lambda: decided(cast, worded)) / votes for worded in (False, True))  # noqa: B023
        name = f"deciding, {size:,} members, {votes / len(cast.hours):.1f} votes a window; baseline: in words too"
        yield Figure(name, bare, "us/vote", whole)


def voted(size: int) -> Ballots:
    """The votes of a simulated audience."""
    (audience,) = simulate_audiences(SCENARIO, authors=size, days=SCENARIO.days, seed=1)
    return ballots(audience, millis(SCENARIO.starts), SCENARIO.days, POLICY)


def best(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(ROUNDS))


def decided(cast: Ballots, worded: bool) -> None:
    """Every window of a simulation, one after the other; with evidence and words where asked."""
    aim, began = Aim("one", SCENARIO.stage.rank, share=SCENARIO.bar), millis(SCENARIO.starts)
    detector = start_detector("one", began, POLICY)
    for hour, votes in enumerate(cast.hours):
        span = WindowSpan(began + hour * HOUR_MS, began + (hour + 1) * HOUR_MS)
        counts = PanelCounts(cast.authors[hour], cast.eligible[hour])
        inputs = WindowInputs(span, aim, counts, POLICY)
        detector, checks = weigh(detector, votes, inputs)
        decide(checks)
        if worded:
            decision_evidence(checks, detector, inputs)
