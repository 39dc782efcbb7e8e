"""A second implementation of the evidence, by the papers' sums and in exact fractions: the first equals it to 1e-9.

R after t values is the sum, over the times at which a bet began, of the product of its factors since. No step of the
recursion is used, and no float but what is compared.
"""

import random
from fractions import Fraction
from math import prod

import pytest

from models.policy import EvidenceGrowth
from models.posts import DAY_MS
from pipelines.readiness.e_process import EProcess, GrowthCap, WindowStatistic, update_e_process
from pipelines.readiness.labels.bets import LabelBet, LabelProcess, bet_on_label

GROWTH = EvidenceGrowth()
FREE = GrowthCap(log_threshold=600.0)
FRACTIONS = [Fraction(each) for each in GROWTH.betting_fractions]


def exact_windows(values: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Bets begun before each window, averaged over the fractions: values with their nulls."""
    sums = [
        sum(prod(1 + b * (x - m) / m for x, m in values[begun:]) for begun in range(len(values))) for b in FRACTIONS
    ]
    return Fraction(sum(sums)) / len(FRACTIONS)


def exact_labels(bets: list[LabelBet]) -> Fraction:
    """Bets begun with the first label of each later day, in the order in which labels come."""
    begun, latest = list[int](), -1
    for place, each in enumerate(bets):
        if each.drawn_at // DAY_MS > latest:
            begun.append(place)
        latest = max(latest, each.drawn_at // DAY_MS)
    sums = [sum(prod(_factor(each, b) for each in bets[first:]) for first in begun) for b in FRACTIONS]
    return Fraction(sum(sums)) / len(FRACTIONS)


def _factor(bet: LabelBet, b: Fraction) -> Fraction:
    answer, tag, share, null, eta = map(Fraction, (bet.answer, bet.tag, bet.block_share, bet.null, bet.eta))
    return 1 + b / (null + eta) * (answer + eta * (share - tag) - null)


@pytest.mark.parametrize("seed", range(2))
def test_the_evidence_of_windows_is_the_sum_of_all_bets(seed: int) -> None:
    rng, process = random.Random(seed), EProcess()
    values: list[tuple[Fraction, Fraction]] = []
    for _ in range(60):
        x, m = rng.randrange(33) / 32, rng.randrange(8, 28) / 32
        process = update_e_process(process, WindowStatistic(x, m), 1.0, FREE, GROWTH)
        values.append((Fraction(x), Fraction(m)))
    assert process.e_value == pytest.approx(float(exact_windows(values)), rel=1e-9)


@pytest.mark.parametrize("seed", range(2))
def test_the_evidence_of_labels_is_the_sum_of_all_bets_though_some_come_late(seed: int) -> None:
    rng, process = random.Random(seed), LabelProcess()
    bets: list[LabelBet] = []
    for place in range(60):
        drawn = max(1, place // 6 - rng.choice((0, 0, 0, 2))) * DAY_MS
        rates = rng.randrange(33) / 32, rng.randrange(8, 28) / 32, rng.randrange(31) / 32
        bets.append(LabelBet(drawn, float(rng.random() < 0.5), float(rng.random() < 0.5), *rates))
        process = bet_on_label(process, bets[-1], FREE, GROWTH)
    assert process.e_process.e_value == pytest.approx(float(exact_labels(bets)), rel=1e-9)
