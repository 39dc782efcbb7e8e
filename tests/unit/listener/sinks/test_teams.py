"""Teams takes every card that we make: plain text runs within its size, and no link but ours."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from listener.sinks.teams import teams_message
from models.decisions import DataQuality, DecisionKind, Example
from tests.alerting import alert, signal_of

WORDS = st.text(st.characters(codec="utf-8"), max_size=600)
LIMIT = 28 * 1024


def elements(card: object) -> list[dict[str, object]]:
    """All objects of a card."""
    if isinstance(card, list):
        return [found for each in card for found in elements(each)]
    if not isinstance(card, dict):
        return []
    return [card, *(found for each in card.values() for found in elements(each))]


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=20))
def test_any_text_in_any_number_of_signals_fits_and_is_plain(texts: list[tuple[str, str]]) -> None:
    signals = [
        signal_of(
            DecisionKind.PROLONG,
            hour,
            examples=(Example("p", "tell", post),) * 3,
            data_quality=DataQuality(1.0, (channel,), 0),
        )
        for hour, (post, channel) in enumerate(texts)
    ]
    found = teams_message(alert(*signals), "https://board.example.org")
    assert len(msgspec.json.encode(found)) <= LIMIT
    kinds = {str(each["type"]) for each in elements(found) if "type" in each}
    assert kinds <= {
        "message",
        "AdaptiveCard",
        "Container",
        "RichTextBlock",
        "TextRun",
        "ActionSet",
        "Action.OpenUrl",
    }


def test_each_decision_has_a_style_and_its_links_are_buttons() -> None:
    found = elements(teams_message(alert(), "https://board.example.org"))
    assert [each["style"] for each in found if each.get("type") == "Container"] == ["good"]
    page = f"https://board.example.org/signals/{signal_of().id}"
    buttons = [(each["title"], each["url"]) for each in found if each.get("type") == "Action.OpenUrl"]
    assert buttons == [
        ("See it on the board, and act", page),
        ("Accept", f"{page}/answers/accept"),
        ("Ask again later", f"{page}/answers/snooze"),
    ]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_buttons_stand_side_by_side_on_a_phone(language: str) -> None:
    """Teams does not wrap them: of more than some fifty letters the last is cut, as its renderer showed at 300 px."""
    found = elements(teams_message(replace(alert(), language=language), "https://board.example.org"))
    titles = [str(each["title"]) for each in found if each.get("type") == "Action.OpenUrl"]
    assert len(titles) == 3
    assert sum(map(len, titles)) <= 50


def test_what_finds_no_room_is_counted() -> None:
    many = teams_message(alert(*(signal_of(DecisionKind.PROLONG, hour) for hour in range(20))))
    assert "and 14 more" in str(many)
