"""`acts` of a campaign file: phrases by act, and what is said of a mistake in them."""

import textwrap

import pytest

from listener.campaign_file import load_campaign
from models.errors import CampaignError, Mistake
from models.tags import Act

GARDEN = textwrap.dedent("""\
    campaign: garden
    story: "A street plants its own garden"
    outcome: {name: beds, target: 40, unit: beds}
    match: {any: ["#plantit"]}
    acts:
      act: [got a bed in, "#dugit"]
      pledge: see you saturday
    audiences:
      - name: street
        chapters: [{name: dig, stage: action, call_to_action: "Come and dig"}]
    """)


def the_mistake(old: str, new: str) -> Mistake:
    with pytest.raises(CampaignError) as caught:
        load_campaign(GARDEN.replace(old, new), "garden.yaml")
    (mistake,) = caught.value.mistakes
    return mistake


def test_phrases_are_read_by_act() -> None:
    declared = load_campaign(GARDEN, "garden.yaml").acts
    assert declared == {Act.ACT: ("got a bed in", "#dugit"), Act.PLEDGE: ("see you saturday",)}


def test_a_campaign_needs_no_acts() -> None:
    assert load_campaign(GARDEN.replace("acts:", "themes:"), "garden.yaml").acts == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("pledge: see", "pledges: see", 7, "did you mean `pledge`?"),
        ("pledge: see", "dance: see", 7, "there are: share, ask"),
        ("see you saturday", "[]", 7, "is empty"),
        ("see you saturday", '["!!"]', 7, "has no word"),
        ("[got a bed in", "[got a bed in, got a bed in", 6, "in the list already"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, says: str) -> None:
    mistake = the_mistake(old, new)
    assert mistake.line == line
    assert says in mistake.problem
