"""Tags travel as JSON, in snake_case, and stages have an order."""

import msgspec
import pytest

from models.tags import Act, Emotion, Participation, PreTags, Sentiment, Span, Stage, Stance, Tags


def test_stages_are_ranked_from_awareness_to_action() -> None:
    assert [stage.rank for stage in (Stage.AWARENESS, Stage.INTEREST, Stage.DESIRE, Stage.ACTION)] == [
        0,
        1,
        2,
        3,
    ]


def test_tags_survive_the_wire() -> None:
    tags = Tags(
        language="en",
        language_confidence=0.99,
        sentiment=Sentiment(compound=0.4, label="positive", scorer="vader-3.3.2"),
        stance=Stance.SUPPORT,
        themes=("shelter",),
        emotions=(Emotion.FEAR_OR_SHAME,),
        act=Act.DEMAND_AN_ACCOUNT,
        participation=Participation.CALL_TO_ACTION,
        stage=Stage.DESIRE,
        stage_probability=0.8,
        boilerplate=(Span(0, 4, "litter"),),
        copy=2**52,
        why={"act": Span(3, 9, "demand"), "sentiment": "no-scorer"},
    )
    assert msgspec.json.decode(msgspec.json.encode(tags), type=Tags) == tags


def test_what_cannot_be_said_stays_unsaid() -> None:
    assert msgspec.json.decode(b"{}", type=Tags) == Tags()
    assert Tags().language is None
    assert Tags().sentiment is None


def test_a_post_may_arrive_with_its_stage_and_stance() -> None:
    wire = b'{"campaign": "c", "audience": "a", "stage": "desire", "stance": "support", "act": "pledge"}'
    tags = msgspec.json.decode(wire, type=PreTags).tags()
    assert (tags.stage, tags.stance, tags.act) == (Stage.DESIRE, Stance.SUPPORT, Act.PLEDGE)
    assert tags.stage_probability == 1.0


def test_a_post_that_arrives_without_a_stance_is_not_taken_for_neutral() -> None:
    wire = b'{"campaign": "c", "audience": "a", "stage": "desire"}'
    assert msgspec.json.decode(wire, type=PreTags).tags().stance is Stance.UNKNOWN
    assert Tags().stance is Stance.UNKNOWN


@pytest.mark.parametrize("stance", ["support", "oppose", "neutral", "unknown"])
def test_every_stance_is_read(stance: str) -> None:
    assert msgspec.json.decode(b'{"stance": "%s"}' % stance.encode(), type=Tags).stance.value == stance


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"campaign": "c", "audience": "a", "stage": "frenzy"}', type=PreTags)
