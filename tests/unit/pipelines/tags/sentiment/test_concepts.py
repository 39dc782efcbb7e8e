"""Words that mean the same are one feature in every language; negated, they are another."""

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.sentiment.concepts import concept_row_count, concept_rows, concept_rows_of, dictionary

TITLES, *LINES = [
    line.split("\t")
    for line in files("pipelines.tags.sentiment").joinpath("concepts.tsv").read_text(encoding="utf-8").splitlines()
]
LANGUAGES = TITLES[2:]


LOVE = {"de": "liebe", "es": "amor", "fr": "aimer", "it": "amore", "nb": "elsker", "sv": "älskar", "ar": "حب"}


@pytest.mark.parametrize("code", LOVE)
def test_love_is_love_in_every_language(code: str) -> None:
    assert concept_rows_of([LOVE[code]], code) == concept_rows_of(["love"], "en")


def test_a_negation_makes_other_features_of_the_next_three_meanings_and_of_their_kinds() -> None:
    plain, negated = concept_rows_of(["love"], "en"), concept_rows_of(["not", "love"], "en")
    assert [negated[0], negated[2] - 1, negated[4] - 1] == plain
    words = ["not", *["love"] * 4]
    assert [row % 2 for row in concept_rows_of(words, "en")[2:6]] == [0, 0, 0, 1]


def test_words_of_one_kind_share_a_feature() -> None:
    happy, laugh, war = (concept_rows_of([word], "en") for word in ("happy", "laugh", "war"))
    assert happy[1] != laugh[1]
    assert happy[2] == laugh[2] != war[2]


def test_nynorsk_is_looked_up_with_bokmal() -> None:
    assert dictionary("nn") == dictionary("nb") != {}
    assert "ikkje" in dictionary("nn")


def test_a_language_without_a_dictionary_means_nothing_to_us() -> None:
    assert concept_rows_of(["rakkaus"], "fi") == concept_rows_of([], None) == [0]


@given(st.lists(st.sampled_from(sorted(dictionary("it"))) | st.text(max_size=5), max_size=30))
def test_rows_lie_within_the_table_whatever_the_words(words: list[str]) -> None:
    rows = concept_rows_of(words, "it")
    assert rows[0] == 0
    assert all(0 < row < concept_row_count() for row in rows[1:])


SPANISH = st.lists(st.sampled_from(sorted(dictionary("es"))), max_size=9)


@given(st.lists(st.tuples(SPANISH, st.sampled_from(("es", "fi"))), max_size=5))
def test_texts_stand_one_after_another_and_each_has_a_row(texts: list[tuple[list[str], str]]) -> None:
    rows, starts = concept_rows(texts)
    assert [rows[a:b].tolist() for a, b in pairwise(starts)] == [concept_rows_of(*each) for each in texts]
    assert all(a < b for a, b in pairwise(starts))


def test_a_meaning_has_one_line_and_a_kind_and_is_known_in_two_languages() -> None:
    names = [line[0] for line in LINES]
    assert names == sorted(set(names))
    assert all(len(line) == len(TITLES) and line[1] for line in LINES)
    assert all(sum(map(bool, line[2:])) >= 2 for line in LINES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_has_one_meaning_in_a_language_and_is_written_as_posts_are_read(code: str) -> None:
    words = " ".join(line[TITLES.index(code)] for line in LINES).split()
    assert len(words) == len(set(words)) > 4_000
    assert all(word == word.lower() for word in words)
