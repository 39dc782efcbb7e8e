"""Semi-real audiences: real posts by simulated authors, through tagger and rule, with a reader and without."""

import pytest

from listener.training.data.datasets import DATA_ROOT
from models.decisions import DecisionKind
from tests.scenarios.semireal.hearing import Job, hear, replay_whole
from tests.scenarios.semireal.stories import STORIES, Story

pytestmark = pytest.mark.skipif(not DATA_ROOT.exists(), reason="labelled texts are not part of the project")

BY_NAME = {story.name: story for story in STORIES}


def first_hours(name: str, labels: int, kind: DecisionKind, seeds: int = 2) -> list[int]:
    """Hours from the start at which each run was first told this kind."""
    runs = [hear(Job(BY_NAME[name], 600, seed, labels)) for seed in range(seeds)]
    return [hours[0] for run in runs if (hours := [hour for hour, told in run.told if told is kind])]


@pytest.mark.parametrize("labels", [0, 20])
@pytest.mark.parametrize("name", ["opponents, a bar of 10 %", "refusals, a bar of 10 %", "pledges among opponents"])
def test_who_oppose_or_refuse_are_never_told_to_advance(name: str, labels: int) -> None:
    assert first_hours(name, labels, DecisionKind.ADVANCE) == []


def test_a_true_rise_is_told_with_a_reader() -> None:
    hours = first_hours("rise to 55 %", 20, DecisionKind.ADVANCE)
    assert len(hours) == 2
    assert min(hours) > 24 * (BY_NAME["rise to 55 %"].ready_day or 0)


def test_the_whole_flow_tells_an_audience_that_is_refusing_nothing_but_to_go_on() -> None:
    told = replay_whole(Job(BY_NAME["refusals"], 200, 0, 20)).told
    assert {kind for _, kind in told} == {DecisionKind.INSUFFICIENT_DATA, DecisionKind.PROLONG}


def test_truth_is_said_by_what_is_said() -> None:
    def is_told(story: Story) -> tuple[int | None, int | None]:
        return story.ready_day, story.turned_day

    assert is_told(BY_NAME["pledges among opponents"]) == (None, None)
    assert is_told(BY_NAME["swing to 40 % against"]) == (None, 16)
    assert is_told(BY_NAME["rise to 40 %"]) == (16, None)
