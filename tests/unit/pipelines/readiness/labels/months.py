"""Simulated months: an audience whose true share is known, moods that all share for a day, a tagger, and readers.

Votes weigh the same. It plays the bets alone; `tests/functional/test_label.py` plays the whole way.
"""

import random
from dataclasses import dataclass
from math import exp, log, sqrt

from models.policy import ConfusionRates, Policy
from models.posts import DAY_MS
from pipelines.readiness.detector import DailyMean
from pipelines.readiness.e_process import GrowthCap
from pipelines.readiness.labels.bets import LabelBet, LabelProcess, bet_on_label, misread_null
from pipelines.readiness.labels.margins import label_null
from pipelines.readiness.labels.tallies import (
    LabelTallies,
    add_label,
    add_second_reading,
    correction,
    count_answers,
    reader_error,
    with_pseudo_labels,
)

POLICY, BAR, STAGE, WARM_UP = Policy(), 0.30, 1, 7
CARD = ConfusionRates(0.85, 0.05)
LOG_THRESHOLD = log(POLICY.label_threshold)
CAP = GrowthCap(LOG_THRESHOLD, LOG_THRESHOLD / (24 * POLICY.evidence.growth_days), 0.15 * LOG_THRESHOLD)


@dataclass(frozen=True)
class Tagger:
    """Sensitivity and false-positive rate at the beginning and the end of the month."""

    sensitivity: tuple[float, float]
    false_positive: tuple[float, float]


DECLARED = Tagger((0.85, 0.85), (0.05, 0.05))
WEAK = Tagger((0.39, 0.39), (0.22, 0.22))
DRIFTING = Tagger((0.85, 0.95), (0.05, 0.30))
USELESS = Tagger((0.4, 0.4), (0.4, 0.4))


@dataclass(frozen=True)
class Month:
    """What is true: the share, the authors, the s.d. of moods (log-odds), the tagger, how often readers err."""

    share: float
    tagger: Tagger = DECLARED
    authors: int = 3_000
    moods: float = 0.15
    misread: float = 0.0
    days: int = 30
    labels: int = 20


def find_alarm(month: Month, seed: int) -> float | None:
    """Days until the labelled share reaches its threshold; None where it does not."""
    rng, votes = random.Random(seed), month.authors // 5
    size, luck = max(1, votes // month.labels), rng.gauss(0.0, sqrt(month.share * (1 - month.share) / month.authors))
    days: tuple[DailyMean, ...] = ()
    tallies, process = LabelTallies(), LabelProcess()
    for day in range(-WARM_UP, month.days):
        truth = _moody(month.share + luck, rng.gauss(0.0, month.moods))
        rates = _rates_on(month, day)
        seen = 0
        for block in range(month.labels):
            voters = [(rng.random() < truth) for _ in range(size)]
            tags = [rng.random() < rates[0 if there else 1] for there in voters]
            seen += sum(tags)
            if day < 0:
                continue
            drawn = rng.randrange(size)
            answer, tag = int(voters[drawn] is not (rng.random() < month.misread)), int(tags[drawn])
            table = with_pseudo_labels(count_answers(tallies, STAGE), BAR, CARD, POLICY.labelling)
            null = label_null(BAR, (*days[-13:], DailyMean(day)), month.authors, table, POLICY)
            null = misread_null(null, reader_error(tallies, STAGE, POLICY.labelling))
            at = (day + 100) * DAY_MS + block * DAY_MS // month.labels
            bet = LabelBet(at, answer, tag, sum(tags) / size, null, correction(table, POLICY.labelling))
            process = bet_on_label(process, bet, CAP, POLICY.evidence)
            if process.e_process.e_value >= POLICY.label_threshold:
                return day + (block + 1) / month.labels
            tallies = add_label(tallies, tag, answer)
            if rng.random() < POLICY.labelling.twice_read:
                other = int(voters[drawn] is not (rng.random() < month.misread))
                tallies = add_second_reading(tallies, answer, other)
        days = (*days, DailyMean(day, float(month.labels * size), 1.0, seen / (month.labels * size)))
    return None


def _moody(share: float, mood: float) -> float:
    """A share whose log-odds a mood has moved."""
    return 1.0 / (1.0 + exp(-log(share / (1.0 - share)) - mood))


def _rates_on(month: Month, day: int) -> tuple[float, float]:
    """Sensitivity and false-positive rate of a day."""
    past = (day + WARM_UP) / (month.days + WARM_UP)
    (a, b), (c, d) = month.tagger.sensitivity, month.tagger.false_positive
    return a + (b - a) * past, c + (d - c) * past
