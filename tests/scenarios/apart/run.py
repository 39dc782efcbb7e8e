"""Runs the families held apart: `python -m tests.scenarios.apart.run`; fails where a bound is missed.

Of a family of audiences that are never ready, how many months have an ADVANCE or a STEP_BACK. Where the story goes on
to a next chapter, it is that chapter which must not be left.
"""

import argparse
import os
import sys
from multiprocessing import get_context
from typing import NamedTuple

from rich.console import Console

from models.decisions import DecisionKind
from tests.scenarios.apart.families import NEVER
from tests.scenarios.apart.playing import play
from tests.scenarios.bounds import upper_bound
from tests.scenarios.targets import ENOUGH, MAX_FALSE

_BY_NAME = {family.name: family for family in NEVER}


class Month(NamedTuple):
    """What one audience was told that is false: hours from its start; None: it was not."""

    family: str
    advanced: int | None
    stepped_back: int | None


def play_month(job: tuple[str, int]) -> Month:
    """One audience of a family, by its name and a seed."""
    family, seed = _BY_NAME[job[0]], job[1]
    first: dict[DecisionKind, int] = {}
    for weighed in play(family, seed):
        is_false = family.next_share is None or weighed.inputs.aim.chapter == "two"
        if is_false:
            first.setdefault(weighed.kind, weighed.hour)
    return Month(family.name, first.get(DecisionKind.ADVANCE), first.get(DecisionKind.STEP_BACK))


def main() -> int:
    """0 where every bound is met, or too few runs were made to tell; 1 where one is missed."""
    asked = _arguments()
    names = [name for name in _BY_NAME if any(part in name for part in asked.families or [""])]
    is_met, console = True, Console()
    with get_context("spawn").Pool(asked.processes) as pool:
        for name in names:
            months = pool.map(play_month, [(name, asked.first + seed) for seed in range(asked.runs)], chunksize=4)
            false = sum(month.advanced is not None for month in months)
            back, bound = sum(month.stepped_back is not None for month in months), upper_bound(false, len(months))
            told = f"{false} false ADVANCE, {back} STEP_BACK of {len(months)}; 95 % bound {bound:.2%}"
            console.print(f"{name}: {told}")
            is_met = is_met and (bound <= MAX_FALSE if len(months) >= ENOUGH else false == 0)
    return 0 if is_met else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300, help="of each family")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--families", nargs="+", default=[], help="parts of their names")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
