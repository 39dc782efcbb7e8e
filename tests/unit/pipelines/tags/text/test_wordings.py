"""Wordings: the features of a sentence are its own, whatever stands beside it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.tags.text.wordings import (
    FIRST_SIGN,
    ends_sentence,
    find_sentences,
    fold_word,
    fold_words,
    hash_runs,
    hash_words,
)

WORDS = st.lists(st.sampled_from(["i", "not", "gave", ".", "!", "tent", "?", "ø", "0"]), max_size=12)


def features_of(texts: list[list[str]]) -> list[list[set[int]]]:
    """The features of runs of words, of each sentence of each text."""
    flat = [word for text in texts for word in text]
    begins = np.append(0, np.cumsum([len(text) for text in texts]))
    sentences = find_sentences(np.array([ends_sentence(word) for word in flat], dtype=bool), begins)
    signs = np.array([FIRST_SIGN if word == "not" else 0 for word in flat], dtype=np.uint64)
    hashes = hash_words(flat).hashes if flat else np.zeros(0, dtype=np.uint64)
    features, starts = hash_runs(hashes, signs, sentences)
    parts = [set(features[starts[i] : starts[i + 1]].tolist()) for i in range(len(starts) - 1)]
    return [parts[i:j] for i, j in zip(sentences.texts[:-1], sentences.texts[1:], strict=True)]


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_text_has_the_same_features_alone_and_beside_others(texts: list[list[str]]) -> None:
    together = features_of(texts)
    assert together == [features_of([text])[0] for text in texts]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("abcdeåß", min_size=1, max_size=9), min_size=1, max_size=6))
def test_a_word_has_the_same_runs_of_characters_alone_and_beside_others(words: list[str]) -> None:
    together = hash_words(words)
    for i, word in enumerate(words):
        alone = hash_words([word])
        assert alone.hashes[0] == together.hashes[i]
        assert alone.features.tolist() == together.features[together.starts[i] : together.starts[i + 1]].tolist()


def test_a_sentence_reads_alike_wherever_it_stands() -> None:
    (one,) = features_of([["gave", "!"]])
    (two,) = features_of([["i", "not", ".", "gave", "!"]])
    assert one[0] == two[1]


def test_every_text_has_a_sentence_and_marks_running_end_one() -> None:
    assert [len(each) for each in features_of([[], ["i", "!", "?", "gave"], []])] == [1, 2, 1]


def test_order_and_marks_make_another_wording() -> None:
    (one,), (two,), (three,) = features_of([["i", "not"], ["not", "i"], ["i", "not", "?"]])
    assert one != two
    assert one != three


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("firmé", "firme"),
        ("gåve", "gave"),
        ("straße", "strasse"),
        ("2026", "00"),
        ("nooo", "noo"),
        ("أنا", "انا"),
    ],
)
def test_words_are_folded(word: str, read: str) -> None:
    assert fold_word(word) == read


@pytest.mark.parametrize("word", ["https://a.example/b", "http:c", "@one", "@привет", "#", "\ufe0f"])
def test_links_names_and_an_emoji_selector_are_nothing(word: str) -> None:
    assert fold_word(word) == ""


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=8), min_size=1, max_size=6))
def test_several_words_are_folded_as_each_is_by_itself(words: list[str]) -> None:
    assert fold_words(words) == list(map(fold_word, words))
