"""Scenario files: they read like their story, and impossible ones are refused by field and reason."""

from pathlib import Path

import numpy as np
import pytest

from listener.simulator import load_scenario, parse_scenario, shipped_scenarios, simulate
from listener.simulator.scenario_file.tracks import Change, Track, values_at
from models.errors import ScenarioError

CALM = "scenario: calm\nstory: Nothing happens.\naudiences:\n  - share: 0.1\n"


def test_every_shipped_scenario_loads_and_tells_its_story() -> None:
    assert len(shipped_scenarios()) >= 30
    for name in shipped_scenarios():
        scenario = load_scenario(name)
        assert scenario.scenario == name
        assert len(scenario.story.split()) > 5


def test_a_file_is_found_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(CALM)
    assert load_scenario(str(path)).scenario == "calm"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("scenario: [", "not YAML"),
        ("- 1", "the file: Expected `object`"),
        ("story: x", "scenario"),
        (CALM + "lurkers: 2", "lurkers: Expected `float` <= 1.0"),
        (CALM + "lurkers: .nan", "lurkers: "),
        (CALM + "posts_per_day: .inf", "posts_per_day: "),
        (CALM + "posts_per_day: -1", "posts_per_day: Expected `float` > 0.0"),
        (CALM + "replies: 1", "replies: Expected `float` < 0.9"),
        (CALM + "days: 0", "days: Expected `int` >= 1"),
        (CALM + "bar: 1", "bar: Expected `float` < 1.0"),
        (CALM + "stage: awareness", "stage: awareness is what all who speak have"),
        (CALM + "starts: yesterday", "starts: "),
        (CALM + "colour: red", "unknown field `colour`"),
        (CALM.replace("0.1", "1.5"), "audiences.locals.share: 1.5 is over 1"),
        (CALM.replace("0.1", "{start: 0.1, changes: [{day: 3, to: 7}]}"), "audiences.locals.share: 7.0 is over 1"),
        (CALM.replace("0.1", "{start: 0.1, changes: [{day: -3, to: 1}]}"), "changes[0].day: Expected `float` >= 0.0"),
        (CALM + "    channels: []", "audiences.locals.channels: none"),
        (CALM + "    groups: [{name: bots, size: -1}]", "groups[0].size: Expected `float` >= 0.0"),
        (
            CALM + "    groups: [{name: a, who: members, size: 0.7}, {name: b, who: bought, size: 0.4}]",
            "groups: more",
        ),
        (CALM + "  - share: 0.2", "audiences: two have the same name, locals"),
        (CALM + "    channels: [{name: a}, {name: a}]", "locals.channels: two have the same name, a"),
        (CALM + "    groups: [{name: a, size: 1}, {name: a, size: 1}]", "locals.groups: two have the same name, a"),
        (CALM + "    channels: [{name: a, languages: []}]", "channels[0].languages: Expected `array` of length >= 1"),
        (CALM + "    channels: [{name: a, languages: ['?']}]", "channels[0].languages[0]: Expected `str` matching"),
        (CALM + "    channels: [{name: a, share: .nan}]", "channels[0].share: Expected `float` >= 0.0"),
        (CALM + "    deeper: {interest: 0.1}", "locals.deeper.interest: not deeper than the chapter's interest"),
        (CALM + "    deeper: {love: 0.1}", "audiences[0].deeper: Invalid enum value 'love'"),
        (CALM + "volume: .nan", "volume: Expected `float` >= 0.0"),
        (CALM + "volume: -2", "volume: Expected `float` >= 0.0"),
        (CALM + "likes: .inf", "likes: Expected `float` <= 1000000.0"),
        (CALM + "tagger: {sensitivity: .nan}", "tagger.sensitivity: Expected `float` >= 0.0"),
        (CALM + "spread: 900", "spread: Expected `float` <= 5.0"),
        (CALM + "match: ' '", "match: Expected `str` matching"),
        (CALM + "days: '28'", "days: Expected `int`, got `str`"),
        (CALM + "starts: 9999-12-31T00:00Z", "starts: the year 9999 is not within 1970 to 2100"),
        (CALM + "starts: 2025-01-06", "starts: Expected `datetime` with a timezone"),
        (CALM + "scenario: again", "line 5: `scenario` is there twice"),
        ("a: &a [*a]", "line 1: too large or endless"),
        ("a: " + "[" * 5_000, "line 1: nested deeper than"),
        (
            CALM + "volume: {start: 1, changes: [{day: 5, to: 1}, {day: 2, to: 3}]}",
            "volume: changes are not in order",
        ),
        ("scenario: x\nstory: y\naudiences: []", "audiences: none"),
    ],
)
def test_an_impossible_scenario_is_refused_by_field_and_reason(text: str, words: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        parse_scenario(text, "mine.yaml")
    assert str(refusal.value).startswith("mine.yaml: ")
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("volume: 1000000", "volume: about "),
        ("likes: 1e6", "likes: about "),
        ("    groups: [{name: mob, size: 20, posts_per_day: 1e5}]", "groups.mob.posts_per_day: about "),
    ],
)
def test_more_posts_than_memory_holds_are_refused_before_they_are_made(more: str, words: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        simulate(parse_scenario(CALM + more, "mine.yaml"), authors=2_000, days=28, seed=1)
    assert str(refusal.value).startswith(words)
    assert "20,000,000 at most" in str(refusal.value)


def test_a_bare_no_is_norwegian_and_a_number_is_read_as_people_write_it() -> None:
    more = "    channels: [{name: a, languages: [en, no]}]\nlikes: 1e1\nstarts: 2026-11-20T20:00+01:00\n"
    scenario = parse_scenario(CALM + more, "mine.yaml")
    assert scenario.audiences[0].channels[0].languages == ("en", "no")
    assert scenario.likes == 10.0
    assert scenario.starts.isoformat() == "2026-11-20T20:00:00+01:00"


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(ScenarioError, match="step-growth"):
        load_scenario("steep-growth")


def test_a_file_that_cannot_be_read_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="cannot be read"):
        load_scenario(str(tmp_path / "none.yaml"))


def test_a_change_stays_or_goes_back_as_written() -> None:
    days = np.array([0.0, 1.0, 1.25, 1.5, 2.5, 3.0, 9.0])
    stays = Track(0.1, (Change(day=1, to=0.5, over_hours=12),))
    passes = Track(0.1, (Change(day=1, to=0.5, over_hours=12, for_hours=24),))
    assert values_at(stays, days).tolist() == pytest.approx([0.1, 0.1, 0.3, 0.5, 0.5, 0.5, 0.5])
    assert values_at(passes, days).tolist() == pytest.approx([0.1, 0.1, 0.3, 0.5, 0.5, 0.1, 0.1])


def test_a_shift_makes_every_change_later() -> None:
    step = Track(0.0, (Change(day=1, to=1),))
    assert step.at(np.array([1.0, 1.5]), shift=0.5).tolist() == [0.0, 1.0]
