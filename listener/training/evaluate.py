"""`python -m listener.training.evaluate [DATA] [--json FILE] [--held-out DIR]`: every figure, as one table and JSON.

Without `--held-out` each set is measured by tables that have not seen what they are measured on (cross-validation, or
fitted on one part and measured on the other). With it the shipped tagger is measured on the files of that folder.
`unseen` says that nothing was fitted on what a figure is measured on, and nothing chosen by it.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from listener.training.data import datasets
from listener.training.measuring import held_out, posts_apart, rates, stand_ins, story_stances, suites
from listener.training.measuring.measured import MeasuredFigure


def run_evaluation(arguments: list[str] | None = None) -> int:
    """Measure, print, and write the JSON; 2 where there is no data."""
    options = _options(arguments)
    console = Console(width=160)
    root = options.held_out or options.data
    if not root.exists():
        console.print(f"No data at {root}: it is measured on the labelled sets of ../shared/data.")
        return 2
    rows = list(held_out.measure_held_out(root) if options.held_out else _run_suites(root, console))
    console.print(render_figures(rows))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=1))
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=datasets.DATA_ROOT)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--held-out", type=Path)
    return parser.parse_args(arguments)


def _run_suites(root: Path, console: Console) -> Iterable[MeasuredFigure]:
    for suite in (
        *suites.SUITES,
        posts_apart.measure_posts_apart,
        story_stances.measure_story_stances,
        *rates.RATES,
        *stand_ins.STAND_INS,
    ):
        with console.status(suite.__name__.replace("_", " ")):
            yield from suite(root)


def render_figures(rows: Iterable[MeasuredFigure]) -> Table:
    """One table of everything: each figure with its interval, what simple methods reach, and whether it is unseen."""
    table = Table("measure", "value", "95 %", "n", "baselines", "aim", "unseen")
    section = ""
    for row in rows:
        if row.set != section:
            table.add_section()
            table.add_row(row.set, style="bold")
            section = row.set
        table.add_row(*_cells(row))
    return table


def _cells(row: MeasuredFigure) -> tuple[str, ...]:
    figure = row.value
    baselines = ", ".join(f"{name} {value:.2f}" for name, value in row.baselines.items())
    aim = "" if row.target is None else f"{row.target}{' (missed)' if _is_missed(row, row.target) else ''}"
    interval = f"{figure.low:.3f}-{figure.high:.3f}"
    return (
        row.measure,
        f"{figure.value:.3f}",
        interval,
        str(row.size),
        baselines,
        aim,
        "yes" if row.unseen else "no",
    )


def _is_missed(row: MeasuredFigure, aim: float) -> bool:
    return (row.value.value < aim) != ("error" in row.measure)


if __name__ == "__main__":
    raise SystemExit(run_evaluation())
