"""Slack takes every message that we make, however much and whatever is in it."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from listener.sinks.slack import escape_markup, slack_message
from listener.wording.figures import CUT_MARK
from models.decisions import DataQuality, Decision, DecisionKind, Example
from tests.alerting import alert, signal_of
from tests.unit.listener.sinks.block_kit import complaints

WORDS = st.text(st.characters(codec="utf-8"), max_size=400)


def test_a_usual_message_is_taken() -> None:
    assert complaints(slack_message(alert())) == []


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=20), st.integers(0, 3))
def test_any_text_in_any_number_of_signals_is_taken(texts: list[tuple[str, str]], quotes: int) -> None:
    signals = [
        signal_of(
            DecisionKind.PROLONG,
            hour,
            examples=(Example("p", "tell", post),) * quotes,
            data_quality=DataQuality(1.0, (channel,), 0),
        )
        for hour, (post, channel) in enumerate(texts)
    ]
    assert complaints(slack_message(alert(*signals))) == []


def test_with_a_board_each_signal_links_to_the_page_that_says_why() -> None:
    found = slack_message(alert(), "https://board.example.org/")
    assert complaints(found) == []
    assert f"<https://board.example.org/signals/{signal_of().id}|See it on the board, and act>" in str(
        found["blocks"]
    )


def test_what_is_too_long_is_cut_with_a_marker() -> None:
    silent = DataQuality(silent_channels=("&" * 5000,))
    found = slack_message(alert(signal_of(examples=(Example("p", "tell", "&" * 5000),), data_quality=silent)))
    assert complaints(found) == []
    texts = [text for block in found["blocks"] for text in _texts(block)]  # type: ignore[attr-defined]
    assert sum(text.endswith(f"&amp;{CUT_MARK}") for text in texts) == 2


def _texts(block: dict[str, object]) -> list[str]:
    data = msgspec.json.decode(msgspec.json.encode(block))
    objects = [*data.get("fields", []), *([data["text"]] if "text" in data else [])]
    return [each["text"] for each in objects]


def test_more_signals_than_fit_are_counted() -> None:
    many = slack_message(alert(*(signal_of(DecisionKind.PROLONG, hour) for hour in range(20))))
    assert complaints(many) == []
    assert len(many["blocks"]) <= 50  # type: ignore[arg-type]
    assert f"{CUT_MARK} and" in str(many["blocks"])


def test_our_own_names_are_escaped_too() -> None:
    found = slack_message(alert(signal_of(DecisionKind.PROLONG)))
    assert escape_markup("a<b>&c") == "a&lt;b&gt;&amp;c"
    assert isinstance(signal_of().data, Decision)
    assert "-&gt;" not in str(found["text"])
