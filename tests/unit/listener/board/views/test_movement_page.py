"""Movement page: charts in units of their own, and words of every language."""

from itertools import pairwise

import numpy as np
import pytest

from listener.board.views.movement_page import MovementPage, movement_page
from listener.campaign_file import load_campaign
from listener.wording.catalogues import list_catalogues
from models.movement import AudienceMovement
from pipelines.movement import add_observations, measure_movement, new_sample
from tests.functional.run import ROOT
from tests.unit.pipelines.movement.planted import EVERYBODY
from tests.unit.pipelines.movement.test_planted_conversions import planted

CAMPAIGN = load_campaign((ROOT / "deploy/examples/relief-fund.yaml").read_text("utf-8"), "relief-fund.yaml")


@pytest.fixture(scope="module")
def movement() -> AudienceMovement:
    sample = add_observations(new_sample(), planted(np.random.default_rng(1), 300), EVERYBODY)
    return measure_movement(sample, CAMPAIGN, CAMPAIGN.audiences[0])


@pytest.fixture
def page(movement: AudienceMovement) -> MovementPage:
    return movement_page(movement)


def test_nodes_stand_inside_the_chart_and_a_column_does_not_overlap(page: MovementPage) -> None:
    flow = page.flow
    assert {node.standing for node in flow.nodes} == {"activist", "slacktivist", "lapsed"}
    for x in {node.x for node in flow.nodes}:
        column = sorted((node.y, node.height) for node in flow.nodes if node.x == x)
        assert column[0][0] >= 0
        assert all(y + height <= below + 0.2 for (y, height), (below, _) in pairwise(column))
        assert column[-1][0] + column[-1][1] <= flow.height + 0.2


def test_the_highest_bar_fills_the_chart_and_the_peaks_week_is_marked(page: MovementPage) -> None:
    assert max(bar.height for bar in page.bars) == page.height
    assert sum(bar.is_peak for bar in page.bars) == 1


@pytest.mark.parametrize("language", list_catalogues())
def test_every_language_says_all_of_it(movement: AudienceMovement, language: str) -> None:
    shown = movement_page(movement, language)
    assert [len(section.lines) > 0 for section in shown.sections] == [True] * 6 + [False, True]  # no hero
    assert all(line.name for section in shown.sections for line in section.lines)
