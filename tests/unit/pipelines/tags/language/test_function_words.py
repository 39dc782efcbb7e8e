"""Function words vote for the languages that use them, and the lists are part of the tagger's version."""

from pipelines.tags import Tagger
from pipelines.tags.language.function_words import DIGEST, VOTE, count_votes


def test_a_word_of_one_language_is_a_whole_vote() -> None:
    assert count_votes([["ikkje"]]) == [("nn", VOTE, 0)]


def test_texts_are_counted_each_for_itself() -> None:
    norwegian, english = ["eg", "ikkje", "kva"], ["which", "should"]
    votes = count_votes([norwegian, english, []])
    assert [each.code for each in votes[:2]] == ["nn", "en"]
    assert votes[2].most == 0
    assert votes[:2] == [*count_votes([norwegian]), *count_votes([english])]


def test_other_lists_would_be_another_tagger() -> None:
    assert DIGEST in Tagger.version
