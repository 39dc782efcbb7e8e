"""Targets: what the runs must show, and whether they do."""

from collections import defaultdict
from collections.abc import Iterable
from math import ceil
from statistics import median

import msgspec

from listener.simulator.scenario_file.parsing import load_scenario
from tests.scenarios.bounds import upper_bound
from tests.scenarios.runs import Run

MAX_FALSE = 0.01  # 95 % upper bound, per campaign-month
ENOUGH = 299  # clean runs whose bound is at or under 1 %: fewer cannot show it
MAX_DELAY = {600: 168, 3_000: 96, 20_000: 72}  # hours, median, step growth
MAX_MISSED = 0.05  # within 28 days of T*
MAX_BACK = {3_000: 48, 20_000: 24}  # hours to STEP_BACK, median
WITHIN = 28 * 24


class Cell(msgspec.Struct, frozen=True):
    """One scenario at one size."""

    scenario: str
    authors: int
    runs: int  # audiences: those never ready, or ready ones
    ready: bool
    false: int = 0  # ADVANCE in audiences never ready, or before T*
    bound: float = 0.0  # 95 % upper bound of that rate
    missed: int = 0
    delay: float | None = None  # median hours after T*
    delay_90: float | None = None
    back_early: int = 0  # STEP_BACK before the backlash
    back_missed: int = 0
    back_delay: float | None = None  # median hours after the backlash


class Verdict(msgspec.Struct, frozen=True):
    """One target, in words, and whether it is met."""

    words: str
    met: bool


def cells(runs: Iterable[Run]) -> list[Cell]:
    """The runs by scenario, size, and whether the audience was ever ready."""
    groups: dict[tuple[str, int, bool], list[Run]] = defaultdict(list)
    for run in runs:
        groups[run.scenario, run.authors, run.ready is not None].append(run)
    return [_cell(*key, groups[key]) for key in sorted(groups)]


def _cell(scenario: str, authors: int, ready: bool, runs: list[Run]) -> Cell:
    early = sum(run.advanced is not None and (run.ready is None or run.advanced <= run.ready) for run in runs)
    delays = sorted(late for run in runs if (late := delay(run)) is not None)
    turned = [run for run in runs if run.backlash is not None and run.advanced is not None]
    backs = [run.stepped_back - run.backlash for run in turned if run.stepped_back and run.backlash]
    late_backs = [hours for hours in backs if hours >= 0]
    calm_backs = sum(run.stepped_back is not None and run.backlash is None for run in runs)
    return Cell(
        scenario=scenario,
        authors=authors,
        runs=len(runs),
        ready=ready,
        false=early,
        bound=upper_bound(early, len(runs)),
        missed=sum(late > WITHIN for late in delays) + (len(runs) - early - len(delays) if ready else 0),
        delay=median(delays) if delays else None,
        delay_90=delays[ceil(0.9 * (len(delays) - 1))] if delays else None,
        back_early=calm_backs + len(backs) - len(late_backs),
        back_missed=len(turned) - len(backs),
        back_delay=median(late_backs) if late_backs else None,
    )


def delay(run: Run) -> int | None:
    """Hours from T* to ADVANCE; None where there was none, or none due."""
    if run.ready is None or run.advanced is None or run.advanced <= run.ready:
        return None
    return run.advanced - run.ready


def verdicts(table: list[Cell]) -> list[Verdict]:
    """Every target that these cells speak of."""
    return [verdict for cell in table for verdict in _of(cell)]


def _of(cell: Cell) -> list[Verdict]:
    where = f"{cell.scenario} @ {cell.authors:,}"
    found_verdicts = [_no_false(cell, where)]
    if cell.scenario == "step-growth" and cell.delay is not None:
        limit = MAX_DELAY.get(cell.authors, WITHIN)
        words = f"{where}: median delay {cell.delay:.0f} h, at most {limit} h"
        found_verdicts.append(Verdict(words, cell.delay <= limit))
        words = f"{where}: missed {cell.missed} of {cell.runs}, at most {MAX_MISSED:.0%}"
        found_verdicts.append(Verdict(words, cell.missed <= MAX_MISSED * cell.runs))
    if load_scenario(cell.scenario).step_back:
        limit = MAX_BACK.get(cell.authors, WITHIN)
        words = f"{where}: STEP_BACK after {cell.back_delay or 0:.0f} h, at most {limit} h; {cell.back_missed} missed"
        ok = cell.back_delay is not None and cell.back_delay <= limit and cell.back_missed <= MAX_MISSED * cell.runs
        found_verdicts.append(Verdict(words, ok))
    if cell.back_early:
        found_verdicts.append(Verdict(f"{where}: {cell.back_early} STEP_BACK with no backlash", False))
    return found_verdicts


def _no_false(cell: Cell, where: str) -> Verdict:
    """With enough runs the bound itself; with fewer, that there is no false one at all."""
    words = f"{where}: {cell.false} false ADVANCE in {cell.runs}, 95 % bound {cell.bound:.2%}"
    enough = cell.runs >= ENOUGH
    return Verdict(words, cell.bound <= MAX_FALSE if enough else cell.false == 0)
