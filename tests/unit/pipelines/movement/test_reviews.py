"""Reviews: decisions with what came after them, how many stood, and what is learned of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from listener.campaign_file import load_campaign
from listener.wording.catalogues import list_catalogues
from listener.wording.reviews import decision_log, describe_lessons, side_by_side
from models.commands import SignalVerdict, Verdict
from models.decisions import DataQuality, Decision, DecisionKind, Evidence, Versions, Window
from models.measured import Measured
from models.movement import AudienceMovement, MovementSample, TravelDay
from models.reviews import CampaignReview
from models.voices import HeroCandidate, Transmitters, VoiceFigures
from pipelines.movement import add_observations, measure_movement, new_sample, review_campaign
from pipelines.movement.intervals import measure_change
from pipelines.movement.reviews import find_turns
from tests.unit.listener.campaign_file.test_campaign import GOOD
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY, a_day
from tests.unit.pipelines.movement.test_planted_truth import holds

CAMPAIGN = load_campaign(GOOD, "garden.yaml")
STREET = CAMPAIGN.audiences[0]
BEGAN = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=FIRST_DAY)
A, P, B = DecisionKind.ADVANCE, DecisionKind.PROLONG, DecisionKind.STEP_BACK


def decided(day: float, kind: DecisionKind, chapter: str = "wish") -> Decision:
    window = Window(BEGAN + timedelta(days=day) - timedelta(hours=1), BEGAN + timedelta(days=day))
    return Decision(
        kind, "garden", "street", chapter, None, 0.0, Evidence(), DataQuality(), window, Versions("", "", "")
    )


def acting() -> Iterator[tuple[int, TravelDay]]:
    """Sixty authors who speak every other day; of them 12 act first in the two weeks before day 40, 36 after it."""
    for id in range(60):
        yield from ((id, a_day(FIRST_DAY + day)) for day in range(id % 2, 80, 2))
        if id < 48:
            yield id, a_day(FIRST_DAY + (30 if id < 12 else 45), stage=3)


def reviewed(*decisions: Decision, verdict: Verdict | None = None) -> CampaignReview:
    sample = add_observations(new_sample(), acting(), EVERYBODY)
    said = [SignalVerdict("garden", "street", "x", verdict, BEGAN + timedelta(days=40.5))] if verdict else []
    return review_campaign(CAMPAIGN, {"street": sample}, [told(sample)], decisions, said)


def told(sample: MovementSample) -> AudienceMovement:
    return measure_movement(sample, CAMPAIGN, STREET)


def test_a_decision_that_is_made_again_each_hour_is_one() -> None:
    kinds = [P, A, A, DecisionKind.INSUFFICIENT_DATA, A, P, A, B, B]
    assert [each.decision for each in find_turns(decided(day, kind) for day, kind in enumerate(kinds))] == [A, A, B]


def test_an_advance_is_told_with_what_came_after_it_and_what_the_team_said() -> None:
    found = reviewed(decided(40, A), decided(41, A), decided(79, P), verdict=Verdict.ACCEPT)
    (judged,) = found.decisions
    assert (judged.stood, judged.verdict, judged.first_acts.value) == (True, Verdict.ACCEPT, 3.0)
    assert judged.authors.value == pytest.approx(1.0, abs=0.2)
    assert (found.calibration[0].told, found.calibration[0].stood.value) == (1, 1.0)
    assert found.calibration[0].accepted.value == 1.0


def test_what_a_step_back_followed_has_not_stood_and_of_the_last_days_nothing_can_be_said() -> None:
    found = reviewed(decided(40, A), decided(45, B), decided(70, A, "dig"), decided(72, A, "dig"))
    assert [each.stood for each in found.decisions] == [False, True, None]
    assert found.calibration[0].stood.of == 1
    assert [each.code for each in found.lessons if each.subject == "wish"] == ["fell"]


def test_order_and_repeats_of_decisions_mean_nothing() -> None:
    decisions = [decided(day, A if 40 <= day < 60 else P) for day in range(10, 80)]
    assert reviewed(*decisions[::-1], *decisions) == reviewed(*decisions)


def test_few_first_acts_are_not_told() -> None:
    days = [(id, a_day(FIRST_DAY + day)) for id in range(40) for day in range(0, 80, 2)]
    acts = [(id, a_day(FIRST_DAY + 45, stage=3)) for id in range(4)]
    sample = add_observations(new_sample(), [*days, *acts], EVERYBODY)
    found = review_campaign(CAMPAIGN, {"street": sample}, [told(sample)], [decided(40, A), decided(79, P)])
    assert found.decisions[0].first_acts == Measured()


def test_a_change_has_its_interval_and_of_nothing_before_none_is_said() -> None:
    found = measure_change(100, 200)
    assert found.value == 2.0
    assert holds(found, 2.0)
    assert not holds(found, 1.5)
    assert measure_change(0, 5) == Measured()


@pytest.mark.parametrize("language", list_catalogues())
def test_every_language_says_what_to_keep_and_what_to_change(language: str) -> None:
    sample = add_observations(new_sample(), acting(), EVERYBODY)
    ratio = Measured(3.0, 2.0, 4.5, 100)
    heroes = [
        HeroCandidate(voice, "soil", "hope", ratio, 30, 0.001, True, kept)
        for voice, kept in (("helper", ()), ("brand", ("own",)))
    ]
    voices = VoiceFigures((), (), Transmitters(0.0, Measured(), Measured()), tuple(heroes))
    figures = replace(told(sample), voices=voices)
    found = review_campaign(CAMPAIGN, {"street": sample}, [figures], [decided(40, A), decided(79, P)])
    keep, change = (describe_lessons(found, keep=keep, language=language) for keep in (True, False))
    assert [each.code for each in found.lessons][:2] == ["hero", "stood"]
    assert len(keep) == 2
    assert "×3.0 (×2.0–×4.5)" in keep[0]
    assert len(change) == len(found.lessons) - 2
    log, beside = decision_log(found, language), side_by_side([found, found], language)
    assert len(log.rows) == 1
    assert len(beside.rows) == 2
    assert all(len(row) == len(table.columns) for table in (log, beside) for row in table.rows)
