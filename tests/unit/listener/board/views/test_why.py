"""Why: every decision can be taken again from what it says of itself."""

import msgspec
import pytest

from listener.board.views import why, words
from models.decisions import DataQuality, Decision, DecisionKind, Versions, Weighed
from models.overrides import override
from models.policy import Policy
from tests.making import campaign, run, stream
from tests.unit.listener.board.making import CLAIMS, decision, ready


@pytest.fixture(scope="module")
def decided() -> tuple[Decision, ...]:
    return run(stream(authors=300, days=30, per_day=0.6)).decisions


def again(each: Decision) -> DecisionKind:
    return why.reckoned(each, why.policy_of(each)).kind


def test_every_decision_of_a_campaign_comes_out_again(decided: tuple[Decision, ...]) -> None:
    assert {each.decision for each in decided} >= {
        DecisionKind.ADVANCE,
        DecisionKind.PROLONG,
        DecisionKind.INSUFFICIENT_DATA,
    }
    assert [again(each) for each in decided] == [each.decision for each in decided]


def test_a_decision_read_back_from_its_bytes_comes_out_again(decided: tuple[Decision, ...]) -> None:
    read = [msgspec.json.decode(msgspec.json.encode(each), type=Decision) for each in decided[::50]]
    assert [again(each) for each in read] == [each.decision for each in read]


def test_the_evidence_is_the_weakest_of_the_claims(decided: tuple[Decision, ...]) -> None:
    forward = [each for each in decided if "everyone" in each.weighed.claims]
    assert forward
    for each in forward:
        assert each.evidence.e_value == min(each.weighed.claims[name] for name in ("everyone", "steady", "mood"))


def weighed(**changes: object) -> Weighed:
    return msgspec.structs.replace(Weighed(claims=CLAIMS, settled=True), **changes)


@pytest.mark.parametrize(
    ("each", "kind"),
    [
        (decision(), DecisionKind.PROLONG),
        (ready(), DecisionKind.ADVANCE),
        (ready(data_quality=DataQuality(coverage=0.5)), DecisionKind.INSUFFICIENT_DATA),
        (decision(weighed=weighed(settled=False)), DecisionKind.INSUFFICIENT_DATA),
        (decision(weighed=weighed(silent_hours=49)), DecisionKind.INSUFFICIENT_DATA),
        (decision(weighed=weighed(silent_hours=48)), DecisionKind.PROLONG),
        (decision(weighed=weighed(claims={**CLAIMS, "against": 72_000.0})), DecisionKind.STEP_BACK),
        (ready(weighed=msgspec.structs.replace(ready().weighed, arrived=True)), DecisionKind.PROLONG),
        (ready(weighed=msgspec.structs.replace(ready().weighed, asked_authors=500)), DecisionKind.PROLONG),
        (
            ready(weighed=msgspec.structs.replace(ready().weighed, asked_authors=500, enough_hours=48)),
            DecisionKind.ADVANCE,
        ),
        (
            ready(weighed=msgspec.structs.replace(ready().weighed, asked_authors=500, enough_hours=47)),
            DecisionKind.PROLONG,
        ),
    ],
)
def test_each_condition_alone_decides(each: Decision, kind: DecisionKind) -> None:
    assert again(each) is kind


def test_numbers_that_the_campaign_file_overrides_are_used() -> None:
    lax = decision(versions=Versions("c0ffee", "tags-1", "steady-1", {"alpha": 0.99, "horizon_windows": 100}))
    assert why.policy_of(lax).threshold == pytest.approx(100 / 0.99)
    assert again(lax) is DecisionKind.ADVANCE


@pytest.mark.parametrize(
    ("rise", "mood", "kind"),
    [(720.0, 720.0, DecisionKind.ADVANCE), (719.0, 9e4, DecisionKind.PROLONG), (9e4, 719.0, DecisionKind.PROLONG)],
)
def test_an_early_decision_needs_both_its_keys(rise: float, mood: float, kind: DecisionKind) -> None:
    some = {**CLAIMS, "early": rise, "mood": mood}
    asked = Versions("c0ffee", "tags-1", "steady-1", {"early_alarms": 1.0})
    assert again(decision(versions=asked, weighed=weighed(claims=some))) is kind
    assert again(decision(weighed=weighed(claims=some))) is DecisionKind.PROLONG


def test_every_decision_of_who_hears_early_comes_out_again() -> None:
    eager = msgspec.structs.replace(campaign(), policy=override(Policy(), {"early_alarms": 20}))
    decided = run(stream(authors=300, days=30, per_day=0.6), campaigns=[eager]).decisions
    assert any("early" in each.weighed.claims for each in decided)
    assert DecisionKind.ADVANCE in {each.decision for each in decided}
    assert [again(each) for each in decided] == [each.decision for each in decided]


def test_every_check_points_at_the_number_it_compares() -> None:
    for each in (decision(), ready()):
        for group in why.reckoned(each, Policy()).groups:
            for check in group.checks:
                assert float(words.at(each, check.field)) == check.left


def test_a_campaign_that_moves_by_itself_arrives_and_comes_out_again() -> None:
    decided = run(stream(authors=250, days=24, per_day=0.7), campaigns=[campaign(release_on_advance=False)]).decisions
    assert [again(each) for each in decided] == [each.decision for each in decided]
