"""The sentence around a piece of a text."""

import re
import time

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


BEHIND = re.compile(r"(?:\s|https?:\S*|#\w+)*$")  # what is left out behind the last word, as one says it, at any cost


@given(st.lists(st.sampled_from(["a", "#", "b", " ", "http:", "https://x.y", "\n", "_", "-", "#tag"]), max_size=8))
def test_links_and_hashtags_behind_the_last_word_are_left_out_however_put_together(
    pieces: list[str],
) -> None:
    text = "I gave" + "".join(pieces).replace("\n", " ")
    behind = BEHIND.search(text)
    assert behind is not None
    assert sentence_around(text, 0, 1) == (0, behind.start())


@pytest.mark.parametrize(
    ("unit", "times"), [("http:", 24), ("https:a", 24), ("#a ", 1_300), ("#a#", 1_300), ("@a ", 1_300), ("- ", 1_300)]
)
def test_nothing_that_stands_behind_a_deed_keeps_us_for_long(unit: str, times: int) -> None:
    text, began = f"I donated today {unit * times} x", time.process_time()
    assert sentence_around(text, 2, 9) == (0, len(text))
    assert time.process_time() - began < 0.5
