"""Survival: how long until something happens, where many are still on their way: Kaplan-Meier, Aalen-Johansen.

Sources: Kaplan & Meier, JASA 53 (1958); Greenwood's variance; Aalen & Johansen, Scand. J. Statist. 5 (1978), with the
variance of Marubini & Valsecchi, "Analysing Survival Data" (1995), section 10.4; intervals on the scale of log(-log).
Exact for whole days: all events of a day come before those who leave observation on it.
"""

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.measured import Measured
from pipelines.movement.intervals import Z95_SCORE

CENSORED, OF_INTEREST, COMPETING = 0, 1, 2  # how a time ended


@dataclass(frozen=True)
class EventTable:
    """At each time at which something happened: how many were at risk, and to how many it happened."""

    times: NDArray[np.float64]
    at_risk: NDArray[np.float64]
    events: NDArray[np.float64]
    all_events: NDArray[np.float64]
    left_before: NDArray[np.float64]  # S(t-): the share to whom nothing had happened
    subjects: int


def tabulate_events(durations: ArrayLike, ends: ArrayLike) -> EventTable:
    """Of durations and how each ended (CENSORED, OF_INTEREST, COMPETING)."""
    length, end = np.asarray(durations, dtype=np.float64), np.asarray(ends)
    times = np.unique(length[end != CENSORED])
    ordered = np.sort(length)
    at_risk = len(length) - np.searchsorted(ordered, times, side="left")
    every = _count_at(times, length[end != CENSORED])
    survival = np.cumprod(1 - every / at_risk).astype(np.float64)
    left = np.concatenate([np.ones(1), survival[:-1]])[: len(times)]
    return EventTable(
        times, at_risk.astype(np.float64), _count_at(times, length[end == OF_INTEREST]), every, left, len(length)
    )


def _count_at(times: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    return (np.searchsorted(np.sort(values), times, "right") - np.searchsorted(np.sort(values), times)).astype(float)


def measure_survival(table: EventTable, at: float) -> Measured:
    """Kaplan-Meier: the share to whom it has not happened by `at`, where nothing else can."""
    past = table.times <= at
    if not table.subjects:
        return Measured()
    left, events, risk = float(np.prod(1 - (table.all_events / table.at_risk)[past])), table.all_events, table.at_risk
    if left in (0.0, 1.0):
        return Measured(left, left, left, table.subjects)
    greenwood = float((events[past] / (risk[past] * (risk[past] - events[past]))).sum())
    spread = Z95_SCORE * sqrt(greenwood) / abs(log(left))
    return Measured(left, left ** exp(spread), left ** exp(-spread), table.subjects)


def measure_incidence(table: EventTable, at: float) -> Measured:
    """Aalen-Johansen: the share to whom what is of interest has happened by `at`, before anything else did."""
    past = table.times <= at
    if not table.subjects:
        return Measured()
    steps = table.left_before * table.events / table.at_risk
    share = float(steps[past].sum())
    if share in (0.0, 1.0):
        return Measured(share, share, share, table.subjects)
    spread = Z95_SCORE * sqrt(_incidence_variance(table, past)) / (share * abs(log(share)))
    return Measured(share, share ** exp(spread), share ** exp(-spread), table.subjects)


def _incidence_variance(table: EventTable, past: NDArray[np.bool_]) -> float:
    """Of the cumulative incidence at the last of the `past` times, by the delta method."""
    risk, every, events, left = (
        each[past] for each in (table.at_risk, table.all_events, table.events, table.left_before)
    )
    reached = np.cumsum(left * events / risk)
    to_come = reached[-1] - reached
    survivors = np.maximum(risk - every, 1.0)  # where nobody survives, nothing is to come, and the term is 0
    return float(
        (to_come**2 * every / (risk * survivors)).sum()
        + (left**2 * (risk - events) * events / risk**3).sum()
        - 2 * (to_come * left * events / risk**2).sum()
    )
