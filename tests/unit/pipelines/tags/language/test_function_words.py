"""Function words vote for the languages that use them, and the lists are part of the tagger's version."""

import subprocess
import sys

import pytest
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.nb.stop_words import STOP_WORDS as NORWEGIAN

from pipelines.tags import Tagger
from pipelines.tags.language.function_words import DIGEST, VOTE, count_votes, load_stop_words


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


@pytest.mark.parametrize(("code", "words"), [("en", ENGLISH), ("nb", NORWEGIAN)])
def test_lists_are_those_that_spacy_has(code: str, words: set[str]) -> None:
    assert load_stop_words(code) == words


def test_a_tagger_is_there_without_importing_spacy() -> None:
    """Which takes seconds, in each process that starts."""
    script = "import sys; import pipelines.tags; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
