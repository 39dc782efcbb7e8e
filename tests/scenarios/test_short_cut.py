"""The short cut from arrays to votes is held to the full path: posts, intake, journeys, windows, rule."""

import pytest

from listener.simulator import simulate
from listener.simulator.scenario_file.parsing import load_scenario
from listener.simulator.scenario_file.scenario import Scenario
from models.campaigns import Audience, Campaign, Chapter, MatchTerms, OutcomeGoal, ReadyWhen
from models.decisions import Decision, DecisionKind
from models.posts import HOUR_MS, millis
from pipelines.flow import Flow
from pipelines.intake import InputRecord
from pipelines.tags import Tagger
from tests.scenarios.runs import Job, run


def campaign(scenario: Scenario) -> Campaign:
    """The campaign that a scenario's posts are about, with its chapter and bar."""
    chapters = (
        Chapter("one", scenario.stage, "Read", ReadyWhen(share=scenario.bar)),
        Chapter("two", scenario.stage, "Stay"),
    )
    audiences = tuple(Audience(each.name, chapters) for each in scenario.audiences)
    return Campaign(
        scenario.campaign, scenario.story, OutcomeGoal("gifts", 1, "gifts"), MatchTerms((scenario.match,)), audiences
    )


def decided(scenario: Scenario, *, authors: int, seed: int) -> list[Decision]:
    """Every decision of the full path."""
    campaigns = [campaign(scenario)]
    flow = Flow(campaigns, Tagger(campaigns))
    lines = list(simulate(scenario, authors=authors, days=scenario.days, seed=seed).lines(tagged=True))
    received = millis(scenario.starts) + scenario.days * 24 * HOUR_MS
    decisions: list[Decision] = []
    for start in range(0, len(lines), 500):
        decisions += flow.take([InputRecord(line, received) for line in lines[start : start + 500]]).decisions
    return decisions + list(flow.finish().decisions)


@pytest.mark.parametrize("name", ["step-growth", "aged-bots"])
def test_the_short_cut_decides_as_the_full_path_does(name: str) -> None:
    scenario = load_scenario(name)
    straight = run(Job(name, 600, 1))[0].advanced
    told = next((d for d in decided(scenario, authors=600, seed=1) if d.decision is DecisionKind.ADVANCE), None)
    full = None if told is None else (millis(told.window.end) - millis(scenario.starts)) // HOUR_MS
    assert (full is None) == (straight is None)
    assert full is None or straight is None or abs(full - straight) <= 12, (full, straight)
