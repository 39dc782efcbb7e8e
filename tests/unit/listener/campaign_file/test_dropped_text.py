"""What YAML drops of a text without a word, we tell, with its line; and what is a comment stays one."""

import logging
from pathlib import Path

import pytest

from listener.campaign_file import check_campaign
from listener.campaign_file.loading import load_files
from models.errors import Mistake
from tests.unit.listener.campaign_file.test_campaign import GOOD, mistakes, with_line

MATCH = 'match: {any: ["#plantit", street garden], none: [giveaway]}'
STORY = 'story: "A street plants its own garden"'


def doubts(old: str, new: str) -> tuple[Mistake, ...]:
    return check_campaign(with_line(old, new), "garden.yaml").doubts


@pytest.mark.parametrize(
    ("old", "new", "line", "word", "kept"),
    [
        (MATCH, "match:\n  any:\n    - relief #rebuild\n    - flood", 6, "#rebuild", "relief"),
        (MATCH, "match:\n  any:\n    - relief\n    - flood  #rebuild", 7, "#rebuild", "flood"),
        (MATCH, "match:\n  any: relief #rebuild", 5, "#rebuild", "relief"),
        (MATCH, "match:\n  any:\n    - 5 km run #run4all", 6, "#run4all", "5 km run"),
        (MATCH, "match:\n  any:\n    - помощь #ПомощьУкраине", 6, "#ПомощьУкраине", "помощь"),
        (STORY, "story: ours #1 is C#, and a#b", 2, "#1", "ours"),
        (STORY, "story: We plant\n  and dig #together", 3, "#together", "We plant and dig"),
        (STORY, "story: We plant\n  #together in spring", 3, "#together", "We plant"),
    ],
)
def test_a_text_that_a_hashtag_ends_is_told_with_its_line(
    old: str, new: str, line: int, word: str, kept: str
) -> None:
    (found,) = doubts(old, new)
    assert found.line == line
    assert f"`{word}` begins a comment in YAML" in found.problem
    assert f"kept of the text is `{kept}`" in found.problem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (STORY, f"{STORY} #our own"),
        (STORY, "story: ours # 1 of many"),
        (STORY, "story: a#b and C# too"),
        (STORY, "#ours\nstory: ours\n#theirs"),
        (MATCH, "match:\n  any:\n    - relief\n    #flood\n    - typhoon"),
        ("{name: beds, target: 40, unit: beds}", "\n  name: beds\n  target: 40 #for now\n  unit: beds"),
        (STORY, f"{STORY}\nstarts: 2026-01-06 #Tuesday"),
    ],
)
def test_a_comment_is_a_comment(old: str, new: str) -> None:
    assert doubts(old, new) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        (STORY, "story: &co relief", 2, "&co"),
        (STORY, "story: !wow a street", 2, "!wow"),
        (STORY, "story: ! a street", 2, "!"),
        (MATCH, "match:\n  any:\n    - flood\n    - &co relief", 7, "&co"),
        (MATCH, "match: {any: [flood, &co relief]}", 4, "&co"),
        (MATCH, "match: {any: !important [flood]}", 4, "!important"),
        (MATCH, "match:\n  any:\n    - !help", 6, "!help"),
    ],
)
def test_a_word_that_names_a_text_for_nothing_is_refused(old: str, new: str, line: int, word: str) -> None:
    found = mistakes(with_line(old, new))[0]
    assert found.line == line
    assert f"`{word}` names" in found.problem


def test_an_anchor_that_is_used_and_the_types_of_yaml_are_taken() -> None:
    written = with_line(
        f"{MATCH}\nthemes: {{soil: [soil, compost]}}", "match: {any: [&co relief, !!str 40]}\nthemes: {help: [*co]}"
    )
    assert check_campaign(written, "garden.yaml").campaign.match.any == ("relief", "40")


def test_what_is_cut_is_logged_wherever_a_file_is_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "garden.yaml"
    path.write_text(with_line(STORY, "story: ours #1"), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        load_files([str(path)])
    assert f"{path}: line 2: file: `#1` begins a comment" in caplog.text


def test_a_good_file_leaves_no_doubt() -> None:
    assert check_campaign(GOOD, "garden.yaml").doubts == ()
