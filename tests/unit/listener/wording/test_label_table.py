"""Label table: the tagger's errors on this campaign, and what more labels would buy, as it was measured."""

from statistics import median

import pytest
from rich.console import Console

from listener.wording.label_table import BOUGHT, is_good_tagger, label_entries
from models.decisions import Decision, LabelReport, TagErrors
from tests.unit.listener.wording.test_decisions import decision
from tests.unit.pipelines.readiness.labels.months import DECLARED, WEAK, Month, find_alarm

READ = LabelReport(
    of_tagger=80,
    sensitivity=0.4,
    sensitivity_interval=(0.3, 0.5),
    false_positive=0.2,
    false_positive_interval=(0.1, 0.3),
    read_twice=8,
    differing=1,
    tagger=(TagErrors("interest", 0.41, (0.2, 0.6), None, None),),
)


def shown(told: Decision) -> str:
    console = Console(width=100, no_color=True)
    with console.capture() as capture:
        for each in label_entries(told):
            console.print(each)
    return " ".join(capture.get().split())


def test_what_was_read_is_told_with_its_intervals_and_readers_agreement() -> None:
    said = shown(decision(evidence={"labels": READ, "eligible_authors": 700}))
    assert "the tagger sees 40% (30% to 50%)" in said
    assert "Two readers agree on 7 of 8 votes" in said
    assert "interest or beyond 41% (20% to 60%) –" in said
    assert "600 authors and a tagger that errs much, as yours seems to be" in said


def test_where_nobody_has_read_anything_it_says_so_and_what_reading_would_buy() -> None:
    said = shown(decision(evidence={"eligible_authors": 2_000}))
    assert "Nobody has read any of the votes yet." in said
    assert "3,000 authors and a good tagger" in said


@pytest.mark.parametrize(("is_good", "labels"), [(True, 20), (True, 10), (False, 10)])
def test_the_days_are_those_that_simulated_months_take(is_good: bool, labels: int) -> None:
    tagger = DECLARED if is_good else WEAK
    alarms = [find_alarm(Month(0.55, tagger, 600, labels=labels, days=45), seed) for seed in range(100, 107)]
    days, _ = BOUGHT[is_good, False][labels]
    assert days is not None
    assert median([45.0 if each is None else each for each in alarms]) == pytest.approx(days, rel=0.35)


def test_a_tagger_is_good_until_people_have_read_otherwise() -> None:
    assert is_good_tagger(None)
    assert not is_good_tagger(READ)
