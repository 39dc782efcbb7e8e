"""The campaign file: what is legal and unwise is said, and not refused."""

import pytest

from listener.campaign_file import check_campaign, find_warnings, load_campaign
from tests.unit.listener.campaign_file.test_campaign import EXAMPLES, GOOD, with_line

SMALL_PANEL = "experimental: true, panel_size: 100"


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("street garden", "go", "match.any[1]", "very short"),
        ("street garden", "go*", "match.any[1]", "very short"),
        ("street garden", "people", "match.any[1]", "a word that everybody uses"),
        ("street garden", '"#PlantIt"', "match.any[1]", "in the list already"),
        ("[bluesky]", "[Bluesky]", "audiences[0].when.channels[0]", "capital letters"),
        ("[en, no]", "[en, pl]", "audiences[0].when.languages[1]", "learned from no posts in it"),
        ("alpha: 0.005", "alpha: 0.2", "policy.alpha", "more false alarms than the usual 0.01"),
        ("alpha: 0.005", "early_alarms: 2", "policy.early_alarms", "2 allows more false alarms than the usual 0"),
        ("alpha: 0.005", "min_age_hours: 1", "policy.min_age_hours", "under the usual 48"),
        ("alpha: 0.005", SMALL_PANEL, "audiences[0].chapters[0].ready_when.authors", "more than the panel"),
        ("release: on_advance", "starts: 2026-06-01", "events[0]", "is over before the campaign starts"),
        ("release: on_advance", "starts: 2026-04-01T10:30Z", "starts", "not on the hour"),
        ("release: on_advance", "starts: 2026-04-01\ntimezone: Asia/Kolkata", "starts", "not on the hour"),
        ("end: 2026-05-02", "end: 2026-06-02", "events[0]", "lasts 31 days"),
        ('"Say yes"', '"Say yes", ready_when: {share: 0.9}', "audiences[0].chapters[1].ready_when.share", "few"),
    ],
)  # fmt: skip
def test_what_is_legal_and_unwise_is_said_and_not_refused(old: str, new: str, field: str, says: str) -> None:
    checked = check_campaign(with_line(old, new), "garden.yaml")
    found = {mistake.field: mistake for mistake in find_warnings(checked.campaign, checked.lines)}
    assert says in found[field].problem
    assert found[field].line == checked.lines[field]


def test_a_chapter_that_asks_no_more_than_the_one_before_is_told() -> None:
    again = '      - {name: more, stage: desire, call_to_action: "Again"}\n      - {name: dig'
    checked = check_campaign(with_line("      - {name: dig", again), "garden.yaml")
    (found,) = find_warnings(checked.campaign, checked.lines)
    assert (found.line, found.field) == (15, "audiences[0].chapters[2]")
    assert "asks for no more than `wish`" in found.problem


def test_taking_every_post_is_unwise_where_an_audience_has_no_channels() -> None:
    text = (EXAMPLES / "wallstreetbets.yaml").read_text("utf-8")
    everywhere = check_campaign(text.replace("when: {channels: [reddit]}", "when: {}").encode(), "x.yaml")
    assert [each.field for each in find_warnings(everywhere.campaign, everywhere.lines)][:1] == ["match.any[0]"]


def test_audiences_that_overlap_are_told() -> None:
    street, stance = GOOD[: GOOD.index("stance:")], GOOD[GOOD.index("stance:") :]
    chapters = street[street.index("    chapters:") :]
    text = f"{street}  - name: others\n    when: {{languages: [no, de]}}\n{chapters}{stance}"
    checked = check_campaign(text, "garden.yaml")
    (found,) = find_warnings(checked.campaign, checked.lines)
    assert (found.line, found.field) == (16, "audiences[1]")


def test_warnings_need_no_lines() -> None:
    campaign = load_campaign(with_line("street garden", "go"), "garden.yaml")
    assert [mistake.line for mistake in find_warnings(campaign)] == [1]
