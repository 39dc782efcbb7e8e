"""Five answers make a campaign file that passes, of which nothing is unwise; a wrong answer is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listener.campaign_file import check_campaign, find_warnings
from listener.campaign_file.template import CampaignAnswers, campaign_text
from models.errors import InputError

ANSWERS = CampaignAnswers(
    story='Neighbours "rebuild": # all',
    outcome="5,000 gifts",
    terms="#rebuild, relief fund, #rebuild",
    ask="Come: on Saturday",
    where="bluesky; en, no",
)


def test_the_file_passes_and_nothing_in_it_is_unwise() -> None:
    checked = check_campaign(campaign_text("relief", ANSWERS), "relief.yaml")
    campaign = checked.campaign
    assert find_warnings(campaign, checked.lines) == ()
    assert (campaign.name, campaign.story) == ("relief", ANSWERS.story)
    assert (campaign.outcome.target, campaign.outcome.unit) == (5000, "gifts")
    assert campaign.match.any == ("#rebuild", "relief fund")
    assert campaign.audiences[0].when.languages == ("en", "no")
    assert campaign.audiences[0].chapters[-1].call_to_action == ANSWERS.ask


def test_stance_and_acts_have_hints() -> None:
    text = campaign_text("relief", ANSWERS)
    assert check_campaign(text, "relief.yaml").campaign.stance.names == ("#rebuild", "relief fund")
    hint = next(line.removeprefix("# ") for line in text.splitlines() if line.startswith("# acts:"))
    assert check_campaign(f"{text}{hint}\n", "relief.yaml").campaign.acts


def test_an_outcome_that_is_no_number_is_told() -> None:
    with pytest.raises(InputError, match="`many gifts` is no outcome"):
        campaign_text("relief", ANSWERS._replace(outcome="many gifts"))


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30))
def test_what_is_typed_stands_in_the_file_as_it_was_typed(words: str) -> None:
    checked = check_campaign(campaign_text("relief", ANSWERS._replace(ask=words)), "relief.yaml")
    assert checked.campaign.audiences[0].chapters[-1].call_to_action == words
