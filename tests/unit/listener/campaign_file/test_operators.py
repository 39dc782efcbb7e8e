"""Operators of other tools are told, with their line and what to write instead; words that look like them are not."""

import json

import pytest

from listener.campaign_file import check_campaign, find_warnings
from tests.unit.listener.campaign_file.test_campaign import with_line


def _told(old: str, term: str) -> dict[str, str]:
    checked = check_campaign(with_line(old, json.dumps(term, ensure_ascii=False)), "garden.yaml")
    found = find_warnings(checked.campaign, checked.lines)
    assert all(mistake.line == checked.lines.get(mistake.field, mistake.line) for mistake in found)
    return {mistake.field: mistake.problem for mistake in found}


@pytest.mark.parametrize(
    ("term", "says"),
    [
        ("garden AND street", "none asks for two"),
        ("+garden +street", "none asks for two"),
        ("garden && street", "none asks for two"),
        ("garden OR allotment", "a term of its own"),
        ("garden | allotment", "a term of its own"),
        ("garden NOT beer", "match.none"),
        ("garden -beer", "match.none"),
        ("-beer", "match.none"),
        ("“street garden”", "with its quotes"),
        ("„Straßengarten“", "with its quotes"),
        ("«jardin de rue»", "with its quotes"),
        ('"street garden"', "with its quotes"),
        ("'street garden'", "with its quotes"),
        ("(garden)", "with its brackets"),
        ("garden near/3 street", "a distance"),
        ("garden NEAR street", "a distance"),
        ("garden w/5 street", "a distance"),
        ('"street garden"~5', "quotes"),
        ("from:gardener", "no filter here"),
        ("garden lang:en", "no filter here"),
        ("-filter:retweets", "match.none"),
        ("/gard.*n/", "no pattern"),
        (r"\bgarden\b", "no pattern"),
        ("gar*en", "has its `*` within"),
        ("garden, street", "with its comma"),
    ],
)
def test_an_operator_is_told_with_what_to_write_instead(term: str, says: str) -> None:
    for old, field in (
        ("street garden", "match.any[1]"),
        ("giveaway", "match.none[0]"),
        ("compost", "themes.soil[1]"),
    ):
        problem = _told(old, term)[field]
        assert problem.startswith(f"`{term}` ")
        assert says in problem


@pytest.mark.parametrize(
    "term",
    ["black and white", "NOT IN OUR NAME", "TRUTH AND JUSTICE", "to be or not to be", "covid-19", "R&D", "likelønn*",
     "*hilfe", "time's up", "l’aide", "#OrNot", "AT&T", "8:30", "rock 'n' roll", "@gardener"],
)  # fmt: skip
def test_words_that_look_like_operators_are_none(term: str) -> None:
    assert "match.any[1]" not in _told("street garden", term)
