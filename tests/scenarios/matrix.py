"""Matrix: every scenario at every size, many runs each, in parallel."""

from collections.abc import Iterator, Sequence
from multiprocessing import get_context

from listener.simulator.scenario_file.parsing import load_scenario, shipped_scenarios
from listener.simulator.scenario_file.scenario import Scenario
from tests.scenarios.runs import Job, Run, run

SIZES = (600, 3_000, 20_000)
COMPARED = 100  # runs of a scenario that the baselines see too
STORIES = tuple(name for name in shipped_scenarios() if name != "demo")


def never_ready() -> list[str]:
    """Scenarios in which every ADVANCE is false."""
    return [name for name in STORIES if not load_scenario(name).ready]


def size_of(scenario: Scenario, size: int) -> int:
    """Authors to simulate, all audiences together: each audience has `size`; a village stays a village."""
    return min(size, 300) if scenario.scenario == "small-audience" else size * len(scenario.audiences)


def jobs(runs: int, ready_runs: int, sizes: Sequence[int], names: Sequence[str] = STORIES) -> list[Job]:
    """All runs, those of one scenario and size together."""
    found_jobs = []
    for name in names:
        scenario = load_scenario(name)
        for size in sorted({size_of(scenario, size) for size in sizes}):
            count = ready_runs if scenario.ready else runs
            found_jobs += [
                Job(name, size, seed, compare=seed < COMPARED and size in (3_000, 6_000)) for seed in range(count)
            ]
    return found_jobs


def ran(work: Sequence[Job], processes: int) -> Iterator[list[Run]]:
    """Runs as they end, in any order."""
    if processes == 1:
        yield from map(run, work)
        return
    with get_context("spawn").Pool(processes) as pool:
        yield from pool.imap_unordered(run, work, chunksize=8)
