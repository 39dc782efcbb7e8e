"""The sentence around a piece of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.quoting.sentences import count_sentences, sentence_around


def around(text: str, piece: str) -> str:
    start = text.index(piece)
    first, last = sentence_around(text, start, start + len(piece))
    return text[first:last]


@pytest.mark.parametrize(
    ("text", "piece", "sentence"),
    [
        ("Hm. I gave today! You?", "gave", "I gave today!"),
        ("I gave today", "gave", "I gave today"),
        ("Long day\nI gave 50 kroner\nGood night", "gave", "I gave 50 kroner"),
        ("Ga kr. 500 i dag. Du?", "Ga", "Ga kr. 500 i dag."),
        ("Gave 3.50 to St. john today. Ok", "Gave", "Gave 3.50 to St. john today."),
        ("@user @other I gave today", "gave", "I gave today"),
        ("I gave today https://example.org/x #rebuild", "gave", "I gave today"),
        ("Wait… really?! I gave. Twice.", "gave", "I gave."),
        ("मैंने आज दान दिया। आप भी दीजिए।", "दान", "मैंने आज दान दिया।"),
        ("تبرعت اليوم. هل تبرعت؟ نعم", "هل", "هل تبرعت؟"),
        ("I gave. And you", "gave. And", "I gave. And you"),
    ],
)
def test_a_sentence_goes_from_stop_to_stop(text: str, piece: str, sentence: str) -> None:
    assert around(text, piece) == sentence


def test_sentences_are_counted() -> None:
    assert [count_sentences(text) for text in ("", "One", "One.", "One. Two", "One.\nTwo!")] == [1, 1, 1, 2, 2]


@given(text=st.text(alphabet="ab .!?\n@#", max_size=40), places=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_a_sentence_lies_in_its_text(text: str, places: tuple[int, int]) -> None:
    start, end = sorted(min(place, len(text)) for place in places)
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= last <= len(text)
