"""Harm that is told without being named."""

import pytest

from pipelines.tags.languages import LANGUAGES
from pipelines.tags.testimony import find_harm, may_be_veiled
from pipelines.tags.text import tokenize

TOLD = [
    ("en", "It happened to me as well, at another firm"),
    ("en", "We slept in the car until Easter"),
    ("de", "Mir hat keiner geglaubt"),
    ("nb", "Det skjedde meg også"),
    ("nn", "Det hende meg, og ingen trudde det"),
    ("da", "Vi sov i bilen hele ugen"),
    ("sv", "Ingen trodde på oss"),
    ("fr", "Personne ne m'a cru"),
    ("es", "A mí también me pasó"),
    ("pt", "Nunca contei isso"),
    ("it", "È successo anche a me"),
    ("ar", "حصل معي نفس الشيء"),
    ("hi", "मेरे साथ भी"),
]


@pytest.mark.parametrize(("code", "text"), TOLD)
def test_what_is_told_without_being_named_is_testimony(code: str, text: str) -> None:
    assert find_harm(tokenize(text), code)


def test_me_too_may_tell_and_may_join_in() -> None:
    assert may_be_veiled(tokenize("Me too."), "en")
    assert find_harm(tokenize("Me too, see you on Saturday"), "en") is None


def test_a_phrase_is_whole_words() -> None:
    assert not may_be_veiled(tokenize("Some toolbox, same heretics"), "en")


def test_every_language_has_its_phrases() -> None:
    assert all(may_be_veiled(tokenize(text), code) for code, text in TOLD)
    assert {code for code, _ in TOLD} == set(LANGUAGES)
