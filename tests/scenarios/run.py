"""Runs the matrix: `python -m tests.scenarios.run`. Writes JSON and HTML; fails where a target is missed."""

import argparse
import os
import sys
import time
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table

from tests.scenarios.curves import beaten, curves
from tests.scenarios.matrix import SIZES, STORIES, jobs, ran
from tests.scenarios.report import page
from tests.scenarios.runs import Run
from tests.scenarios.targets import Cell, Verdict, cells, verdicts

FOLDER = Path(__file__).parents[2] / ".cache" / "reports"


def main() -> int:
    """0 where every target is met, 1 where one is missed."""
    asked = _arguments()
    work = jobs(asked.runs, asked.ready_runs, asked.sizes, asked.scenarios)
    begun = time.monotonic()
    runs = [run for some in track(ran(work, asked.processes), "simulating", len(work)) for run in some]
    table = cells(runs)
    return _told(runs, table, time.monotonic() - begun)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300, help="of each scenario in which nobody is ready")
    parser.add_argument("--ready-runs", type=int, default=100, help="of each of the others")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="members of an audience")
    parser.add_argument("--scenarios", nargs="+", default=list(STORIES), help="names")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _told(runs: list[Run], table: list[Cell], seconds: float) -> int:
    found = curves(runs)
    judged = [*verdicts(table), *(_lost(*each) for each in beaten(found))]
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = {"seconds": round(seconds), "cells": table, "verdicts": judged, "curves": found}
    (FOLDER / "scenarios.json").write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))
    (FOLDER / "scenarios.html").write_text(page(table, judged, found, runs), encoding="utf-8")
    console = Console()
    console.print(_shown(table))
    for verdict in judged:
        if not verdict.met:
            console.print(f"[red]missed[/] {verdict.words}")
    console.print(f"{len(runs):,} runs in {seconds:.0f} s; {FOLDER / 'scenarios.html'}")
    return 0 if all(verdict.met for verdict in judged) else 1


def _lost(name: str, false: float, theirs: float, ours: float) -> Verdict:
    return Verdict(f"{name} is faster at {false:.1%} false alarms: {theirs:.0f} h against {ours:.0f} h", met=False)


def _shown(table: list[Cell]) -> Table:
    name = Column("scenario", no_wrap=True)
    shown = Table(name, "authors", "runs", "false", "bound", "missed", "delay", "90 %", "step back")
    for cell in table:
        due = cell.ready
        shown.add_row(
            cell.scenario,
            f"{cell.authors:,}",
            str(cell.runs),
            str(cell.false),
            f"{cell.bound:.2%}",
            str(cell.missed) if due else "",
            f"{cell.delay:.0f} h" if cell.delay is not None else "",
            f"{cell.delay_90:.0f} h" if cell.delay_90 is not None else "",
            f"{cell.back_delay:.0f} h" if cell.back_delay is not None else "",
        )
    return shown


if __name__ == "__main__":
    sys.exit(main())
