"""The policy of a campaign file: which numbers it may override, and what is said of those that cannot be."""

import pytest

from listener.campaign_file import load_campaign
from tests.unit.listener.campaign_file.test_campaign import the_mistake, with_line


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "says"),
    [
        ("alpha: 0.005", "alhpa: 0.005", 8, "policy.alhpa", "did you mean `alpha`?"),
        ("alpha: 0.005", "alpha: 2", 8, "policy.alpha", "above 0 and below 1, got 2"),
        ("alpha: 0.005", "alpha: small", 8, "policy.alpha", "expected a number above 0 and below 1, got `small`"),
        ("alpha: 0.005", "alpha: 0.005, alpha: 0.1", 8, "policy.alpha", "given twice"),
        ("alpha: 0.005", "panel_size: 100", 8, "policy.panel_size", "add `experimental: true` beside it"),
        ("alpha: 0.005", "experimental: maybe, panel_size: 9", 8, "policy.experimental", "expected true or false"),
        ("alpha: 0.005", "experimental: true, panel_size: 0", 8, "policy.panel_size", "a whole number from 1"),
        ("alpha: 0.005", "false_positive: 0.9", 8, "policy", "sensitivity: 0.85 is not above false_positive"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_is_explained_where_it_stands(
    old: str, new: str, line: int, field: str, says: str
) -> None:
    mistake = the_mistake(old, new)
    assert (mistake.line, mistake.field) == (line, field)
    assert says in mistake.problem


def test_an_experimental_number_is_taken_where_the_file_says_so() -> None:
    campaign = load_campaign(with_line("alpha: 0.005", "experimental: true, panel_size: 100"), "garden.yaml")
    assert campaign.policy.eligibility.panel_size == 100


def test_the_policy_of_the_file_sets_the_bar_of_its_chapters() -> None:
    campaign = load_campaign(with_line("alpha: 0.005", "default_share: 0.4"), "garden.yaml")
    assert campaign.audiences[0].chapters[1].ready_when.share == 0.4
