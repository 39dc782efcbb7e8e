"""Labels in words: what they say of the tagger, what decisions without them assume, and what they would buy."""

from msgspec.structs import replace

from listener.wording.label_words import (
    ASSUMPTION,
    OFFER,
    assumptions,
    label_notes,
    tagger_rows,
    told_interval,
    told_share,
)
from listener.wording.terminal import reason_line
from models.decisions import CheckCode, Decision, Evidence, LabelReport, TagErrors, compare
from tests.alerting import decision

REPORT = LabelReport(
    counted=60,
    share=0.42,
    of_tagger=60,
    cannot_tell=3,
    sensitivity=0.8,
    sensitivity_interval=(0.63, 0.91),
    false_positive=0.1,
    false_positive_interval=(0.04, 0.23),
    read_twice=6,
    differing=1,
)


def decided(**changes: object) -> Decision:
    usual = {"bar": 0.3, "share": 0.4, "own_tagged_share": 1.0, **changes}
    return replace(decision(), evidence=Evidence(**usual))  # type: ignore[arg-type]


def test_a_decision_on_our_own_tags_says_what_it_assumes_and_what_labels_would_buy() -> None:
    assert assumptions(decided()) == [ASSUMPTION]
    assert label_notes(decided()) == [OFFER]
    assert ASSUMPTION in reason_line(decided())


def test_a_decision_on_tags_that_posts_came_with_assumes_nothing_of_our_tagger() -> None:
    assert label_notes(decided(own_tagged_share=0.0)) == []


def test_the_tagger_is_told_by_stage_and_side() -> None:
    assert tagger_rows(decided(labels=REPORT)) == []
    errors = (TagErrors("desire", 0.8, (0.6, 0.9), 0.1, (0.05, 0.2)), TagErrors("oppose"))
    assert tagger_rows(decided(labels=replace(REPORT, tagger=errors))) == [
        ("desire or beyond", "80% (60% to 90%)", "10% (5% to 20%)"),
        ("against the story", "–", "–"),
    ]


def test_people_are_told_the_share_that_decides() -> None:
    labelled = decided(labels=REPORT, share_interval=(0.3, 0.5))
    assert (told_share(labelled), told_interval(labelled)) == (0.4, (0.3, 0.5))
    check = compare(CheckCode.SHARE_LABELLED, 12.0, ">=", 3_000.0)
    by_labels = replace(labelled, checks=(check,))
    assert (told_share(by_labels), told_interval(by_labels)) == (REPORT.share, REPORT.share_interval)


def test_from_fifty_labels_on_the_tagger_is_told_with_intervals_and_readers_with_how_they_agree() -> None:
    said = label_notes(decided(labels=REPORT))
    assert "sees 80% (63% to 91%)" in said[0]
    assert "takes 10% (4% to 23%)" in said[0]
    assert "of 3 they could not tell" in said[0]
    assert said[1] == "two readers agree on 5 of 6 votes that both read"


def test_of_few_labels_their_number_is_told_alone() -> None:
    (said,) = label_notes(decided(labels=replace(REPORT, of_tagger=12)))
    assert said.startswith("12 votes read by people; from 50 on")


def test_a_rate_of_which_nothing_is_known_is_said_to_be_unknown_in_words() -> None:
    [seen_alone, *_] = label_notes(decided(labels=replace(REPORT, false_positive=None, false_positive_interval=None)))
    [taken_alone, *_] = label_notes(decided(labels=replace(REPORT, sensitivity=None, sensitivity_interval=None)))
    assert "too few are of the others" in seen_alone
    assert "too few are at the chapter's stage" in taken_alone
    assert "–" not in seen_alone + taken_alone
