"""Backtest table: policies side by side, on a terminal."""

from collections.abc import Iterable

from rich.table import Table

from listener.wording.figures import UNKNOWN, percent, timestamp
from listener.wording.movement import describe_measured
from pipelines.movement.backtests import Backtest, ToldAdvance

_LISTED = 6  # ADVANCEs of one policy


def backtest_table(found: Iterable[Backtest]) -> Table:
    """A row a policy: its ADVANCEs, how many stood, and how often it stepped back."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("Policy", "ADVANCE", "when, of which chapter", "stood", "STEP_BACK"):
        table.add_column(column, justify="right" if column in ("ADVANCE", "STEP_BACK") else "left")
    for each in found:
        name = ", ".join(f"{name}={number:g}" for name, number in each.policy.items()) or "as in the file"
        listed = "\n".join(map(_describe_advance, each.advances[:_LISTED])) or UNKNOWN
        stood = describe_measured(each.stood, percent)
        table.add_row(name, str(len(each.advances)), listed, stood, str(each.step_backs))
    return table


def _describe_advance(told: ToldAdvance) -> str:
    end = {True: "stood", False: "fell back", None: "too few days to say"}[told.stood]
    return f"{timestamp(told.at)} {told.audience.split('|')[-1]} / {told.chapter}: {end}"
