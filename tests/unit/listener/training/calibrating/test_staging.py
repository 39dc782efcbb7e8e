"""What a stage rests on is fitted on some folds and scored on others; a tiny made-up set shows it."""

from collections.abc import Sequence

import numpy as np
import pytest

from listener.training.calibrating import calibration, staging
from listener.training.calibrating.calibration import ActReading
from listener.training.data.datasets import LabelledText
from models.tags import Act, Stage

NONE, SOLVING = (0.9, 0.06, 0.02, 0.01, 0.01), (0.2, 0.7, 0.05, 0.03, 0.02)


def made(every: Sequence[tuple[tuple[float, ...], Act | None, Stage]]) -> staging.StageExamples:
    seen = [ActReading(act, 8, stage, 1.0) for _, act, stage in every]
    groups = np.array([str(n // 2) for n in range(len(every))])
    return staging.StageExamples(
        np.array([said for said, _, _ in every]), seen, groups, np.ones(len(every), dtype=bool), groups
    )


COMMENTS = made(
    [(NONE, Act.ASK, Stage.AWARENESS), (NONE, None, Stage.AWARENESS), (SOLVING, None, Stage.INTEREST)] * 10
    + [(NONE, Act.ACT, Stage.ACTION), (NONE, Act.PLEDGE, Stage.DESIRE), (NONE, None, Stage.DESIRE)] * 5
)
TALKS = made(
    [(NONE, Act.ASK, Stage.INTEREST), (NONE, None, Stage.AWARENESS), (NONE, Act.PLEDGE, Stage.DESIRE)] * 10
    + [(NONE, Act.ASK, Stage.AWARENESS)] * 5
)


def test_questions_are_trusted_in_a_story_as_in_talks_and_elsewhere_as_in_comments() -> None:
    card = staging.measure_stages(COMMENTS, TALKS)
    assert card["trust"]["ask:short"] == pytest.approx(0.5 / 12, abs=0.01)
    assert card["trust_in_story"]["ask:short"] == pytest.approx(10.5 / 17, abs=0.01)
    assert card["trust_in_story"]["pledge:short"] == card["trust"]["pledge:short"]


def test_the_card_has_the_rates_of_every_stage_and_on_how_many_people_they_rest() -> None:
    card = staging.measure_stages(COMMENTS, TALKS)
    interest = card["stages"]["interest"]
    assert (interest["se"], interest["fp"]) == (1.0, pytest.approx(5 / 15, abs=1e-4))
    assert (interest["examples"], interest["others"]) == (13, 12)  # people, not sentences
    assert interest["fp_low"] < interest["fp"] < interest["fp_high"]
    assert card["stages"]["action"]["examples"] == 5
    assert "action" not in card["stages_in_talks"]  # nobody had given yet


def test_what_a_model_wrote_is_learned_from_and_never_measured() -> None:
    card = staging.measure_stages(COMMENTS, TALKS)
    lies = made([(NONE, Act.ACT, Stage.AWARENESS)] * 30)
    readings = [*COMMENTS.readings, *lies.readings]
    human = np.arange(len(readings)) < len(COMMENTS.readings)
    with_written = staging.StageExamples(
        COMMENTS.probabilities,  # it is not asked what a classifier says of them
        readings,
        np.concatenate((COMMENTS.groups, lies.groups)),
        human,
        np.arange(len(readings)),
    )
    told = staging.measure_stages(with_written, TALKS)
    assert told["trust"]["act:short"] < card["trust"]["act:short"]
    assert told["stages_in_comments"]["desire"]["others"] == pytest.approx(30, abs=15)
    assert told["stages_in_comments"]["action"]["fp"] == 0.0


def test_who_claims_too_much_is_calibrated_down() -> None:
    claimed, right = np.full(400, 0.95), np.arange(400) % 2 == 0
    sureness = calibration.fit_sureness(claimed, right, np.ones(400))
    assert sureness["slope"] * np.log(0.95 / 0.05) + sureness["shift"] == pytest.approx(0, abs=0.05)


def test_judging_reads_the_act_and_keeps_the_label() -> None:
    seen = calibration.read_acts_of(
        [LabelledText("I will donate", "en", "desire")], [Stage.DESIRE], np.array([2.0]), in_story=True
    )
    assert seen == [ActReading(Act.PLEDGE, 3, Stage.DESIRE, 2.0)]
