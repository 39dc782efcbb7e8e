"""How well commitments are found: `python -m tests.commitments_found.measure [written|unseen|public]`."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.accountability.finding import Brand, Proposal, propose

FOLDER = Path(__file__).parent
_MONEY = {"dollars": "$", "usd": "$", "euro": "€", "euros": "€", "eur": "€", "pounds": "£", "gbp": "£"}
_CHANGED = {"net": "net emissions", "%": "%", "ganger": "times"}
_PERCENTS = {"%", "prosent", "percent", "per cent", "prozent", "procent", "pour cent"}
_POINTS = {"pp", "prosentpoeng", "percentage points", "percentage point"}


@dataclass(frozen=True)
class Row:
    """One sentence, and what is true of it."""

    language: str
    made: date
    names: tuple[str, ...]
    is_promise: bool
    due: str
    value: str
    unit: str
    every: str
    case: str
    text: str


def read_rows(name: str) -> list[Row]:
    """The sentences of a file."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [_row(each) for each in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def _row(cells: Sequence[str]) -> Row:
    language, made, names, is_promise, *others = cells
    said = date.fromisoformat(made) if made != "made" else date.min
    return Row(language, said, tuple(names.split(";")) if names != "-" else (), is_promise == "1", *others)


@dataclass
class FoundCounts:
    """What was counted of a file."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    passed: int = 0
    dates: int = 0  # right, of `hits`: a day where there is one, and none where there is none
    amounts: int = 0
    cadences: int = 0

    @property
    def macro_f1(self) -> float:
        """The mean of F1 over promise and no promise."""
        promise = 2 * self.hits / max(2 * self.hits + self.false + self.missed, 1)
        none = 2 * self.passed / max(2 * self.passed + self.false + self.missed, 1)
        return (promise + none) / 2


def find(row: Row) -> Proposal | None:
    """What is found in a sentence."""
    return next(propose(row.text, row.made, row.language, Brand(row.names)), None)


def measure(rows: Sequence[Row], *, say: bool = False) -> FoundCounts:
    """Counts over rows; `say` prints what is wrong."""
    counts = FoundCounts()
    for row in rows:
        found = find(row)
        counts.hits += row.is_promise and found is not None
        counts.false += not row.is_promise and found is not None
        counts.missed += row.is_promise and found is None
        counts.passed += not row.is_promise and found is None
        if found is None or not row.is_promise:
            if say and (found is not None) != row.is_promise:
                _say("false " if found else "missed", row.case, "|", row.text)
            continue
        right = has_due(row, found), has_amount(row, found), str(found.update_every or "-") == row.every
        counts.dates += right[0]
        counts.amounts += right[1]
        counts.cadences += right[2]
        if say and not all(right):
            _say("read  ", right, found.due and found.due.day, found.amount, found.update_every, "|", row.text)
    return counts


def has_due(row: Row, found: Proposal) -> bool:
    """Whether the due day is right."""
    return (found.due.day.isoformat() if found.due else "-") == row.due


def has_amount(row: Row, found: Proposal) -> bool:
    """Whether value and unit are right, or rightly none."""
    if row.value == "-" or found.amount is None:
        return row.value == "-" and found.amount is None
    wanted, got = _same_unit(row.unit), _same_unit(found.amount.unit)
    is_unit = wanted == "-" or wanted == got or wanted in got.split()
    return abs(found.amount.value - float(row.value)) <= 0.01 * abs(float(row.value)) and is_unit


def _same_unit(unit: str) -> str:
    unit = unit.lower()
    if unit in _PERCENTS:
        return "%"
    return "pp" if unit in _POINTS else _MONEY.get(unit, _CHANGED.get(unit, unit))


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main(names: Sequence[str]) -> None:
    """Prints the counts of each file."""
    for name in names or ["written"]:
        counts = measure(read_rows(name), say=True)
        _say(f"{name}: macro-F1 {counts.macro_f1:.3f}", counts)


if __name__ == "__main__":
    main(sys.argv[1:])
