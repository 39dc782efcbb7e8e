"""A vocabulary numbers the words that it meets; what a table says of them is what its function says."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.text.vocabulary import Vocabulary, WordTable

WORDS = st.lists(st.text("abc", max_size=4), max_size=8)


def function(word: str, code: str) -> int:
    return (len(word) + 10 * word.count(code)) % 255


def said(table: WordTable, vocabulary: Vocabulary, texts: Sequence[Sequence[str]], codes: Sequence[str]) -> list[int]:
    found: list[int] = table.look_up(vocabulary.number_all(texts), codes).tolist()
    return found


@given(st.lists(st.tuples(WORDS, st.sampled_from(["a", "b", "xx"])), min_size=1))
def test_a_table_says_what_its_function_says_of_every_word(read: list[tuple[list[str], str]]) -> None:
    vocabulary = Vocabulary()
    table = WordTable(vocabulary, ["a", "b"], function)
    texts, codes = [words for words, _ in read], [code for _, code in read]
    expected = [function(word, code) if code != "xx" else 0 for words, code in read for word in words]
    for _ in range(2):
        assert said(table, vocabulary, texts, codes) == expected


def test_a_word_is_asked_for_once_in_a_language() -> None:
    asked: list[tuple[str, str]] = []

    def ask(word: str, code: str) -> int:
        asked.append((word, code))
        return 1

    vocabulary = Vocabulary()
    table = WordTable(vocabulary, ["a", "b"], ask)
    for _ in range(2):
        said(table, vocabulary, [["rain", "sun", "rain"], ["rain"]], ["a", "b"])
    assert sorted(asked) == [("rain", "a"), ("rain", "b"), ("sun", "a")]


def test_a_vocabulary_starts_afresh_and_tables_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.tags.text.vocabulary._MAX_WORDS", 3)
    vocabulary = Vocabulary()
    table = WordTable(vocabulary, ["a"], function)
    for first in range(0, 40, 4):
        words = ["a" * each for each in range(first, first + 4)]
        assert said(table, vocabulary, [words], ["a"]) == [function(word, "a") for word in words]
        assert len(vocabulary) == len(vocabulary.words) <= 8


def test_where_texts_begin_is_told_with_their_numbers() -> None:
    numbered = Vocabulary().number_all([["a", "b"], [], ["a"]])
    assert numbered.numbers.tolist() == [0, 1, 0]
    assert np.array_equal(numbered.starts, [0, 2, 2, 3])
