"""Posts written for acts: each with a label, none twice, and none of those that measure among those that teach."""

import re

import pytest

from listener.training.data.written_acts import FLAGS, WrittenPost, read_written_acts, read_written_acts_apart

_LANGUAGES = ("ar", "da", "de", "en", "es", "fr", "hi", "it", "nb", "nn", "pt", "sv")
_RUN = 8  # words: shorter ones are idioms and phrases of everybody's
_LEAST_WORDS = 5  # of a post for it to be somebody's: "you can count me in" is nearly anybody's
_WORD = re.compile(r"[\w\u0900-\u097f]+")  # vowel signs of Devanagari, too

_Words = tuple[str, ...]


def words_of(post: WrittenPost) -> _Words:
    return tuple(_WORD.findall(post.text.casefold()))


def runs_of(words: _Words) -> set[_Words]:
    return {words[i : i + _RUN] for i in range(len(words) - _RUN + 1)}


@pytest.fixture(scope="module")
def learned() -> list[WrittenPost]:
    return read_written_acts()


@pytest.fixture(scope="module")
def apart() -> list[WrittenPost]:
    return read_written_acts_apart()


def test_every_line_is_a_text_with_a_kind_and_known_flags_in_each_language(learned: list[WrittenPost]) -> None:
    assert {each.language for each in learned} == set(_LANGUAGES)
    assert all(each.text.strip() and each.flags <= FLAGS for each in learned)


def test_no_post_is_learned_from_twice(learned: list[WrittenPost]) -> None:
    assert len({(each.language, each.text) for each in learned}) == len(learned)


def test_no_post_that_measures_is_learned_from(learned: list[WrittenPost], apart: list[WrittenPost]) -> None:
    measuring = {(each.language, words_of(each)) for each in apart if len(words_of(each)) >= _LEAST_WORDS}
    assert not [each.text for each in learned if (each.language, words_of(each)) in measuring]


def test_no_post_that_measures_shares_a_run_of_words_with_one_that_is_learned_from(
    learned: list[WrittenPost], apart: list[WrittenPost]
) -> None:
    measuring = {(each.language, run) for each in apart for run in runs_of(words_of(each))}
    shared = [each.text for each in learned for run in runs_of(words_of(each)) if (each.language, run) in measuring]
    assert not shared
