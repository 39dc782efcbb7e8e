"""Samples of alerts: figures that are made up agree with each other, as those of decisions do."""

import pytest

from listener.alerts.samples import sample_decision
from listener.campaign_file.loading import load_files
from models.decisions import DecisionKind
from models.tags import Stage
from tests.functional.run import ROOT
from tests.making import MONDAY

CAMPAIGN = load_files([str(ROOT / "deploy" / "examples" / "garden-alerts.yaml")])[0]


@pytest.mark.parametrize("kind", [DecisionKind.ADVANCE, DecisionKind.PROLONG, DecisionKind.STEP_BACK])
def test_the_stages_of_a_sample_add_up_to_its_share_as_they_are_said(kind: DecisionKind) -> None:
    evidence = sample_decision(CAMPAIGN, CAMPAIGN.audiences[0], kind, MONDAY).evidence
    assert evidence.share is not None
    reached = [round(100 * evidence.by_stage[each]) for each in (Stage.DESIRE, Stage.ACTION)]
    assert sum(reached) == round(100 * evidence.share)
