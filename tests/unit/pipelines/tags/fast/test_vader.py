"""The fast evaluation gives VADER's compound score, to the bit."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from pipelines.tags.fast import FastSentimentIntensityAnalyzer

ANALYZER = FastSentimentIntensityAnalyzer()
REFERENCE = SentimentIntensityAnalyzer()
DATA = Path(__file__).parents[6] / "shared" / "data"
RULED = [*BOOSTER_DICT, *NEGATE, *(word for idiom in SPECIAL_CASES for word in idiom.split())]
LADEN = [
    *list(REFERENCE.lexicon)[::25],
    "no",
    "good",
    "GOOD",
    "bad",
    "but",
    "least",
    "at",
    "very",
    "or",
    "nor",
    "so",
    "this",
]
WORD = st.one_of(
    st.sampled_from(RULED),
    st.sampled_from(LADEN),
    st.sampled_from(["!", "??", "😀", "❤", "kind", "of", "without", "doubt", "never", "Σ", "İ"]),
    st.text(max_size=4),
)
CASED = st.tuples(WORD, st.sampled_from([str, str.upper, str.title])).map(lambda pair: pair[1](pair[0]))


def ours(text: str) -> float:
    return ANALYZER.polarity_scores(text)["compound"]


def reference(text: str) -> float:
    return float(REFERENCE.polarity_scores(text)["compound"])


@settings(max_examples=1500, deadline=None)
@given(st.lists(CASED, max_size=14).map(" ".join))
def test_it_equals_the_reference_on_texts_made_of_its_own_words(text: str) -> None:
    assert ours(text) == reference(text)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=120))
def test_it_equals_the_reference_on_any_text(text: str) -> None:
    assert ours(text) == reference(text)


@pytest.mark.parametrize("file", ["tweet_act/dev.csv", "crisislex_t26/posts.csv", "umsab_sentiment/val.csv"])
def test_it_equals_the_reference_on_real_posts(file: str) -> None:
    if not (DATA / file).exists():
        pytest.skip(f"needs ../shared/data/{file}")
    with (DATA / file).open(encoding="utf-8") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)][::3]
    assert [text for text in texts if ours(text) != reference(text)] == []
